import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { renderInTestApp } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { giveLayout } from '../../dev/fakes/layout';
import { rowOf, windowOf, withheld } from '../../dev/fakes/records';
import { aSnapshot } from '../../dev/fakes/snapshots';
import { StaticRealtimeApi } from '../../dev/fakes/StaticRealtimeApi';
import {
  aListing,
  annotated,
  withheldReport,
} from '../../dev/fakes/storyParts';
import { TabWithApi } from '../../dev/StoryView';

import { address, openTab, rowAt } from '../testUtils/openTab';

giveLayout();

describe('MessagesTab and what its reader may see', () => {
  it('opens only counts for a reader without the right to read records', async () => {
    const listing = {
      canReadRecords: false,
      recordsRefusal: { code: 'realtime.stream.forbidden', message: 'no' },
    };
    const api = new StaticRealtimeApi({
      response: {
        entityRef: 'component:default/pingpong-counter',
        streams: [aListing(listing)],
        problems: [],
      },
      snapshot: aSnapshot({ rows: windowOf([]) }),
    });
    await renderInTestApp(<TabWithApi api={api} entity={annotated} />, {
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    });
    expect(
      await screen.findByText('You may not read records here'),
    ).toBeInTheDocument();
    expect(api.opened.map(options => options.mode)).toEqual(['counts']);
    expect(screen.getByRole('button', { name: 'Pause' })).toBeDisabled();
  });

  it('takes the mask off for a reader who may, says so, keeps it out of the address, and puts it on again', async () => {
    const { api, user } = await openTab({ listing: { canUnmask: true } });
    await user.click(screen.getByRole('button', { name: /masks 1 field/ }));
    await user.click(
      await screen.findByRole('menuitem', {
        name: 'Show without the mask – each use is audited',
      }),
    );
    const chip = await screen.findByRole('button', { name: 'Not masked' });
    expect(api.opened.map(options => options.unmask)).toEqual([
      undefined,
      true,
    ]);
    expect(address()).toBe('');
    await user.click(chip);
    await user.click(
      await screen.findByRole('menuitem', { name: 'Mask again' }),
    );
    await screen.findByRole('button', { name: /masks 1 field/ });
    expect(api.opened.at(-1)?.unmask).toBeUndefined();
    expect(api.openCount).toBe(1);
  });

  it('offers nobody else to take the mask off', async () => {
    await openTab({ listing: { canUnmask: false } });
    expect(screen.getByText(/masks 1 field/)).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /masks/ }),
    ).not.toBeInTheDocument();
  });

  it('names the policy that keeps a value back and opens on why', async () => {
    const { api, user } = await openTab({
      rows: [rowOf(withheld)],
      inspected: withheldReport,
    });
    expect(rowAt(1)).toHaveTextContent(
      /Not decodable\s*11\sB\s*withheld by pii-default/,
    );
    await user.click(rowAt(1));
    expect(
      await screen.findByText(/pii-default hides fields by name/),
    ).toBeInTheDocument();
    expect(
      await screen.findByText('unexpected byte at position 0'),
    ).toBeInTheDocument();
    expect(api.calls).toEqual(['inspect 2:48217701']);
  });
});
