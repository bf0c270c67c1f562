import {
  englishWords,
  type StreamSnapshot,
} from '@backstage-realtime/plugin-realtime-react';
import { act, render, screen } from '@testing-library/react';
import { rowOf, STORY_MS, windowOf } from '../../dev/fakes/records';
import { aSnapshot, aStats } from '../../dev/fakes/snapshots';
import { Announcer } from './Announcer';
import { ANNOUNCE_MS } from './SaidSlowly';
import { records } from '../testUtils/openTab';

const context = {
  title: 'pong_topic',
  system: 'prod-eu1',
  nowMs: STORY_MS,
  zone: 'utc',
  words: englishWords,
} as const;

const problem = (code: string) => ({
  code,
  message: 'why',
  isRetriable: true,
  atMs: STORY_MS,
});

function said(): string {
  return (screen.getByRole('status').textContent ?? '').replace(/\u00a0/g, ' ');
}

describe('the announcer', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => jest.useRealTimers());

  it.each<[Partial<StreamSnapshot>, string]>([
    [{}, 'Live, 12/s shown of 96/s, 1 in 8, 0.3 s behind'],
    [
      { stats: aStats({ shownPerSecond: 0.4, behindMs: 0, sampledOneIn: 1 }) },
      'Live, 0.4/s shown of 96/s, 1 in 1, 0 s behind',
    ],
    [
      { rates: [], stats: aStats({ behindMs: undefined }) },
      'Live, rate not measured yet, 1 in 8, no records yet',
    ],
    [
      { status: { state: 'catching-up', sinceMs: 0, remaining: 1_200 } },
      'Reading history, 1,200 to go',
    ],
    [
      {
        status: { state: 'paused', sinceMs: STORY_MS, because: 'viewer' },
        newSincePause: 40,
      },
      'Paused at 14:07:33, 40 new',
    ],
    [
      {
        stats: undefined,
        rows: windowOf([]),
        status: {
          state: 'connecting',
          step: 'connect',
          sinceMs: STORY_MS - 400,
        },
      },
      'Connecting to prod-eu1, step 2 of 3, 0.4 s',
    ],
    [
      {
        connection: {
          state: 'stale',
          sinceMs: 0,
          lastFrameAtMs: STORY_MS - 48_000,
        },
      },
      'Stale: last frame 48 s ago',
    ],
    [
      { problem: problem('realtime.stream.forbidden') },
      'You may not read records here',
    ],
    [
      { problem: problem('realtime.stream.over-budget') },
      'Not started: a limit is reached',
    ],
  ])('says the state first, then its numbers: %#', (part, sentence) => {
    render(<Announcer snapshot={aSnapshot(part)} context={context} />);
    act(() => jest.advanceTimersByTime(ANNOUNCE_MS));
    expect(said()).toBe(sentence);
  });

  it('is silent between two announcements however many records come, and never says one', () => {
    const { rerender } = render(
      <Announcer snapshot={aSnapshot()} context={context} />,
    );
    expect(said()).toBe('');
    act(() => jest.advanceTimersByTime(ANNOUNCE_MS));
    const first = said();
    records.forEach((record, i) => {
      const stats = aStats({ ratePerSecond: 200 + i });
      const rows = windowOf([rowOf(record)]);
      rerender(
        <Announcer snapshot={aSnapshot({ stats, rows })} context={context} />,
      );
      act(() => jest.advanceTimersByTime(ANNOUNCE_MS / 5));
      expect(said()).toBe(first);
    });
    act(() => jest.advanceTimersByTime(ANNOUNCE_MS / 5));
    expect(said()).toBe('Live, 12/s shown of 203/s, 1 in 8, 0.3 s behind');
  });
});
