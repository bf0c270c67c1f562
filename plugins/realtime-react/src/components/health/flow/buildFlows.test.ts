import {
  known,
  missing,
  VERDICTS,
  type FlowReader,
  type FlowTopic,
  type Verdict,
} from '@backstage-realtime/plugin-realtime-common';
import type { OwnedRow } from '../overview/ownedRows';
import { buildFlows, MAX_HOPS } from './buildFlows';
import { shownLag, type Flow, type FlowHop, type FlowNode } from './Flow';

const lag = (ms: number) => known({ ms, method: 'record' as const });

const aTopic = (topic: string, part: Partial<FlowTopic> = {}): FlowTopic => ({
  system: 'prod',
  topic,
  verdict: 'ok',
  partitions: 6,
  rate: known(96),
  ...part,
});

const aReader = (
  topic: string,
  group: string,
  part: Partial<FlowReader> = {},
): FlowReader => ({
  ...{ system: 'prod', topic, group },
  verdict: 'ok',
  rate: known(94),
  middleLag: lag(400),
  worstLag: lag(48_000),
  slowest: 3,
  ...part,
});

interface Member {
  writes?: string[];
  /** Each `topic` or `topic>group`. */
  reads?: string[];
  topics?: FlowTopic[];
  readers?: FlowReader[];
}

function aRow(
  title: string,
  { writes = [], reads = [], topics, readers }: Member,
  part: Partial<OwnedRow> = {},
): OwnedRow {
  const entityRef = `component:default/${title}`;
  const names = [...writes, ...reads.map(each => each.split('>')[0])];
  const counts = Object.fromEntries(VERDICTS.map(v => [v, 0]));
  return {
    ...{ entityRef, title, href: `/${title}`, ageMs: 0 },
    partOf: 'ping-pong',
    writes: writes.map(topic => `prod/${topic}`),
    summary: {
      entityRef,
      verdict: 'ok',
      sinceMs: 0,
      counts: counts as Record<Verdict, number>,
      systems: ['prod'],
      topics: names,
      groups: [],
      rate: known(0),
      rates: [],
      worstLag: missing('no-data'),
      flow: {
        topics: topics ?? [...new Set(names)].map(each => aTopic(each)),
        readers:
          readers ??
          reads.map(each => {
            const [topic, group = title] = each.split('>');
            return aReader(topic, group);
          }),
      },
      checkedAtMs: 0,
    },
    ...part,
  };
}

const nameOf = (node: FlowNode) =>
  node.kind === 'topic' ? node.topic.topic : node.title;

/** `generator > pings > service`; `? > ` is a topic of which no writer is declared. */
const drawn = (flow: Flow) =>
  flow.lines.map(line =>
    line
      .map(({ node, hop }, i) =>
        i === 0 && hop ? `? > ${nameOf(node)}` : nameOf(node),
      )
      .join(' > '),
  );

const only = (rows: OwnedRow[]) => {
  const flows = buildFlows(rows);
  expect(flows).toHaveLength(1);
  return flows[0];
};

const hopTo = (flow: Flow, name: string): FlowHop => {
  const found = flow.lines.flat().find(({ node }) => nameOf(node) === name);
  if (!found?.hop) throw new Error(`No hop leads to ${name}`);
  return found.hop;
};

const pipeline = [
  aRow('generator', { writes: ['pings'] }),
  aRow('processor', { reads: ['pings'], writes: ['pongs'] }),
  aRow('gateway', { reads: ['pongs'] }),
];

