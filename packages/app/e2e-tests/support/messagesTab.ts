import type { Page } from 'playwright-core';
import { signInAs, type PersonaTitle } from './browser';

export interface TabAddress {
  /** Name of a component in examples/entities.yaml. */
  component?: string;
  /** Topic of the Kafka cluster `local`; default is the first that is declared. */
  topic?: string;
  /** Address of the portal; default is the one that all test files share. */
  portal?: string;
}

/**
 * Opens the Messages tab of a component. Every record is asked for: with the
 * default limit of rows a second, which ones are shown is up to the sampling.
 */
export async function openMessages(
  page: Page,
  who: PersonaTitle,
  { component = 'ping-pong', topic, portal = '' }: TabAddress = {},
) {
  const query = new URLSearchParams({ max: 'all' });
  if (topic) query.set('stream', `kafka:local/${topic}`);
  const path = `/catalog/default/component/${component}/messages?${query}`;
  await signInAs(page, who, portal + path);
  return messagesTab(page);
}

/** The parts of the tab, by the roles and names that a reader meets them by. */
export function messagesTab(page: Page) {
  return {
    band: page.getByRole('group', { name: 'State of the stream' }),
    sentence: page.getByRole('group', { name: 'What is shown' }),
    table: page.getByRole('grid', { name: 'Records' }),
    /** Rows that hold a record; gaps and notes have no key. */
    records: page.getByRole('row').filter({
      has: page.getByRole('gridcell').nth(3),
    }),
    selected: page.getByRole('row', { selected: true }),
    detail: page.getByRole('complementary', { name: /^Record p\d+/ }),
  };
}
