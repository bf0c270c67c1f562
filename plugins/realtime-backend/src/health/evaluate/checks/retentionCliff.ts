import type {
  CheckLimit,
  Finding,
  Missing,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  HealthContext,
  ReaderPartition,
  ReaderView,
  TopicView,
} from '../context/HealthContext';
import { retentionOf } from '../context/settings';
import {
  fine,
  judge,
  notApplicable,
  unknown,
  type Judgement,
} from '../judgement';
import type { LagState } from '../lag/classify';
import { retentionFacts } from '../lag/report';
import { timeUntilLoss } from '../lag/retentionUse';
import { recentTrend, type Trend } from '../lag/trend';
import { ageValue } from '../lag/words';
import { bytes, duration, name, numberOf, say, share } from '../values';
import type { SubjectCheck } from './HealthCheck';
import { namesOf } from './readers';

/** How near a group is to losing what it has not read. */
export const RETENTION_CLIFF: SubjectCheck<ReaderView> = {
  id: 'retention.cliff',
  sources: ['OffsetFetch', 'ListOffsets', 'DescribeConfigs'],
  judge: (reader, context) => {
    const worst = worstUse(reader);
    const judged = worst && judgeUse(reader, worst, context);
    // A partition that is in danger counts, even where another is not known.
    if (judged && judged.verdict !== 'ok') return judged;
    const hidden = withheld(reader);
    if (hidden) return unknown(hidden, reader.subject);
    return (
      judged ??
      notApplicable(say('retention.cliff.none', namesOf(reader, context)))
    );
  },
};

function worstUse({ partitions }: ReaderView): ReaderPartition | undefined {
  return (
    partitions
      // What is lost already is told by a check of its own.
      .filter(
        partition =>
          partition.lag().retention.used !== undefined &&
          partition.lag().class.state !== 'data-lost',
      )
      .reduce<ReaderPartition | undefined>(
        (worst, each) =>
          worst && usedOf(worst) >= usedOf(each) ? worst : each,
        undefined,
      )
  );
}

function usedOf(partition: ReaderPartition): number {
  return partition.lag().retention.used ?? 0;
}

/** A group that never committed has nothing to lose yet. */
function withheld({ partitions }: ReaderView): Missing | undefined {
  return partitions
    .map(partition => partition.lag().retention.missing)
    .find(missing => missing && missing.code !== 'no-commit');
}

const IN_TROUBLE: ReadonlySet<LagState> = new Set([
  'stalled',
  'stopped',
  'lagging',
]);

interface Outlook {
  trend?: Trend;
  lossMs?: number;
}

/** Only worked out for a group that is near the limit or in trouble, because trends cost. */
function outlookOf(
  reader: ReaderView,
  partition: ReaderPartition,
  { warn }: Limits,
): Outlook {
  const { topic } = reader;
  const { lagTime, retention, past, class: found } = partition.lag();
  const isInTrouble = IN_TROUBLE.has(found.state);
  const isNear = usedOf(partition) >= numberOf(warn);
  if (!topic || (!isInTrouble && !isNear)) return {};
  const setup = { atMs: topic.atMs, retention: retentionOf(topic) };
  const facts = retentionFacts(partition, setup, lagTime);
  const trend = recentTrend(past);
  return { trend, lossMs: facts && timeUntilLoss(facts, retention, trend) };
}

function judgeUse(
  reader: ReaderView,
  worst: ReaderPartition,
  context: HealthContext,
): Judgement {
  const limits = limitsOf(context);
  const used = usedOf(worst);
  const outlook = outlookOf(reader, worst, limits);
  const verdict = verdictOf(worst, outlook, limits);
  const values = {
    ...namesOf(reader, context),
    partition: name(worst.partition),
    used: share(Math.min(1, used)),
  };
  const more = {
    at: { partition: worst.partition },
    rule: ruleOf(reader, worst, outlook, limits),
    limits: Object.values(limits),
    hold: { clearMs: numberOf(context.scope.limits.get('lag.clear')) },
  };
  return verdict === 'ok'
    ? fine(
        say('retention.cliff.ok', { ...values, limit: limits.warn.value }),
        more,
      )
    : judge(verdict, findingOf(values, worst, outlook), {
        ...more,
        next: [say('retention.cliff.next', values)],
      });
}

