import {
  describeInBrowser,
  running,
  signedIn,
  signInAs,
  useBrowser,
} from './support/browser';

describeInBrowser('signing in to the demo portal', () => {
  const browser = useBrowser();

  it.each([
    ['service owner', 'Olivia Owner'],
    ['viewer', 'Victor Viewer'],
    ['platform engineer', 'Petra Platform'],
  ] as const)('makes the %s a user of the catalog', async (who, user) => {
    const page = await browser.openPage();
    await signInAs(page, who, '/settings');

    await page.getByRole('link', { name: user }).first().waitFor();
    expect(browser.errors()).toEqual([]);
  });

  it('opens on the catalog with the ping-pong service in it', async () => {
    const page = await browser.openPage();
    await signInAs(page, 'service owner');

    await page.getByRole('link', { name: 'Ping-pong service' }).click();

    await page.getByRole('heading', { name: 'Ping-pong service' }).waitFor();
    expect(browser.errors()).toEqual([]);
  });

  it('keeps the choice when the page is loaded again, and asks again after signing out', async () => {
    const page = await browser.openPage();
    await signInAs(page, 'viewer');
    await page.reload();
    await signedIn(page);

    await page.getByRole('button', { name: 'Sign out' }).click();

    await page.getByRole('button', { name: 'Sign in as viewer' }).waitFor();
    expect(page.url()).toBe(`${running.url}/`);
  });
});
