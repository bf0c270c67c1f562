import { setTimeout as wait } from 'node:timers/promises';
import {
  createTopic,
  freePort,
  startSink,
  startSubject,
  withRoles,
  type BenchContext,
} from '../harness/Bench';
import { readCpuTimes, readProcess, stealShare } from '../harness/cpu';
import { subscribeCommand, viewerTarget } from '../harness/realtimeViewer';
import type { ScenarioReport } from '../harness/report';
import type { Role } from '../harness/roles';
import { voidByHost, whyWrong, type RoundResult } from '../harness/rounds';
import { runRounds } from '../harness/runRounds';
import { summarise } from '../harness/stats';
import type { SinkCounts } from '../sink/sink';

const VIEWERS = 1_000;
const PER_VIEWER = 'KB for each viewer';

/** Four heartbeats of every socket and four reports to every viewer; CPU time is told in steps of 10 ms. */
const LEAST_MS = 60_000;

/** By then V8 has compiled what opening made hot. */
const SETTLE_MS = 30_000;

/**
 * After everything was collected. V8 does so once by itself when its heap is
 * quiet, 20 to 55 s after the last viewer came: some 400 ms of CPU on all its
 * threads, in one window and not in the next. Asked for, it comes before them
 * all, and so do the two smaller collections that V8 adds within 10 s.
 */
const COLLECTED_MS = 15_000;

/**
 * P8: a thousand viewers of a silent topic. The rounds are watched at the same
 * time, each a process of its own: nearly all of it is waiting.
 */
export async function idleViewers(
  context: BenchContext,
): Promise<ScenarioReport> {
  const topics: string[] = [];
  for (let round = 0; round < context.rounds; round++)
    topics.push(await silentTopic(context));
  const together = await Promise.all(
    topics.map(topic => runIdle(context, topic)),
  );
  const rounds = await runRounds(context, 'P8', async round => [
    together[round] ?? (await runIdle(context, await silentTopic(context))),
  ]);
  const results = rounds.counted.map(([result]) => result);
  return {
    id: 'P8',
    title: `${VIEWERS} idle viewers of one silent topic`,
    claims: [
      {
        text: 'share of one core while idle',
        value: summarise(results.map(({ cpuShare }) => cpuShare * 100)),
        unit: ' %',
        floor: 1,
        moonshot: 0.5,
        isCeiling: true,
      },
      {
        text: 'memory held for each viewer',
        value: summarise(
          results.map(({ extra }) => extra?.[PER_VIEWER] ?? Infinity),
        ),
        unit: ' KB',
        floor: 50,
        moonshot: 12,
        isCeiling: true,
      },
    ],
    rounds,
    notes: [
      'Includes the heartbeat of every socket, the Kafka connection, and whatever the backend around the plugin does.',
      `Watched ${LEAST_MS / 1_000} s, from ${(SETTLE_MS + COLLECTED_MS) / 1_000} s after the last viewer came: what opening leaves was compiled and collected before. Memory is what V8 holds after a collection, objects and buffers: pages of the process come and go by more than a thousand viewers need. All rounds are watched at the same time, in processes of their own.`,
    ],
  };
}

async function silentTopic({ bootstrap }: BenchContext): Promise<string> {
  const topic = `bench_p8_${Date.now()}`;
  await createTopic(bootstrap, topic);
  return topic;
}

async function runIdle(
  { bootstrap, length }: BenchContext,
  topic: string,
): Promise<RoundResult> {
  return withRoles(
    [startSubject('gateway'), startSink()],
    async (subject, sink) => {
      const { port } = await subject.ask<{ port: number }>('start', {
        port: await freePort(),
        bootstrap,
        topic,
      });
      const emptyBytes = await subject.ask<number>('heldBytes');
      await sink.ask('open', {
        targets: Array.from({ length: VIEWERS }, () => viewerTarget(port)),
        sampled: [],
        reads: 'batches',
        commands: [subscribeCommand(topic, { at: 'latest' })],
      });
      await wait(SETTLE_MS);
      await subject.ask('collectGarbage');
      await wait(COLLECTED_MS);
      const result = await measureIdle(
        subject,
        Math.max(LEAST_MS, length.measureMs),
      );
      const heldBytes = await subject.ask<number>('heldBytes');
      const perViewer = (heldBytes - emptyBytes) / 1024 / VIEWERS;
      const counts = await sink.ask<SinkCounts>('count');
      return {
        ...result,
        extra: { [PER_VIEWER]: perViewer },
        wrongBecause: whyWrong(counts),
      };
    },
  );
}

async function measureIdle(
  subject: Role,
  measureMs: number,
): Promise<RoundResult> {
  const before = { use: readProcess(subject.pid), machine: readCpuTimes() };
  const startedMs = performance.now();
  await wait(measureMs);
  const elapsedMs = performance.now() - startedMs;
  const after = { use: readProcess(subject.pid), machine: readCpuTimes() };
  const cpuMicros = after.use.cpuMicros - before.use.cpuMicros;
  const steal = stealShare(before.machine, after.machine);
  return {
    subject: 'gateway',
    deliveries: 0,
    perSecond: 0,
    cpuMicrosPerDelivery: Infinity,
    cpuShare: cpuMicros / 1_000 / elapsedMs,
    residentBytes: after.use.residentBytes,
    steal,
    voidBecause: voidByHost(steal),
    wrongBecause: [],
  };
}
