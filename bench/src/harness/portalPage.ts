import { chromium, type Browser, type Page } from 'playwright-core';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- the browser of the browser tests; the app is no library
import { findChromium } from '../../../packages/app/e2e-tests/support/findChromium';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- the portal of the browser tests, started as a user starts it
import { Portal } from '../../../packages/app/e2e-tests/support/Portal';
import type { BenchContext } from './Bench';

/** What a tab remembers of its user: entries of the session storage. */
export type SignedIn = Record<string, string>;

/** A portal with its sandbox, a browser, and a user who is signed in. */
export interface PortalBench {
  portal: Portal;
  browser: Browser;
  signedIn: SignedIn;
}

/**
 * Starts the portal with these options of `npm start`, and Chromium; both are
 * gone when `work` is done. Throws where there is no Chromium.
 */
export async function withPortal<T>(
  { log }: Pick<BenchContext, 'log'>,
  scenario: string,
  options: readonly string[],
  work: (bench: PortalBench) => Promise<T>,
): Promise<T> {
  const found = await findChromium();
  if (!found)
    throw new Error(
      `No Chromium for scenario ${scenario}. Set CHROME_PATH, or leave it out with --only.`,
    );
  log('starting the portal and its sandbox');
  const portal = await Portal.start(options);
  const browser = await chromium.launch({
    executablePath: found.path,
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
  });
  try {
    const signedIn = await signIn(browser, portal.url);
    return await work({ portal, browser, signedIn });
  } finally {
    await browser.close();
    await portal.stop();
  }
}

async function signIn(browser: Browser, url: string): Promise<SignedIn> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole('button', { name: 'Sign in as service owner' }).click();
  await page.getByRole('link', { name: 'Backstage Realtime, home' }).waitFor();
  const state = await page.evaluate(() => ({ ...sessionStorage }));
  await context.close();
  return state;
}

/** A page of its own with an empty cache, whose user is signed in; nothing is opened yet. */
export async function newPage({
  browser,
  signedIn,
}: PortalBench): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1400, height: 900 },
    // Without one the browser names a language that is none, and charts fail.
    locale: 'en-GB',
  });
  const page = await context.newPage();
  await page.addInitScript(entries => {
    Object.entries(entries).forEach(([name, value]) =>
      sessionStorage.setItem(name, value),
    );
  }, signedIn);
  return page;
}
