import {
  MANIFEST_GATES,
  type BundleCheck,
  type CreateDiff,
  type ManifestDiff,
  type ManifestFinding,
  type TopicRisk,
} from '@backstage-realtime/plugin-realtime-common';
import type { Loaded } from '@backstage-realtime/plugin-realtime-react';
import type { CreateKey, CreateWords } from '../../../translations/createWords';
import {
  findNeeded,
  retellManifests,
} from '../../../translations/create/said/retellManifests';
import { sayFault } from '../../form/checkNotes';
import type { NoteKind } from '../../form/FieldNotes';
import { sayReason } from '../../form/notesOf';
import { namesCheck, type CheckedNames } from './namesCheck';
import { outcomeOf } from './outcomes';

/** One thing that was looked at before anything is applied. */
export interface Check {
  kind: NoteKind;
  title: string;
  /** Each a line of its own. */
  details: string[];
}

/** What is known before anything is applied. */
export interface Checked {
  bundle: BundleCheck;
  /** Sentences of the builder. */
  warnings: string[];
  /** Undefined when nothing is applied. */
  diff: Loaded<CreateDiff> | undefined;
  kubernetesCluster: string;
  /** Missing where the template does not say its names. */
  names?: CheckedNames;
}

/** What was checked, in the order it is done; what cannot be undone follows the dry run that found it. */
export function checksOf(checked: Checked, words: CreateWords): Check[] {
  const { bundle, warnings, diff, names } = checked;
  const missing = bundle.findings
    .filter(({ severity }) => severity === 'warning')
    .map(finding => sayNeed(finding, words));
  const said = warnings.map(each => retellManifests(each, words));
  const hints = (key: CreateKey, details: string[]): Check[] =>
    details.length > 0 ? [{ kind: 'info', title: words(key), details }] : [];
  return [
    gatesCheck(bundle, words),
    ...(names ? namesCheck(names, words) : []),
    dryRunCheck(checked, words),
    ...(diff?.state === 'ready' ? riskChecks(diff.value.manifests, words) : []),
    ...hints('review.warnings', said),
    ...hints('review.missing', missing),
  ];
}

function gatesCheck({ findings }: BundleCheck, words: CreateWords): Check {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const failed = new Set(errors.map(({ gate }) => gate));
  const all = MANIFEST_GATES.length;
  return {
    kind: failed.size > 0 ? 'error' : 'ok',
    title: words('review.gates', { passed: all - failed.size, all }),
    details:
      errors.length > 0
        ? errors.map(finding => sayFinding(finding, words))
        : [words('review.gateNames')],
  };
}

/** Below a title that says it of all: what has to exist, and for what. */
function sayNeed(finding: ManifestFinding, words: CreateWords): string {
  const { path, message } = finding;
  const needed = findNeeded(message);
  return needed
    ? words('review.needed', { needed, path })
    : sayFinding(finding, words);
}

function sayFinding(
  { path, message }: ManifestFinding,
  words: CreateWords,
): string {
  return `${path}: ${retellManifests(message, words)}`;
}

function dryRunCheck(
  { diff, kubernetesCluster: cluster }: Checked,
  words: CreateWords,
): Check {
  const say = (kind: NoteKind, key: CreateKey, details: string[]): Check => ({
    kind,
    title: words(key, { cluster }),
    details,
  });
  if (!diff)
    return say('info', 'review.dryRunNone', [words('manifests.notApplied')]);
  if (diff.state === 'loading') return say('asking', 'manifests.comparing', []);
  if (diff.state === 'error') {
    const reason = sayFault(words, diff.error);
    return say('unknown', 'review.dryRunUnknown', [
      words('manifests.compareFailed', { cluster, reason }),
    ]);
  }
  const { manifests } = diff.value;
  const refused = reasonsOf(manifests, 'refused', words);
  if (refused.length > 0) return say('error', 'review.dryRunRefused', refused);
  const unknown = reasonsOf(manifests, 'unknown', words);
  if (unknown.length > 0)
    return say('unknown', 'review.dryRunUnknown', unknown);
  return say('ok', 'review.dryRunAccepted', [words('review.noConflict')]);
}

/** Each reason once: a cluster that is away is away for all. */
function reasonsOf(
  manifests: ManifestDiff[],
  wanted: 'refused' | 'unknown',
  words: CreateWords,
): string[] {
  const reasons = manifests.flatMap(each =>
    each.operation === 'refused' && outcomeOf(each) === wanted
      ? [sayReason(words, each)]
      : [],
  );
  return [...new Set(reasons)];
}

function riskChecks(manifests: ManifestDiff[], words: CreateWords): Check[] {
  return manifests
    .flatMap(each => (each.operation === 'changed' ? each.risks : []))
    .map(risk => ({
      kind: 'warning' as const,
      title: sayRisk(risk, words),
      details: [words(`risk.${risk.kind}.text`)],
    }));
}

/** Without `from`, what is there now is not for this reader. */
function sayRisk(
  { kind, topic, from, to = '' }: TopicRisk,
  words: CreateWords,
): string {
  if (kind === 'topic-removed') return words('risk.topic-removed', { topic });
  return from === undefined
    ? words(`risk.${kind}.to`, { topic, to })
    : words(`risk.${kind}`, { topic, from, to });
}