function limitsOf({ scope: { limits } }: HealthContext) {
  return {
    warn: limits.get('retention.cliff.warn'),
    critical: limits.get('retention.cliff.critical'),
    soon: limits.get('retention.cliff.eta'),
  } satisfies Record<string, CheckLimit>;
}

type Limits = ReturnType<typeof limitsOf>;

function verdictOf(
  worst: ReaderPartition,
  outlook: Outlook,
  limits: Limits,
): 'critical' | 'warning' | 'ok' {
  const used = usedOf(worst);
  if (used >= numberOf(limits.critical) || isSoon(worst, outlook, limits)) {
    return 'critical';
  }
  return used >= numberOf(limits.warn) ? 'warning' : 'ok';
}

/** Short retention is no danger to a group that reads; to one that does not move, it is. */
function isSoon(
  worst: ReaderPartition,
  { trend, lossMs = Infinity }: Outlook,
  { soon }: Limits,
): boolean {
  const { state } = worst.lag().class;
  const isStuck = state === 'stalled' || state === 'stopped';
  const isGrowing =
    isStuck || (trend?.direction === 'up' && state === 'lagging');
  return isGrowing && trend?.direction !== 'down' && lossMs < numberOf(soon);
}

type Values = Finding['values'];

function findingOf(
  values: Values,
  worst: ReaderPartition,
  { trend, lossMs }: Outlook,
): Finding {
  const { lagTime } = worst.lag();
  if (trend?.direction === 'down' && lagTime.known) {
    const eta = duration(lagTime.value.ms / -trend.slope);
    return say('retention.cliff.catching-up', { ...values, eta });
  }
  return lossMs === undefined
    ? say('retention.cliff.no-eta', values)
    : say('retention.cliff', { ...values, eta: duration(lossMs) });
}

function ruleOf(
  { topic }: ReaderView,
  worst: ReaderPartition,
  outlook: Outlook,
  { warn, critical, soon }: Limits,
): Finding[] {
  const over = (limit: CheckLimit) => usedOf(worst) >= numberOf(limit);
  const { lossMs } = outlook;
  return [
    shareRule(topic, worst),
    over(warn)
      ? say('retention.cliff.rule-warn', { limit: warn.value })
      : say('retention.cliff.rule-not-warn', { limit: warn.value }),
    ...(over(critical)
      ? [say('retention.cliff.rule-critical', { limit: critical.value })]
      : []),
    ...(isSoon(worst, outlook, { warn, critical, soon }) && lossMs !== undefined
      ? [
          say('retention.cliff.rule-eta', {
            eta: duration(lossMs),
            limit: soon.value,
          }),
        ]
      : []),
  ];
}

/** How the share was worked out. */
function shareRule(
  topic: TopicView | undefined,
  worst: ReaderPartition,
): Finding {
  const { lagTime, retention } = worst.lag();
  const used = share(usedOf(worst));
  const configured = topic ? retentionOf(topic) : undefined;
  const limits = configured?.known ? configured.value : {};
  const { retentionMs, retentionBytes } = limits;
  const { by, heldBytes } = retention;
  if (by !== 'size' && retentionMs !== undefined) {
    return say('retention.cliff.rule-time', {
      lag: ageValue(lagTime),
      retention: duration(retentionMs),
      used,
    });
  }
  return heldBytes === undefined || retentionBytes === undefined
    ? say('retention.cliff.rule-moving', { used })
    : say('retention.cliff.rule-size', {
        held: bytes(heldBytes),
        limit: bytes(retentionBytes),
        used,
      });
}
