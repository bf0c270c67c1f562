import type { StatsFrame } from '@backstage-realtime/plugin-realtime-common';
import { bandFacts } from './bandFacts';
import { context, live, problem, stale, stats } from './testUtils/liveSnapshot';

describe('bandFacts', () => {
  it('keeps state, rates, ratio and age in order, also for 1 in 1', () => {
    const { state, numbers, icon } = bandFacts(live, context);
    expect(
      [state, ...numbers].map(text => text.replace(/\u00a0/g, ' ')),
    ).toEqual(['Live', '12/s shown of 96/s', '1 in 1', '0.3 s behind']);
    expect(icon).toBe('live');
  });

  it.each<[Partial<StatsFrame>, string]>([
    [{}, 'Counts are exact; every matching record is a row.'],
    [
      { gaps: { sampled: 9 }, sampledOneIn: 3 },
      'Counts are exact; rows are sampled evenly per partition.',
    ],
    [
      { gaps: { hidden: 1, lapped: 0 } },
      'Counts are exact; 1 record is a gap: the tab was hidden.',
    ],
    [
      { gaps: { lapped: 20_000, hidden: 145, sampled: 9 }, sampledOneIn: 8 },
      'Counts are exact; rows are sampled, and 20,145 records are gaps: this tab was too slow, the tab was hidden.',
    ],
  ])('never calls rows whole that have gaps: %j', (part, sentence) => {
    const { second } = bandFacts(
      { ...live, stats: { ...stats, ...part } },
      context,
    );
    expect(second).toBe(`${sentence} 1 reader, 4 viewers.`);
  });

  it('takes the warning icon beyond two seconds and keeps its word', () => {
    const at = (behindMs: number) =>
      bandFacts({ ...live, stats: { ...stats, behindMs } }, context);
    expect(at(2_000).icon).toBe('live');
    expect(at(2_001)).toMatchObject({ icon: 'warning', tone: 'plain' });
  });

  it('says how old a silent stream is', () => {
    const { state } = bandFacts({ ...live, connection: stale }, context);
    expect(state.replace(/\u00a0/g, ' ')).toBe('Stale: last frame 48 s ago');
  });
});

describe('the band of a refusal', () => {
  it.each(['realtime.stream.over-budget', 'realtime.stream.not-allowed'])(
    'promises no counts when nothing was opened: %s',
    code => {
      const refused = { ...live, stats: undefined, problem: problem(code) };
      expect(bandFacts(refused, context).second).toBe(
        'Nothing was opened, so nothing is counted.',
      );
    },
  );

  it('says of a stream that ended that its counts stand', () => {
    const ended = { ...live, problem: problem('realtime.internal') };
    expect(bandFacts(ended, context).second).toBe(
      'Counts stand as they were last reported.',
    );
  });
});

describe('the band of a stream', () => {
  it.each([
    [1, 1, /1 reader, 1 viewer\.$/],
    [2, 4, /2 readers, 4 viewers\.$/],
  ])('counts %d readers and %d viewers in words', (readers, viewers, text) => {
    const counted = { ...live, stats: { ...stats, readers, viewers } };
    expect(bandFacts(counted, context).second).toMatch(text);
  });

  it('says that a rate is not known yet instead of 0/s', () => {
    const { numbers } = bandFacts({ ...live, rates: [undefined] }, context);
    expect(numbers[0]).toBe('rate not measured yet');
  });
});
