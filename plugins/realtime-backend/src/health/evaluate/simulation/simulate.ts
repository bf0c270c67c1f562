import {
  known,
  missing,
  type TopicHealth,
} from '@backstage-realtime/plugin-realtime-common';
import type { GroupOffset, Observation } from '../../observation';
import type { HealthScope } from '../types';
import {
  aGroup,
  aMember,
  anObservation,
  aPartition,
  aScope,
  aTopic,
  configs,
  TOPIC,
} from '../testUtils/builders';
import { Watch } from '../testUtils/Watch';
import { Log } from './Log';

/** Time 0 of a simulation. */
export const START_MS = Date.UTC(2026, 10, 21);

const JUDGED_EVERY_S = 15;

/** Producer, consumer and retention of one partition; a second is the unit of time. */
export interface Traffic {
  /** How long it is watched. */
  seconds: number;
  /** Records that come in a second; asked from `-pastSeconds` on. */
  produce(second: number): number;
  /** Records the group can read in a second; 0 while it stands still. */
  serve(second: number): number;
  /** Records may be read before the watching begins. */
  pastSeconds?: number;
  /** Age in seconds of the record the group stands at in the beginning; 0 for the end. */
  behindSeconds?: number;
  /** The group goes back to the start of the log in this second. */
  seekAtSecond?: number;
  isRunning?(second: number): boolean;
  commitEverySeconds?: number;
  retentionSeconds?: number;
  /** A transaction marker stands at the end. */
  hasMarker?: boolean;
  /** Whether the reader may fetch records, which tells ages and markers. */
  canRead?: boolean;
  scope?: HealthScope;
}

/** What was judged, every 15 s. */
export interface Judged {
  second: number;
  health: TopicHealth;
}

/** Runs traffic and judges it as a page that is open would. */
export function simulate(traffic: Traffic): Judged[] {
  const { pastSeconds = 0, behindSeconds = 0 } = traffic;
  const log = new Log(-pastSeconds);
  for (let second = -pastSeconds; second < 0; second++) {
    log.append(traffic.produce(second));
  }
  const watch = new Watch(traffic.scope ?? aScope());
  const group = { read: log.endAt(-1 - behindSeconds), committed: 0 };
  group.committed = group.read;
  const judged: Judged[] = [];
  for (let second = 0; second < traffic.seconds; second++) {
    log.append(traffic.produce(second));
    consume(traffic, log, group, second);
    if (second % JUDGED_EVERY_S === 0) {
      const health = watch.see(observe(traffic, log, group.committed, second));
      judged.push({ second, health });
    }
  }
  return judged;
}

function consume(
  traffic: Traffic,
  log: Log,
  group: { read: number; committed: number },
  second: number,
): void {
  if (traffic.isRunning?.(second) === false) return;
  if (second === traffic.seekAtSecond)
    group.read = startOf(traffic, log, second);
  group.read = Math.min(log.end, group.read + traffic.serve(second));
  // Out of step with the reading of offsets, as in life.
  const every = traffic.commitEverySeconds ?? 5;
  if (second % every === 2 % every) group.committed = Math.floor(group.read);
}

function startOf(
  { retentionSeconds = 86_400 }: Traffic,
  log: Log,
  second: number,
) {
  return log.endAt(second - retentionSeconds);
}

function observe(
  traffic: Traffic,
  log: Log,
  committed: number,
  second: number,
): Observation {
  const { hasMarker = false, retentionSeconds = 86_400 } = traffic;
  const end = BigInt(log.end + (hasMarker ? 1 : 0));
  const start = startOf(traffic, log, second);
  const toMs = (each: number | undefined) =>
    each === undefined ? missing('no-data') : known(START_MS + each * 1000);
  const partition = aPartition({
    ...{ start: known(BigInt(start)), end: known(end), stableEnd: known(end) },
    newestMs: toMs(log.secondOf(log.end - 1)),
    oldestMs: toMs(log.secondOf(start)),
  });
  const retention = { 'retention.ms': String(retentionSeconds * 1000) };
  const isRunning = traffic.isRunning?.(second) !== false;
  return anObservation({
    atMs: START_MS + second * 1000,
    topics: [
      aTopic({ partitions: [partition], configs: known(configs(retention)) }),
    ],
    groups: [
      aGroup({
        state: known(isRunning ? 'Stable' : 'Empty'),
        members: known(isRunning ? [aMember([0])] : []),
        offsets: [offsetOf(traffic, log, committed, second)],
      }),
    ],
  });
}

function offsetOf(
  { canRead = true, hasMarker = false }: Traffic,
  log: Log,
  committed: number,
  second: number,
): GroupOffset {
  const came = log.secondOf(committed);
  const base = {
    topic: TOPIC,
    partition: 0,
    committed: known(BigInt(committed)),
  };
  if (!canRead) return base;
  return came === undefined
    ? { ...base, isOnlyControl: hasMarker || undefined }
    : {
        ...base,
        isOnlyControl: false,
        lagTime: known({ ms: (second - came) * 1000, method: 'record' }),
      };
}
