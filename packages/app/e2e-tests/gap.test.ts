import type { Page } from 'playwright-core';
import { describeInBrowser, useBrowser } from './support/browser';
import { openMessages } from './support/messagesTab';
import { buildPong, writePong } from './support/producePong';

describeInBrowser('records that passed while nobody looked', () => {
  const browser = useBrowser();

  it('are a gap with partition, range, number and reason, and can be loaded', async () => {
    const page = await browser.openPage();
    const tab = await openMessages(page, 'service owner', {
      topic: 'pong_topic',
    });
    await tab.band.getByText('Live', { exact: true }).waitFor();
    await tab.records.first().waitFor();

    await setHidden(page, true);
    await tab.band.getByText(/· 0\/s shown of/).waitFor();
    const pong = buildPong();
    const { partition, offset } = await writePong(pong);
    await setHidden(page, false);

    const gap = page
      .getByRole('row', { name: new RegExp(`^Gap p${partition} · offsets`) })
      .filter({ hasText: 'the tab was hidden' });
    const [first, last] = rangeIn(await gap.innerText());
    expect(first <= BigInt(offset) && BigInt(offset) <= last).toBe(true);
    expect(await gap.innerText()).toContain(countText(last - first + 1n));

    await gap.getByRole('button', { name: 'Load them' }).click();
    await tab.sentence
      .getByRole('button', { name: `Start position: p${partition}, offsets` })
      .waitFor();
    await tab.band.getByText(/^Paused at/).waitFor();
    await tab.records.filter({ hasText: pong.messageId }).waitFor();
    expect(browser.errors()).toEqual([]);
  });
});

/** What a browser does when another tab is chosen; a test cannot choose one. */
function setHidden(page: Page, isHidden: boolean): Promise<void> {
  return page.evaluate(hidden => {
    Object.defineProperty(document, 'hidden', {
      configurable: true,
      get: () => hidden,
    });
    document.dispatchEvent(new Event('visibilitychange'));
  }, isHidden);
}

/** First and last offset in the text of a gap; their digits stand in groups. */
function rangeIn(text: string): [bigint, bigint] {
  const match = /offsets ([\d\s]+)–([\d\s]+) ·/.exec(text);
  if (!match) throw new Error(`No range in "${text}"`);
  const [, first, last] = match.map(digits => digits.replace(/\s/g, ''));
  return [BigInt(first), BigInt(last)];
}

function countText(count: bigint): string {
  return count === 1n
    ? '1 record '
    : `${count.toLocaleString('en-US')} records`;
}
