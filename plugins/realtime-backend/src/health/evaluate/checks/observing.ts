import { fine, judge, unknown } from '../judgement';
import { brokerNames, count, duration, name, numberOf, say } from '../values';
import { FROZEN, silentOf, type Observed } from './frozen';
import { family, type SubjectCheck } from './HealthCheck';

const STALE: SubjectCheck<Observed> = {
  id: 'obs.stale',
  sources: [],
  judge: ({ view }, { scope: { limits }, intervalMs }) => {
    const limit = limits.get('obs.age');
    const limitMs = numberOf(limit) * intervalMs;
    const values = {
      system: name(view.system),
      age: duration(view.ageMs),
      limit: duration(limitMs),
    };
    const more = { rule: [say('obs.stale.rule', values)], limits: [limit] };
    if (!view.observation) {
      return judge('unknown', say('obs.unread', values));
    }
    return view.ageMs > limitMs
      ? judge('unknown', say('obs.stale', values), {
          ...more,
          missing: view.missing,
          next: [say('obs.stale.next', values)],
        })
      : fine(say('obs.stale.ok', values), more);
  },
};

const PARTIAL: SubjectCheck<Observed> = {
  id: 'obs.partial',
  sources: ['Metadata'],
  judge: ({ view }, { topics }) => {
    const brokers = view.observation?.brokers ?? [];
    const silent = silentOf(view).map(({ id }) => id);
    const values = {
      system: name(view.system),
      count: count(silent.length),
      total: count(brokers.length),
      answered: count(brokers.length - silent.length),
      brokers: brokerNames(silent),
    };
    if (view.observation?.missing) {
      return judge('unknown', say('obs.unreachable', values), {
        missing: view.observation.missing,
        rule: [say('obs.unreachable.rule', values)],
        next: [say('obs.unreachable.next', values)],
      });
    }
    if (!view.observation) return unknown({ code: 'learning' }, view.subject);
    const rule = [say('obs.partial.rule', values)];
    if (silent.length === 0)
      return fine(say('obs.partial.ok', values), { rule });
    const isNeeded = topics
      .filter(({ system }) => system === view.system)
      .flatMap(({ partitions }) => partitions)
      .some(({ observed: { end } }) => !end.known);
    return judge(isNeeded ? 'unknown' : 'info', say('obs.partial', values), {
      rule,
      next: [say('obs.partial.next', values)],
    });
  },
};

/** What of the clusters could be seen at all. */
export const OBSERVING = family(
  'obs',
  ({ systems }): Observed[] =>
    systems.map(view => ({ subject: view.subject, view })),
  [STALE, PARTIAL, FROZEN],
);
