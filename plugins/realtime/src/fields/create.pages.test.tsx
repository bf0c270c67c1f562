import { renderInTestApp } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { createStories } from '../../dev/create/createStories';
import { CreateStoryView } from '../../dev/create/CreateStoryView';
import { expectAccessible } from '../testUtils/expectAccessible';

/** The form of the scaffolder takes seconds to draw on a busy machine. */
jest.setTimeout(60_000);

beforeEach(() => {
  jest.spyOn(window, 'scrollTo').mockReturnValue(undefined);
});

describe.each(createStories.map(story => [story.title, story] as const))(
  '%s',
  (_, story) => {
    it('says its sentence and is accessible', async () => {
      const { container } = await renderInTestApp(
        <CreateStoryView story={story} />,
      );
      expect((await screen.findAllByText(story.says)).length).toBeGreaterThan(
        0,
      );
      await expectAccessible(container);
    });
  },
);
