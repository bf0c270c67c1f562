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
});
