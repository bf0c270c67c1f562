import {
  copyFile,
  lstat,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { join, relative } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import {
  RealtimeError,
  whyNotServiceName,
} from '@backstage-realtime/plugin-realtime-common';
import { toTaskLabel } from '../operations/marks';
import { PUBLISHED_PATH } from './createPublishedRouter';
import type { PublishSettings } from './settings';

/** What was published. */
export type Published = { files: number; bytes: number };

/** Which project, by whom. */
export interface PublishOrder {
  name: string;
  taskId: string;
  /** Whether the project of another task may be replaced. */
  replace: boolean;
  signal?: AbortSignal;
}

/** Folders that belong to tools and are never part of a project. */
const LEFT_OUT = new Set(['.git', 'node_modules']);

/**
 * Puts generated projects below one folder of this machine:
 *
 * ```
 * root/ping-pong/files/…         what is served
 * root/ping-pong/published.json  which task put it there
 * ```
 *
 * A project appears whole or not at all: it is copied beside and then renamed.
 * Symbolic links are refused rather than followed, and size is bounded, as
 * templates decide what lies in a workspace.
 */
export class LocalPublisher {
  private readonly settings: PublishSettings;
  private readonly baseUrl: () => Promise<string>;

  private constructor(
    settings: PublishSettings,
    baseUrl: () => Promise<string>,
  ) {
    this.settings = settings;
    this.baseUrl = baseUrl;
  }

  /** `baseUrl` is asked for with each project: where published folders are served. */
  static create(
    settings: PublishSettings,
    baseUrl: () => Promise<string>,
  ): LocalPublisher {
    return new LocalPublisher(settings, baseUrl);
  }

  /** `https://portal/api/scaffolder/realtime/published/ping-pong/`. */
  async urlOf(name: string): Promise<string> {
    return `${await this.baseUrl()}${PUBLISHED_PATH}/${name}/`;
  }

  get root(): string {
    return this.settings.root;
  }

  /** Files and bytes of a folder as they would be published; throws what {@link publish} would. */
  async measure(source: string): Promise<Published> {
    const files = await this.listFiles(source);
    return { files: files.length, bytes: await sizeOf(files) };
  }

  /** Throws when the name is taken by another task and may not be replaced. */
  async requireFree(
    name: string,
    taskId: string,
    replace: boolean,
  ): Promise<void> {
    const folder = this.folderOf(name);
    const owner = await readOwner(folder);
    if (owner === undefined || owner === taskId || replace) return;
    throw refused(
      `name: "${name}" was published by another task; choose another name, or set replace`,
    );
  }

  async publish(
    source: string,
    { name, taskId, replace, signal }: PublishOrder,
  ): Promise<Published> {
    await this.requireFree(name, taskId, replace);
    const files = await this.listFiles(source);
    const bytes = await sizeOf(files);
    const folder = this.folderOf(name);
    const beside = join(this.root, `.${name}.${toTaskLabel(taskId)}`);
    try {
      // What a crash left of the same task.
      await rm(beside, { recursive: true, force: true });
      await mkdir(join(beside, 'files'), { recursive: true });
      for (const file of files) {
        signal?.throwIfAborted();
        const target = join(beside, 'files', relative(source, file));
        await mkdir(join(target, '..'), { recursive: true });
        await copyFile(file, target);
      }
      await writeFile(join(beside, OWNER_FILE), JSON.stringify({ taskId }));
      await rm(folder, { recursive: true, force: true });
      await rename(beside, folder);
    } finally {
      await rm(beside, { recursive: true, force: true });
    }
    return { files: files.length, bytes };
  }

  /** True when this task published the project. */
  async isOf(name: string, taskId: string): Promise<boolean> {
    return (await readOwner(this.folderOf(name))) === taskId;
  }

  /** Removes what this task published; false when there is nothing, or it is another task's. */
  async remove(name: string, taskId: string): Promise<boolean> {
    if (!(await this.isOf(name, taskId))) return false;
    await rm(this.folderOf(name), { recursive: true, force: true });
    return true;
  }

  private folderOf(name: string): string {
    const wrong = whyNotServiceName(name);
    if (wrong) throw refused(`name: ${wrong}`);
    return resolveSafeChildPath(this.root, name);
  }

  private async listFiles(source: string): Promise<string[]> {
    const { maxFiles, maxBytes } = this.settings;
    const files = await walk(source, source, maxFiles);
    if (files.length === 0)
      throw refused('sourcePath: holds no files; nothing would be published');
    if (files.length > maxFiles)
      throw refused(`sourcePath: holds more than ${maxFiles} files`);
    if ((await sizeOf(files)) > maxBytes)
      throw refused(`sourcePath: holds more than ${maxBytes} bytes`);
    return files;
  }
}

const OWNER_FILE = 'published.json';

/** Task that published a folder; undefined when there is none. */
async function readOwner(folder: string): Promise<string | undefined> {
  const text = await readFile(join(folder, OWNER_FILE), 'utf8').catch(
    () => undefined,
  );
  if (text === undefined) return undefined;
  const { taskId } = JSON.parse(text) as { taskId?: unknown };
  return String(taskId);
}

/** Regular files below a folder, by path; stops soon after the bound. */
async function walk(
  top: string,
  folder: string,
  bound: number,
): Promise<string[]> {
  const files: string[] = [];
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (LEFT_OUT.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      files.push(...(await walk(top, path, bound - files.length)));
    else if (entry.isFile()) files.push(path);
    else
      throw refused(
        `sourcePath: "${relative(top, path)}" is no plain file; symbolic links are not published`,
      );
    if (files.length > bound) break;
  }
  return files;
}

async function sizeOf(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(
    files.map(async each => (await lstat(each)).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

function refused(message: string): RealtimeError {
  return new RealtimeError('realtime.publish.refused', `${message}.`);
}
