import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { findFreePort } from './freePort';

const ROOT = resolve(__dirname, '../../../..');
const READY = /^Ready after .*: (http\S+)$/;

/** Frontend build, broker fetch and boot included; a warm start takes 10 s. */
const READY_MS = 420_000;

/** A portal, started by the very command a user types. */
export class Portal {
  private constructor(
    readonly url: string,
    private readonly port: number,
    /** How to find the control API of this very sandbox, see sandbox.ts. */
    readonly sandboxState: string,
    private readonly command: ChildProcess,
  ) {}

  /**
   * With these options of `npm start`; without any, on a sandbox.
   * Rejects with what the command said when it ends or takes too long.
   */
  static async start(options: readonly string[] = []): Promise<Portal> {
    const port = await findFreePort();
    const args = [
      join(ROOT, 'scripts/start.mjs'),
      ...['--port', String(port)],
      ...options,
    ];
    const sandboxState = join(ROOT, '.run', `sandbox-${port}.json`);
    const command = spawn(process.execPath, args, {
      cwd: ROOT,
      env: {
        ...process.env,
        BACKSTAGE_REALTIME_SANDBOX_STATE: sandboxState,
      },
      // The channel lets the command see that we are gone.
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const url = await readyUrl(command);
    return new Portal(url, port, sandboxState, command);
  }

  /** The configuration that the command generated for this run, as JSON. */
  get configFile(): string {
    return join(ROOT, '.run', `app-config-${this.port}.yaml`);
  }

  /** Kafka of the sandbox, `host:port`. */
  get kafkaBroker(): string {
    const { realtime } = JSON.parse(readFileSync(this.configFile, 'utf8'));
    return realtime.kafka.clusters.local.brokers[0];
  }

  /** Resolves when the portal, the sandbox and all they started are gone. */
  async stop(): Promise<void> {
    if (this.command.exitCode !== null) return;
    const ended = once(this.command, 'exit');
    this.command.kill('SIGTERM');
    await ended;
  }
}

async function readyUrl(command: ChildProcess): Promise<string> {
  const said: string[] = [];
  const timer = setTimeout(() => command.kill('SIGTERM'), READY_MS);
  try {
    for await (const line of createInterface({ input: command.stderr! })) {
      said.push(line);
      const url = READY.exec(line)?.[1];
      if (url) return url;
    }
  } finally {
    clearTimeout(timer);
    command.stderr!.resume();
  }
  throw new Error(`npm start ended before it was ready:\n${said.join('\n')}`);
}
