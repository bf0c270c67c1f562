import type { Page } from 'playwright-core';

/** The parts of the Canary tab, by the roles and names that a reader meets them by. */
export function canaryTab(page: Page) {
  const steps = page.getByRole('list', { name: 'Steps' });
  return {
    verdict: page.getByRole('group', { name: 'Verdict' }),
    /** The step that runs. */
    now: steps.locator('[aria-current="step"]'),
    /** The first step, which asks for a quarter of the pods. */
    firstStep: steps.getByRole('listitem').first(),
    /** Rows of the analysis whose metric decided against the canary. */
    failedMetric: page.getByRole('row', {
      name: /^(cpu-usage-rate|error-share) .*Failed/,
    }),
    dialog: page.getByRole('dialog'),
  };
}
