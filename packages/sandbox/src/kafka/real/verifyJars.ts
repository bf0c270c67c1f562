import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** File name to SHA-256 in hex. */
export type JarManifest = Readonly<Record<string, string>>;

export type JarVerdict =
  | { state: 'complete' }
  | { state: 'absent' }
  | { state: 'damaged'; files: string[] };

/**
 * Compares a folder with the manifest: each jar present and unchanged, and no
 * jar besides them, since a class path takes whatever lies there.
 */
export async function verifyJars(
  directory: string,
  manifest: JarManifest,
): Promise<JarVerdict> {
  const present = await listFolder(directory);
  if (present.length === 0) {
    return { state: 'absent' };
  }
  const names = new Set([...Object.keys(manifest), ...present]);
  const wrong: string[] = [];
  for (const name of names) {
    const isGood =
      present.includes(name) &&
      (await computeSha256(join(directory, name))) === manifest[name];
    if (!isGood) {
      wrong.push(name);
    }
  }
  return wrong.length === 0
    ? { state: 'complete' }
    : { state: 'damaged', files: wrong.sort() };
}

async function listFolder(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return [];
    }
    throw error;
  }
}

async function computeSha256(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}
