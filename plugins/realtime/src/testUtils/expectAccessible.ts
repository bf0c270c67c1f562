import axe from 'axe-core';

/** Colours need a browser; the browser tests look at them. */
const CHECK: axe.RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa'],
  resultTypes: ['violations'],
  rules: { 'color-contrast': { enabled: false } },
};

/** Fails with what the accessibility check found, each with its element. */
export async function expectAccessible(element: Element): Promise<void> {
  const { violations } = await axe.run(element, CHECK);
  expect(violations.map(v => `${v.id}: ${v.nodes[0].html}`)).toEqual([]);
}
