import type { ViewerTarget } from '../sink/RawViewer';
import {
  createTopic,
  freePort,
  startProducer,
  startSink,
  startSubject,
  withRoles,
  type BenchContext,
} from './Bench';
import { subscribeCommand, viewerTarget } from './realtimeViewer';
import type { Role } from './roles';
import type { RoundResult } from './rounds';
import { settle } from './settle';

/** Of all viewers, those who decode and check every record. */
const SAMPLED_VIEWERS = 20;
export const VALUE_BYTES = 300;

/** How many look, and how much there is to see. */
export interface Load {
  viewers: number;
  perSecond: number;
}

/** The processes of a running gateway. */
export interface GatewayRoles {
  subject: Role;
  sink: Role;
  producer: Role;
}

/**
 * A gateway with its viewers open and its producer running. After `measure`
 * the correctness gate is held; what it finds goes to every result.
 */
export async function withGateway(
  { bootstrap }: BenchContext,
  name: string,
  { viewers, perSecond }: Load,
  measure: (roles: GatewayRoles) => Promise<RoundResult[]>,
): Promise<RoundResult[]> {
  const topic = `bench_${name}_${Date.now()}`;
  await createTopic(bootstrap, topic);
  return withRoles(
    [startSubject('gateway'), startSink(), startProducer()],
    async (subject, sink, producer) => {
      const { port } = await subject.ask<{ port: number }>('start', {
        port: await freePort(),
        bootstrap,
        topic,
      });
      await sink.ask('open', {
        ...spread(viewerTarget(port), viewers),
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

/** Divides viewers into plain ones and decoding ones. */
export function spread(
  target: ViewerTarget,
  viewers: number,
): { targets: ViewerTarget[]; sampled: ViewerTarget[] } {
  const times = (length: number) => Array.from({ length }, () => target);
  return {
    targets: times(viewers - SAMPLED_VIEWERS),
    sampled: times(SAMPLED_VIEWERS),
  };
}
