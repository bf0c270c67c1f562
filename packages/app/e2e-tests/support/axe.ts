import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** WCAG 2.0 and 2.1, levels A and AA; colour contrast is among them. */
const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

/**
 * What axe has against the page as it is now: one line for each element, with
 * the rule and what to do. Empty is what a test wants.
 *
 * Evaluated and not added as a script tag, which the content security policy
 * of the portal forbids.
 */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  await waitUntilLoaded(page);
  await page.evaluate(axe.source);
  const { violations, passes } = await page.evaluate(
    standard =>
      (window as unknown as { axe: typeof axe }).axe.run(document, {
        runOnly: standard,
      }),
    STANDARD,
  );
  if (!passes.some(rule => rule.id === 'color-contrast')) {
    throw new Error('axe judged no text of this page; is it empty?');
  }
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(node => `${id}: ${node.html}\n${node.failureSummary}`),
  );
}

/** The spinners of the portal's own cards have no name, and are no part of the page at rest. */
async function waitUntilLoaded(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.querySelector('.MuiCircularProgress-root') === null,
  );
}
