import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What the module of the API server asks for. */
const MIN_GO = { major: 1, minor: 24 };
const PROBE_TIMEOUT_MS = 20_000;

/** The Go command, or why a real API server cannot be built here. */
export type FoundGo = { go: string } | { missing: string };

/** Looks for Go; changes nothing. */
export async function findGo(): Promise<FoundGo> {
  const wanted = `Go ${MIN_GO.major}.${MIN_GO.minor} or newer`;
  if (process.platform === 'win32') {
    return { missing: 'Unix shell' };
  }
  try {
    const { stdout } = await run('go', ['version'], {
      timeout: PROBE_TIMEOUT_MS,
    });
    const [, major = '0', minor = '0'] = /go(\d+)\.(\d+)/.exec(stdout) ?? [];
    const isNewEnough =
      Number(major) > MIN_GO.major || Number(minor) >= MIN_GO.minor;
    return isNewEnough
      ? { go: 'go' }
      : { missing: `${wanted} (found ${major}.${minor})` };
  } catch {
    return { missing: wanted };
  }
}
