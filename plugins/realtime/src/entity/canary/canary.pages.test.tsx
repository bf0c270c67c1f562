import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { renderInTestApp } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { canaryStories } from '../../../dev/canary/canaryStories';
import {
  CanaryCardStory,
  CanaryStoryView,
} from '../../../dev/canary/CanaryStoryView';
import { giveLayout } from '../../../dev/fakes/layout';
import { expectAccessible } from '../../testUtils/expectAccessible';
import { standStill } from '../../testUtils/stillClock';

giveLayout();
standStill();

/** The accessibility check of full tables takes seconds on a busy machine. */
const TIMEOUT_MS = 60_000;

const mountedRoutes = { '/catalog/:namespace/:kind/:name': entityRouteRef };

describe.each(canaryStories.map(story => [story.title, story] as const))(
  '%s',
  (_, story) => {
    it.each([
      ['tab', <CanaryStoryView story={story} />, story.says],
      ['card', <CanaryCardStory story={story} />, story.cardSays],
    ])(
      'says its sentence on the %s, logs no error and is accessible',
      async (_place, element, says) => {
        const logged = jest.spyOn(console, 'error');
        const { container } = await renderInTestApp(element, { mountedRoutes });
        expect((await screen.findAllByText(says)).length).toBeGreaterThan(0);
        expect(logged.mock.calls.map(call => String(call[0]))).toEqual([]);
        await expectAccessible(container);
        logged.mockRestore();
      },
      TIMEOUT_MS,
    );
  },
);
