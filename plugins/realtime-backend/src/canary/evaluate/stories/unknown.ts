import { isStale, type RolloutView } from '../RolloutView';
import { count, name, say, type Story } from '../say';

/** The controller told nothing, or nothing that can be relied on. */
export function tellUnknown({ rollout, status }: RolloutView): Story {
  const { generation, observedGeneration } = rollout;
  if (rollout.isDeleting) return tell(say('canary.unknown.deleting'), 'info');
  if (!rollout.status) return tell(say('canary.unknown.no-status'));
  if (isStale(rollout))
    return tell(
      say('canary.unknown.stale', {
        current: count(generation),
        observed: name(observedGeneration ?? '–'),
      }),
    );
  const phase = name(status.phase ?? '–');
  const details = status.message
    ? [say('canary.message', { message: name(status.message) })]
    : [];
  return tell(say('canary.unknown.phase', { phase }), 'unknown', details);
}

function tell(
  headline: Story['headline'],
  verdict: Story['verdict'] = 'unknown',
  details: Story['details'] = [],
): Story {
  return { verdict, headline, details };
}
