import type { StreamFilter } from '@backstage-realtime/plugin-realtime-common';
import type { Clock } from '../clock';
import type { HubSettings } from '../config/settings';
import { canonicalFilter, compileFilter } from './filter/compileFilter';
import type { FlushWindow } from './FlushWindow';
import { Lane } from './Lane';
import { Sampler } from './Sampler';
import type { HubRequest } from './Subscription';
import type { TopicReader } from './TopicReader';

/** What a lane is found or made with. `taken`: lanes the viewer already looks at. */
export interface LaneRequest {
  reader: TopicReader;
  request: HubRequest;
  filter: StreamFilter | undefined;
  taken: ReadonlySet<Lane>;
  settings: HubSettings;
  clock: Clock;
  window: FlushWindow;
  nextChannel: () => number;
  onFault: (error: unknown, lane: Lane) => void;
}

/** Equal ways of looking share a lane, except that one viewer never has two subscriptions on one channel. */
export function laneFor(wanted: LaneRequest): Lane {
  const { reader, request, filter, taken } = wanted;
  const key = JSON.stringify([
    request.projector.id,
    canonicalFilter(filter),
    request.maxPerSecond,
  ]);
  for (let n = 0; ; n++) {
    const laneKey = `${n} ${key}`;
    const lane = reader.lanes.get(laneKey);
    if (lane && taken.has(lane)) continue;
    if (lane) return lane;
    const made = makeLane(wanted);
    reader.lanes.set(laneKey, made);
    return made;
  }
}

function makeLane({ reader, request, filter, ...parts }: LaneRequest): Lane {
  const { settings, clock, window, nextChannel, onFault } = parts;
  const { maxPerSecond, projector } = request;
  const lane: Lane = new Lane({
    channel: nextChannel(),
    ring: reader.ring,
    policy: {
      projector,
      filter: compileFilter(filter),
      sampler:
        maxPerSecond === undefined
          ? undefined
          : new Sampler(maxPerSecond, clock.now()),
      batchBytes: settings.batchBytes,
    },
    laneBytes: settings.laneBytes,
    window,
    clock,
    positions: () => reader.stats.positions(),
    onFault: error => onFault(error, lane),
  });
  return lane;
}
