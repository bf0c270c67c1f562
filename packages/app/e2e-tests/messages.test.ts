import { describeInBrowser, signInAs, useBrowser } from './support/browser';

const MESSAGES = '/catalog/default/component/ping-pong/messages';

describeInBrowser('the Messages tab of the ping-pong service', () => {
  const browser = useBrowser();

  it('shows the owner records that flow, with the masked field hidden', async () => {
    const page = await browser.openPage();
    await signInAs(page, 'service owner', MESSAGES);

    await page
      .getByText(/^ping \d+$/)
      .first()
      .waitFor();
    await page.getByText('pii-default masks 1 field').waitFor();
    expect(browser.errors()).toEqual([]);
  });

  it('shows the viewer that records flow, and none of them', async () => {
    const page = await browser.openPage();
    await signInAs(page, 'viewer', MESSAGES);

    await page.getByText('You may not read records here').waitFor();
    expect(await page.getByText(/^ping \d+$/).count()).toBe(0);
  });
});
