import { renderInTestApp } from '@backstage/test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import { storyPages } from '../../dev/fakes/stories';
import { StoryView } from '../../dev/StoryView';
import { giveLayout } from '../../dev/fakes/layout';
import { expectAccessible } from '../testUtils/expectAccessible';
import { standStill } from '../testUtils/stillClock';

giveLayout();
standStill();

/** The accessibility check of a full table takes seconds on a busy machine. */
const TIMEOUT_MS = 60_000;

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
      await expectAccessible(container);
      logged.mockRestore();
    },
    TIMEOUT_MS,
  );
});
