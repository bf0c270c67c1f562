import type { ReactElement } from 'react';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { renderInTestApp } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { giveLayout } from '../../dev/fakes/layout';
import { expectAccessible } from './expectAccessible';
import { standStill } from './stillClock';

/** The accessibility check of full tables takes seconds on a busy machine. */
const TIMEOUT_MS = 60_000;

const mountedRoutes = { '/catalog/:namespace/:kind/:name': entityRouteRef };

/** One place that shows a story, and a sentence that a reader must find there. */
export type StoryPlace = [
  place: string,
  element: ReactElement,
  says: string | RegExp,
];

/**
 * Tests of pages of the development server, a `describe` for each story: on
 * each of its places it says its sentence, logs no error and is accessible.
 * Time stands still. To be called once, at the top of a file.
 */
export function describeStories<S extends { title: string }>(
  stories: readonly S[],
  placesOf: (story: S) => StoryPlace[],
): void {
  giveLayout();
  standStill();
  describe.each(stories.map(story => [story.title, story] as const))(
    '%s',
    (_, story) => {
      it.each(placesOf(story))(
        'says its sentence on the %s, logs no error and is accessible',
        (_place, element, says) => expectSaid(element, says),
        TIMEOUT_MS,
      );
    },
  );
}

async function expectSaid(
  element: ReactElement,
  says: string | RegExp,
): Promise<void> {
  const logged = jest.spyOn(console, 'error');
  const { container } = await renderInTestApp(element, { mountedRoutes });
  expect((await screen.findAllByText(says)).length).toBeGreaterThan(0);
  expect(logged.mock.calls.map(call => String(call[0]))).toEqual([]);
  await expectAccessible(container);
  logged.mockRestore();
}
