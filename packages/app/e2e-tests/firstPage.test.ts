import { describeInBrowser, useBrowser } from './support/browser';
import { openMessages } from './support/messagesTab';
import { Portal } from './support/Portal';

/** Longest start of a portal: frontend build and broker included. */
const START_MS = 420_000;

describeInBrowser('the first page after the start of a portal', () => {
  const browser = useBrowser();
  let portal: Portal;

  beforeAll(async () => {
    portal = await Portal.start();
  }, START_MS);
  afterAll(() => portal.stop());

  it('shows records while the first socket of signals still stands', async () => {
    const page = await browser.openPage();
    const dialled: string[] = [];
    page.on('websocket', socket => {
      dialled.push(new URL(socket.url()).pathname);
    });
    const tab = await openMessages(page, 'service owner', {
      portal: portal.url,
    });
    await tab.records.first().waitFor();
    // A second one would say that the first got no answer, and that ours waited.
    expect(dialled.filter(path => path === '/api/signals')).toHaveLength(1);
    expect(browser.errors()).toEqual([]);
  });
});
