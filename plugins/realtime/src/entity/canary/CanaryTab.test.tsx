import { known, missing } from '@backstage-realtime/plugin-realtime-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import { aBoard } from '../../../dev/canary/boards';
import { boardsOf } from '../../../dev/canary/canaryStory';
import {
  aCanary,
  aRollout,
  rolloutRef,
} from '../../../dev/canary/pingPongRollout';
import { aborted, healthy } from '../../../dev/canary/endedMoments';
import { paused } from '../../../dev/canary/rolloutMoments';
import { giveLayout } from '../../../dev/fakes/layout';
import { canaryAddress, openCanary, toldNow } from '../../testUtils/openCanary';

giveLayout();

const verdict = () => screen.getByRole('group', { name: 'Verdict' });
const nameless = (text: string | null) => text?.replace(/\u00a0/g, ' ');

describe('the Canary tab', () => {
  it('says where the rollout is, how close it is to failing, and why promote is off', async () => {
    await openCanary();
    expect(verdict()).toHaveTextContent(
      'Progressing, step 6 of 9: analysis at 50 %, 3 of 5 measured',
    );
    expect(verdict()).toHaveTextContent(
      'One measurement of cpu-usage-rate failed with 0.61 (must be < 0.5); 1 more may fail before the rollout aborts.',
    );
    expect(verdict()).toHaveTextContent(
      'Promote is off. Not while an analysis runs',
    );
    expect(screen.getByRole('button', { name: 'Promote…' })).toBeDisabled();
  });

  it('tells the steps in order, and which one runs', async () => {
    await openCanary();
    const steps = screen.getByRole('list', { name: 'Steps' });
    const texts = within(steps)
      .getAllByRole('listitem')
      .map(item => nameless(item.textContent));
    expect(texts).toHaveLength(10);
    expect(texts[2]).toBe('Step 3 of 9 Analysis, done, 3 of 3 passed');
    expect(texts[5]).toBe('Step 6 of 9 Analysis, runs now, 3 of 5 done');
    expect(texts[9]).toBe(' 100 %, still to come, promoted');
    const now = within(steps).getAllByRole('listitem')[5];
    expect(now).toHaveAttribute('aria-current', 'step');
  });

  it('keeps the three weights apart, and says of a missing one that it is not measured', async () => {
    const { api, nowMs } = await openCanary();
    const weights = screen.getByLabelText('Weights of the canary');
    expect(nameless(weights.textContent)).toBe(
      'asked for50 %by step 4of pods40 %2 of 5of requests47 %45 of 96/s, last 30 s',
    );
    act(() =>
      api.metrics.show(
        toldNow(
          boardsOf(
            aBoard(nowMs, {
              trafficShare: {
                known: false,
                missing: { code: 'unauthenticated' },
              },
            }),
          ),
        ),
      ),
    );
    expect(weights).toHaveTextContent(
      'of requestsnot measuredcredential refused',
    );
  });

  it('shows each measurement with its verdict, and when the next are due', async () => {
    await openCanary();
    const table = screen.getByRole('table', { name: /^Analysis pingpong/ });
    const row = within(table).getByRole('row', { name: /cpu-usage-rate/ });
    const cells = within(row)
      .getAllByRole('cell')
      .map(cell => cell.textContent);
    expect(cells.slice(0, 4)).toEqual([
      '< 0.5',
      'passed 0.27',
      'passed 0.29',
      'failed 0.61',
    ]);
    expect(cells[4]).toMatch(/^ ?\d\d:\d\d:\d\d$/);
    expect(cells[6]).toBe('1 failed, 1 more allowed');
    expect(cells[7]).toBe('Running 3 of 5Why?');
    const other = within(table).getByRole('row', { name: /e2e-p95/ });
    expect(other).toHaveTextContent('inconclusive no data');
  });

  it('lists what the next analysis will measure, and how close it may come to failing', async () => {
    const nowMs = Date.now();
    const state = paused(nowMs);
    const { api } = await openCanary({ canary: aCanary(nowMs, state) });
    const table = screen.getByRole('table', { name: /^Planned analysis/ });
    const rows = within(table)
      .getAllByRole('row')
      .map(row => nameless(row.textContent));
    expect(rows).toHaveLength(4);
    expect(rows[1]).toMatch(
      /^cpu-usage-rate< 0.5.*5 measurements, every 30 s · 2 may failNot started$/,
    );
    expect(rows[3]).toContain('dry run, decides nothing');
    expect(
      screen.getByText(/^starts after the pause, at \d\d:\d\d:\d\d: cpu/),
    ).toBeInTheDocument();
    const planned = state.planned!.map(each => ({
      ...each,
      metrics: missing('no-permission', { detail: 'it may not list them' }),
    }));
    act(() => api.canary.show(toldNow(aCanary(nowMs, { ...state, planned }))));
    expect(table).not.toBeInTheDocument();
    expect(
      screen.getByText(
        /^What it measures is not known: .*it may not list them/,
      ),
    ).toBeInTheDocument();
  });

  it('explains a metric: condition, query and measurements; the address is a link to it', async () => {
    const { user } = await openCanary();
    await user.click(
      screen.getByRole('button', { name: 'Why? cpu-usage-rate' }),
    );
    const drawer = await screen.findByRole('dialog');
    expect(drawer).toHaveTextContent('Good whenresult[0] < 0.5');
    expect(drawer).toHaveTextContent('pod=~"pingpong-counter-9c1a77d0f2-.*"');
    expect(within(drawer).getAllByRole('row')).toHaveLength(4);
    expect(canaryAddress().get('metric')).toBe('cpu-usage-rate');
    await user.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(canaryAddress().get('metric')).toBeNull();
  });

  it('opens the metric that aborted the rollout from the verdict', async () => {
    const nowMs = Date.now();
    const { user } = await openCanary({
      canary: aCanary(nowMs, aborted(nowMs)),
    });
    expect(verdict()).toHaveTextContent(
      'cpu-usage-rate was 0.6, the limit is 0.5',
    );
    expect(verdict()).toHaveTextContent('Next: Compare cpu-usage-rate');
    expect(
      screen.getByRole('row', { name: /^cpu-usage-rate/ }),
    ).toHaveTextContent('3 failed, 2 allowed');
    await user.click(within(verdict()).getByRole('button', { name: 'Why?' }));
    expect(await screen.findByRole('dialog')).toHaveTextContent(
      'Why: cpu-usage-rate',
    );
  });

  it('counts a pause down on the page, by the clock of the server', async () => {
    jest.useFakeTimers({ doNotFake: ['setTimeout', 'queueMicrotask'] });
    // The clock of the server is an hour ahead.
    const serverMs = Date.now() + 3_600_000;
    await openCanary({ canary: aCanary(serverMs, paused(serverMs)) });
    const now = () => screen.getAllByRole('listitem')[1];
    expect(nameless(now().textContent)).toContain('34 s left');
    act(() => jest.advanceTimersByTime(3_000));
    expect(nameless(now().textContent)).toContain('31 s left');
    expect(verdict()).toHaveTextContent(/going on by itself at .* \(in 31/);
    act(() => jest.advanceTimersByTime(40_000));
    expect(now()).toHaveTextContent('about to go on');
    jest.useRealTimers();
  });

  it('shows the values of a chart as a table', async () => {
    const { user } = await openCanary();
    const chart = screen.getByRole('region', { name: 'Error share, %' });
    expect(within(chart).getByRole('img')).toHaveAccessibleName(
      /^Error share, %; canary now 0\.\d+.%; stable now 0\.\d+.%; limit 1 %$/,
    );
    await user.click(
      within(chart).getByRole('button', { name: 'Show as table: Error share' }),
    );
    const rows = within(chart).getAllByRole('row');
    expect(rows[0]).toHaveTextContent('Time, UTCcanarystable');
    expect(rows.at(-1)).toHaveTextContent(/no reading0\.\d+.%$/);
  });

  it('opens two streams of the entity and closes both with the tab', async () => {
    const { api, view } = await openCanary();
    expect(api.asked).toEqual(['component:default/pingpong-counter']);
    expect([api.canary.openCount, api.metrics.openCount]).toEqual([1, 1]);
    view.unmount();
    expect([api.canary.openCount, api.metrics.openCount]).toEqual([0, 0]);
  });

  it('announces what changed, at most every 10 s and without countdowns', async () => {
    jest.useFakeTimers({ doNotFake: ['setTimeout', 'queueMicrotask'] });
    const nowMs = Date.now();
    const { api } = await openCanary({
      canary: aCanary(nowMs, paused(nowMs)),
    });
    const said = () => screen.getByRole('status').textContent;
    expect(said()).toBe('');
    act(() => jest.advanceTimersByTime(10_000));
    expect(said()).toMatch(/^pingpong-counter: Paused at step 2 of 9/);
    expect(said()).not.toMatch(/in \d/);
    act(() => api.canary.show(toldNow(aCanary(nowMs, aborted(nowMs)))));
    act(() => jest.advanceTimersByTime(9_000));
    expect(said()).toMatch(/Paused/);
    act(() => jest.advanceTimersByTime(1_000));
    expect(said()).toMatch(/Aborted at/);
    jest.useRealTimers();
  });
});

describe('several rollouts', () => {
  const nowMs = Date.now();
  const at = (name: string) => ({ ...rolloutRef, name });
  const canary = aCanary(nowMs, aRollout(nowMs), {
    rollouts: [
      { ref: at('worst'), rollout: known(aborted(nowMs)) },
      { ref: at('second'), rollout: known(paused(nowMs)) },
      { ref: at('third'), rollout: known(healthy(nowMs)) },
    ],
  });
  const opened = () =>
    screen.getAllByRole('button', { expanded: true }).map(b => b.textContent);

  it('open the worst one, or the one that a link names', async () => {
    const { view } = await openCanary({ canary });
    expect(opened()).toEqual([expect.stringContaining('worst')]);
    view.unmount();
    await openCanary({
      canary,
      search: '?rollout=prod-eu1/pingpong/third',
    });
    expect(opened()).toEqual([expect.stringContaining('third')]);
  });

  it('open and close one by one, and all together', async () => {
    const { user } = await openCanary({ canary });
    await user.click(screen.getByRole('button', { name: /second/ }));
    expect(opened()).toHaveLength(2);
    expect(canaryAddress().get('rollout')).toBe('prod-eu1/pingpong/second');
    await user.click(screen.getByRole('button', { name: 'Open all' }));
    await waitFor(() => expect(opened()).toHaveLength(3));
    await user.click(screen.getByRole('button', { name: 'Close all' }));
    expect(
      screen.queryByRole('button', { expanded: true }),
    ).not.toBeInTheDocument();
  });
});
