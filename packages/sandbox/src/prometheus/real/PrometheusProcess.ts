import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GuardedProcess } from '../../process/GuardedProcess';

/** A cold start on a busy machine; a warm one needs about a second. */
const READY_MS = 60_000;

/** One installed Prometheus that scrapes one target every second, with its data in a folder of its own. */
export class PrometheusProcess {
  readonly #process: GuardedProcess;
  readonly #folder: string;
  readonly url: string;

  private constructor(parts: {
    process: GuardedProcess;
    folder: string;
    url: string;
  }) {
    this.#process = parts.process;
    this.#folder = parts.folder;
    this.url = parts.url;
  }

  /**
   * Resolves when it answers. Throws with what it complained of when it does
   * not. `path`: see `findPrometheus`. `targetPort`: of `/metrics` on this machine.
   */
  static async start(
    path: string,
    targetPort: number,
  ): Promise<PrometheusProcess> {
    const folder = await mkdtemp(join(tmpdir(), 'prometheus-'));
    const config = join(folder, 'prometheus.yml');
    await writeFile(config, scrapeConfig(targetPort));
    const address = `127.0.0.1:${await findFreePort()}`;
    const process = GuardedProcess.start({
      name: 'Prometheus',
      command: [
        path,
        `--config.file=${config}`,
        `--storage.tsdb.path=${join(folder, 'data')}`,
        `--web.listen-address=${address}`,
        '--log.level=warn',
      ],
    });
    const url = `http://${address}`;
    const started = new PrometheusProcess({ process, folder, url });
    try {
      await process.waitUntil(() => isReady(url), READY_MS);
    } catch (error) {
      await started.close();
      throw error;
    }
    return started;
  }

  /** Idempotent. What it stored is gone with it, so it need not end cleanly. */
  async close(): Promise<void> {
    await this.#process.end('KILL');
    await rm(this.#folder, { recursive: true, force: true });
  }
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/-/ready`)).ok;
  } catch {
    return false;
  }
}

/** JSON is YAML. Labels of the target stand, whatever Prometheus would call it. */
function scrapeConfig(port: number): string {
  return JSON.stringify({
    global: { scrape_interval: '1s', scrape_timeout: '1s' },
    scrape_configs: [
      {
        job_name: 'pods',
        honor_labels: true,
        static_configs: [{ targets: [`127.0.0.1:${port}`] }],
      },
    ],
  });
}

/** Free now: nobody says which one it took. */
async function findFreePort(): Promise<number> {
  const probe = createServer();
  await once(probe.listen(0, '127.0.0.1'), 'listening');
  const { port } = probe.address() as AddressInfo;
  await new Promise(resolve => probe.close(resolve));
  return port;
}
