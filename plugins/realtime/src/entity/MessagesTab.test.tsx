import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { renderInTestApp } from '@backstage/test-utils';
import { FakeRealtimeApi } from '@backstage-realtime/plugin-realtime-react/testUtils';
import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import { giveLayout } from '../../dev/fakes/layout';
import {
  rowOf,
  storyPair,
  storyPing,
  storyRecord,
  storyRows,
  undecodable,
  windowOf,
} from '../../dev/fakes/records';
import { aSnapshot } from '../../dev/fakes/snapshots';
import { annotated } from '../../dev/fakes/storyParts';
import { TabWithApi } from '../../dev/StoryView';

import { address, openTab, records, rowAt } from '../testUtils/openTab';

giveLayout();

const [first, second] = records;

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
    expect(address()).toContain(
      `record=${second.partition}%3A${second.offset}`,
    );
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
    expect(address()).not.toContain('record');
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
    expect(address()).toContain('where=');
    expect(address()).not.toContain('record');
    await user.click(
      screen.getByRole('button', { name: /Remove condition anywhere/ }),
    );
    expect(address()).not.toContain('where=');
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

  it('compares a record with the previous one of its key on d', async () => {
    const { user } = await openTab({ rows: storyPair().map(rowOf) });
    await user.keyboard('d');
    const detail = within(await screen.findByRole('complementary'));
    expect(detail.getByText(/^Against p4.*, 5\.0\ss earlier/)).toBeVisible();
    const changed = detail
      .getAllByRole('listitem')
      .map(item => item.textContent);
    expect(changed).toContain('processingTimeMs changed− 98+ 132');
    expect(detail.getByText(/Masked fields cannot be compared/)).toBeVisible();
    await user.keyboard('j');
    expect(
      await screen.findByText(
        'No older record with this key is in the window.',
      ),
    ).toBeInTheDocument();
  });

  it('finds the message in the other streams on t, and opens it there', async () => {
    const pong = storyPair()[0];
    const ping = storyPing();
    const { api, user } = await openTab({
      rows: [rowOf(pong)],
      others: {
        'kafka:prod-eu1/ping': aSnapshot({ rows: windowOf([rowOf(ping)]) }),
      },
    });
    await user.keyboard('t');
    const detail = within(await screen.findByRole('complementary'));
    const way = await detail.findAllByRole('listitem');
    expect(way.map(hop => hop.textContent?.replace(/\s/g, ' '))).toEqual([
      expect.stringMatching(/^ping Open/),
      expect.stringMatching(/^pong_topic · this record.*\+142 ms$/),
    ]);
    expect(api.openCount).toBe(1);

    await user.click(detail.getByRole('button', { name: 'Open' }));
    expect(address()).toContain('stream=kafka%3Aprod-eu1%2Fping&');
    expect(address()).toContain(`record=1%3A${ping.offset}`);
    expect(await screen.findByRole('tab', { name: 'Tree' })).toHaveAttribute(
      'aria-selected',
      'true',
    );
  });

  it('says which records fail like an undecodable one, and shows only these', async () => {
    const { user } = await openTab({
      rows: [rowOf(undecodable), ...records.map(rowOf)],
    });
    await user.keyboard('j');
    const detail = within(await screen.findByRole('complementary'));
    expect(
      await detail.findByText(/Of the newest 5 records here, only this one/),
    ).toHaveTextContent('Where to look: header source is gateway-c.');
    await user.click(
      detail.getByRole('button', { name: 'Show only records with it' }),
    );
    expect(
      await screen.findByRole('button', {
        name: 'Remove condition header source is gateway-c',
      }),
    ).toBeInTheDocument();
  });

  it('plots a number over the newest records from the icon beside it', async () => {
    const { user } = await openTab();
    await user.keyboard('e');
    const plot = await screen.findByRole('button', {
      name: /^processingTimeMs: Plot/,
    });
    await user.click(plot);
    expect(plot).toHaveAttribute('aria-pressed', 'true');
    expect(
      screen.getByRole('img', {
        name: 'processingTimeMs, newest 4 records',
      }),
    ).toBeInTheDocument();
  });

  it('says how many newer rows stand above, and Home goes back to them', async () => {
    const { user } = await openTab({ rows: storyRows() });
    const [, body] = screen.getAllByRole('rowgroup');
    fireEvent.scroll(body, { target: { scrollTop: 28 * 12 } });
    expect(
      await screen.findByRole('button', { name: /12 newer/ }),
    ).toBeInTheDocument();
    await user.keyboard('{Home}');
    expect(body.scrollTop).toBe(0);
    fireEvent.scroll(body);
    await waitFor(() =>
      expect(
        screen.queryByRole('button', { name: /newer/ }),
      ).not.toBeInTheDocument(),
    );
  });

  it('shows the record of a link that the window does not hold', async () => {
    const { api } = await openTab({ search: '?record=2:48217642' });
    const detail = within(await screen.findByRole('complementary'));
    expect(
      detail.getByText('This record is not among the rows kept here.'),
    ).toBeInTheDocument();
    expect(
      detail.getByText('id 42 is unknown to registry eu1'),
    ).toBeInTheDocument();
    expect(api.calls).toEqual(['inspect 2:48217642']);
  });

  it('loads the records of a gap by reading its partition from its first offset to its last', async () => {
    const { api, user } = await openTab({ rows: storyRows() });
    await user.click(screen.getByRole('button', { name: 'Load them' }));
    await waitFor(() => expect(api.opened).toHaveLength(2));
    expect(api.opened[1]).toMatchObject({
      from: { at: 'offset', partition: 3, offset: '48197859' },
      until: '48198003',
    });
    expect(api.opened[1].maxPerSecond).toBeUndefined();
    expect(address()).toContain('from=offset%3A3%3A48197859&to=48198003');
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
