import {
  entityRouteRef,
  EntityProvider,
} from '@backstage/plugin-catalog-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import {
  realtimeApiRef,
  rolloutApiRef,
} from '@backstage-realtime/plugin-realtime-react';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { canaryStories } from '../dev/canary/canaryStories';
import { StaticRolloutApi } from '../dev/canary/StaticRolloutApi';
import { giveLayout } from '../dev/fakes/layout';
import { StaticRealtimeApi } from '../dev/fakes/StaticRealtimeApi';
import { storyPages } from '../dev/fakes/stories';
import { anEntity, annotated } from '../dev/fakes/storyParts';
import {
  EntityCanaryCard,
  EntityCanaryContent,
  EntityLiveCard,
  EntityMessagesContent,
  isRealtimeAvailable,
} from '.';

giveLayout();

const mountedRoutes = {
  '/catalog/:namespace/:kind/:name': entityRouteRef,
};

const render = (element: JSX.Element, api: StaticRealtimeApi) =>
  renderInTestApp(
    <TestApiProvider apis={[[realtimeApiRef, api]]}>
      <EntityProvider entity={annotated}>
        <Routes>
          <Route path="/" element={element} />
        </Routes>
      </EntityProvider>
    </TestApiProvider>,
    { mountedRoutes },
  );

describe('the plugin of the legacy frontend system', () => {
  it('shows the tab in a route of the entity page', async () => {
    await render(
      <EntityMessagesContent />,
      new StaticRealtimeApi(storyPages[0]),
    );
    expect(await screen.findByText('12/s shown of 96/s')).toBeInTheDocument();
  });

  it('shows the card by counts only, with a link to the tab', async () => {
    const api = new StaticRealtimeApi(storyPages[0]);
    await render(<EntityLiveCard />, api);
    expect(await screen.findByText('95.8')).toBeInTheDocument();
    expect(api.opened.map(options => options.mode)).toEqual(['counts']);
    expect(screen.getByRole('link', { name: 'Open Messages' })).toHaveAttribute(
      'href',
      '/catalog/default/component/pingpong-counter/messages',
    );
  });

  it('shows the Canary tab, and a card that leads to it', async () => {
    const [story] = canaryStories;
    const shown = (element: JSX.Element) =>
      renderInTestApp(
        <TestApiProvider apis={[[rolloutApiRef, new StaticRolloutApi(story)]]}>
          <EntityProvider entity={story.entity}>
            <Routes>
              <Route path="/" element={element} />
            </Routes>
          </EntityProvider>
        </TestApiProvider>,
        { mountedRoutes },
      );
    const tab = await shown(<EntityCanaryContent />);
    expect(await screen.findByText(story.says)).toBeInTheDocument();
    tab.unmount();
    await shown(<EntityCanaryCard />);
    expect(
      await screen.findByRole('link', { name: 'Open Canary' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/pingpong-counter/canary',
    );
  });

  it('is offered to entities that name a stream, and to no other', () => {
    expect(isRealtimeAvailable(annotated)).toBe(true);
    expect(isRealtimeAvailable(anEntity())).toBe(false);
  });
});
