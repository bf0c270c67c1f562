import type {
  HealthSentence,
  Verdict,
} from '@backstage-realtime/plugin-realtime-common';
import type { HealthContext, TopicView } from '../context/HealthContext';
import { fine, judge, notApplicable, type Judgement } from '../judgement';
import { count, name, say } from '../values';
import { family, type SubjectCheck } from './HealthCheck';
import {
  configOf,
  minInSync,
  replicasOf,
  withoutConfigs,
  withoutPartitions,
} from './partitions';

interface Replication {
  replicas: number;
  /** Configured minimum of in-sync replicas, and what counts of it. */
  minimum: number;
  effective: number;
}

interface DurabilityRule {
  id: `durability.${'rf1' | 'no-headroom' | 'min-isr-1' | 'min-isr-above-rf'}`;
  /** In development; a risk that nobody minds there is worth a line, not a colour. */
  dev: Verdict;
  needsConfig: boolean;
  /** Means nothing of a topic with one replica, which is told by a rule of its own. */
  isOfMany?: boolean;
  holds(replication: Replication): boolean;
}

const RULES: readonly DurabilityRule[] = [
  {
    id: 'durability.rf1',
    dev: 'info',
    needsConfig: false,
    holds: ({ replicas }) => replicas === 1,
  },
  {
    id: 'durability.no-headroom',
    dev: 'info',
    needsConfig: true,
    isOfMany: true,
    holds: ({ replicas, effective }) => replicas === effective,
  },
  {
    id: 'durability.min-isr-1',
    dev: 'info',
    needsConfig: true,
    isOfMany: true,
    holds: ({ minimum }) => minimum === 1,
  },
  {
    id: 'durability.min-isr-above-rf',
    dev: 'warning',
    needsConfig: true,
    holds: ({ replicas, minimum }) => minimum > replicas,
  },
];

function ruleCheck(rule: DurabilityRule): SubjectCheck<TopicView> {
  return {
    id: rule.id,
    sources: ['Metadata', 'DescribeConfigs'],
    judge: (topic, context) => {
      const unread =
        withoutPartitions(topic) ??
        (rule.needsConfig ? withoutConfigs(topic) : undefined);
      return unread ?? judgeRule(rule, topic, context);
    },
  };
}

function judgeRule(
  rule: DurabilityRule,
  topic: TopicView,
  { scope, owner }: HealthContext,
): Judgement {
  const replicas = replicasOf(topic);
  const minimum = minInSync(topic) ?? 1;
  const effective = Math.min(minimum, replicas);
  const values = {
    topic: name(topic.topic),
    owner: name(owner),
    replicas: count(replicas),
    limit: count(minimum),
    spare: count(replicas - effective),
  };
  if (rule.isOfMany && replicas === 1) {
    return notApplicable(say('durability.single', values));
  }
  const lines = { rule: [say(`${rule.id}.rule`, values)] };
  if (!rule.holds({ replicas, minimum, effective })) {
    return fine(say(`${rule.id}.ok`, values), lines);
  }
  const verdict = scope.tier === 'prod' ? 'warning' : rule.dev;
  return judge(verdict, say(rule.id, values), {
    ...lines,
    next: [say(`${rule.id}.next`, values)],
  });
}

/** A switch of the configuration that should be off. */
function switchCheck(
  id: 'durability.unclean' | 'storage.fsync',
  key: string,
  prod: Verdict,
): SubjectCheck<TopicView> {
  return {
    id,
    sources: ['DescribeConfigs'],
    judge: (topic, { scope, owner }) => {
      const unread = withoutConfigs(topic);
      if (unread) return unread;
      const { value } = configOf(topic, key);
      const values = {
        topic: name(topic.topic),
        owner: name(owner),
        value: name(value ?? 'false'),
      };
      const rule = [say(`${id}.rule` satisfies HealthSentence, values)];
      if (value === undefined) return notApplicable(say(`${id}.ok`, values));
      return value === 'true'
        ? judge(scope.tier === 'prod' ? prod : 'info', say(id, values), {
            rule,
            next: [say(`${id}.next`, values)],
          })
        : fine(say(`${id}.ok`, values), { rule });
    },
  };
}

/** Whether acknowledged records survive the loss of a broker. */
export const DURABILITY = family('durability', ({ topics }) => topics, [
  ...RULES.map(ruleCheck),
  switchCheck(
    'durability.unclean',
    'unclean.leader.election.enable',
    'warning',
  ),
  switchCheck('storage.fsync', 'write.caching', 'info'),
]);
