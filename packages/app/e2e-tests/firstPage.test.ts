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

  it('shows records over sockets that open at the first try', async () => {
    const page = await browser.openPage();
    const dialled: string[] = [];
    page.on('websocket', socket => {
      dialled.push(new URL(socket.url()).pathname);
    });
    const tab = await openMessages(page, 'service owner', {
      portal: portal.url,
    });
    await tab.records.first().waitFor();
    expect(dialled.sort()).toEqual(['/api/realtime/v1/stream', '/api/signals']);
    expect(browser.errors()).toEqual([]);
  });
});
