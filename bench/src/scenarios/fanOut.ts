import {
  createTopic,
  startProducer,
  startSubject,
  withRoles,
  type BenchContext,
} from '../harness/Bench';
import { Crowd } from '../harness/Crowd';
import type { Claim, ScenarioReport } from '../harness/report';
import {
  MAX_LOAD_SHARE,
  measureRound,
  type RoundResult,
} from '../harness/rounds';
import { runRounds } from '../harness/runRounds';
import { summarise } from '../harness/stats';
import {
  runProducer,
  VALUE_BYTES,
  withGateway,
  type Load,
} from '../harness/withGateway';

/** One producer, many viewers who want everything. */
interface FanOut extends Load {
  id: string;
  /**
   * Rates offered to the baseline, highest first. The first one at which its
   * viewers are not busier than a round allows is kept for all rounds: the most
   * the baseline can be measured at. More than it can send is skipped by it.
   */
  offersPerSecond: readonly number[];
  hasNaive: boolean;
  claims(rounds: RoundResult[][]): Claim[];
}

const P2A: FanOut = {
  id: 'P2a',
  viewers: 100,
  perSecond: 1_000,
  offersPerSecond: [1_000],
  hasNaive: true,
  claims: rounds => [
    cpuClaim(rounds, 'bare ws', {
      text: 'bare `ws` CPU per delivery ÷ ours',
      floor: 1.2,
      moonshot: 1.5,
    }),
    cpuClaim(rounds, 'naive gateway', {
      text: 'naive gateway CPU per delivery ÷ ours',
      floor: 1.5,
      moonshot: 3,
    }),
  ],
};

const P2B: FanOut = {
  id: 'P2b',
  viewers: 1_000,
  perSecond: 1_000,
  offersPerSecond: [150, 100, 75, 60, 45],
  hasNaive: false,
  claims: rounds => [
    cpuClaim(rounds, 'bare ws', {
      text: 'bare `ws` CPU per delivery at its maximum ÷ ours',
      floor: 6,
      moonshot: 10,
    }),
    {
      text: 'p99 from intended send to decoded',
      value: summarise(
        rounds.map(round => of(round, 'gateway').p99Ms ?? Infinity),
      ),
      unit: ' ms',
      floor: 100,
      moonshot: 50,
      isCeiling: true,
    },
  ],
};

export const fanOutToHundred = (context: BenchContext) => fanOut(context, P2A);
export const fanOutToThousand = (context: BenchContext) => fanOut(context, P2B);

async function fanOut(
  context: BenchContext,
  shape: FanOut,
): Promise<ScenarioReport> {
  const { id, viewers, perSecond } = shape;
  const offers = [...shape.offersPerSecond];
  const rounds = await runRounds(context, id, async () => [
    await runAtMaximum(context, viewers, offers),
    ...(shape.hasNaive ? [await runNaive(context, shape)] : []),
    ...(await withGateway(context, id.toLowerCase(), shape, async roles => [
      await measureRound('gateway', roles, context.length),
    ])),
  ]);
  return {
    id,
    title: `${perSecond} records/s of ${VALUE_BYTES} B to ${viewers} viewers`,
    claims: shape.claims(rounds.counted),
    rounds,
    notes: [
      'Bare `ws` has no Kafka in front, encodes a message once for all, and skips messages for everybody while a socket is full.',
    ],
  };
}

function cpuClaim(
  rounds: RoundResult[][],
  baseline: string,
  claim: Pick<Claim, 'text' | 'floor' | 'moonshot'>,
): Claim {
  const ratios = rounds.map(
    round =>
      of(round, baseline).cpuMicrosPerDelivery /
      of(round, 'gateway').cpuMicrosPerDelivery,
  );
  return { ...claim, value: summarise(ratios), unit: '×' };
}

function of(round: RoundResult[], name: string): RoundResult {
  const found = round.find(({ subject }) => subject === name);
  if (!found) throw new Error(`the round has no result of ${name}`);
  return found;
}

/** Takes away from `offers` what saturates the viewers, so that the next round does not try it again. */
async function runAtMaximum(
  context: BenchContext,
  viewers: number,
  offers: number[],
): Promise<RoundResult> {
  for (;;) {
    const [offered] = offers;
    const result = await runBareWs(context, viewers, offered);
    result.extra = { 'offered messages/s': offered };
    const { sinkCpuShare = 0 } = result;
    if (sinkCpuShare <= MAX_LOAD_SHARE || offers.length === 1) return result;
    context.log(`  bare ws: ${offered}/s are too much for its viewers`);
    offers.shift();
  }
}

function runBareWs(
  { length }: BenchContext,
  viewers: number,
  perSecond: number,
): Promise<RoundResult> {
  return withRoles(
    [startSubject('bareWs'), Crowd.start()],
    async (subject, sink) => {
      await openMessages(subject, sink, viewers);
      await subject.ask('run', { perSecond, valueBytes: VALUE_BYTES });
      return measureRound('bare ws', { subject, sink }, length);
    },
  );
}

async function runNaive(
  { bootstrap, length }: BenchContext,
  { viewers, perSecond }: FanOut,
): Promise<RoundResult> {
  const topic = `bench_naive_${Date.now()}`;
  await createTopic(bootstrap, topic);
  return withRoles(
    [startSubject('naiveGateway'), Crowd.start(), startProducer()],
    async (subject, sink, producer) => {
      await openMessages(subject, sink, viewers);
      await subject.ask('run', { bootstrap, topic, group: topic });
      await runProducer(producer, { bootstrap, topic, perSecond });
      const roles = { subject, sink, producer };
      return measureRound('naive gateway', roles, length);
    },
  );
}

async function openMessages(
  subject: { ask<T>(kind: string): Promise<T> },
  sink: Crowd,
  viewers: number,
): Promise<void> {
  const { port } = await subject.ask<{ port: number }>('listen');
  const target = { port, path: '/', protocols: [], headers: {} };
  await sink.open({ target, viewers, reads: 'messages', commands: [] });
}
