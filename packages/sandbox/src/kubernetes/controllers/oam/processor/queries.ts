import { createHash } from 'node:crypto';
import type { Part, Properties } from '../component';
import type { Query } from './submitQuery';

/** A component of type `stream-processor`. */
export type ProcessorPart = Part<Properties<'stream-processor'>>;

const HASH_LENGTH = 12;

/** What it writes; what it reads is somebody else's. */
export function topicsOf({
  errorHandling,
  topics,
}: ProcessorPart['properties']): string[] {
  const { deadLetterTopic } = errorHandling ?? {};
  return [
    ...new Set([
      ...(topics?.output ?? []),
      ...(deadLetterTopic ? [deadLetterTopic] : []),
    ]),
  ];
}

/** The namespace keeps equal names of two teams apart in Lenses. */
export function queriesOf({
  name,
  namespace,
  properties,
}: ProcessorPart): Query[] {
  const { parallelism = 1 } = properties.processing ?? {};
  const settings = settingsOf(properties.errorHandling);
  const details = { runners: parallelism, cluster: 'incluster', namespace };
  return (properties.queries ?? [])
    .filter(({ enabled }) => enabled)
    .map(query => ({
      name: `${namespace}-${name}-${query.name}`,
      sql: `${settings}${query.sql}`,
      deployment: { mode: 'KUBERNETES' as const, details },
    }));
}

/** What a query does with a record that it cannot read or write; without a word it stops. */
function settingsOf(
  errors: ProcessorPart['properties']['errorHandling'],
): string {
  const { policy, deadLetterTopic } = errors ?? {};
  if (policy === 'IGNORE') return "SET error.policy = 'continue';\n";
  if (policy !== 'DEAD_LETTER') return '';
  return `SET error.policy = 'dlq';\nSET dead.letter.queue = '${deadLetterTopic}';\n`;
}

/** A Job cannot be changed: other queries, other Job. */
export function nameOfJob(part: ProcessorPart): string {
  const text = JSON.stringify(queriesOf(part));
  const hash = createHash('sha256').update(text).digest('hex');
  return `${part.name}-submit-${hash.slice(0, HASH_LENGTH)}`;
}
