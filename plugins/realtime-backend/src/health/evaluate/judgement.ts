import {
  aclCommand,
  type CheckSubject,
  type Finding,
  type HealthSentence,
  type Missing,
  type Verdict,
} from '@backstage-realtime/plugin-realtime-common';
import { name, say } from './values';
import type { RawResult } from './types';

/** What a check says of its subject; the rest of a result follows from the check. */
export interface Judgement extends Partial<
  Omit<RawResult, 'check' | 'subject' | 'verdict' | 'finding'>
> {
  verdict: Verdict;
  finding: Finding;
  /** What the finding points at within the subject: one partition of a topic. */
  at?: Pick<CheckSubject, 'partition' | 'broker'>;
}

type More = Omit<Judgement, 'verdict' | 'finding'>;

/** A judgement with a verdict. */
export function judge(
  verdict: Verdict,
  finding: Finding,
  more: More = {},
): Judgement {
  return { verdict, finding, ...more };
}

/** All is well, in words and numbers. */
export function fine(finding: Finding, more: More = {}): Judgement {
  return judge('ok', finding, more);
}

/** The question makes no sense here; it is not counted. */
export function notApplicable(finding: Finding, more: More = {}): Judgement {
  return judge('not-applicable', finding, more);
}

/** The question makes sense, and the answer is missing. */
export function unknown(missing: Missing, subject: CheckSubject): Judgement {
  return judge('unknown', unknownFinding(missing, describe(subject)), {
    missing,
    next: grantOf(missing, subject.system),
  });
}

/** The command that grants a right that is missing. */
export function grantOf({ acl }: Missing, system: string): Finding[] {
  return acl
    ? [
        say('obs.permission.next', {
          command: name(aclCommand(acl)),
          system: name(system),
        }),
      ]
    : [];
}

/** Why something is not known, as a sentence about it. */
export function unknownFinding(missing: Missing, what: string): Finding {
  const { acl, code, detail } = missing;
  if (acl) {
    return say(`unknown.no-permission.${acl.resource}`, {
      what: name(what),
      operation: name(operationName(acl.operation)),
      name: name(acl.name),
    });
  }
  return detail === undefined
    ? say(`unknown.${code}` satisfies HealthSentence, { what: name(what) })
    : say('unknown.because', { what: name(what), reason: name(detail) });
}

/** `fraud-scan · ping_analytics_topic p3`: names only, so that it reads in any language. */
export function describe(subject: CheckSubject): string {
  const { system, topic, partition, group } = subject;
  const place =
    topic && partition !== undefined ? `${topic} p${partition}` : topic;
  return [group, place].filter(Boolean).join(' · ') || system;
}

/** Kafka's own way to write an operation: `DESCRIBE_CONFIGS`. */
function operationName(operation: string): string {
  return operation.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
}
