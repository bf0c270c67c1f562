import { accessibilityProblems } from './support/axe';
import {
  describeInBrowser,
  running,
  signInAs,
  useBrowser,
} from './support/browser';
import { openMessages } from './support/messagesTab';

/** Time between two announcements. */
const ANNOUNCE_MS = 10_000;

/** Below ten a second a rate has a decimal; the age takes the unit it needs. */
const COUNTS =
  /^Live, [\d,.]+\/s shown of [\d,.]+\/s, 1 in 1, [\d.]+\s(s|min)\b.* behind$/;

/** Key of every record of the ping-pong service. */
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}/;

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

    // On a slow machine the first announcements are of its way to being live.
    const announced = page.getByRole('status').filter({ hasText: COUNTS });
    await announced.waitFor({ state: 'attached', timeout: 6 * ANNOUNCE_MS });
    expect(await announced.innerText()).not.toMatch(UUID);
  });
});
