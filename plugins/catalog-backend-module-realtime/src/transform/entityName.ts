import { createHash } from 'node:crypto';

/** The catalog's bound for names. */
const MAX_NAME = 63;

/** The catalog's rule for names: runs of letters and digits with single separators between. */
const VALID_NAME = /^[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*$/;

const HASH_LENGTH = 10;

/**
 * Name of the entity of a topic: `local.pong_topic`. The same for ever for the
 * same cluster and topic. A topic whose name the catalog does not allow (up to
 * 249 characters, `__consumer_offsets`) keeps its readable beginning and gets a
 * hash of the whole, so that no two topics share a name.
 */
export function topicEntityName(cluster: string, topic: string): string {
  const plain = `${cluster}.${topic}`;
  if (plain.length <= MAX_NAME && VALID_NAME.test(plain)) return plain;
  const hash = createHash('sha256').update(plain).digest('hex');
  const readable = plain
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, MAX_NAME - HASH_LENGTH - 1)
    .replace(/-$/, '');
  return `${readable}-${hash.slice(0, HASH_LENGTH)}`;
}
