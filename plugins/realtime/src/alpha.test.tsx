import {
  createExtensionTester,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { realtimeApiRef } from '@backstage-realtime/plugin-realtime-react';
import { screen } from '@testing-library/react';
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
