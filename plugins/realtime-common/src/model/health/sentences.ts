import { CANARY_SENTENCES } from '../canary/sentences';
import type { Finding, FindingValue } from './check';
import { formatFindingValue } from './formatValue';
import type { MissingAcl } from './reading';
import { AVAILABILITY_SENTENCES } from './words/availability';
import { CONSUMER_SENTENCES } from './words/consumers';
import { CONTENT_SENTENCES } from './words/content';
import { FLOW_SENTENCES } from './words/flow';
import { LAG_SENTENCES } from './words/lag';
import { OBSERVING_SENTENCES } from './words/observing';
import { RATE_SENTENCES } from './words/rates';
import { RETENTION_SENTENCES } from './words/retention';

/**
 * Every sentence a check can say, in English, by key. `{{name}}` stands for a
 * value of the finding. A key that ends in `_one` is taken instead when the
 * value `count` is 1. `x` tells what check `x` found, `x.ok` that it found
 * nothing, `x.rule` the rule, `x.next` what to do.
 * @public
 */
export const HEALTH_SENTENCES = {
  ...AVAILABILITY_SENTENCES,
  ...RETENTION_SENTENCES,
  ...CONSUMER_SENTENCES,
  ...LAG_SENTENCES,
  ...FLOW_SENTENCES,
  ...RATE_SENTENCES,
  ...CONTENT_SENTENCES,
  ...OBSERVING_SENTENCES,
} as const;

/** Key of {@link HEALTH_SENTENCES}. @public */
export type HealthSentence = keyof typeof HEALTH_SENTENCES;

/** What a finding may say, of topics and of rollouts. */
const ENGLISH: Readonly<Record<string, string | undefined>> = {
  ...HEALTH_SENTENCES,
  ...CANARY_SENTENCES,
};

/** Words of another language and the reader's way to write values. @public */
export interface FindingFormat {
  /** By key of {@link HEALTH_SENTENCES} and `CANARY_SENTENCES`; what is missing is said in English. */
  templates?: Readonly<Record<string, string | undefined>>;
  formatValue?: (value: FindingValue, name: string) => string;
}

/**
 * A finding as a sentence. A key that is not known, as from a newer backend, is
 * shown with its values rather than hidden; a value that is missing shows `–`.
 * @public
 */
export function formatFinding(
  finding: Finding,
  format: FindingFormat = {},
): string {
  const template = templateOf(finding, format.templates ?? {});
  if (template === undefined) return withoutTemplate(finding, format);
  return template.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) =>
    write(finding.values[name], name, format),
  );
}

/**
 * The command that grants a right that is missing. The principal is the one the
 * portal reads with; the address of the cluster is left to who runs it.
 * @public
 */
export function aclCommand(
  acl: MissingAcl,
  principal: string = 'User:<principal>',
): string {
  const resource =
    acl.resource === 'cluster'
      ? '--cluster'
      : `--${acl.resource} ${quoted(acl.name)}`;
  return [
    'kafka-acls.sh --bootstrap-server <broker>',
    `--add --allow-principal ${quoted(principal)}`,
    `--operation ${acl.operation} ${resource}`,
  ].join(' ');
}

function templateOf(
  { sentence, values }: Finding,
  templates: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const count = values.count;
  const isOne = count?.kind === 'count' && count.count === 1;
  const keys = isOne ? [`${sentence}_one`, sentence] : [sentence];
  for (const words of [templates, ENGLISH]) {
    const key = keys.find(candidate => Object.hasOwn(words, candidate));
    if (key !== undefined && words[key] !== undefined) return words[key];
  }
  return undefined;
}

function withoutTemplate(finding: Finding, format: FindingFormat): string {
  const values = Object.entries(finding.values).map(
    ([name, value]) => `${name} ${write(value, name, format)}`,
  );
  return [finding.sentence, ...values].join(', ');
}

function write(
  value: FindingValue | undefined,
  name: string,
  { formatValue = formatFindingValue }: FindingFormat,
): string {
  return value === undefined ? '–' : formatValue(value, name);
}

/** In single quotes for a shell; names of topics and groups may hold anything. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
