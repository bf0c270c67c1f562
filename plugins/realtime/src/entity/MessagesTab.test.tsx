import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { renderInTestApp } from '@backstage/test-utils';
import { FakeRealtimeApi } from '@backstage-realtime/plugin-realtime-react/testUtils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { giveLayout } from '../../dev/fakes/layout';
import { rowOf, storyRecord, windowOf } from '../../dev/fakes/records';
import { aSnapshot } from '../../dev/fakes/snapshots';
import { StaticRealtimeApi } from '../../dev/fakes/StaticRealtimeApi';
import {
  aListing,
  annotated,
  undecodableReport,
} from '../../dev/fakes/storyParts';
import { TabWithApi } from '../../dev/StoryView';

giveLayout();

let address = '';
function Address() {
  address = useLocation().search;
  return null;
}

const records = [0, 1, 2, 3].map(storyRecord);
const [first, second] = records;

async function openTab(
  part: { listing?: Parameters<typeof aListing>[0] } = {},
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
    snapshot: aSnapshot({ rows: windowOf(records.map(rowOf)) }),
    inspected: undecodableReport,
  });
  const view = await renderInTestApp(
    <>
      <TabWithApi api={api} entity={annotated} />
      <Address />
    </>,
    { mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef } },
  );
  await screen.findByRole('grid');
  return { api, view, user: userEvent.setup() };
}

const rowAt = (index: number) => screen.getAllByRole('row')[index];

describe('MessagesTab', () => {
  it('opens the first stream, says its honesty line and closes the stream with the page', async () => {
    const { api, view } = await openTab();
    expect(api.opened).toEqual([
      expect.objectContaining({
        stream: 'kafka:prod-eu1/pong_topic',
        from: { at: 'last', count: 50 },
        maxPerSecond: 12,
        mode: 'records',
      }),
    ]);
    const band = screen.getByRole('group', { name: 'State of the stream' });
    expect(band).toHaveTextContent(
      /Live · 12\/s shown of 96\/s · 1 in 8 · 0\.3\ss behind/,
    );
    view.unmount();
    expect(api.openCount).toBe(0);
  });

  it('pauses and continues with the space bar and with the button', async () => {
    const { api, user } = await openTab();
    await user.keyboard(' ');
    const button = await screen.findByRole('button', { name: 'Continue' });
    await user.click(button);
    expect(api.calls).toEqual(['pause', 'resume buffer']);
  });

  it('walks the rows with j and k, keeps the record in the address, and Escape returns focus to its row', async () => {
    const { user } = await openTab();
    await user.keyboard('j');
    expect(rowAt(1)).toHaveAttribute('aria-selected', 'true');
    await user.keyboard('j');
    expect(rowAt(2)).toHaveAttribute('aria-selected', 'true');
    expect(address).toContain(`record=${second.partition}%3A${second.offset}`);
    await user.keyboard('k');
    expect(rowAt(1)).toHaveAttribute('aria-selected', 'true');
    expect(
      screen.getByRole('complementary', {
        name: new RegExp(`p${first.partition}`),
      }),
    ).toBeInTheDocument();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('complementary')).not.toBeInTheDocument();
    expect(rowAt(1)).toHaveFocus();
    expect(address).not.toContain('record');
  });

  it('changes the view of the record with brackets and asks for its report only then', async () => {
    const { api, user } = await openTab();
    await user.keyboard('e');
    expect(await screen.findByRole('tab', { name: 'Tree' })).toHaveAttribute(
      'aria-selected',
      'true',
    );
    expect(api.calls).toEqual([]);
    await user.keyboard('{]}{]}{]}');
    expect(
      await screen.findByText('id 42 is unknown to registry eu1'),
    ).toBeInTheDocument();
    expect(api.calls).toEqual([`inspect ${first.partition}:${first.offset}`]);
  });

  it('adds a condition from the slash key, writes it into the address and opens the stream anew', async () => {
    const { api, user } = await openTab();
    await user.keyboard('/');
    const dialog = await screen.findByRole('dialog');
    const form = within(dialog);
    await user.click(form.getByRole('button', { name: 'Add' }));
    expect(form.getByRole('alert')).toHaveTextContent(
      'Enter what to look for.',
    );
    await user.type(form.getByRole('textbox', { name: 'Text' }), 'j gateway');
    await user.click(form.getByRole('button', { name: 'Add' }));
    await waitFor(() => expect(api.opened).toHaveLength(2));
    expect(api.opened[1].filter?.clauses).toEqual([
      { in: 'any', op: 'contains', text: 'j gateway' },
    ]);
    expect(address).toContain('where=');
    expect(address).not.toContain('record');
    await user.click(
      screen.getByRole('button', { name: /Remove condition anywhere/ }),
    );
    expect(address).not.toContain('where=');
  });

  it('switches between UTC and local time with u', async () => {
    const { user } = await openTab();
    expect(
      screen.getByRole('columnheader', { name: 'Time, UTC' }),
    ).toBeInTheDocument();
    await user.keyboard('u');
    expect(
      await screen.findByRole('columnheader', { name: 'Time, local' }),
    ).toBeInTheDocument();
  });

  it('lists its keys with the question mark', async () => {
    const { user } = await openTab();
    await user.keyboard('?');
    expect(
      await screen.findByText('Keys are off while a field has focus.'),
    ).toBeInTheDocument();
  });

  it('keeps the selected row when newer rows come in', async () => {
    const { api, user } = await openTab();
    await user.keyboard('jj');
    const newer = storyRecord(-1);
    act(() =>
      api.show(aSnapshot({ rows: windowOf([newer, ...records].map(rowOf)) })),
    );
    const selected = screen
      .getAllByRole('row')
      .filter(row => row.getAttribute('aria-selected') === 'true');
    expect(selected).toHaveLength(1);
    expect(selected[0]).toHaveAttribute('aria-rowindex', '4');
    expect(selected[0]).toHaveTextContent(`p${second.partition}`);
  });

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

  it('draws what the real store makes of a live stream', async () => {
    const api = FakeRealtimeApi.create();
    await renderInTestApp(<TabWithApi api={api} entity={annotated} />, {
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    });
    expect(
      (await screen.findAllByRole('gridcell', {}, { timeout: 5_000 })).length,
    ).toBeGreaterThan(4);
    expect(screen.getByText(/^\d.*\/s shown of/)).toBeInTheDocument();
  });
});
