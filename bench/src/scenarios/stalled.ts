import type { BenchContext } from '../harness/Bench';
import { measureRound, type RoundResult } from '../harness/rounds';
import { median, summariseRatios } from '../harness/stats';
import type { ScenarioReport } from '../harness/report';
import type { SinkCounts } from '../sink/sink';
import { withGateway } from './fanOut';

const VIEWERS = 1_000;
const STALLED = 10;
const PER_SECOND = 1_000;

/** P5: ten of a thousand viewers stop reading; the others notice nothing and nothing is lost in silence. */
export async function stalledViewers(
  context: BenchContext,
): Promise<ScenarioReport> {
  const calm: RoundResult[] = [];
  const stalled: RoundResult[] = [];
  const unaccounted: number[] = [];
  for (let round = 0; round < context.rounds; round++) {
    context.log(`P5: round ${round + 1} of ${context.rounds}`);
    const topic = `bench_p5_${round}_${Date.now()}`;
    await withGateway(
      context,
      topic,
      { viewers: VIEWERS, perSecond: PER_SECOND },
      async (subject, sink) => {
        calm.push(
          await measureRound(
            'gateway, none stalled',
            { subject, sink },
            context.length,
          ),
        );
        await sink.ask('stall', { viewers: STALLED });
        stalled.push(
          await measureRound(
            `gateway, ${STALLED} stalled`,
            { subject, sink },
            context.length,
          ),
        );
        await sink.ask('recover');
        unaccounted.push(await unaccountedOf(sink));
      },
    );
  }
  return toReport(calm, stalled, unaccounted);
}

async function unaccountedOf(sink: {
  ask<T>(kind: string): Promise<T>;
}): Promise<number> {
  const { verification } = await sink.ask<SinkCounts>('count');
  return verification.reduce(
    (sum, { unaccounted, reordered, doubled }) =>
      sum + unaccounted + reordered + doubled,
    0,
  );
}

function toReport(
  calm: RoundResult[],
  stalled: RoundResult[],
  unaccounted: number[],
): ScenarioReport {
  const p99 = (round: RoundResult) => round.p99Ms ?? Infinity;
  const grownMb = stalled.map(
    (round, i) =>
      (round.residentBytes - calm[i].residentBytes) / 2 ** 20 / STALLED,
  );
  return {
    id: 'P5',
    title: `${STALLED} of ${VIEWERS} viewers stop reading`,
    claims: [
      {
        text: 'p99 latency of the others ÷ without stalled viewers',
        value: summariseRatios(stalled.map(p99), calm.map(p99)),
        unit: '×',
        floor: 1.2,
        moonshot: 1.05,
        isCeiling: true,
      },
      {
        text: 'memory for each stalled viewer',
        value: {
          median: median(grownMb),
          min: Math.min(...grownMb),
          max: Math.max(...grownMb),
        },
        unit: ' MB',
        floor: 5,
        moonshot: 1,
        isCeiling: true,
      },
      {
        text: 'records out of order, doubled or unaccounted',
        value: {
          median: median(unaccounted),
          min: Math.min(...unaccounted),
          max: Math.max(...unaccounted),
        },
        unit: '',
        floor: 0,
        moonshot: 0,
        isCeiling: true,
      },
    ],
    rounds: [...calm, ...stalled],
    notes: [],
  };
}
