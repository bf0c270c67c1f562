import {
  formatFinding,
  type Finding,
  type FindingValue,
} from '@backstage-realtime/plugin-realtime-common';
import type { KubernetesObject } from '@backstage-realtime/plugin-realtime-node';
import { evaluateRollout } from '../evaluate/evaluateRollout';
import type { SeenUpdate } from '../evaluate/RolloutView';
import { at, T0 } from './builders';
import { parseObjects } from './parseObjects';

/** Times as `14:06:40`, which is what tests count in. */
function formatValue(value: FindingValue): string {
  return value.kind === 'time'
    ? new Date(value.atMs).toISOString().slice(11, 19)
    : formatFinding({ sentence: '', values: { value } }).replace(
        /^, value /,
        '',
      );
}

export const text = (finding: Finding): string =>
  formatFinding(finding, { formatValue });

/** A rollout evaluated `seconds` after the first moment of the builders, with what it says in English. */
export function tell(
  items: KubernetesObject[],
  seconds = 90,
  seen?: SeenUpdate,
) {
  const state = evaluateRollout(
    parseObjects(items),
    T0 + seconds * 1_000,
    seen,
  );
  const { headline, details, next } = state;
  return {
    state,
    headline: text(headline),
    details: details.map(text),
    next: next && text(next),
  };
}

export { at };
