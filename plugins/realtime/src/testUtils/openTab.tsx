import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { renderInTestApp } from '@backstage/test-utils';
import type { InspectResponse } from '@backstage-realtime/plugin-realtime-common';
import type { Row } from '@backstage-realtime/plugin-realtime-react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { rowOf, storyRecord, windowOf } from '../../dev/fakes/records';
import { aSnapshot } from '../../dev/fakes/snapshots';
import {
  StaticRealtimeApi,
  type Story,
} from '../../dev/fakes/StaticRealtimeApi';
import {
  aListing,
  annotated,
  undecodableReport,
} from '../../dev/fakes/storyParts';
import { TabWithApi } from '../../dev/StoryView';

let search = '';
function Address() {
  search = useLocation().search;
  return null;
}

/** Query of the address the page is at. */
export const address = () => search;

export const records = [0, 1, 2, 3].map(storyRecord);

export const rowAt = (index: number) => screen.getAllByRole('row')[index];

/** The tab over a fake backend, drawn, with four records unless told. */
export async function openTab(
  part: {
    listing?: Parameters<typeof aListing>[0];
    rows?: Row[];
    inspected?: InspectResponse;
    others?: Story['others'];
    search?: string;
  } = {},
) {
  const api = new StaticRealtimeApi({
    response: {
      entityRef: 'component:default/pingpong-counter',
      owner: 'group:default/team-realtime',
      streams: [
        aListing(part.listing),
        aListing({ stream: 'kafka:prod-eu1/ping' as never, title: 'ping' }),
      ],
      problems: [],
    },
    snapshot: aSnapshot({
      rows: windowOf(part.rows ?? records.map(rowOf)),
    }),
    others: part.others,
    inspected: part.inspected ?? undecodableReport,
  });
  const view = await renderInTestApp(
    <>
      <TabWithApi api={api} entity={annotated} />
      <Address />
    </>,
    {
      routeEntries: [`/${part.search ?? ''}`],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
  await screen.findByRole('grid');
  return { api, view, user: userEvent.setup() };
}
