/** A name of something outside a form, and the field it stands in. @public */
export interface NamedField {
  /** `components[0].properties.connector.kafkaTopic`. */
  field: string;
  name: string;
}

/** What components of a form name outside of themselves. @public */
export interface ComponentNames {
  /** Kafka topics, which may exist: the first application that names one keeps it. */
  topics: NamedField[];
  /** Streaming platforms, which have to exist unless the form brings them. */
  platforms: NamedField[];
}

/** Where the properties of components name topics; `[]` stands for each item of a list. */
const TOPIC_FIELDS = [
  'connector.kafkaTopic',
  'topics.input[]',
  'topics.output[]',
  'errorHandling.deadLetterTopic',
  'streaming.topics[]',
];

/**
 * Topics and platforms that components name, in their order. Whether the
 * components are right is for `buildOamApplication` to say; what has another
 * shape than theirs names nothing.
 * @public
 */
export function findComponentNames(
  components: readonly unknown[],
): ComponentNames {
  const properties = components.map(
    each => (each as { properties?: unknown } | undefined)?.properties,
  );
  const find = (path: string) =>
    properties.flatMap((each, index) =>
      findAt(each, path.split('.'), `components[${index}].properties`),
    );
  return {
    topics: TOPIC_FIELDS.flatMap(find),
    platforms: find('realtime'),
  };
}

function findAt(value: unknown, path: string[], field: string): NamedField[] {
  const [step, ...rest] = path;
  if (step === undefined)
    return typeof value === 'string' && value !== ''
      ? [{ field, name: value }]
      : [];
  const key = step.replace('[]', '');
  const isObject = typeof value === 'object' && value !== null;
  if (!isObject || !Object.hasOwn(value, key)) return [];
  const child = (value as Record<string, unknown>)[key];
  const here = `${field}.${key}`;
  if (!step.endsWith('[]')) return findAt(child, rest, here);
  const items = Array.isArray(child) ? child : [];
  return items.flatMap((item, i) => findAt(item, rest, `${here}[${i}]`));
}
