import {
  createExtensionTester,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import {
  realtimeApiRef,
  rolloutApiRef,
} from '@backstage-realtime/plugin-realtime-react';
import { cleanup, screen } from '@testing-library/react';
import { canaryStories } from '../dev/canary/canaryStories';
import { StaticRolloutApi } from '../dev/canary/StaticRolloutApi';
import { giveLayout } from '../dev/fakes/layout';
import { StaticRealtimeApi } from '../dev/fakes/StaticRealtimeApi';
import { storyPages } from '../dev/fakes/stories';
import { anEntity, annotated } from '../dev/fakes/storyParts';
import plugin from './alpha';

giveLayout();

const [live] = storyPages;

const apis = [[realtimeApiRef, new StaticRealtimeApi(live)] as const] as const;

describe('the plugin of the new frontend system', () => {
  it('shows the Messages tab of an annotated entity', async () => {
    renderTestApp({
      extensions: [
        createTestEntityPage({ entity: annotated }),
        plugin.getExtension('entity-content:realtime/messages'),
      ],
      apis,
    });
    expect(await screen.findByText('12/s shown of 96/s')).toBeInTheDocument();
  });

  it('shows the Canary tab of an entity that names a rollout, and of no other', async () => {
    const tab = plugin.getExtension('entity-content:realtime/canary');
    const story = canaryStories[0];
    const canaryApis = [
      [rolloutApiRef, new StaticRolloutApi(story)] as const,
    ] as const;
    renderTestApp({
      extensions: [createTestEntityPage({ entity: story.entity }), tab],
      apis: canaryApis,
    });
    expect(await screen.findByText(story.says)).toBeInTheDocument();
    cleanup();
    renderTestApp({
      extensions: [createTestEntityPage({ entity: anEntity() }), tab],
      apis: canaryApis,
    });
    expect(screen.queryByText(story.says)).not.toBeInTheDocument();
  });

  it('shows nothing for an entity that names no stream', async () => {
    renderTestApp({
      extensions: [
        createTestEntityPage({ entity: anEntity() }),
        plugin.getExtension('entity-card:realtime/live'),
      ],
      apis,
    });
    expect(screen.queryByText('records/s')).not.toBeInTheDocument();
  });

  it('takes the title of the card from app-config and refuses what is no title', () => {
    const card = plugin.getExtension('entity-card:realtime/live');
    expect(() =>
      createExtensionTester(card, { config: { title: 'Now' } }).snapshot(),
    ).not.toThrow();
    expect(() =>
      createExtensionTester(card, { config: { title: 7 } as never }).snapshot(),
    ).toThrow();
  });
});
