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

/** Holds one heartbeat of every socket and more than one report to every viewer. */
const LEAST_MS = 16_000;

/** Pages a collection freed are given back to the machine by then. */
const SETTLE_MS = 500;

/** P8: a thousand viewers of a silent topic. */
export async function idleViewers(
  context: BenchContext,
): Promise<ScenarioReport> {
  const rounds = await runRounds(context, 'P8', async () => [
    await runIdle(context),
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
        text: 'memory for each viewer',
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
    ],
  };
}

async function runIdle({
  bootstrap,
  length,
}: BenchContext): Promise<RoundResult> {
  const topic = `bench_p8_${Date.now()}`;
  await createTopic(bootstrap, topic);
  return withRoles(
    [startSubject('gateway'), startSink()],
    async (subject, sink) => {
      const { port } = await subject.ask<{ port: number }>('start', {
        port: await freePort(),
        bootstrap,
        topic,
      });
      await subject.ask('collectGarbage');
      const emptyBytes = readProcess(subject.pid).residentBytes;
      await sink.ask('open', {
        targets: Array.from({ length: VIEWERS }, () => viewerTarget(port)),
        sampled: [],
        reads: 'batches',
        commands: [subscribeCommand(topic, { at: 'latest' })],
      });
      await wait(length.warmUpMs);
      await subject.ask('collectGarbage');
      const result = await measureIdle(
        subject,
        Math.max(LEAST_MS, length.measureMs),
      );
      await subject.ask('collectGarbage');
      await wait(SETTLE_MS);
      const { residentBytes } = readProcess(subject.pid);
      const perViewer = (residentBytes - emptyBytes) / 1024 / VIEWERS;
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
