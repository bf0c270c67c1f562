import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { stringify } from 'yaml';
import { KNOWN_NAMES } from './knownNames';

/** A backend in a process of its own that dies and comes back on the same database, port and folders. */
export class RestartedBackend {
  private child: ChildProcess | undefined;

  private constructor(
    readonly folder: string,
    readonly url: string,
  ) {}

  /** With files of templates, and what app-config says besides; starts nothing yet. */
  static async create(
    templates: string | readonly string[],
    realtime: object,
  ): Promise<RestartedBackend> {
    const folder = await mkdtemp(join(tmpdir(), 'realtime-recovery-'));
    const port = await freePort();
    const backend = new RestartedBackend(folder, `http://127.0.0.1:${port}`);
    await mkdir(backend.workspaces);
    const files = [templates].flat();
    const config = backend.configure(port, files, realtime);
    await writeFile(join(folder, 'config.yaml'), stringify(config));
    return backend;
  }

  /** Where `realtime:publish:local` puts projects. */
  get published(): string {
    return join(this.folder, 'published');
  }

  /** What all its lives have said. */
  get log(): string {
    return join(this.folder, 'backend.log');
  }

  /** A file for each plugin. */
  get database(): string {
    return join(this.folder, 'database');
  }

  /** Where running tasks have their files. */
  get workspaces(): string {
    return join(this.folder, 'workspaces');
  }

  /** Starts it; with texts, it dies when it has said them, see `dieAt`. */
  start(dieAt?: readonly string[]): void {
    this.child = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        require.resolve('./backendHost.ts'),
        ...['--config', join(this.folder, 'config.yaml')],
      ],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          ...process.env,
          NODE_ENV: 'development',
          ...(dieAt && { DIE_AT: JSON.stringify(dieAt) }),
        },
      },
    );
    const log = createWriteStream(this.log, { flags: 'a' });
    this.child.stdout?.pipe(log, { end: false });
    this.child.stderr?.pipe(log, { end: false });
  }

  /** Resolves with the signal it died of, or null. */
  async died(): Promise<string | null> {
    if (!this.child) return null;
    const { exitCode, signalCode } = this.child;
    if (exitCode !== null || signalCode !== null) return signalCode;
    const [, signal] = await once(this.child, 'exit');
    return signal;
  }

  async close(): Promise<void> {
    this.child?.kill('SIGKILL');
    await this.died();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Undefined while it does not answer, or refuses. */
  async ask<T>(path: string, body?: object): Promise<T | undefined> {
    try {
      const response = await fetch(`${this.url}/api/${path}`, {
        method: body ? 'POST' : 'GET',
        headers: { 'content-type': 'application/json' },
        body: body && JSON.stringify(body),
      });
      return response.ok ? ((await response.json()) as T) : undefined;
    } catch {
      return undefined;
    }
  }

  private configure(port: number, files: string[], realtime: object): object {
    const { url } = this;
    return {
      backend: {
        baseUrl: url,
        listen: { host: '127.0.0.1', port },
        auth: { dangerouslyDisableDefaultAuthPolicy: true },
        database: {
          client: 'better-sqlite3',
          connection: { directory: this.database },
        },
        workingDirectory: this.workspaces,
        reading: { allow: [{ host: `127.0.0.1:${port}` }] },
      },
      catalog: {
        // A registration that was cut off is done once more.
        defaultLocationConflictStrategy: 'refresh',
        rules: [{ allow: ['Template', 'Component', 'API', 'Resource'] }],
        locations: files.map(target => ({ type: 'file', target })),
      },
      scaffolder: {
        taskRecovery: { enabled: true, staleTimeout: { seconds: 4 } },
      },
      realtime: {
        ...KNOWN_NAMES,
        ...realtime,
        publishLocal: { root: this.published },
      },
    };
  }
}

/** Another process tells nothing by itself, so it is asked again and again. */
export async function until<T>(find: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await find();
    if (found !== undefined) return found;
    await pause(200);
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}
