import type {
  CreateDiff,
  ManifestDiff,
} from '@backstage-realtime/plugin-realtime-common';
import type { Loaded } from '@backstage-realtime/plugin-realtime-react';
import type { CreateWords } from '../../translations/createWords';
import { outcomeOf, type Outcome } from './checked/outcomes';

/** What applying all manifests would do, in one sentence; undefined while that is not known. */
export function sayCompared(
  diff: Loaded<CreateDiff> | undefined,
  cluster: string,
  words: CreateWords,
): string | undefined {
  if (diff?.state !== 'ready') return undefined;
  const outcomes = diff.value.manifests.map(outcomeOf);
  const count = (outcome: Outcome) =>
    outcomes.filter(each => each === outcome).length;
  return words('manifests.compared', {
    created: count('created'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    refused: count('refused'),
    unknown: count('unknown'),
    cluster,
  });
}

/** `ApplicationClaim · 2 changes`. */
export function sayTab(
  kind: string,
  diff: ManifestDiff | undefined,
  words: CreateWords,
): string {
  if (!diff) return kind;
  const what =
    diff.operation === 'changed'
      ? words('manifests.changed', {
          count: diff.changes.length + diff.moreChanges,
        })
      : words(`manifests.${outcomeOf(diff) as Exclude<Outcome, 'changed'>}`);
  return `${kind} · ${what}`;
}
