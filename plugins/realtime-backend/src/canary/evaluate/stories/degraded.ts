import type { Finding } from '@backstage-realtime/plugin-realtime-common';
import { tellPods } from '../pods';
import { currentRevision } from '../revisions';
import type { RolloutView } from '../RolloutView';
import { count, name, say, type Story } from '../say';
import { tellAborted } from './aborted';

/** Degraded does not mean aborted: an invalid spec and missing pods are too. */
export function tellDegraded(view: RolloutView): Story {
  if (view.abort) return tellAborted(view, view.abort);
  const pods = tellPods(view);
  const { headline, next } = causeOf(view);
  return {
    verdict: 'critical',
    headline,
    details: [
      ...(headline.sentence === 'canary.degraded.pods' ? [] : pods.waiting),
      ...pods.details,
      ...tellShare(view),
    ],
    next: pods.next ?? next,
  };
}

/** Nobody took the traffic back. */
function tellShare(view: RolloutView): Finding[] {
  const { canary, status, rollout } = view;
  const hasTraffic = rollout.strategy.hasRouter
    ? (status.routerWeight ?? 0) > 0
    : (canary?.available ?? 0) > 0;
  return canary && hasTraffic
    ? [say('canary.traffic.shared', { revision: currentRevision(view) })]
    : [];
}

function causeOf(view: RolloutView): { headline: Finding; next?: Finding } {
  const { status, rollout } = view;
  const revision = currentRevision(view);
  const invalid = conditionOf(view, 'InvalidSpec', 'True');
  if (invalid)
    return {
      headline: say('canary.degraded.invalid', {
        reason: name(withoutPrefix(invalid.message ?? '–')),
      }),
      next: say('canary.next.spec'),
    };
  const progress = conditionOf(view, 'Progressing', 'False');
  if (progress?.reason === 'ProgressDeadlineExceeded')
    return { headline: say('canary.degraded.deadline', { revision }) };
  const { desired, ready } = view.canary ?? view.stable ?? {};
  if (desired !== undefined && ready !== undefined && ready < desired)
    return {
      headline: say('canary.degraded.pods', {
        revision,
        ready: count(ready),
        desired: count(desired),
      }),
    };
  const reason = name(status.message ?? rollout.name);
  return { headline: say('canary.degraded.other', { reason }) };
}

function conditionOf({ status }: RolloutView, type: string, holds: string) {
  return status.conditions.find(
    each => each.type === type && each.status === holds,
  );
}

/** `The Rollout "a" is invalid: spec.strategy: …` begins with what the headline says. */
function withoutPrefix(message: string): string {
  return message.replace(/^The Rollout "[^"]*" is invalid: /, '');
}
