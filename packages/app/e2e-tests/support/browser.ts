import {
  chromium,
  type Browser,
  type BrowserContext,
  type Page,
} from 'playwright-core';
import { saveScreenshotsOf } from './screenshots';

/** What is running; only read inside {@link describeInBrowser}. */
export const running = {
  get url() {
    return required('E2E_URL');
  },
  get kafkaBroker() {
    return required('E2E_KAFKA');
  },
  /** State file of the sandbox behind this very portal. */
  get sandboxState() {
    return required('E2E_SANDBOX');
  },
};

/** `describe`, skipped and counted as such on a machine without a browser. */
export const describeInBrowser = process.env.E2E_BROWSER
  ? describe
  : describe.skip;

/** The same, skipped too on a machine without Java and Maven for a cluster of Apache Kafka. */
export const describeOnClusterInBrowser =
  process.env.E2E_BROWSER && process.env.E2E_REAL_KAFKA
    ? describe
    : describe.skip;

/** Longest wait for something to appear; well below the limit of a test. */
const ACTION_MS = 20_000;

/** Button texts of the sign-in page. */
export type PersonaTitle = 'service owner' | 'viewer' | 'platform engineer';

/** The portal follows the theme of the system until somebody chooses one. */
export type Theme = 'light' | 'dark';

/**
 * A browser for one test file and a fresh profile for each page.
 * `errors` are what the pages of the present test complained about.
 */
export function useBrowser() {
  let browser: Browser;
  let contexts: BrowserContext[] = [];
  let errors: string[] = [];

  beforeAll(async () => {
    browser = await chromium.connect(required('E2E_BROWSER'));
    saveScreenshotsOf(() => contexts);
  });
  afterEach(async () => {
    await Promise.all(contexts.map(context => context.close()));
    contexts = [];
    errors = [];
  });
  afterAll(() => browser.close());

  return {
    errors: () => errors,
    async openPage(theme: Theme = 'light'): Promise<Page> {
      const context = await browser.newContext({
        viewport: { width: 1400, height: 900 },
        timezoneId: 'UTC',
        locale: 'en-GB',
        colorScheme: theme,
      });
      contexts.push(context);
      const page = await context.newPage();
      page.setDefaultTimeout(ACTION_MS);
      page.on('pageerror', error => errors.push(error.message));
      page.on('console', message => {
        if (message.type() === 'error') errors.push(message.text());
      });
      return page;
    },
  };
}

/** Opens a path of the portal, or an address of another one, and passes the sign-in page. */
export async function signInAs(page: Page, who: PersonaTitle, path = '/') {
  await page.goto(new URL(path, running.url).href);
  await page.getByRole('button', { name: `Sign in as ${who}` }).click();
  await signedIn(page);
}

/** Resolves when the portal shows its sidebar. */
export async function signedIn(page: Page) {
  await page.getByRole('link', { name: 'Backstage Realtime, home' }).waitFor();
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined)
    throw new Error(`${name} is set by support/setup.ts`);
  return value;
}
