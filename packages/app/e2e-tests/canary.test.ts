import { findPrometheus } from '@backstage-realtime/sandbox/prometheus';
import { accessibilityProblems } from './support/axe';
import { describeInBrowser, signInAs, useBrowser } from './support/browser';
import { canaryTab } from './support/canaryTab';
import { sandboxControl } from './support/sandbox';

const COUNTER = '/catalog/default/component/pingpong-counter';
const CHECKOUT = '/catalog/default/component/pingpong-checkout';

/** Until the sandbox mends the canary by itself; the next version is a good one. */
const BAD_SECONDS = 100;

/** A pause of 20 s, an analysis that may fail once, and what a slow machine adds. */
const ABORT_MS = 100_000;

/** The longest rest of the demo before it deploys again. */
const NEXT_MS = 100_000;

/** From a promotion until the pods of the next weight are there, and those of an experiment. */
const EXPERIMENT_MS = 60_000;

describeInBrowser('the canary of a demo component', () => {
  const browser = useBrowser();

  it('is measured by an installed Prometheus, where there is one', async () => {
    const control = await sandboxControl();
    const { prometheus } = await control.status();
    expect(prometheus.kind).toBe(findPrometheus() ? 'real' : 'standin');
  });

  it('is followed from 25 % to the abort by a failing analysis, and says what decided', async () => {
    const page = await browser.openPage();
    await signInAs(page, 'viewer', `${COUNTER}/canary`);
    const tab = canaryTab(page);
    const control = await sandboxControl();
    await control.incident('bad-canary', BAD_SECONDS);
    await tab.firstStep.getByText('25 %').waitFor();
    await tab.now.waitFor({ timeout: NEXT_MS });

    await tab.verdict
      .getByRole('heading', {
        name: /^Aborted at .*: (cpu-usage-rate|error-share) was [\d.]+/,
      })
      .waitFor({ timeout: ABORT_MS });
    await tab.verdict.getByText(/traffic/i).waitFor();
    await tab.failedMetric.first().waitFor();
    expect(await tab.verdict.getByRole('button', { name: /…$/ }).count()).toBe(
      0,
    );
    expect(await accessibilityProblems(page)).toEqual([]);

    await tab.verdict.getByRole('button', { name: 'Why?' }).click();
    await tab.dialog.getByText(/http_requests_total|container_cpu/).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(browser.errors()).toEqual([]);
  }, 260_000);

  it.each(['light', 'dark'] as const)(
    'is a card on the overview and a tab with charts, within WCAG 2.1 AA, %s',
    async theme => {
      const page = await browser.openPage(theme);
      await signInAs(page, 'viewer', CHECKOUT);
      await page.getByRole('link', { name: 'Open Canary' }).click();
      const tab = canaryTab(page);
      await tab.verdict.getByText(/until somebody promotes it/).waitFor();
      await page.getByRole('img', { name: /^Requests/ }).waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(browser.errors()).toEqual([]);
    },
  );

  it('is promoted by somebody who may, who sees the patch before', async () => {
    const page = await browser.openPage();
    await signInAs(page, 'service owner', `${CHECKOUT}/canary`);
    const tab = canaryTab(page);
    await tab.verdict.getByRole('button', { name: 'Promote…' }).click();
    await tab.dialog.getByText('"pauseConditions": null').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await tab.dialog
      .getByRole('button', { name: 'Promote pingpong-checkout on local' })
      .click();
    await tab.dialog.waitFor({ state: 'detached' });
    // The step of 60 % is over at once, and its experiment runs.
    await tab.now.getByText(/Pause|60 %|Experiment/).waitFor();
    await tab.verdict.getByRole('heading', { name: /60 %/ }).waitFor();
    expect(browser.errors()).toEqual([]);
  });

  it('runs the experiment of a step, and shows the analysis that compares its pods', async () => {
    const page = await browser.openPage();
    await signInAs(page, 'viewer', `${CHECKOUT}/canary`);
    const tab = canaryTab(page);
    await tab.now.getByText('Experiment').waitFor({ timeout: EXPERIMENT_MS });
    await tab.verdict
      .getByRole('heading', { name: /experiment runs at 60 %/ })
      .waitFor();
    await page.getByRole('row', { name: /^cpu-against-baseline/ }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(browser.errors()).toEqual([]);
  });
});
