import { RealtimeError } from '@backstage-realtime/plugin-realtime-common';
import {
  hostile,
  hiddenGap,
  rowOf,
  slowedRows,
  STORY_MS,
  storyGaps,
  storyPair,
  storyPing,
  storyRows,
  windowOf,
  withheld,
} from './records';
import { aSnapshot, aStats } from './snapshots';
import {
  page,
  undecodableReport,
  withheldReport,
  type StoryPage,
} from './storyParts';

/** What the tab shows of single records: open, kept back, hostile, missing. */
export const recordStories: StoryPage[] = [
  page(
    'undecodable',
    'Undecodable record open',
    'id 42 is unknown to registry eu1',
    aSnapshot(),
    {
      search: '?record=2:48217642&tab=report',
      inspected: undecodableReport,
    },
  ),
  page(
    'withheld',
    'Value kept back whole',
    /pii-default hides fields by name/,
    aSnapshot({ rows: windowOf([rowOf(withheld), ...storyRows()]) }),
    {
      search: '?record=2:48217701',
      inspected: withheldReport,
    },
  ),
  page(
    'diff',
    'Diff with the previous record of the key',
    /^Against p4/,
    aSnapshot({ rows: windowOf(storyPair().map(rowOf)) }),
    { search: '?record=4:48214440&tab=diff' },
  ),
  page(
    'trace',
    'Message in the other streams',
    'This message on its way',
    aSnapshot({ rows: windowOf(storyPair().map(rowOf)) }),
    {
      search: '?record=4:48214440&tab=trace',
      others: {
        'kafka:prod-eu1/ping_topic': aSnapshot({
          rows: windowOf([rowOf(storyPing())]),
        }),
        'websocket:ping-pong': aSnapshot({
          rows: windowOf([]),
          problem: {
            code: 'realtime.stream.over-budget',
            message: 'You watch 3 of 3 streams.',
            isRetriable: true,
            atMs: STORY_MS,
          },
        }),
      },
    },
  ),
  page(
    'hostile',
    'Hostile payload',
    '<script>alert(1)</script>',
    aSnapshot({ rows: windowOf([rowOf(hostile)]) }),
    {},
  ),
  page(
    'columns',
    'Columns, conditions and detail',
    'processingTimeMs',
    aSnapshot(),
    {
      search: `?record=5:48212984&col=value:processingTimeMs&col=header:source&where=${encodeURIComponent(
        JSON.stringify({
          in: 'field-number',
          path: 'processingTimeMs',
          op: 'gte',
          number: 90,
        }),
      )}&where=${encodeURIComponent(
        JSON.stringify({
          in: 'header',
          name: 'source',
          op: 'starts-with',
          text: 'gateway',
        }),
      )}`,
    },
  ),
  page('gap', 'Gap', /145 records · this tab was too slow/, aSnapshot()),
  page(
    'slowed',
    'Read no faster than the limit of a system',
    /prod-eu1 is read at 64 MiB a second at most; what is shown falls behind/,
    aSnapshot({
      rows: windowOf([...slowedRows, ...storyRows(20)]),
      stats: aStats({ gaps: { slowed: 3_120 }, behindMs: 8_400 }),
    }),
  ),
  page(
    'gaps-kept',
    'Gaps that outlived their neighbours',
    '3 gaps below them',
    aSnapshot({
      rows: windowOf([...storyRows(20).slice(9), ...storyGaps()], 3),
      stats: aStats({ sampledOneIn: 1, gaps: { lapped: 21_000 } }),
    }),
  ),
  page(
    'gap-not-loadable',
    'Gap of a source that keeps nothing',
    'cannot be loaded: the source keeps no past records',
    aSnapshot({
      isSeekable: false,
      rows: windowOf([...storyRows(6).slice(0, 4), hiddenGap]),
      stats: aStats({ sampledOneIn: 1, gaps: { hidden: 40 } }),
    }),
    { listing: { isSeekable: false } },
  ),
  page(
    'range',
    'Range of a gap',
    /p3, offsets 48.197.859–48.198.003/,
    aSnapshot({
      status: { state: 'paused', sinceMs: STORY_MS, because: 'viewer' },
      newSincePause: 1_200,
      stats: aStats({ sampledOneIn: 1, gaps: {} }),
    }),
    { search: '?from=offset:3:48197859&to=48198003&max=all' },
  ),
  page(
    'expired-link',
    'Link to a record that is gone',
    'The record of this link is no longer held',
    aSnapshot(),
    {
      search: '?record=3:12',
      inspected: new RealtimeError(
        'realtime.record.not-found',
        'p3 starts at offset 41 000 000 now.',
      ),
    },
  ),
];
