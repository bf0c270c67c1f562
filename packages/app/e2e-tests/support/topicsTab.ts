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
  };
}
