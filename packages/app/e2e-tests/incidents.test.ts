import { describeInBrowser, signInAs, useBrowser } from './support/browser';
import { sandboxControl } from './support/sandbox';
import { topicsTab } from './support/topicsTab';

const TOPICS = '/catalog/default/component/ping-pong/topics';

/** Longer than the limit of the demo, three seconds and a reading. */
const SILENT_SECONDS = 25;

/** A reading gives a broker up after three seconds. */
const DOWN_SECONDS = 15;

/** The demo reads every 5 s and is sure at the second reading; the rest is for a slow machine. */
const TURNS_MS = 60_000;

describeInBrowser('incidents of the sandbox, read from the Topics tab', () => {
  const browser = useBrowser();

  it('silence turns the sentence, and its end turns it back', async () => {
    const page = await browser.openPage();
    await signInAs(page, 'service owner', TOPICS);
    const tab = topicsTab(page);
    const turned = tab.verdict.getByRole('heading', {
      name: /^ping_topic got no record for \d+ s; one is declared/,
    });
    await tab.group('ping-processor').getByText('OK').waitFor();
    expect(await turned.count()).toBe(0);

    await (await sandboxControl()).incident('silence', SILENT_SECONDS);
    await turned.waitFor({ timeout: TURNS_MS });
    await turned.waitFor({ state: 'detached', timeout: TURNS_MS });
    expect(browser.errors()).toEqual([]);
  }, 180_000);

  it('broker-down is told instead of verdicts, and its end brings them back', async () => {
    const page = await browser.openPage();
    await signInAs(page, 'service owner', TOPICS);
    const tab = topicsTab(page);
    await tab.group('ping-processor').getByText('OK').waitFor();

    await (await sandboxControl()).incident('broker-down', DOWN_SECONDS);
    const told = page.getByText(/^local does not answer since \d\d:\d\d/);
    await told.waitFor({ timeout: TURNS_MS });
    await told.waitFor({ state: 'detached', timeout: TURNS_MS });
    await tab
      .group('ping-processor')
      .getByText('OK')
      .waitFor({ timeout: TURNS_MS });
    expect(browser.errors()).toEqual([]);
  }, 180_000);
});
