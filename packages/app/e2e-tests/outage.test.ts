import { describeInBrowser, useBrowser } from './support/browser';
import { openMessages } from './support/messagesTab';
import { producePong } from './support/producePong';
import { sandboxControl } from './support/sandbox';

/** Long enough to be seen; the broker then needs some seconds to come up. */
const DOWN_SECONDS = 1;

/** A real broker starts in about 10 s on two cores, and a test must pass on far slower ones. */
const BACK_MS = 90_000;

describeInBrowser('a broker that dies while its records are watched', () => {
  const browser = useBrowser();

  it('is named with the time, and the same page goes on when it is back', async () => {
    const page = await browser.openPage();
    const tab = await openMessages(page, 'service owner', {
      topic: 'pong_topic',
    });
    const live = tab.band.getByText('Live', { exact: true });
    await live.waitFor();
    const before = await producePong();
    await tab.records.filter({ hasText: before.messageId }).waitFor();
    let reloads = 0;
    page.on('load', () => {
      reloads += 1;
    });

    await (await sandboxControl()).incident('broker-down', DOWN_SECONDS);

    await tab.band
      .getByText(
        /^broker 1 of cluster local unreachable since \d\d:\d\d:\d\d$/i,
      )
      .waitFor();
    expect(await tab.records.count()).toBeGreaterThan(0);
    await live.waitFor({ timeout: BACK_MS });
    const after = await producePong();
    await tab.records.filter({ hasText: after.messageId }).waitFor();
    // The service that writes the records found the broker again as well.
    await tab.records.filter({ hasText: 'pong: ping' }).first().waitFor();
    expect(reloads).toBe(0);
    expect(browser.errors()).toEqual([]);
  });
});
