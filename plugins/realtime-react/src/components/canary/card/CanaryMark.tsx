import type {
  CanaryState,
  RolloutState,
  Verdict,
} from '@backstage-realtime/plugin-realtime-common';
import type { StateSnapshot } from '../../../store/StateStream';
import { formatShare } from '../../format/numbers';
import { VerdictMark } from '../../health/verdict/VerdictMark';
import { useWords, type Words } from '../../words/WordsContext';
import { readCanaryState } from '../state/canaryState';

/** The rollouts of an entity as far as they are known. @public */
export interface CanaryMarkProps {
  snapshot?: StateSnapshot<CanaryState>;
  nowMs: number;
}

/** How far the worst rollout of an entity is, in a few words. @public */
export interface CanaryFact {
  /** Missing where there is nothing to judge: not read yet, none, not permitted. */
  verdict?: Verdict;
  text: string;
}

/** The worst rollout of an entity in a few words: how far it is, or why that is not known. @public */
export function CanaryMark({ snapshot, nowMs }: CanaryMarkProps) {
  const { verdict, text } = canaryFact(snapshot, nowMs, useWords());
  return verdict ? <VerdictMark verdict={verdict} text={text} /> : <>{text}</>;
}

/** What {@link CanaryMark} shows. @public */
export function canaryFact(
  snapshot: CanaryMarkProps['snapshot'],
  nowMs: number,
  words: Words,
): CanaryFact {
  const view = readCanaryState(snapshot, nowMs);
  const [worst] = snapshot?.value?.rollouts ?? [];
  if (view.kind === 'loading') return { text: words('owned.unread') };
  if (view.kind === 'empty') return { text: words('owned.none') };
  if (view.kind === 'forbidden') return { text: words('health.noPermission') };
  if (view.kind !== 'live' || !worst?.rollout.known)
    return { verdict: 'unknown', text: words('owned.notRead') };
  const { value } = worst.rollout;
  return { verdict: value.verdict, text: progress(value, words) };
}

/** `50 %, step 6 of 10` while it is on its way; else its phase. */
function progress(state: RolloutState, words: Words): string {
  const { phase, stepIndex, steps, weights } = state;
  const isOnItsWay = phase === 'progressing' || phase === 'paused';
  if (!isOnItsWay || !weights.asked.known || stepIndex === undefined)
    return words(`rolloutPhase.${phase}`);
  const text = words('canary.atStep', {
    weight: formatShare(weights.asked.value / 100),
    n: Math.min(stepIndex + 1, steps.length),
    of: steps.length,
  });
  return phase === 'paused' ? `${words('rolloutPhase.paused')}, ${text}` : text;
}
