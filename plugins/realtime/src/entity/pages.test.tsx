import { renderInTestApp } from '@backstage/test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import axe from 'axe-core';
import { storyPages } from '../../dev/fakes/stories';
import { StoryView } from '../../dev/StoryView';
import { giveLayout } from '../../dev/fakes/layout';

giveLayout();

const FAKEABLE = [
  'Date',
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'requestAnimationFrame',
  'cancelAnimationFrame',
  'requestIdleCallback',
  'cancelIdleCallback',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;

/** Colours need a browser; the browser tests look at them. */
const CHECK: axe.RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa'],
  resultTypes: ['violations'],
  rules: { 'color-contrast': { enabled: false } },
};

/** The accessibility check of a full table takes seconds on a busy machine. */
const TIMEOUT_MS = 60_000;

// Only the page's own clock stands still; promises and the check go on.
beforeEach(() => {
  jest.useFakeTimers({
    doNotFake: FAKEABLE.filter(n => !n.endsWith('Interval')),
  });
});
afterEach(() => jest.useRealTimers());

describe('every state of the tab', () => {
  it.each(storyPages.map(story => [story.title, story] as const))(
    '%s: says its sentence, logs no error and is accessible',
    async (_, story) => {
      const logged = jest.spyOn(console, 'error');
      const { container } = await renderInTestApp(<StoryView story={story} />, {
        mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      });
      expect((await screen.findAllByText(story.says)).length).toBeGreaterThan(
        0,
      );
      expect(logged.mock.calls.map(call => String(call[0]))).toEqual([]);
      const { violations } = await axe.run(container, CHECK);
      expect(violations.map(v => `${v.id}: ${v.nodes[0].html}`)).toEqual([]);
      logged.mockRestore();
    },
    TIMEOUT_MS,
  );
});
