import type { Page } from 'playwright-core';

/** The parts of the Topics tab, by the roles and names that a reader meets them by. */
export function topicsTab(page: Page) {
  const rowOf = (table: string, name: string) =>
    page
      .getByRole('table', { name: table })
      .getByRole('row')
      .filter({ has: page.getByText(name, { exact: true }) });
  return {
    verdict: page.getByRole('group', { name: 'Verdict' }),
    topic: (name: string) => rowOf('Topics', name),
    group: (name: string) => rowOf('Consumer groups', name),
    /** Findings of all checks; those that are well are there after {@link showAll}. */
    checks: page.getByRole('table', { name: 'Checks' }),
    showAll: () => page.getByRole('button', { name: /^Show \d+ OK$/ }).click(),
  };
}
