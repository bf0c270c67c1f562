import { accessibilityProblems } from './support/axe';
import { describeInBrowser, signInAs, useBrowser } from './support/browser';
import { topicsTab } from './support/topicsTab';
import { sandboxControl } from './support/sandbox';

const COMPONENT = '/catalog/default/component/ping-pong';

/** Longer than the limit of the demo and the time it takes to be sure. */
const STALLED_SECONDS = 25;

/** The limit, two readings, and what a slow machine adds. */
const TURNS_MS = 60_000;

describeInBrowser('the health of the demo component', () => {
  const browser = useBrowser();

  it.each(['light', 'dark'] as const)(
    'is a sentence over topics, groups and checks, and meets WCAG 2.1 AA, %s',
    async theme => {
      const page = await browser.openPage(theme);
      await signInAs(page, 'service owner', `${COMPONENT}/topics`);
      const tab = topicsTab(page);
      await tab.topic('ping_topic').getByText('ping-processor').waitFor();
      await tab.group('ping-processor').getByText('1 for 6').waitFor();
      expect(await tab.verdict.getByRole('heading').textContent()).toBeTruthy();
      expect(await accessibilityProblems(page)).toEqual([]);

      await tab.verdict.getByRole('button', { name: 'Why?' }).click();
      const drawer = page.getByRole('dialog');
      await drawer.getByText('durability.rf1').first().waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await drawer.waitFor({ state: 'detached' });
      expect(browser.errors()).toEqual([]);
    },
  );

  it.each(['light', 'dark'] as const)(
    'is on the overview and in the list of what I own, both within WCAG 2.1 AA, %s',
    async theme => {
      const page = await browser.openPage(theme);
      await signInAs(page, 'service owner', COMPONENT);
      await page.getByRole('link', { name: 'Open Topics' }).waitFor();
      const card = page.getByRole('list', { name: 'Topics' });
      await card.getByText('ping_topic', { exact: true }).waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(browser.errors()).toEqual([]);

      await page.getByRole('link', { name: /^Realtime/ }).click();
      const owned = page.getByRole('table', { name: 'What I own' });
      await owned.getByRole('link', { name: 'Ping-pong service' }).waitFor();
      const flow = page.getByRole('group', { name: 'Ping-pong pipeline' });
      const show = flow.getByRole('button', {
        name: 'Show Ping-pong pipeline',
      });
      const hop = flow.getByText(/^read by group ping-processor at .*\/s, lag/);
      // Folded while all is well, open while it is not.
      await show.or(hop).first().waitFor();
      if (await show.isVisible()) await show.click();
      await hop.waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      const topic = owned.getByRole('link', {
        name: 'ping_topic',
        exact: true,
      });
      // Only what is wrong is listed, and a busy machine is late for a while.
      await topic.waitFor({ state: 'detached', timeout: TURNS_MS });
      expect(browser.errors()).toEqual([]);
    },
  );

  it('needs no right to records', async () => {
    const page = await browser.openPage();
    await signInAs(page, 'viewer', `${COMPONENT}/topics`);
    const tab = topicsTab(page);
    await tab.group('ping-processor').getByText('1 for 6').waitFor();
    expect(await tab.topic('pong_topic').count()).toBe(1);
  });

  it('turns when a consumer stalls, is in the list of what I own, and turns back', async () => {
    const page = await browser.openPage();
    await signInAs(page, 'service owner', `${COMPONENT}/topics`);
    const tab = topicsTab(page);
    await tab.group('ping-processor').getByText('OK').waitFor();

    await (
      await sandboxControl()
    ).incident('stalled-consumer', STALLED_SECONDS);
    await tab.verdict
      .getByText(/ping_topic p\d is .* behind for group ping-processor/)
      .or(tab.verdict.getByText(/ping-processor has not moved on ping_topic/))
      .waitFor({ timeout: TURNS_MS });
    await tab.verdict
      .getByRole('link', { name: /^Show p\d records$/ })
      .waitFor();

    await page.getByRole('link', { name: /^Realtime/ }).click();
    await page
      .getByRole('row', { name: /Ping-pong service/ })
      .getByText(/Warning|Critical/)
      .waitFor();
    await page.goBack();
    await tab
      .group('ping-processor')
      .getByText('OK')
      .waitFor({ timeout: TURNS_MS });
    expect(browser.errors()).toEqual([]);
  }, 180_000);
});