describe('what flows between what a reader owns', () => {
  it.each<[string, OwnedRow[], string[]]>([
    [
      'is one line from end to end',
      pipeline,
      ['generator > pings > processor > pongs > gateway'],
    ],
    [
      'does not depend on the order of the components',
      [...pipeline].reverse(),
      ['generator > pings > processor > pongs > gateway'],
    ],
    [
      'begins at a topic of which nobody says that they write it',
      [aRow('processor', { reads: ['pings'] })],
      ['? > pings > processor'],
    ],
    [
      'goes on where it can, and draws a branch as a line of its own',
      [
        aRow('generator', { writes: ['pings'] }),
        aRow('audit', { reads: ['pings'] }),
        aRow('processor', { reads: ['pings'], writes: ['pongs'] }),
      ],
      ['generator > pings > processor > pongs', 'pings > audit'],
    ],
    [
      'draws a circle once around',
      [
        aRow('processor', {
          reads: ['pings'],
          writes: ['pongs'],
        }),
        aRow('referee', { reads: ['pongs'], writes: ['pings'] }),
      ],
      ['processor > pongs > referee > pings > processor'],
    ],
    [
      'names a topic that nobody reads or writes after the lines',
      [
        aRow('processor', {
          reads: ['pings'],
          topics: [aTopic('pings'), aTopic('unused')],
        }),
      ],
      ['? > pings > processor', '? > unused'],
    ],
  ])('%s', (_, rows, lines) => {
    expect(drawn(only(rows))).toEqual(lines);
  });

  it('is nothing while nobody is known to write or read', () => {
    expect(buildFlows([aRow('a', { topics: [aTopic('t')] })])).toEqual([]);
    const unread: OwnedRow = { entityRef: 'c', title: 'c', href: '' };
    expect(buildFlows([unread])).toEqual([]);
  });

  it('is a flow for each system, the worst first and what has none last', () => {
    const bad = aRow(
      'slow',
      {
        topics: [aTopic('t')],
        readers: [aReader('t', 'g', { verdict: 'warning' })],
      },
      { partOf: 'worst' },
    );
    const loose = aRow('loose', { reads: ['t'] }, { partOf: undefined });
    const flows = buildFlows([loose, ...pipeline, bad]);
    expect(flows.map(({ system }) => system)).toEqual([
      'worst',
      'ping-pong',
      undefined,
    ]);
    expect(flows[0]).toMatchObject({ bad: 1, unknown: 0, verdict: 'warning' });
  });

  it('shows the slowest partition of a slow hop, the middle one of a quiet hop', () => {
    const slow = { reader: aReader('t', 'g'), verdict: 'warning' as const };
    const hop = { ...hopTo(only(pipeline), 'gateway'), ...slow };
    expect(shownLag(hop)).toEqual({ lag: lag(48_000), partition: 3 });
    expect(shownLag({ ...hop, verdict: 'ok' })).toEqual({ lag: lag(400) });
  });

  it('has a time for reading, and none for writing, which nobody measures', () => {
    const flow = only(pipeline);
    expect(hopTo(flow, 'processor')).toMatchObject({ rate: known(94) });
    expect(shownLag(hopTo(flow, 'pings'))).toEqual({});
    expect(hopTo(flow, 'pings').rate).toEqual(known(96));
  });

  it('does not share out a rate between two writers', () => {
    const flow = only([
      aRow('one', { writes: ['pings'] }),
      aRow('two', { writes: ['pings'] }),
    ]);
    expect(hopTo(flow, 'pings').rate).toBeUndefined();
  });

  it('tells nothing of now from an old reading, and keeps the names', () => {
    const flow = only([
      aRow('processor', { reads: ['pings'] }, { ageMs: 999_999 }),
    ]);
    expect(drawn(flow)).toEqual(['? > pings > processor']);
    expect(hopTo(flow, 'processor')).toMatchObject({
      verdict: 'unknown',
      rate: missing('stale'),
    });
    expect(flow).toMatchObject({ verdict: 'unknown', unknown: 2, bad: 0 });
  });

  it('takes the reading that is known of a topic that two entities declare', () => {
    const away = aTopic('pings', { rate: missing('unreachable') });
    const flow = only([
      aRow('a', { reads: ['pings'], topics: [away] }),
      aRow('b', { reads: ['pings'] }),
    ]);
    expect(hopTo(flow, 'pings').rate).toEqual(known(96));
  });

  it('is not unknown only because it is learnt', () => {
    const fresh = aTopic('pings', { rate: missing('learning') });
    const flow = only([aRow('a', { reads: ['pings'], topics: [fresh] })]);
    expect(flow.unknown).toBe(0);
  });

  it('draws the worst of too many hops and counts the others', () => {
    const topics = Array.from({ length: 60 }, (_, i) => aTopic(`t${i}`));
    const readers = topics.map(({ topic }, i) =>
      aReader(topic, 'g', { verdict: i === 59 ? 'critical' : 'ok' }),
    );
    const flow = only([aRow('big', { topics, readers })]);
    expect(flow.cut).toBe(120 - MAX_HOPS);
    expect(drawn(flow)[0]).toContain('t59 > big');
    expect(flow.lines.flat().length).toBeLessThanOrEqual(2 * MAX_HOPS);
  });
});
