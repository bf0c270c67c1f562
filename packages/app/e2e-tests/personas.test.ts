import { describeInBrowser, useBrowser } from './support/browser';
import { openMessages } from './support/messagesTab';

describeInBrowser('what each persona sees of the same stream', () => {
  const browser = useBrowser();

  it('shows the owner records with the masked field hidden', async () => {
    const page = await browser.openPage();
    const tab = await openMessages(page, 'service owner');

    await tab.records
      .filter({ hasText: /clientIp.*masked/ })
      .first()
      .waitFor();
    await page.getByText('pii-default masks 1 field').waitFor();
    expect(browser.errors()).toEqual([]);
  });

  it('shows the viewer how many records flow, and none of them', async () => {
    const page = await browser.openPage();
    const tab = await openMessages(page, 'viewer');

    await tab.band.getByText('You may not read records here').waitFor();
    await tab.band
      .getByRole('img', { name: /^Records per second, last 60 s: [1-9]/ })
      .waitFor();
    await page.getByRole('button', { name: 'Ask team-realtime' }).waitFor();
    expect(await tab.table.count()).toBe(0);
    expect(browser.errors()).toEqual([]);
  });

  it('lets the platform engineer look below the mask, and put it on again', async () => {
    const page = await browser.openPage();
    const tab = await openMessages(page, 'platform engineer');
    await page
      .getByRole('button', { name: 'pii-default masks 1 field' })
      .click();
    await page
      .getByRole('menuitem', { name: /^Show without the mask/ })
      .click();

    await tab.records
      .filter({ hasText: /clientIp\s*192\.0\.2\.\d+/ })
      .first()
      .waitFor();

    await page.getByRole('button', { name: 'Not masked' }).click();
    await page.getByRole('menuitem', { name: 'Mask again' }).click();
    await tab.records
      .filter({ hasText: /clientIp.*masked/ })
      .first()
      .waitFor();
    expect(await page.content()).not.toContain('192.0.2.');
    expect(browser.errors()).toEqual([]);
  });
});
