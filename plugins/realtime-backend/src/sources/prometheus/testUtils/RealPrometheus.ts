import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setInterval } from 'node:timers/promises';
import { PrometheusClient } from '../PrometheusClient';
import { podSamples } from './podSamples';

/** Path of an installed `prometheus`; undefined where there is none. */
export function findPrometheus(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders
    .map(folder => join(folder, 'prometheus'))
    .find(path => isExecutable(path));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const START_MS = 60_000;

/** An installed Prometheus that scrapes {@link podSamples} every second. */
export class RealPrometheus {
  static async start(path: string): Promise<RealPrometheus> {
    const target = createServer((_, response) => response.end(exposition()));
    await once(target.listen(0, '127.0.0.1'), 'listening');
    const folder = await mkdtemp(join(tmpdir(), 'prometheus-'));
    const port = await findFreePort();
    const config = join(folder, 'prometheus.yml');
    await writeFile(config, scrapeConfig(portOf(target)));
    const child = spawn(path, [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=error',
    ]);
    child.stderr.resume();
    child.stdout.resume();
    const url = `http://127.0.0.1:${port}`;
    const real = new RealPrometheus(url, child, target, folder);
    await real.untilScraped();
    return real;
  }

  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
    private readonly target: Server,
    private readonly folder: string,
  ) {}

  async close(): Promise<void> {
    const ended = once(this.child, 'exit');
    if (this.child.exitCode === null) {
      this.child.kill('SIGKILL');
      await ended;
    }
    this.target.closeAllConnections();
    await new Promise(resolve => this.target.close(resolve));
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Rates need two samples; four leave room for one that came late. */
  private async untilScraped(): Promise<void> {
    const client = PrometheusClient.create({
      name: 'real',
      url: this.url,
      auth: { type: 'none' },
      timeoutMs: 2_000,
    });
    const signal = AbortSignal.timeout(START_MS);
    for await (const _ of setInterval(200, undefined, { signal })) {
      const asked = client.query(
        'min(count_over_time(websocket_connections[1m]))',
      );
      const answer = await asked.catch(() => undefined);
      if ((answer?.data[0]?.samples[0].value ?? 0) >= 4) return;
    }
  }
}

/** Counters that grow with the clock. */
function exposition(): string {
  const lines = podSamples(Date.now() / 1000).map(({ labels, value }) => {
    const { __name__: name, ...rest } = labels;
    const pairs = Object.entries(rest).map(
      ([label, text]) => `${label}=${JSON.stringify(text)}`,
    );
    return `${name}{${pairs.join(',')}} ${value}`;
  });
  return `${lines.join('\n')}\n`;
}

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

async function findFreePort(): Promise<number> {
  const probe = createServer();
  await once(probe.listen(0, '127.0.0.1'), 'listening');
  const port = portOf(probe);
  await new Promise(resolve => probe.close(resolve));
  return port;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
