import type { Page } from 'playwright-core';
import { signInAs } from './browser';
import { messagesTab } from './messagesTab';

/** The steps of a template are done; a busy machine takes its time for them. */
const TASK_MS = 120_000;

/** From the end of the task to records on the entity page; the catalog is a second behind. */
const LIVE_MS = 60_000;

/** The form of the template, as a service owner fills it in. */
export async function createService(
  page: Page,
  name: string,
  language: RegExp,
  encoding = /^JSON/,
): Promise<void> {
  await signInAs(
    page,
    'service owner',
    '/create/templates/default/ping-pong-service',
  );
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('textbox', { name: 'Owner' }).click();
  await page.getByRole('option', { name: 'Team Realtime' }).click();
  await page.getByRole('radio', { name: language }).check();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('textbox', { name: 'MQTT topic of pings' }).waitFor();
  await page.getByRole('radio', { name: encoding }).check();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('radio', { name: /^Apply now/ }).check();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText(`name: ${name}-platform`).first().waitFor();
  await page.getByRole('button', { name: 'Apply to local' }).click();
}

/** Follows the link of the finished task to the Messages tab of the new component. */
export async function openLive(page: Page) {
  const link = page.getByRole('link', { name: 'Pings and pongs, live' });
  await link.waitFor({ timeout: TASK_MS });
  await link.click();
  const tab = messagesTab(page);
  const notYet = page.getByText(/not found/i).first();
  const until = performance.now() + LIVE_MS;
  while (performance.now() < until) {
    await tab.band.or(notYet).first().waitFor({ timeout: LIVE_MS });
    if (await tab.band.isVisible()) return tab;
    await page.reload();
  }
  throw new Error('The new component is not in the catalog');
}
