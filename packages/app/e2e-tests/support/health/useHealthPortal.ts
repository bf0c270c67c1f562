import type { Page } from 'playwright-core';
import { signInAs, useBrowser } from '../browser';
import { topicsTab } from '../topicsTab';
import { HealthPortal } from './HealthPortal';
import { leakForHours } from './leakForHours';
import { Services, type Reader } from './Services';

/** Four Java processes and a portal on a busy machine. */
const START_MS = 480_000;

/** A portal on three brokers and a browser for one file; services for each test. */
export function useHealthPortal() {
  const browser = useBrowser();
  let portal: HealthPortal;
  let services: Services;

  beforeAll(async () => {
    portal = await HealthPortal.start();
  }, START_MS);
  beforeEach(() => {
    services = new Services(portal.cluster.bootstrap);
  });
  afterEach(() => services.stopAll());
  afterAll(() => portal?.stop(), START_MS);

  return {
    get services() {
      return services;
    },
    get cluster() {
      return portal.cluster;
    },
    errors: browser.errors,
    /** A slow leak of the group of a component, for hours up to now and then on. */
    async leak(component: string, reader: Pick<Reader, 'groupId' | 'topic'>) {
      const { cluster, database } = portal;
      const leak = await leakForHours({ component, cluster, database, reader });
      services.until(leak);
    },
    /** The Topics tab of a component in entities.yaml, as its owner reads it. */
    async openTopics(component: string) {
      const page = await browser.openPage();
      await signInAs(page, 'service owner', portal.addressOf(component));
      return { page, ...topicsTab(page) };
    },
  };
}

/** A picture of the whole page, for whoever wants to judge the words; see SCREENSHOTS. */
export async function photograph(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
}
