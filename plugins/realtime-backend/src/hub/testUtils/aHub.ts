import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ClusterName } from '@backstage-realtime/plugin-realtime-common';
import type { HubSettings } from '../../config/settings';
import { Hub } from '../Hub';
import type { HubRequest, Subscription } from '../Subscription';
import { CollectingSink } from './CollectingSink';
import { FakeRecordSource } from './FakeRecordSource';
import { rawProjector } from './rawProjector';
import { TestClock } from './TestClock';

const SETTINGS: HubSettings = {
  ringBytes: 16 * 1024 * 1024,
  ringMs: 30_000,
  ringBytesPerProcess: 256 * 1024 * 1024,
  systemBytesPerSecond: 64 * 1024 * 1024,
  laneBytes: 16 * 1024 * 1024,
  lingerMs: 30_000,
  unackedBatches: 8,
  maxFlushMs: 250,
  flushBudget: 0.4,
  batchBytes: 256 * 1024,
  maxRecordBytes: 5 * 1024 * 1024,
  scanBudgetRecords: 100_000,
};

/** A hub over a log in memory with a clock the test drives. */
export function aHub(
  options: {
    settings?: Partial<HubSettings>;
    source?: FakeRecordSource;
    logger?: LoggerService;
  } = {},
) {
  const clock = new TestClock();
  const source = options.source ?? new FakeRecordSource();
  const settings = { ...SETTINGS, ...options.settings };
  const hub = Hub.create({
    sources: { kafka: source },
    settings,
    clock,
    random: () => 0.5,
    logger: options.logger,
  });
  const subscribe = (
    request: Partial<HubRequest> = {},
    sink = new CollectingSink(),
  ): [CollectingSink, Subscription] => {
    const subscription = hub.subscribe(aRequest(request), sink);
    sink.subscription = subscription;
    return [sink, subscription];
  };
  return { hub, clock, source, subscribe };
}

/** Everything from now on, unmasked. */
export function aRequest(overrides: Partial<HubRequest> = {}): HubRequest {
  return {
    ref: { kind: 'kafka', system: 'local' as ClusterName, topic: 'pings' },
    from: { at: 'latest' },
    mode: 'records',
    projector: rawProjector(),
    ...overrides,
  };
}

/** `a`, `a+1` … `b`, as `partition:offset`. */
export function offsets(from: number, to: number, partition = 0): string[] {
  return Array.from(
    { length: to - from + 1 },
    (_, i) => `${partition}:${from + i}`,
  );
}

/** Values `v0` … */
export function values(count: number, prefix = 'v'): string[] {
  return Array.from({ length: count }, (_, i) => `${prefix}${i}`);
}
