import type { Page } from 'playwright-core';
import { describeInBrowser, useBrowser } from './support/browser';
import { openMessages } from './support/messagesTab';

/** More stops than there are before the rows, so that a trap ends the walk. */
const MAX_STOPS = 60;

/** In reading order; between them there may be others. */
const STOPS = [
  /Stream$/,
  /^Pause$/,
  /^Time zone: UTC/,
  /^Show as columns$/,
  /^Full height$/,
  /^Start position: /,
  /^Partitions: /,
  /^and …/,
  /^Rows per second: /,
  /^rows$/,
];

describeInBrowser('the Messages tab without a mouse', () => {
  const browser = useBrowser();

  it('is walked with Tab from the streams to the rows', async () => {
    const page = await browser.openPage();
    const tab = await openMessages(page, 'service owner');
    await tab.records.first().waitFor();

    const stops = await walkToRows(page);

    const inOrder = STOPS.map(name => stops.find(stop => name.test(stop)));
    expect(stops.filter(stop => inOrder.includes(stop))).toEqual(inOrder);
  });

  it('moves, opens and closes records by keys, and focus returns to the row', async () => {
    const page = await browser.openPage();
    const tab = await openMessages(page, 'service owner');
    await tab.records.first().waitFor();
    await page.keyboard.press(' ');
    await tab.band.getByText(/^Paused at/).waitFor();

    await page.keyboard.press('j');
    const first = await tab.selected.innerText();
    await page.keyboard.press('j');
    await tab.selected.filter({ hasNotText: keyIn(first) }).waitFor();
    await page.keyboard.press('k');
    await tab.selected.filter({ hasText: keyIn(first) }).waitFor();

    await page.keyboard.press('e');
    await tab.detail.waitFor({ state: 'detached' });
    await page.keyboard.press('e');
    await tab.detail.getByRole('heading').waitFor();

    const row = await tab.selected.getAttribute('id');
    await page.keyboard.press('Escape');
    await tab.detail.waitFor({ state: 'detached' });
    await page.waitForFunction(id => document.activeElement?.id === id, row);
    expect(browser.errors()).toEqual([]);
  });
});

/** The key of a record in the text of its row: a UUID. */
function keyIn(row: string): string {
  const key = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(row);
  if (!key) throw new Error(`No key in the row "${row}"`);
  return key[0];
}

/** Names of what Tab stops at, up to the rows. */
async function walkToRows(page: Page): Promise<string[]> {
  const stops: string[] = [];
  while (stops.length < MAX_STOPS && stops.at(-1) !== 'rows') {
    await page.keyboard.press('Tab');
    stops.push(await page.evaluate(nameOfFocus));
  }
  return stops;
}

/** Runs in the page. */
function nameOfFocus(): string {
  const focus = document.activeElement;
  if (focus?.getAttribute('role') === 'rowgroup') return 'rows';
  return focus?.getAttribute('aria-label') ?? focus?.textContent ?? '';
}
