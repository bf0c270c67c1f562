import { accessibilityProblems } from './support/axe';
import {
  describeInBrowser,
  running,
  signInAs,
  useBrowser,
} from './support/browser';
import { openMessages } from './support/messagesTab';

describeInBrowser('reading without seeing', () => {
  const browser = useBrowser();

  it.each(['light', 'dark'] as const)(
    'meets WCAG 2.1 AA on the Messages tab with a record open, %s',
    async theme => {
      const page = await browser.openPage(theme);
      const tab = await openMessages(page, 'service owner');
      await tab.records.nth(2).click();
      await tab.detail.getByText('masked by pii-default').waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);

      await page.getByRole('button', { name: 'Pause' }).click();
      await tab.band.getByText(/^Paused at/).waitFor();
      await page.keyboard.press('/');
      await page.getByRole('dialog', { name: 'Add a condition' }).waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
    },
  );

  it.each(['light', 'dark'] as const)(
    'meets WCAG 2.1 AA from signing in to the overview and a refusal, %s',
    async theme => {
      const page = await browser.openPage(theme);
      await page.goto(running.url);
      await page.getByRole('button', { name: 'Sign in as viewer' }).waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);

      await signInAs(page, 'viewer', '/catalog/default/component/ping-pong');
      await page.getByRole('link', { name: 'Open Messages' }).waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);

      await page.getByRole('link', { name: 'Open Messages' }).click();
      await page.getByText('You may not read records here').waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
    },
  );

  it('announces counts every ten seconds, and no record', async () => {
    const page = await browser.openPage();
    const tab = await openMessages(page, 'service owner');
    await tab.records.first().waitFor();

    await page
      .getByRole('status')
      .filter({ hasText: /^Live, \d+\/s shown of \d+\/s, 1 in 1, .* behind$/ })
      .waitFor({ state: 'attached' });
  });
});
