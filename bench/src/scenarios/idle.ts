import { setTimeout as wait } from 'node:timers/promises';
import {
  createTopic,
  freePort,
  startSink,
  startSubject,
  withRoles,
  type BenchContext,
} from '../harness/Bench';
import { readProcess } from '../harness/cpu';
import type { ScenarioReport } from '../harness/report';
import { median } from '../harness/stats';
import { subscribeCommand } from '../subjects/gateway';
import { viewerTarget } from './ingest';

const VIEWERS = 1_000;

interface IdleRound {
  cpuPercent: number;
  kilobytesPerViewer: number;
}

/** P8: a thousand viewers of a silent topic. */
export async function idleViewers(
  context: BenchContext,
): Promise<ScenarioReport> {
  const rounds: IdleRound[] = [];
  for (let round = 0; round < context.rounds; round++) {
    context.log(`P8: round ${round + 1} of ${context.rounds}`);
    rounds.push(await runIdle(context, `bench_p8_${round}_${Date.now()}`));
  }
  const cpu = rounds.map(round => round.cpuPercent);
  const memory = rounds.map(round => round.kilobytesPerViewer);
  return {
    id: 'P8',
    title: `${VIEWERS} idle viewers of one silent topic`,
    claims: [
      {
        text: 'share of one core while idle',
        value: {
          median: median(cpu),
          min: Math.min(...cpu),
          max: Math.max(...cpu),
        },
        unit: ' %',
        floor: 1,
        moonshot: 0.5,
        isCeiling: true,
      },
      {
        text: 'memory for each viewer',
        value: {
          median: median(memory),
          min: Math.min(...memory),
          max: Math.max(...memory),
        },
        unit: ' KB',
        floor: 50,
        moonshot: 12,
        isCeiling: true,
      },
    ],
    rounds: [],
    notes: [
      'Includes the heartbeat of every socket and the counts sent to every viewer each second.',
    ],
  };
}

async function runIdle(
  context: BenchContext,
  topic: string,
): Promise<IdleRound> {
  await createTopic(context.bootstrap, topic);
  return withRoles(
    [startSubject('gateway'), startSink()],
    async (subject, sink) => {
      const { bootstrap } = context;
      const { port } = await subject.ask<{ port: number }>('start', {
        port: await freePort(),
        bootstrap,
        topic,
      });
      const empty = readProcess(subject.pid);
      const targets = Array.from({ length: VIEWERS }, () => viewerTarget(port));
      const commands = [subscribeCommand(topic, { at: 'latest' })];
      await sink.ask('open', {
        targets,
        kind: 'batches',
        commands,
        sampled: [],
      });
      await wait(context.length.warmUpMs);
      const before = readProcess(subject.pid);
      await wait(context.length.measureMs);
      const after = readProcess(subject.pid);
      return {
        cpuPercent:
          ((after.cpuMicros - before.cpuMicros) /
            (context.length.measureMs * 1_000)) *
          100,
        kilobytesPerViewer:
          (after.residentBytes - empty.residentBytes) / 1024 / VIEWERS,
      };
    },
  );
}
