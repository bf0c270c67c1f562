import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

/** A browser to run, and where it was found. */
export interface Chromium {
  path: string;
  foundIn: string;
}

const NAMES = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/**
 * CHROME_PATH, then an installed Chrome or Chromium, then one that Playwright
 * installed, then the npm package @sparticuz/chromium (Linux, x64).
 * undefined when there is none. Throws when CHROME_PATH is set but wrong:
 * somebody meant that one.
 */
export async function findChromium(
  env: NodeJS.ProcessEnv = process.env,
): Promise<Chromium | undefined> {
  if (env.CHROME_PATH) return fromEnvironment(env.CHROME_PATH);
  return (
    fromPath(env.PATH ?? '') ??
    fromFile(MAC, 'Applications') ??
    fromFile(chromium.executablePath(), 'Playwright') ??
    fromPackage()
  );
}

function fromEnvironment(path: string): Chromium {
  if (isExecutable(path)) return { path, foundIn: 'CHROME_PATH' };
  throw new Error(`CHROME_PATH is ${path}, which cannot be executed`);
}

function fromPath(path: string): Chromium | undefined {
  const files = path
    .split(delimiter)
    .flatMap(dir => NAMES.map(name => join(dir, name)));
  const found = files.find(isExecutable);
  return found ? { path: found, foundIn: 'PATH' } : undefined;
}

function fromFile(path: string, foundIn: string): Chromium | undefined {
  return isExecutable(path) ? { path, foundIn } : undefined;
}

async function fromPackage(): Promise<Chromium | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  try {
    // eslint-disable-next-line @backstage/no-undeclared-imports -- an optional dependency
    const { default: packed } = await import('@sparticuz/chromium');
    const path = await packed.executablePath();
    return { path, foundIn: '@sparticuz/chromium' };
  } catch (error) {
    // An optional dependency: absent is an answer, anything else is a fault.
    if (isMissingModule(error)) return undefined;
    throw error;
  }
}

function isMissingModule(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND';
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
