import { lstat, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { RealtimeError } from '@backstage-realtime/plugin-realtime-common';

/** Manifests of one step; more belong into several. */
const MAX_FILES = 200;
const MAX_FILE_BYTES = 1024 * 1024;

/** A text file of the workspace. */
export interface TextFile {
  /** Below the workspace, with `/`. */
  path: string;
  text: string;
}

/** Writes a file of the workspace; a path that leaves it is refused. */
export async function writeText(
  workspacePath: string,
  { path, text }: TextFile,
): Promise<void> {
  const target = resolveSafeChildPath(workspacePath, path);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, text);
}

/**
 * Every `.yaml` and `.yml` of a file or folder of the workspace, by path, at
 * most 200 of at most 1 MiB. Symbolic links are refused: they could show what
 * lies outside. Nothing found is an error, as nothing would be checked.
 */
export async function readYamlFiles(
  workspacePath: string,
  path: string,
): Promise<TextFile[]> {
  const start = resolveSafeChildPath(workspacePath, path);
  const found = (await listFiles(start)).sort();
  if (found.length === 0)
    throw refused(
      `"${path}" holds no .yaml file; name the folder of the manifests`,
    );
  if (found.length > MAX_FILES)
    throw refused(
      `"${path}" holds more than ${MAX_FILES} manifests; name a smaller folder`,
    );
  const files: TextFile[] = [];
  for (const file of found) {
    const shown = relative(workspacePath, file).split('\\').join('/');
    const { size } = await lstat(file);
    if (size > MAX_FILE_BYTES)
      throw refused(`"${shown}" has more than 1 MiB; a manifest is smaller`);
    files.push({ path: shown, text: await readFile(file, 'utf8') });
  }
  return files;
}

async function listFiles(path: string): Promise<string[]> {
  const stats = await lstat(path).catch(() => undefined);
  if (!stats) return [];
  if (stats.isSymbolicLink())
    throw refused('a symbolic link stands among the manifests; leave it out');
  if (stats.isFile()) return /\.ya?ml$/.test(path) ? [path] : [];
  const names = await readdir(path);
  const below: string[] = [];
  for (const name of names) below.push(...(await listFiles(join(path, name))));
  return below;
}

function refused(message: string): RealtimeError {
  return new RealtimeError('realtime.manifest.invalid', `${message}.`);
}
