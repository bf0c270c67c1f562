/* eslint-disable @backstage/no-relative-monorepo-imports -- Parts of tests, which no package exports. */
import { setTimeout } from 'node:timers/promises';
import { ObserveFixture } from '../../../../../plugins/realtime-backend/src/health/observe/testUtils/ObserveFixture';
import { Hours } from '../../../../../plugins/realtime-backend/src/health/scenarios/testUtils/Hours';
import {
  LEAK_MS,
  SlowLeak,
} from '../../../../../plugins/realtime-backend/src/health/scenarios/testUtils/SlowLeak';
import type { Reader } from './Services';

const SECOND_MS = 1_000;

/** Where it leaks, and where the plugin remembers what it read. */
export interface LeakOptions {
  component: string;
  cluster: { bootstrap: string };
  database: string;
  reader: Pick<Reader, 'groupId' | 'topic'>;
}

/**
 * Hours of a slow leak on a real cluster, read as the plugin reads and kept in
 * its own database; the time between two readings passes in an instant. Leaks
 * on, a second a second, until the answer is called.
 */
export async function leakForHours({
  component,
  cluster,
  database,
  reader: { topic, groupId: group },
}: LeakOptions): Promise<() => Promise<void>> {
  const kafka = new ObserveFixture(cluster);
  const leak = new SlowLeak(kafka, topic, group);
  const hours = await Hours.begin({
    ...{ kafka, topic, group, isReadAllowed: true, agoMs: LEAK_MS },
    entityRef: `component:default/${component}`,
    database,
  });
  await leak.overHours(hours);
  await hours.end();
  return goOn(leak, kafka);
}

function goOn(leak: SlowLeak, kafka: ObserveFixture): () => Promise<void> {
  const over = new AbortController();
  const { signal } = over;
  const leaking = (async () => {
    let lastMs = Date.now();
    while (!signal.aborted) {
      await setTimeout(SECOND_MS, undefined, { signal }).catch(() => undefined);
      const nowMs = Date.now();
      await leak.until(nowMs, nowMs - lastMs);
      lastMs = nowMs;
    }
  })();
  return async () => {
    over.abort();
    await leaking;
    kafka.close();
  };
}
