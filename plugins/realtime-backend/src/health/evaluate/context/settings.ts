import {
  known,
  type Reading,
} from '@backstage-realtime/plugin-realtime-common';
import type { TopicConfigs } from '../../observation';
import type { LagLimits } from '../lag/classify';
import type { HealthLimits } from '../types';
import { numberOf } from '../values';
import type { TopicView } from './HealthContext';

/** Limits of the lag classifier, in ms. */
export function lagLimits(limits: HealthLimits): LagLimits {
  const ms = (limit: string) => numberOf(limits.get(limit));
  return {
    graceMs: ms('lag.grace'),
    warnMs: ms('lag.slo.warn'),
    criticalMs: ms('lag.slo.critical'),
    horizonMs: ms('lag.falling-behind.horizon'),
  };
}

/** What deletes records of a topic; both undefined where nothing does. */
export function retentionOf(
  topic: TopicView,
): Reading<{ retentionMs?: number; retentionBytes?: number }> {
  const configs = configsOf(topic);
  if (!configs.known) return configs;
  if (!policyOf(configs.value).includes('delete')) return known({});
  return known({
    retentionMs: positive(configs.value, 'retention.ms'),
    retentionBytes: positive(configs.value, 'retention.bytes'),
  });
}

/** Cleanup policies of a topic; Kafka's default is `delete`. */
export function policyOf(configs: TopicConfigs): string[] {
  const policy = configs.get('cleanup.policy')?.value ?? 'delete';
  return policy.split(',').map(each => each.trim());
}

/** A number of the configuration; undefined where it is -1 (no limit) or not told. */
export function positive(
  configs: TopicConfigs,
  key: string,
): number | undefined {
  const value = Number(configs.get(key)?.value);
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}

/** Configuration of a topic, or why it is not known. */
export function configsOf(topic: TopicView): Reading<TopicConfigs> {
  return (
    topic.observed?.configs ?? {
      known: false,
      missing: topic.missing ?? { code: 'not-asked' },
    }
  );
}

/** Whether the newest record of each key is kept; false where the configuration is not known. */
export function isCompacted(topic: TopicView): boolean {
  const configs = configsOf(topic);
  return configs.known && policyOf(configs.value).includes('compact');
}
