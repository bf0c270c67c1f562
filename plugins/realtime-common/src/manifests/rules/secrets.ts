import type { ManifestProblem } from '../manifest';

/**
 * Fields whose text is a secret: `password`, `licenseKey`, `API_TOKEN`,
 * `webhook` (its address is the credential of a chat channel).
 */
const SECRET_FIELD =
  /(^|[^a-z])(pass(word|wd|phrase)?|secret|secret[_-]?(key|value)|token|(access|auth|bearer)[_-]?token|licen[cs]e([_-]?key)?|api[_-]?key|access[_-]?key|private[_-]?key|credentials?|connection[_-]?string|webhook([_-]?url)?|sasl[_-]?jaas[_-]?config)$/i;

/** Fields that only name a secret, or say how many there are. */
const REFERENCE_FIELD = /(SecretRef|secretRef|credentialsSecret|secretName)$/;

/** Texts that are secret wherever they stand. */
const SECRET_VALUES: [RegExp, string][] = [
  [/[a-z][a-z0-9+.-]*:\/\/[^\s/:@]+:[^\s/@]+@/i, 'an address with a password'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'a private key'],
  [/\bAKIA[0-9A-Z]{16}\b/, 'an access key'],
  [/\bgh[pousr]_[A-Za-z0-9]{36,}\b/, 'a token'],
  [/\bglpat-[\w-]{20,}/, 'a token'],
  [/\bxox[abprs]-[\w-]{10,}/, 'a token'],
  [/hooks\.slack\.com\/services\/\w+/i, 'the address of a chat hook'],
  [/\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}/, 'a token'],
  [/\b(password|pwd|accountkey|sharedaccesskey)\s*=\s*[^\s;]+/i, 'a password'],
];

/**
 * Every place of a value that holds a secret or looks like it. Depth is
 * bounded by `MAX_DEPTH`; the messages never repeat what was found.
 * @public
 */
export function findSecrets(
  value: unknown,
  field = '',
  depth = 0,
): ManifestProblem[] {
  if (typeof value === 'string') return findInText(value, field);
  if (typeof value !== 'object' || value === null) return [];
  if (depth >= MAX_DEPTH)
    return [{ field, message: 'is nested too deeply to be checked' }];
  return Object.entries(value).flatMap(([key, child]) => {
    const path = joinField(field, key, Array.isArray(value));
    if (REFERENCE_FIELD.test(key) || isKeyName(key, value))
      return findInReference(child, path);
    const isSecret = isFilled(child) && isSecretField(key);
    return isSecret
      ? [{ field: path, message: byReference() }]
      : findSecrets(child, path, depth + 1);
  });
}

/** Nesting of forms and manifests; ours have about ten levels. */
const MAX_DEPTH = 40;

/** True when texts under this name are secret: `mqttPassword`, `LICENSE_KEY`, never `passwordSecretRef`. */
export function isSecretField(key: string): boolean {
  const spaced = key.replace(/([a-z0-9])([A-Z])/g, '$1_$2');
  return SECRET_FIELD.test(spaced) && !REFERENCE_FIELD.test(key);
}

/** An ExternalSecret says with it under which key the value will be found. */
function isKeyName(key: string, beside: object): boolean {
  return key === 'secretKey' && 'remoteRef' in beside;
}

/** A reference holds a name and a key of a Secret; a text that is a secret itself is still one. */
function findInReference(value: unknown, field: string): ManifestProblem[] {
  if (typeof value === 'string') return findInText(value, field);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    typeof child === 'string' ? findInText(child, `${field}.${key}`) : [],
  );
}

function findInText(text: string, field: string): ManifestProblem[] {
  const found = SECRET_VALUES.find(([pattern]) => pattern.test(text));
  return found
    ? [{ field, message: `looks like ${found[1]}; ${byReference()}` }]
    : [];
}

function byReference(): string {
  return 'a secret is never written into a form or manifest; put it into a Kubernetes Secret and refer to that by name and key';
}

/** What SOPS has encrypted, and an argument that is filled in from a Secret. */
const PROTECTED = /^(ENC\[AES256_GCM,data:.*\]|\{\{\s*args\.[-\w]+\s*\}\})$/;

function isFilled(value: unknown): boolean {
  if (typeof value === 'number') return true;
  return typeof value === 'string' && value !== '' && !PROTECTED.test(value);
}

/** `platform` + `topics` + `0` → `platform.topics[0]`. */
function joinField(field: string, key: string, isIndex: boolean): string {
  if (isIndex) return `${field}[${key}]`;
  return field ? `${field}.${key}` : key;
}
