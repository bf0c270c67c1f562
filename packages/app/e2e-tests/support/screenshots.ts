import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { BrowserContext } from 'playwright-core';

const FOLDER = resolve(__dirname, '../../../../.run/screenshots');

/** File systems take names of 255 bytes. */
const MAX_NAME = 120;

/** A page that does not paint is no reason to wait, nor to hide the failure. */
const SHOT_MS = 10_000;

declare global {
  // eslint-disable-next-line no-var -- the only way to declare a global
  var onTestFailure: ((test: string) => Promise<void>) | undefined;
}

/**
 * From now on every page of these contexts is photographed when a test fails:
 * `.run/screenshots/<test>[-2].png`. FailureEnvironment.cjs calls it while the
 * pages are open.
 */
export function saveScreenshotsOf(contexts: () => BrowserContext[]): void {
  globalThis.onTestFailure = async test => {
    const name = test.replace(/[^a-z0-9]+/gi, '-').slice(0, MAX_NAME);
    await mkdir(FOLDER, { recursive: true });
    const pages = contexts().flatMap(context => context.pages());
    for (const [i, page] of pages.entries()) {
      const path = join(FOLDER, `${name}${i > 0 ? `-${i + 1}` : ''}.png`);
      const said = await page.screenshot({ path, timeout: SHOT_MS }).then(
        () => path,
        (error: Error) => `none, ${error.message}`,
      );
      process.stderr.write(`Screenshot of the failure: ${said}\n`);
    }
  };
}
