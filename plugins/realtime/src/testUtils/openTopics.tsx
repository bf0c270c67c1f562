import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { topicHealthApiRef } from '@backstage-realtime/plugin-realtime-react';
import type { TopicHealth } from '@backstage-realtime/plugin-realtime-common';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { healthEntity } from '../../dev/health/healthStories';
import { aHealth } from '../../dev/health/pingPong';
import { StaticHealthApi } from '../../dev/health/StaticHealthApi';
import { TopicsTab } from '../entity/topics/TopicsTab';

let search = '';
function Address() {
  search = useLocation().search;
  return null;
}

/** Query of the address the page is at. */
export const topicsAddress = () => new URLSearchParams(search);

/** A reading that has just come. */
export function readNow(value: TopicHealth) {
  const receivedAtMs = Date.now();
  return {
    status: { state: 'live' as const, sinceMs: receivedAtMs },
    value,
    receivedAtMs,
  };
}

/** The Topics tab over a fake backend, drawn. */
export async function openTopics(part: { search?: string } = {}) {
  const user = userEvent.setup();
  // What user-event keeps is a Blob that the test browser cannot read back.
  const copied: string[] = [];
  jest
    .spyOn(navigator.clipboard, 'writeText')
    .mockImplementation(async text => void copied.push(text));
  const api = new StaticHealthApi({ health: readNow(aHealth(Date.now())) });
  const view = await renderInTestApp(
    <TestApiProvider apis={[[topicHealthApiRef, api]]}>
      <EntityProvider entity={healthEntity}>
        <TopicsTab />
        <Address />
      </EntityProvider>
    </TestApiProvider>,
    {
      routeEntries: [`/${part.search ?? ''}`],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
  return { api, user, view, copied };
}
