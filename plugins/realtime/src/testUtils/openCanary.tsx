import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import type {
  CanaryState,
  MetricBoards,
} from '@backstage-realtime/plugin-realtime-common';
import { rolloutApiRef } from '@backstage-realtime/plugin-realtime-react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { aBoard } from '../../dev/canary/boards';
import { boardsOf, canaryEntity } from '../../dev/canary/canaryStory';
import { aCanary, aRollout } from '../../dev/canary/pingPongRollout';
import { StaticRolloutApi } from '../../dev/canary/StaticRolloutApi';
import { CanaryTab } from '../entity/canary/CanaryTab';

let search = '';
function Address() {
  search = useLocation().search;
  return null;
}

/** Query of the address the page is at. */
export const canaryAddress = () => new URLSearchParams(search);

/** A value that has just come. */
export function toldNow<T>(value: T) {
  const receivedAtMs = Date.now();
  return {
    status: { state: 'live' as const, sinceMs: receivedAtMs },
    value,
    receivedAtMs,
  };
}

/** The Canary tab over a fake backend, drawn. */
export async function openCanary(
  part: {
    search?: string;
    canary?: CanaryState;
    metrics?: MetricBoards;
  } = {},
) {
  const user = userEvent.setup();
  const nowMs = Date.now();
  const api = new StaticRolloutApi({
    canary: toldNow(part.canary ?? aCanary(nowMs, aRollout(nowMs))),
    metrics: toldNow(part.metrics ?? boardsOf(aBoard(nowMs))),
  });
  const view = await renderInTestApp(
    <TestApiProvider apis={[[rolloutApiRef, api]]}>
      <EntityProvider entity={canaryEntity}>
        <CanaryTab />
        <Address />
      </EntityProvider>
    </TestApiProvider>,
    {
      routeEntries: [`/${part.search ?? ''}`],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
  return { api, user, view, nowMs };
}
