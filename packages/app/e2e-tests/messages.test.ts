import { describeInBrowser, useBrowser } from './support/browser';
import { openMessages } from './support/messagesTab';
import { producePong } from './support/producePong';

describeInBrowser('the Messages tab of the ping-pong service', () => {
  const browser = useBrowser();

  it('lets the owner find one record among those that flow', async () => {
    const page = await browser.openPage();
    const tab = await openMessages(page, 'service owner');
    await page.getByRole('button', { name: /Stream$/ }).click();
    await page
      .getByRole('option', { name: 'Kafka local · pong_topic' })
      .click();
    await tab.band.getByText('Live', { exact: true }).waitFor();

    const pong = await producePong();
    const row = tab.records.filter({ hasText: pong.messageId });
    await row.waitFor();

    await page.getByRole('button', { name: 'Pause' }).click();
    await tab.band.getByText(/^Paused at/).waitFor();
    await row.click();
    await tab.detail.getByText(JSON.stringify(pong.response)).waitFor();
    await tab.detail.getByText('masked by pii-default').waitFor();
    expect(await page.content()).not.toContain(pong.clientIp);

    await page.keyboard.press('/');
    await page.getByRole('dialog', { name: 'Add a condition' }).waitFor();
    await page.keyboard.type(pong.originalContent);
    await page.keyboard.press('Enter');

    await tab.sentence
      .getByRole('button', { name: /^Remove condition .*serve/ })
      .waitFor();
    await tab.records
      .filter({ hasNotText: pong.messageId })
      .first()
      .waitFor({ state: 'detached' });
    await row.waitFor();
    expect(browser.errors()).toEqual([]);
  });
});
