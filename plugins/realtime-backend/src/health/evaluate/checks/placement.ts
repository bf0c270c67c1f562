import type {
  HealthContext,
  PartitionView,
  TopicView,
} from '../context/HealthContext';
import {
  fine,
  judge,
  notApplicable,
  unknown,
  type Judgement,
} from '../judgement';
import { count, name, numberOf, say, share } from '../values';
import { family, type SubjectCheck } from './HealthCheck';
import { valuesOf, withoutPartitions } from './partitions';
import { whyMissing } from './whyMissing';

/** Below this many partitions a share says little. */
const FEWEST = 5;

const ONE_RACK: SubjectCheck<TopicView> = {
  id: 'placement.one-rack',
  sources: ['Metadata'],
  judge: (topic, context) => {
    const brokers = topic.observation?.brokers ?? [];
    const racks = new Map(brokers.map(({ id, rack }) => [id, rack]));
    const all = new Set(brokers.flatMap(({ rack }) => rack ?? []));
    const found = topic.partitions.filter(view => isInOneRack(view, racks));
    const values = {
      ...valuesOf(topic, found, context),
      racks: count(all.size),
    };
    if (all.size < 2)
      return notApplicable(say('placement.one-rack.none', values));
    const unread = withoutPartitions(topic);
    if (unread) return unread;
    const rule = [say('placement.one-rack.rule', values)];
    if (found.length === 0) {
      return fine(say('placement.one-rack.ok', values), { rule });
    }
    const verdict = context.scope.tier === 'prod' ? 'warning' : 'info';
    return judge(verdict, say('placement.one-rack', values), {
      rule,
      next: [say('placement.one-rack.next', values)],
    });
  },
};

/** A single replica is in one rack by nature; that is told elsewhere. */
function isInOneRack(
  { observed: { replicas } }: PartitionView,
  racks: ReadonlyMap<number, string | undefined>,
): boolean {
  const own = new Set(replicas.map(broker => racks.get(broker)));
  return replicas.length > 1 && own.size === 1 && !own.has(undefined);
}

const NOT_PREFERRED: SubjectCheck<TopicView> = {
  id: 'leader.not-preferred',
  sources: ['Metadata'],
  judge: (topic, context) => {
    const { limits } = context.scope;
    const limit = limits.get('leader.not-preferred.share');
    const found = topic.partitions.filter(
      ({ observed: { leader, replicas } }) =>
        leader.known && leader.value !== replicas[0],
    );
    const part = found.length / Math.max(1, topic.partitions.length);
    const values = {
      ...valuesOf(topic, found, context),
      share: share(part),
      limit: limit.value,
    };
    if (topic.partitions.length < FEWEST) {
      return notApplicable(say('leader.not-preferred.few', values));
    }
    const more = {
      rule: [say('leader.not-preferred.rule', values)],
      limits: [limit],
      hold: leaderHold(context),
    };
    const hidden = withoutLeaders(topic);
    if (hidden && part <= numberOf(limit)) return hidden;
    return part > numberOf(limit)
      ? judge('info', say('leader.not-preferred', values), {
          ...more,
          next: [say('leader.not-preferred.next', values)],
        })
      : fine(say('leader.not-preferred.ok', values), more);
  },
};

const CONCENTRATION: SubjectCheck<TopicView> = {
  id: 'leader.concentration',
  sources: ['Metadata'],
  judge: (topic, context) => {
    const limit = context.scope.limits.get('leader.concentration.ratio');
    const brokers = topic.observation?.brokers.length ?? 0;
    const [broker, led] = busiest(topic);
    const even = Math.ceil(topic.partitions.length / Math.max(1, brokers));
    const values = {
      ...valuesOf(topic, [], context),
      broker: name(broker),
      count: count(led),
      even: count(even),
      limit: limit.value,
    };
    const unread = withoutPartitions(topic);
    if (unread) return unread;
    if (brokers < 2)
      return notApplicable(say('leader.concentration.one', values));
    const more = {
      rule: [say('leader.concentration.rule', values)],
      limits: [limit],
      hold: leaderHold(context),
    };
    const isMuch = led > numberOf(limit) * even;
    const hidden = withoutLeaders(topic);
    if (hidden && !isMuch) return hidden;
    return isMuch
      ? judge('info', say('leader.concentration', values), {
          ...more,
          next: [say('leader.concentration.next', values)],
        })
      : fine(say('leader.concentration.ok', values), more);
  },
};

/** Who leads is not known of a partition that has a leader. */
function withoutLeaders({
  partitions,
  subject,
}: TopicView): Judgement | undefined {
  const hidden = whyMissing(
    partitions.map(({ observed }) => observed.leader),
    ['no-leader'],
  );
  return hidden && unknown(hidden, subject);
}

function busiest(topic: TopicView): [broker: number, led: number] {
  const led = new Map<number, number>();
  for (const { observed } of topic.partitions) {
    const { leader } = observed;
    if (leader.known) led.set(leader.value, (led.get(leader.value) ?? 0) + 1);
  }
  return [...led].reduce<[number, number]>(
    (most, each) => (each[1] > most[1] ? each : most),
    [-1, 0],
  );
}

function leaderHold({ scope }: HealthContext) {
  return { forMs: numberOf(scope.limits.get('leader.hold')) };
}

/** Whether partitions and their leaders are spread. */
export const PLACEMENT = family('placement', ({ topics }) => topics, [
  ONE_RACK,
  NOT_PREFERRED,
  CONCENTRATION,
]);
