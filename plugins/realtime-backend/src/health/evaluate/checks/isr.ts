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
import { count, numberOf, say } from '../values';
import type { SubjectCheck } from './HealthCheck';
import {
  minInSync,
  replicasOf,
  valuesOf,
  withoutConfigs,
  withoutPartitions,
} from './partitions';
import { whyMissing } from './whyMissing';

interface IsrRule {
  id: 'isr.under-min' | 'isr.at-min' | 'isr.under-replicated';
  verdict: 'critical' | 'warning';
  /** Name of the limit that says how long it must hold. */
  hold?: string;
  holds(isr: number, least: number, replicas: number): boolean;
}

/** Each state has its own rule; a partition is in the worst of them only. */
const ISR_RULES: readonly IsrRule[] = [
  {
    id: 'isr.under-min',
    verdict: 'critical',
    holds: (isr, least) => isr < least,
  },
  {
    id: 'isr.at-min',
    verdict: 'warning',
    hold: 'isr.at-min.hold',
    holds: (isr, least, replicas) => isr === least && replicas > least,
  },
  {
    id: 'isr.under-replicated',
    verdict: 'warning',
    hold: 'isr.under-replicated.hold',
    holds: (isr, least, replicas) => isr > least && isr < replicas,
  },
];

function isrCheck(rule: IsrRule): SubjectCheck<TopicView> {
  return {
    id: rule.id,
    sources: ['Metadata', 'DescribeConfigs'],
    judge: (topic, context) => {
      const unread = unreadable(topic, rule);
      if (unread) return unread;
      const least = leastOf(topic);
      // Without a leader nobody keeps up with it; that is a check of its own.
      const led = topic.partitions.filter(each => each.observed.leader.known);
      const found = led.filter(({ observed }) =>
        rule.holds(
          observed.isr.length,
          Math.min(least, observed.replicas.length),
          observed.replicas.length,
        ),
      );
      // Who is in sync was told by a leader that may lead no more.
      const hidden = whyMissing(
        topic.partitions.map(({ observed }) => observed.leader),
        ['no-leader'],
      );
      if (found.length === 0 && hidden) return unknown(hidden, topic.subject);
      return found.length === 0 && led.some(isOutOfSync) && isLast(rule)
        ? notApplicable(
            say('isr.under-replicated.told', valuesOf(topic, led, context)),
          )
        : judgeIsr(rule, topic, found, context);
    },
  };
}

function isOutOfSync({ observed: { isr, replicas } }: PartitionView): boolean {
  return isr.length < replicas.length;
}

/** Whether what is out of sync and not found here is found by a worse rule. */
function isLast({ id }: IsrRule): boolean {
  return id === 'isr.under-replicated';
}

/** Without the configuration only what does not rest on it is told. */
function unreadable(topic: TopicView, rule: IsrRule): Judgement | undefined {
  const needsConfig = rule.id !== 'isr.under-replicated';
  return (
    withoutPartitions(topic) ??
    (needsConfig ? withoutConfigs(topic) : undefined)
  );
}

function leastOf(topic: TopicView): number {
  return minInSync(topic) ?? 0;
}

function judgeIsr(
  rule: IsrRule,
  topic: TopicView,
  found: readonly PartitionView[],
  context: HealthContext,
): Judgement {
  const [worst] = found.length > 0 ? found : topic.partitions;
  const values = {
    ...valuesOf(topic, found, context),
    isr: count(worst.observed.isr.length),
    replicas: count(worst.observed.replicas.length),
    limit: count(Math.min(leastOf(topic), replicasOf(topic))),
  };
  const limit = rule.hold ? context.scope.limits.get(rule.hold) : undefined;
  const more = {
    rule: [say(`${rule.id}.rule`, values)],
    limits: limit ? [limit] : [],
    hold: limit ? { forMs: numberOf(limit) } : { readings: 2 },
  };
  if (found.length === 0) return fine(say(`${rule.id}.ok`, values), more);
  const isMoving =
    isLast(rule) && found.every(({ observed }) => observed.isReassigning);
  return isMoving
    ? judge('info', say('isr.under-replicated.moving', values), more)
    : judge(rule.verdict, say(rule.id, values), {
        ...more,
        next: [say(`${rule.id}.next`, values)],
        evidence: [
          { name: 'partitions', value: values.partitions },
          { name: 'out-of-sync', value: values.brokers },
        ],
      });
}

/** Whether enough replicas are in sync. */
export const ISR = ISR_RULES.map(isrCheck);
