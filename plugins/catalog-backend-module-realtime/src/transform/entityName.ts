import { createHash } from 'node:crypto';

/** The catalog's bound for names. */
const MAX_NAME = 63;

/** The catalog's rule for names: runs of letters and digits with single separators between. */
const VALID_NAME = /^[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*$/;

/** A part that holds neither the separator nor a capital. */
const PLAIN_PART = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

const HASH_LENGTH = 10;

/**
 * Name of the entity of a topic: `local.pong_topic`. The same for ever for the
 * same cluster and topic. A topic whose name the catalog does not allow (up to
 * 249 characters, `__consumer_offsets`) keeps its readable beginning and gets a
 * hash of the whole, so that no two topics share a name.
 */
export function topicEntityName(cluster: string, topic: string): string {
  const plain = `${cluster}.${topic}`;
  return isEntityName(plain) ? plain : shorten(plain);
}

/**
 * Name of the entity of a Kubernetes object: `local.team-a.claim.ping-pong`, the
 * same for ever for the same parts. Parts that could be read in two ways (dots,
 * as Kubernetes allows in names; capitals, which refs of entities do not tell
 * apart) or are too long are hashed as those of topics are.
 */
export function objectEntityName(
  cluster: string,
  namespace: string,
  word: string,
  name: string,
): string {
  const parts = [cluster, namespace, word, name];
  const plain = parts.join('.');
  const isPlain = parts.every(part => PLAIN_PART.test(part));
  // A slash stands in none of the parts, so that what is hashed is read in one way.
  return isPlain && plain.length <= MAX_NAME
    ? plain
    : shorten(plain, parts.join('/'));
}

/** True for what the catalog takes as a name. */
export function isEntityName(name: string): boolean {
  return name.length <= MAX_NAME && VALID_NAME.test(name);
}

function shorten(plain: string, hashed = plain): string {
  const hash = createHash('sha256').update(hashed).digest('hex');
  const readable = plain
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, MAX_NAME - HASH_LENGTH - 1)
    .replace(/-$/, '');
  return `${readable}-${hash.slice(0, HASH_LENGTH)}`;
}
