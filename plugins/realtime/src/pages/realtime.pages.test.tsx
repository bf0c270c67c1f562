import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { renderInTestApp } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { giveLayout } from '../../dev/fakes/layout';
import { overviewStories } from '../../dev/health/overviewStories';
import { OverviewStoryView } from '../../dev/health/OverviewStoryView';
import { expectAccessible } from '../testUtils/expectAccessible';
import { standStill } from '../testUtils/stillClock';

giveLayout();
standStill();

/** The accessibility check of full tables takes seconds on a busy machine. */
const TIMEOUT_MS = 60_000;

const mountedRoutes = { '/catalog/:namespace/:kind/:name': entityRouteRef };

describe('every state of the page of what a reader owns', () => {
  it.each(overviewStories.map(story => [story.title, story] as const))(
    '%s: says its sentence, logs no error and is accessible',
    async (_, story) => {
      const logged = jest.spyOn(console, 'error');
      const { container } = await renderInTestApp(
        <OverviewStoryView story={story} />,
        { mountedRoutes },
      );
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
