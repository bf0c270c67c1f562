// Every state of the tab and the card on the legacy frontend system.
// Start: `yarn start:legacy`.
// A dev app stands in for an app, and the app imports the styles.
// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend
import '@backstage/ui/css/styles.css';
import { createDevApp } from '@backstage/dev-utils';
import { realtimePlugin } from '../src';
import { storyPages } from './fakes/stories';
import { CardsView, StoryView } from './StoryView';

const app = createDevApp()
  .registerPlugin(realtimePlugin)
  .addPage({
    path: '/cards',
    title: 'Cards',
    element: <CardsView stories={storyPages} />,
  });

storyPages
  .reduce(
    (builder, story) =>
      builder.addPage({
        path: `/${story.path}`,
        title: story.title,
        element: <StoryView story={story} />,
      }),
    app,
  )
  .render();
