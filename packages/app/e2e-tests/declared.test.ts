import { describeInBrowser, useBrowser } from './support/browser';
import { openMessages } from './support/messagesTab';

describeInBrowser('the Messages tab of an entity declared wrongly', () => {
  const browser = useBrowser();

  it('names the part of an annotation it cannot read, and shows the rest', async () => {
    const page = await browser.openPage();
    const tab = await openMessages(page, 'service owner', {
      component: 'ping-typo',
    });

    const problems = page.getByRole('group', {
      name: '1 part of the annotations cannot be read',
    });
    await problems
      .getByText(
        'backstage-realtime.io/kafka-topics has "pong_topic"; the right form is cluster/topic',
      )
      .waitFor();
    await tab.records.first().waitFor();
    expect(browser.errors()).toEqual([]);
  });

  it('says which rule is missing for a stream that nobody granted', async () => {
    const page = await browser.openPage();
    const tab = await openMessages(page, 'service owner', {
      component: 'ping-snooper',
    });

    await page
      .getByRole('region', { name: 'ping_topic cannot be shown' })
      .getByText(/^No rule under realtime\.access\.allow lets/)
      .waitFor();
    expect(await tab.table.count()).toBe(0);
    expect(browser.errors()).toEqual([]);
  });
});
