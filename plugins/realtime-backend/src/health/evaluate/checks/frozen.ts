import { CONNECTION_REFUSED } from '../../../connectionRefused';
import type { BrokerObservation } from '../../observation';
import type { HealthContext, SystemView } from '../context/HealthContext';
import { fine, judge, unknown, type Judgement } from '../judgement';
import { brokerNames, count, name, numberOf, say } from '../values';
import type { SubjectCheck } from './HealthCheck';

/** What there is to say of a system even where nothing of it is known. */
export interface Observed extends Pick<SystemView, 'subject'> {
  view: SystemView;
}

/** Brokers that did not answer. */
export function silentOf({ observation }: SystemView): BrokerObservation[] {
  return (observation?.brokers ?? []).filter(
    ({ isAnswering }) => isAnswering === false,
  );
}

/**
 * Metadata is what a broker was told last. When whom it names is silent, it may
 * be old news: what rests on it is unknown. A leader that takes no connection at
 * all takes no record either, which is critical while nobody else is named.
 */
export const FROZEN: SubjectCheck<Observed> = {
  id: 'obs.frozen',
  sources: ['Metadata', 'ListOffsets'],
  judge: ({ view }, context) => {
    if (view.missing) return unknown(view.missing, view.subject);
    const silent = silentOf(view);
    const leaders = leadersOf(view, context);
    const { controller } = view.observation ?? {};
    const named = new Set([
      ...leaders,
      ...(controller?.known ? [controller.value] : []),
    ]);
    const found = silent.filter(({ id }) => named.has(id));
    const refusing = found.filter(
      ({ id, missing }) =>
        missing?.detail?.endsWith(CONNECTION_REFUSED) && leaders.includes(id),
    );
    return refusing.length > 0
      ? refused(view, refusing, leaders, context)
      : doubtful(view, found);
  },
};

/** The leader of each partition of the entity, as metadata tells it. */
function leadersOf(
  { observation, system }: SystemView,
  { topics }: HealthContext,
): number[] {
  const own = new Set(
    topics.flatMap(each => (each.system === system ? each.topic : [])),
  );
  return (observation?.topics ?? [])
    .filter(({ topic }) => own.has(topic))
    .flatMap(({ partitions }) => partitions)
    .flatMap(({ leader }) => (leader.known ? leader.value : []));
}

function refused(
  view: SystemView,
  brokers: readonly BrokerObservation[],
  leaders: readonly number[],
  { scope: { limits } }: HealthContext,
): Judgement {
  const hold = limits.get('obs.frozen.hold');
  const ids = new Set(brokers.map(({ id }) => id));
  const values = {
    ...valuesOf(view, brokers),
    count: count(leaders.filter(id => ids.has(id)).length),
    total: count(leaders.length),
  };
  return judge('critical', say('obs.frozen.refused', values), {
    rule: [
      say('obs.frozen.rule', valuesOf(view, brokers)),
      say('obs.frozen.refused.rule', values),
    ],
    limits: [hold],
    hold: { forMs: numberOf(hold) },
    next: [say('obs.frozen.refused.next', values)],
  });
}

function doubtful(
  view: SystemView,
  brokers: readonly BrokerObservation[],
): Judgement {
  const values = valuesOf(view, brokers);
  const rule = [say('obs.frozen.rule', values)];
  return brokers.length > 0
    ? judge('unknown', say('obs.frozen', values), {
        rule,
        next: [say('obs.frozen.next', values)],
      })
    : fine(say('obs.frozen.ok', values), { rule });
}

function valuesOf(
  { system }: SystemView,
  brokers: readonly BrokerObservation[],
) {
  return {
    system: name(system),
    count: count(brokers.length),
    brokers: brokerNames(brokers.map(({ id }) => id)),
  };
}
