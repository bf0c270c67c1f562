import type { ManifestProblem } from '../manifest';

/** Kafka's bound for names of topics. */
const MAX_TOPIC = 249;

/**
 * Why a text cannot name a Kafka topic; undefined when it can.
 * Source: org.apache.kafka.common.internals.Topic.
 * @public
 */
export function whyNotTopicName(name: string): string | undefined {
  if (name === '') return 'give the topic a name';
  if (name.length > MAX_TOPIC)
    return `a topic has at most ${MAX_TOPIC} characters, this one has ${name.length}; shorten it`;
  if (name === '.' || name === '..')
    return 'a topic cannot be called "." or ".."; choose another name';
  if (!/^[a-zA-Z0-9._-]+$/.test(name))
    return 'a topic has only letters, digits, dots, underscores and dashes';
  if (name.startsWith('__'))
    return 'names that begin with two underscores belong to Kafka itself; choose another name';
  return undefined;
}

/**
 * Problems of a list of topics, one per wrong entry: bad names, doubles, and
 * pairs that differ only in `.` and `_`, which Kafka's metrics cannot tell
 * apart. `existing` are topics of the cluster that are not in the list.
 * @public
 */
export function findTopicProblems(
  topics: readonly string[],
  field: string,
  existing: readonly string[] = [],
): ManifestProblem[] {
  const seen = new Map(existing.map(name => [metricName(name), name]));
  return topics.flatMap((name, index) => {
    const message = whyNotTopicName(name) ?? whyCollides(name, seen);
    seen.set(metricName(name), name);
    return message ? [{ field: `${field}[${index}]`, message }] : [];
  });
}

function whyCollides(
  name: string,
  seen: ReadonlyMap<string, string>,
): string | undefined {
  const other = seen.get(metricName(name));
  if (other === undefined) return undefined;
  return other === name
    ? `"${name}" is there twice; leave one out`
    : `"${name}" and "${other}" are the same in Kafka's metrics, which write dots as underscores; rename one`;
}

function metricName(topic: string): string {
  return topic.replaceAll('.', '_');
}
