import { setTimeout as wait } from 'node:timers/promises';
import { readCpuTimes, readProcess, stealShare } from '../harness/cpu';
import {
  createTopic,
  freePort,
  readEnds,
  startProducer,
  startSink,
  startSubject,
  withRoles,
  type BenchContext,
} from '../harness/Bench';
import { subscribeCommand, viewerTarget } from '../harness/realtimeViewer';
import type { Role } from '../harness/roles';
import { voidByHost, whyWrong, type RoundResult } from '../harness/rounds';
import { runRounds } from '../harness/runRounds';
import { summarise } from '../harness/stats';
import type { ScenarioReport } from '../harness/report';
import { missingAtEnd } from '../sink/Account';
import type { SinkCounts } from '../sink/sink';

const TOPIC = 'bench_ingest';
const VALUE_BYTES = 300;

/** Read before counting begins, by every subject: until then it opens, compiles and grows its heap. */
const WARM_UP_RECORDS = 1_000_000;

/** Longest a reader may take for all records before the round is given up. */
const GIVE_UP_MS = 60_000;
const LOOK_MS = 50;

/** P1: a preloaded topic is read to its end by one viewer who wants everything and checks every offset. */
export async function ingest(context: BenchContext): Promise<ScenarioReport> {
  const records = context.isQuick ? 2_000_000 : 4_000_000;
  await preload(context, records);
  const rounds = await runRounds(context, 'P1', async round => [
    await runConsumer(context, records, round),
    await runGateway(context, records),
  ]);
  const ratios = rounds.counted.map(
    ([baseline, ours]) =>
      baseline.cpuMicrosPerDelivery / ours.cpuMicrosPerDelivery,
  );
  return {
    id: 'P1',
    title: `${records.toLocaleString(
      'en',
    )} records of ${VALUE_BYTES} B from Kafka to one viewer`,
    claims: [
      {
        text: 'kafkajs `eachBatch` CPU per record ÷ ours',
        value: summarise(ratios),
        unit: '×',
        floor: 4,
        moonshot: 10,
      },
    ],
    rounds,
    notes: [
      `The first ${WARM_UP_RECORDS.toLocaleString(
        'en',
      )} records of every subject are not counted: in this time it opens and compiles.`,
      'Ours includes framing and writing to a socket; the baseline only counts. The rate of ours is that of the viewer, who decodes and checks every record.',
    ],
  };
}

async function preload(
  { bootstrap, log }: BenchContext,
  records: number,
): Promise<void> {
  await createTopic(bootstrap, TOPIC);
  log(`loading ${records.toLocaleString('en')} records`);
  await withRoles([startProducer()], producer =>
    producer.ask('preload', {
      bootstrap,
      topic: TOPIC,
      records,
      valueBytes: VALUE_BYTES,
    }),
  );
}

function runConsumer(
  { bootstrap }: BenchContext,
  records: number,
  round: number,
): Promise<RoundResult> {
  return withRoles([startSubject('kafkajsEachBatch')], subject => {
    const group = `bench-${Date.now()}-${round}`;
    const start = () => subject.ask('run', { bootstrap, topic: TOPIC, group });
    const count = () => subject.ask<number>('count');
    return untilRead('kafkajs eachBatch', subject, records, { start, count });
  });
}

function runGateway(
  { bootstrap }: BenchContext,
  records: number,
): Promise<RoundResult> {
  return withRoles(
    [startSubject('gateway'), startSink()],
    async (subject, sink) => {
      const { port } = await subject.ask<{ port: number }>('start', {
        port: await freePort(),
        bootstrap,
        topic: TOPIC,
      });
      const start = () =>
        sink.ask('open', {
          targets: [],
          sampled: [viewerTarget(port)],
          reads: 'batches',
          commands: [subscribeCommand(TOPIC, { at: 'earliest' })],
        });
      const count = async () => (await sink.ask<SinkCounts>('count')).records;
      const reading = { start, count };
      const result = await untilRead('gateway', subject, records, reading);
      const counts = await sink.ask<SinkCounts>('count');
      const ends = await readEnds(bootstrap, TOPIC);
      result.wrongBecause.push(...whyWrong(counts), ...whyLost(counts, ends));
      return result;
    },
  );
}

function whyLost(
  { verification: [viewer] }: SinkCounts,
  ends: ReadonlyMap<number, bigint>,
): string[] {
  const lost = missingAtEnd(viewer, ends) + viewer.gapRecords;
  return lost > 0 ? [`${lost} records lost, or told as a gap`] : [];
}

interface Reading {
  start: () => Promise<unknown>;
  /** Records read so far. */
  count: () => Promise<number>;
}

async function untilRead(
  name: string,
  subject: Role,
  records: number,
  { start, count }: Reading,
): Promise<RoundResult> {
  const giveUpAtMs = performance.now() + GIVE_UP_MS;
  const reached = (wanted: number) =>
    untilReached(wanted, { subject, count, giveUpAtMs });
  await start();
  const before = await reached(WARM_UP_RECORDS);
  const after = await reached(records);
  const read = after.read - before.read;
  const seconds = (after.atMs - before.atMs) / 1_000;
  const cpuMicros = after.use.cpuMicros - before.use.cpuMicros;
  const steal = stealShare(before.machine, after.machine);
  return {
    subject: name,
    deliveries: read,
    perSecond: read / seconds,
    cpuMicrosPerDelivery: read > 0 ? cpuMicros / read : Infinity,
    cpuShare: cpuMicros / 1e6 / seconds,
    residentBytes: after.use.residentBytes,
    steal,
    voidBecause: voidByHost(steal),
    wrongBecause:
      after.read === records ? [] : [`read ${after.read} of ${records}`],
  };
}

/** What the subject used when it had read as many records, or when the round is given up. */
async function untilReached(
  wanted: number,
  {
    subject,
    count,
    giveUpAtMs,
  }: { subject: Role; count: () => Promise<number>; giveUpAtMs: number },
) {
  let read = await count();
  while (read < wanted && performance.now() < giveUpAtMs) {
    await wait(LOOK_MS);
    read = await count();
  }
  return {
    read,
    use: readProcess(subject.pid),
    machine: readCpuTimes(),
    atMs: performance.now(),
  };
}
