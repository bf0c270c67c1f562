import { describeInBrowser, useBrowser } from './support/browser';
import { openMessages } from './support/messagesTab';
import { sandboxControl } from './support/sandbox';

const BUSY_RATE = 500;

/** How long a finger holds a button down. */
const PRESS_MS = 90;

describeInBrowser('a topic with hundreds of records a second', () => {
  const browser = useBrowser();
  let usualRate: number;

  beforeAll(async () => {
    const control = await sandboxControl();
    usualRate = (await control.status()).rate;
    await control.setRate(BUSY_RATE);
  });
  afterAll(async () => {
    await (await sandboxControl()).setRate(usualRate);
  });

  it('leaves the page free to open a record, pause and go on', async () => {
    const page = await browser.openPage();
    const tab = await openMessages(page, 'service owner', {
      topic: 'pong_topic',
    });
    await tab.band
      .getByRole('img', { name: /^Records per second, last 60 s: [3-9]\d\d$/ })
      .waitFor();

    // A hand aims at a place and presses for a moment; meanwhile rows pass.
    await tab.table.click({ position: { x: 400, y: 200 }, delay: PRESS_MS });
    await tab.detail.getByText('masked by pii-default').waitFor();

    await page.keyboard.press(' ');
    await tab.band.getByText(/^Paused at/).waitFor();
    await page.getByRole('button', { name: 'Continue' }).click();
    await tab.band.getByText('Live', { exact: true }).waitFor();
    expect(browser.errors()).toEqual([]);
  });
});
