import type {
  CanaryOverview,
  CanarySummary,
  RolloutProgress,
  Verdict,
} from '@backstage-realtime/plugin-realtime-common';
import type { StateSnapshot } from '../../../store/StateStream';
import { formatShare } from '../../format/numbers';
import { isForbidden } from '../../health/state/healthState';
import { VerdictMark } from '../../health/verdict/VerdictMark';
import type { Words } from '../../words/WordsContext';

/** How far the worst rollout of an entity is, in a few words. @public */
export interface CanaryFact {
  /** Missing where there is nothing to judge: not read yet, none, not permitted. */
  verdict?: Verdict;
  text: string;
}

/** A fact with the icon of its verdict. @public */
export function CanaryMark({ fact }: { fact: CanaryFact }) {
  const { verdict, text } = fact;
  return verdict ? <VerdictMark verdict={verdict} text={text} /> : <>{text}</>;
}

/** The worst rollout of one of the entities of an overview, or why it is not known. @public */
export function canaryFact(
  snapshot: StateSnapshot<CanaryOverview> | undefined,
  entityRef: string,
  words: Words,
): CanaryFact {
  const { status, value } = snapshot ?? {};
  const refusedAs =
    status?.state === 'refused'
      ? status.code
      : value?.refused.find(each => each.entityRef === entityRef)?.code;
  if (refusedAs !== undefined) return refusedFact(refusedAs, words);
  if (status?.state === 'unreachable') return notRead(words);
  const row = value?.rows.find(each => each.entityRef === entityRef);
  return row ? rowFact(row, words) : { text: words('owned.unread') };
}

function refusedFact(code: string, words: Words): CanaryFact {
  return isForbidden(code)
    ? { text: words('health.noPermission') }
    : notRead(words);
}

function notRead(words: Words): CanaryFact {
  return { verdict: 'unknown', text: words('owned.notRead') };
}

function rowFact(row: CanarySummary, words: Words): CanaryFact {
  const { isAway, problemCount, worst } = row;
  if (!worst)
    return problemCount > 0 ? notRead(words) : { text: words('owned.none') };
  const { progress } = worst;
  if (isAway || !progress.known) return notRead(words);
  const { verdict } = progress.value;
  return { verdict, text: progressText(progress.value, words) };
}

/** `50 %, step 6 of 10` while it is on its way; else its phase. */
function progressText(progress: RolloutProgress, words: Words): string {
  const { asked, phase, stepCount, stepIndex } = progress;
  const isOnItsWay = phase === 'progressing' || phase === 'paused';
  if (!isOnItsWay || !asked.known || stepIndex === undefined)
    return words(`rolloutPhase.${phase}`);
  const text = words('canary.atStep', {
    weight: formatShare(asked.value / 100),
    n: Math.min(stepIndex + 1, stepCount),
    of: stepCount,
  });
  return phase === 'paused' ? `${words('rolloutPhase.paused')}, ${text}` : text;
}
