/** Longest name of most Kubernetes objects that become host names or label values. */
const MAX_NAME = 63;

/** A DNS label that a Kubernetes Service may have: it begins with a letter. */
const SERVICE_NAME = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;

/**
 * Names that mean something else where ours would appear: services of
 * Kubernetes, words YAML reads as values, devices of Windows checkouts.
 */
const RESERVED = new Set([
  ...['default', 'kubernetes', 'localhost', 'all', 'self'],
  ...['true', 'false', 'yes', 'no', 'on', 'off', 'null', 'y', 'n'],
  ...['con', 'prn', 'aux', 'nul'],
]);

const RESERVED_PREFIXES = ['kube-', 'crossplane-', 'vela-'];

/**
 * Why a text cannot be the one name of a service or platform, as a sentence
 * with what to do; undefined when it can. The name becomes a Kubernetes
 * Service, a label value, an entity of the catalog and a folder.
 * @public
 */
export function whyNotServiceName(name: string): string | undefined {
  if (name === '') return 'give a name';
  if (name.length > MAX_NAME)
    return `a name has at most ${MAX_NAME} characters, this one has ${name.length}; shorten it`;
  if (!SERVICE_NAME.test(name))
    return 'a name begins with a small letter, ends with a letter or digit, and has only small letters, digits and dashes between';
  if (RESERVED.has(name) || isReservedPrefix(name))
    return `"${name}" is reserved; choose another name`;
  return undefined;
}

/** Why a text cannot be a namespace; undefined when it can. @public */
export function whyNotNamespace(name: string): string | undefined {
  const isLabel = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name);
  if (!isLabel || name.length > MAX_NAME)
    return `a namespace has at most ${MAX_NAME} small letters, digits and dashes, and begins and ends with a letter or digit`;
  if (isReservedPrefix(name))
    return `"${name}" belongs to the cluster itself; choose another namespace`;
  return undefined;
}

/** Longest name of a consumer group that platforms take. */
const MAX_GROUP = 255;

/** Why a text cannot name a consumer group; undefined when it can. @public */
export function whyNotConsumerGroup(name: string): string | undefined {
  return /^[a-zA-Z0-9._-]+$/.test(name) && name.length <= MAX_GROUP
    ? undefined
    : `a consumer group has at most ${MAX_GROUP} letters, digits, dots, dashes and underscores`;
}

function isReservedPrefix(name: string): boolean {
  return RESERVED_PREFIXES.some(prefix => name.startsWith(prefix));
}
