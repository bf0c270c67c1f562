import { setTimeout as wait } from 'node:timers/promises';
import { readCpuTimes, readProcess, stealShare } from '../harness/cpu';
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
import type { RoundResult } from '../harness/rounds';
import { summariseRatios } from '../harness/stats';
import type { ScenarioReport } from '../harness/report';
import type { SinkCounts } from '../sink/sink';
import { subscribeCommand } from '../subjects/gateway';

const TOPIC = 'bench_ingest';
const VALUE_BYTES = 300;

/** Longest a reader may take for all records before the round is given up. */
const GIVE_UP_MS = 180_000;

/** P1: a preloaded topic is read to its end by one viewer who wants everything, without a gap. */
export async function ingest(context: BenchContext): Promise<ScenarioReport> {
  const records = context.isQuick ? 300_000 : 2_000_000;
  await createTopic(context.bootstrap, TOPIC);
  context.log(`loading ${records.toLocaleString('en')} records`);
  await withRoles([startProducer()], producer =>
    producer.ask('preload', {
      bootstrap: context.bootstrap,
      topic: TOPIC,
      records,
      valueBytes: VALUE_BYTES,
    }),
  );
  const baseline: RoundResult[] = [];
  const ours: RoundResult[] = [];
  for (let round = 0; round < context.rounds; round++) {
    context.log(`round ${round + 1} of ${context.rounds}`);
    baseline.push(await runConsumer(context, records, round));
    ours.push(await runGateway(context, records));
  }
  return {
    id: 'P1',
    title: `${records.toLocaleString(
      'en',
    )} records of ${VALUE_BYTES} B from Kafka to one viewer`,
    claims: [
      {
        text: 'kafkajs `eachBatch` CPU per record ÷ ours',
        value: summariseRatios(baseline.map(cpuOf), ours.map(cpuOf)),
        unit: '×',
        floor: 4,
        moonshot: 10,
      },
    ],
    rounds: [...baseline, ...ours],
    notes: [
      'Ours includes framing and writing to a socket; the baseline only counts.',
    ],
  };
}

const cpuOf = (round: RoundResult) => round.cpuMicrosPerDelivery;

function runConsumer(
  context: BenchContext,
  records: number,
  round: number,
): Promise<RoundResult> {
  return withRoles([startSubject('kafkajsEachBatch')], subject => {
    const start = () =>
      subject.ask('run', {
        bootstrap: context.bootstrap,
        topic: TOPIC,
        group: `bench-${Date.now()}-${round}`,
      });
    return untilRead('kafkajs eachBatch', subject, records, start, () =>
      subject.ask<number>('count'),
    );
  });
}

function runGateway(
  context: BenchContext,
  records: number,
): Promise<RoundResult> {
  return withRoles(
    [startSubject('gateway'), startSink()],
    async (subject, sink) => {
      const { port } = await subject.ask<{ port: number }>('start', {
        port: await freePort(),
        bootstrap: context.bootstrap,
        topic: TOPIC,
      });
      const targets = [viewerTarget(port)];
      const commands = [subscribeCommand(TOPIC, { at: 'earliest' })];
      const start = () =>
        sink.ask('open', { targets, kind: 'batches', commands, sampled: [] });
      const count = async () => (await sink.ask<SinkCounts>('count')).records;
      return untilRead('gateway', subject, records, start, count);
    },
  );
}

/** Where a viewer of the gateway subject connects, signed in as the mock user. */
export function viewerTarget(port: number) {
  return {
    port,
    path: '/api/realtime/v1/stream',
    protocols: ['realtime.v1'],
    headers: { Authorization: 'Bearer mock-user-token' },
  };
}

async function untilRead(
  name: string,
  subject: Role,
  records: number,
  start: () => Promise<unknown>,
  count: () => Promise<number>,
): Promise<RoundResult> {
  const before = {
    use: readProcess(subject.pid),
    machine: readCpuTimes(),
    atMs: performance.now(),
  };
  await start();
  let read = 0;
  while (read < records && performance.now() - before.atMs < GIVE_UP_MS) {
    await wait(50);
    read = await count();
  }
  const after = {
    use: readProcess(subject.pid),
    machine: readCpuTimes(),
    atMs: performance.now(),
  };
  const seconds = (after.atMs - before.atMs) / 1_000;
  const cpuMicros = after.use.cpuMicros - before.use.cpuMicros;
  return {
    subject: name,
    deliveries: read,
    perSecond: read / seconds,
    cpuMicrosPerDelivery: cpuMicros / Math.max(1, read),
    cpuShare: cpuMicros / 1e6 / seconds,
    sinkCpuShare: 0,
    residentBytes: after.use.residentBytes,
    steal: stealShare(before.machine, after.machine),
    voidBecause: read === records ? [] : [`read ${read} of ${records}`],
  };
}
