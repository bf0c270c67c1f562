import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';

const stateSchema = z.object({
  pid: z.number().int().positive(),
  controlUrl: z.string().url(),
  /** Needed for every call of the control API; the file is for the owner. */
  token: z.string().min(32),
  kafka: z.string(),
  mqtt: z.string(),
  webSocket: z.string(),
});

/** What another terminal needs to find a running sandbox. */
export type SandboxState = z.infer<typeof stateSchema>;

const OWNER_ONLY = 0o600;

/** `.run/sandbox.json` in the root of the repository. */
export function defaultStateFile(): string {
  const own = require.resolve('@backstage-realtime/sandbox/package.json');
  return resolve(dirname(own), '../../.run/sandbox.json');
}

/** Written beside and renamed: a reader never sees half a file. */
export async function writeState(
  file: string,
  state: SandboxState,
): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${state.pid}`;
  await rm(draft, { force: true });
  const text = `${JSON.stringify(state, null, 2)}\n`;
  await writeFile(draft, text, { mode: OWNER_ONLY, flag: 'wx' });
  await rename(draft, file);
}

/** undefined when there is no file, or one that cannot be read as a state. */
export async function readState(
  file: string,
): Promise<SandboxState | undefined> {
  try {
    const parsed = stateSchema.safeParse(
      JSON.parse(await readFile(file, 'utf8')),
    );
    return parsed.data;
  } catch (error) {
    const isAbsent = (error as NodeJS.ErrnoException).code === 'ENOENT';
    if (isAbsent || error instanceof SyntaxError) {
      return undefined;
    }
    throw error;
  }
}

/** Leaves the file of a sandbox that was started after us alone. */
export async function removeState(file: string, token: string): Promise<void> {
  const state = await readState(file);
  if (state?.token === token) {
    await rm(file, { force: true });
  }
}
