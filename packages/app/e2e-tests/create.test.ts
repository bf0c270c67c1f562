import { describeInBrowser, useBrowser } from './support/browser';
import { createService, openLive } from './support/createWizard';

describeInBrowser('the wizard', () => {
  const browser = useBrowser();

  it.each([
    ['TypeScript', 'ping-tickets', /^TypeScript/],
    ['Python', 'ping-parcels', /^Python/],
  ])(
    'makes a service in %s whose records move on its entity page',
    async (_, name, language) => {
      const page = await browser.openPage();
      await createService(page, name, language);
      const tab = await openLive(page);
      await page.getByRole('button', { name: `${name}-ping` }).waitFor();
      await tab.records.filter({ hasText: 'ping 1' }).first().waitFor();
    },
  );

  it('makes a service whose Avro is shown as its schema says', async () => {
    const page = await browser.openPage();
    await createService(page, 'ping-meters', /^TypeScript/, /^Avro/);
    const tab = await openLive(page);
    await page.getByRole('button', { name: 'ping-meters-ping' }).waitFor();
    const record = tab.records.filter({ hasText: /content\s*ping \d/ }).first();
    await record.click();
    await tab.detail.getByText(/avro/i).first().waitFor();
  });
});
