import {
  findComponentNames,
  type NamedField,
} from '@backstage-realtime/plugin-realtime-common';
import type { Names } from './checkNames';

/** Names as a template gives them. */
interface NamesInput extends Omit<
  Names,
  'namespace' | 'platforms' | 'sharedTopics' | 'topics'
> {
  namespace?: string;
  /** By the field each comes from, or the list of a platform. */
  topics?: Record<string, string> | { name: string }[];
  components?: unknown[];
  platform?: string | Record<string, string>;
}

/** Each name with its field. A platform that has the name of the whole is part of it. */
export function readNames(input: NamesInput): Names {
  const { namespace, topics = {}, components = [], platform, ...rest } = input;
  const found = findComponentNames(components);
  return {
    ...rest,
    namespace: namespace || 'default',
    topics: Array.isArray(topics)
      ? topics.map(({ name }, i) => ({ field: `topics[${i}].name`, name }))
      : fieldsOf(topics),
    sharedTopics: found.topics,
    platforms: [
      ...fieldsOf(
        typeof platform === 'string' ? { platformName: platform } : platform,
      ),
      ...found.platforms.filter(({ name }) => name !== input.name),
    ],
  };
}

/** Without those that are left empty. */
function fieldsOf(names: Record<string, string> = {}): NamedField[] {
  return Object.entries(names)
    .filter(([, name]) => name !== '')
    .map(([field, name]) => ({ field, name }));
}
