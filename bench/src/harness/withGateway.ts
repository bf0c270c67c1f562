import {
  createTopic,
  freePort,
  startProducer,
  startSubject,
  withRoles,
  type BenchContext,
} from './Bench';
import { Crowd } from './Crowd';
import { subscribeCommand, viewerTarget } from './realtimeViewer';
import type { Role } from './roles';
import type { RoundResult } from './rounds';
import { settle } from './settle';

export const VALUE_BYTES = 300;

/** How many look, and how much there is to see. `engine`: what `realtime.engine` is told beside the defaults. */
export interface Load {
  viewers: number;
  perSecond: number;
  engine?: Record<string, number>;
}

/** The processes of a running gateway. */
export interface GatewayRoles {
  subject: Role;
  sink: Crowd;
  producer: Role;
}

/**
 * A gateway with its viewers open and its producer running. After `measure`
 * the correctness gate is held; what it finds goes to every result.
 */
export async function withGateway(
  { bootstrap }: BenchContext,
  name: string,
  { viewers, perSecond, engine }: Load,
  measure: (roles: GatewayRoles) => Promise<RoundResult[]>,
): Promise<RoundResult[]> {
  const topic = `bench_${name}_${Date.now()}`;
  await createTopic(bootstrap, topic);
  return withRoles(
    [startSubject('gateway'), Crowd.start(), startProducer()],
    async (subject, sink, producer) => {
      const { port } = await subject.ask<{ port: number }>('start', {
        port: await freePort(),
        bootstrap,
        topic,
        engine,
      });
      await sink.open({
        target: viewerTarget(port),
        viewers,
        reads: 'batches',
        commands: [subscribeCommand(topic, { at: 'earliest' })],
      });
      await runProducer(producer, { bootstrap, topic, perSecond });
      const results = await measure({ subject, sink, producer });
      const wrong = await settle({ bootstrap, topic }, { sink, producer });
      results.forEach(result => result.wrongBecause.push(...wrong));
      return results;
    },
  );
}

/** Starts the workload: open loop, seeded. */
export function runProducer(
  producer: Role,
  run: { bootstrap: string; topic: string; perSecond: number },
): Promise<unknown> {
  return producer.ask('run', { ...run, valueBytes: VALUE_BYTES, seed: 1 });
}
