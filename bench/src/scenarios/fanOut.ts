import {
  createTopic,
  freePort,
  startProducer,
  startSink,
  startSubject,
  withRoles,
  type BenchContext,
} from '../harness/Bench';
import type { Role } from '../harness/roles';
import { measureRound, type RoundResult } from '../harness/rounds';
import { median, summariseRatios } from '../harness/stats';
import type { Claim, ScenarioReport } from '../harness/report';
import { subscribeCommand } from '../subjects/gateway';
import { viewerTarget } from './ingest';

const VALUE_BYTES = 300;
const SAMPLED_VIEWERS = 20;

/** One producer, many viewers who want everything. */
interface FanOut {
  id: string;
  viewers: number;
  perSecond: number;
  claims(baseline: RoundResult[], ours: RoundResult[]): Claim[];
}

const cpuOf = (round: RoundResult) => round.cpuMicrosPerDelivery;
const p99Of = (round: RoundResult) => round.p99Ms ?? Infinity;

const P2A: FanOut = {
  id: 'P2a',
  viewers: 100,
  perSecond: 1_000,
  claims: (baseline, ours) => [
    {
      text: 'bare `ws` CPU per delivery ÷ ours',
      value: summariseRatios(baseline.map(cpuOf), ours.map(cpuOf)),
      unit: '×',
      floor: 1.2,
      moonshot: 1.5,
    },
  ],
};

const P2B: FanOut = {
  id: 'P2b',
  viewers: 1_000,
  perSecond: 1_000,
  claims: (baseline, ours) => [
    {
      text: 'bare `ws` CPU per delivery at its maximum ÷ ours',
      value: summariseRatios(baseline.map(cpuOf), ours.map(cpuOf)),
      unit: '×',
      floor: 6,
      moonshot: 10,
    },
    {
      text: 'p99 latency of ours',
      value: {
        median: median(ours.map(p99Of)),
        min: Math.min(...ours.map(p99Of)),
        max: Math.max(...ours.map(p99Of)),
      },
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
  const baseline: RoundResult[] = [];
  const ours: RoundResult[] = [];
  for (let round = 0; round < context.rounds; round++) {
    context.log(`${shape.id}: round ${round + 1} of ${context.rounds}`);
    baseline.push(await runBareWs(context, shape));
    ours.push(await runGateway(context, shape, round));
  }
  return {
    id: shape.id,
    title: `${shape.perSecond} records/s of ${VALUE_BYTES} B to ${shape.viewers} viewers`,
    claims: shape.claims(baseline, ours),
    rounds: [...baseline, ...ours],
    notes: [
      'The baseline has no Kafka in front and skips messages for everybody while a socket is full.',
    ],
  };
}

function runBareWs(
  context: BenchContext,
  { viewers, perSecond }: FanOut,
): Promise<RoundResult> {
  return withRoles(
    [startSubject('bareWs'), startSink()],
    async (subject, sink) => {
      const { port } = await subject.ask<{ port: number }>('listen');
      const target = { port, path: '/', protocols: [], headers: {} };
      await sink.ask('open', {
        ...spread(target, viewers),
        kind: 'messages',
        commands: [],
      });
      await subject.ask('run', { perSecond, valueBytes: VALUE_BYTES });
      return measureRound('bare ws', { subject, sink }, context.length);
    },
  );
}

async function runGateway(
  context: BenchContext,
  shape: FanOut,
  round: number,
): Promise<RoundResult> {
  const topic = `bench_${shape.id.toLowerCase()}_${round}_${Date.now()}`;
  return withGateway(context, topic, shape, (subject, sink) =>
    measureRound('gateway', { subject, sink }, context.length),
  );
}

/** A gateway with its viewers open and its producer running. */
export async function withGateway<T>(
  context: BenchContext,
  topic: string,
  { viewers, perSecond }: Pick<FanOut, 'viewers' | 'perSecond'>,
  work: (subject: Role, sink: Role) => Promise<T>,
): Promise<T> {
  await createTopic(context.bootstrap, topic);
  return withRoles(
    [startSubject('gateway'), startSink(), startProducer()],
    async (subject, sink, producer) => {
      const { bootstrap } = context;
      const { port } = await subject.ask<{ port: number }>('start', {
        port: await freePort(),
        bootstrap,
        topic,
      });
      const commands = [subscribeCommand(topic, { at: 'latest' })];
      await sink.ask('open', {
        ...spread(viewerTarget(port), viewers),
        kind: 'batches',
        commands,
      });
      await producer.ask('run', {
        bootstrap,
        topic,
        perSecond,
        valueBytes: VALUE_BYTES,
        seed: 1,
      });
      return work(subject, sink);
    },
  );
}

function spread<T>(target: T, viewers: number): { targets: T[]; sampled: T[] } {
  return {
    targets: Array.from({ length: viewers - SAMPLED_VIEWERS }, () => target),
    sampled: Array.from({ length: SAMPLED_VIEWERS }, () => target),
  };
}
