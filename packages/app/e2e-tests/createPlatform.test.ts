import type { Page } from 'playwright-core';
import { describeInBrowser, signInAs, useBrowser } from './support/browser';

/** The steps of a template are done; a busy machine takes its time for them. */
const TASK_MS = 120_000;

/** The first page of a form, as a service owner fills it in; leads to the second. */
async function fillInWhat(page: Page, template: string, name: string) {
  await signInAs(
    page,
    'service owner',
    `/create/templates/default/${template}`,
  );
  await page.getByRole('textbox', { name: /^Name/ }).fill(name);
  await page.getByRole('textbox', { name: 'Owner' }).click();
  await page.getByRole('option', { name: 'Team Realtime' }).click();
}

const next = (page: Page) => page.getByRole('button', { name: 'Next' }).click();

/** From the page of the delivery, over the review of `line`, to the entity that the task registers. */
async function deliver(page: Page, line: string) {
  await page.getByRole('radio', { name: /^Apply now/ }).check();
  await next(page);
  await page.getByText(line).first().waitFor();
  await page.getByText('Server dry run accepted').waitFor();
  await page.getByRole('button', { name: 'Apply to local' }).click();
  const link = page.getByRole('link', { name: /^Platform |in the catalog$/ });
  await link.first().waitFor({ timeout: TASK_MS });
  await link.first().click();
}

describeInBrowser('the forms of platforms', () => {
  const browser = useBrowser();

  it('make a platform with its defaults, and lead to its entity', async () => {
    const page = await browser.openPage();
    await fillInWhat(page, 'realtime-platform', 'streams-by-form');
    await next(page);
    await page.getByRole('radio', { name: 'dev' }).check();
    await next(page);
    await page.getByRole('checkbox', { name: 'MQTT broker' }).waitFor();
    await next(page);
    await deliver(page, 'kind: RealtimePlatformClaim');
    await page.getByRole('heading', { name: 'streams-by-form' }).waitFor();
    expect(page.url()).toContain('/resource/streams-by-form');
  });

  it('make everything in one application, and lead to its entity', async () => {
    const page = await browser.openPage();
    await fillInWhat(page, 'platform-components', 'all-by-form');
    await next(page);
    await page.getByRole('radio', { name: /^All in one/ }).check();
    await page.getByText('Profile', { exact: true }).first().waitFor();
    await next(page);
    await deliver(page, 'type: realtime-platform');
    await page.getByRole('heading', { name: 'all-by-form' }).waitFor();
    expect(page.url()).toContain('/resource/all-by-form');
  });

  it('make a service twice on a platform that is chosen with the keyboard', async () => {
    const page = await browser.openPage();
    await fillInWhat(page, 'platform-components', 'twice-by-form');
    await next(page);
    await page.getByRole('radio', { name: /^Blue and green/ }).check();
    await page.getByRole('combobox', { name: 'Platform' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('option', { name: /^ping-pong/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText(/^Ready in namespace/).waitFor();
    const answers = {
      'Kafka topic': 'twice-by-form',
      'Image of blue': 'registry.example.org/twice:1.0.0',
      'Image of green': 'registry.example.org/twice:1.1.0',
      'Host name': 'twice.example.org',
      Gateway: 'public',
    };
    for (const [name, answer] of Object.entries(answers))
      await page
        .getByRole('textbox', { name: new RegExp(`^${name}`) })
        .fill(answer);
    await next(page);
    await deliver(page, 'image: registry.example.org/twice:1.0.0');
    await page.getByRole('heading', { name: 'twice-by-form' }).waitFor();
    expect(page.url()).toContain('/resource/twice-by-form');
  });
});
