import { findRealKafka } from '@backstage-realtime/sandbox/kafka';
import { chromium, type BrowserServer } from 'playwright-core';
import { findChromium, type Chromium } from './findChromium';
import { Portal } from './Portal';

/** What all test files share; they learn of it through the environment (see browser.ts). */
export const shared: { portal?: Portal; browser?: BrowserServer } = {};

/** Without a browser nothing is started and every test is skipped, unless real parts are required. */
// eslint-disable-next-line import/no-default-export -- Jest looks for it
export default async function setup(): Promise<void> {
  const found = await findChromium();
  if (!found) {
    refuseIfRequired(
      'No Chromium for the browser tests. Set CHROME_PATH, or install Chrome, or `npx playwright install chromium`.',
    );
    return;
  }
  const kafka = await findRealKafka();
  if ('missing' in kafka)
    refuseIfRequired(`No ${kafka.missing} for a cluster of Apache Kafka.`);
  else process.env.E2E_REAL_KAFKA = '1';
  process.stderr.write(`Chromium from ${found.foundIn}\n`);
  shared.browser = await launch(found);
  // The tests of canaries read what an installed Prometheus scraped, where there is one.
  shared.portal = await Portal.start(['--prometheus', 'auto']);
  process.env.E2E_BROWSER = shared.browser.wsEndpoint();
  process.env.E2E_URL = shared.portal.url;
  process.env.E2E_KAFKA = shared.portal.kafkaBroker;
  process.env.E2E_SANDBOX = shared.portal.sandboxState;
}

function launch({ path }: Chromium): Promise<BrowserServer> {
  return chromium.launchServer({
    executablePath: path,
    // Containers run as root and have a small /dev/shm.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
  });
}

function refuseIfRequired(why: string): void {
  if (process.env.REALTIME_REQUIRE_REAL === '1') throw new Error(why);
}
