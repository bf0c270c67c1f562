import { describeInBrowser, useBrowser } from './support/browser';
import { openMessages, type messagesTab } from './support/messagesTab';
import { sandboxControl } from './support/sandbox';

const BUSY_RATE = 500;

/** How long a finger holds a button down. */
const PRESS_MS = 90;

/** Presses at most: where the hand aims there may be a gap, which opens nothing. */
const MAX_PRESSES = 5;

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
      .getByRole('img', { name: /^Records per second, last 60 s: [1-9]\d\d$/ })
      .waitFor();

    await openAny(tab);
    await tab.detail.getByText('masked by pii-default').waitFor();

    await page.keyboard.press(' ');
    await tab.band.getByText(/^Paused at/).waitFor();
    await page.getByRole('button', { name: 'Continue' }).click();
    await tab.band.getByText('Live', { exact: true }).waitFor();
    expect(browser.errors()).toEqual([]);
  });
});

/** A hand aims at a place and presses for a moment; meanwhile rows pass. */
async function openAny({ table, detail }: ReturnType<typeof messagesTab>) {
  const position = { x: 400, y: 200 };
  for (let presses = 0; presses < MAX_PRESSES; presses += 1) {
    await table.click({ position, delay: PRESS_MS });
    if (await detail.isVisible()) return;
  }
}
