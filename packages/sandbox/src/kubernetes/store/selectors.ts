import { badRequest } from '../model/ApiError';
import { asJson, type KubernetesObject } from '../model/KubernetesObject';
import { isJsonObject, type Json } from '../model/json';

/** Whether a list or watch wants an object. */
export type Selector = (object: KubernetesObject) => boolean;

/** From `labelSelector` and `fieldSelector` of a request. Throws ApiError 400. */
export function parseSelector(query: URLSearchParams): Selector {
  const labels = parseLabelSelector(query.get('labelSelector') ?? '');
  const fields = parseFieldSelector(query.get('fieldSelector') ?? '');
  return object => labels(object) && fields(object);
}

/** `a=b`, `a==b`, `a!=b`, `a in (b,c)`, `a notin (b)`, `a`, `!a`; joined by commas. */
function parseLabelSelector(text: string): Selector {
  const terms = splitTerms(text).map(parseLabelTerm);
  return ({ metadata }) => terms.every(term => term(metadata.labels ?? {}));
}

type LabelTerm = (labels: { [key: string]: string }) => boolean;

/** Commas within parentheses do not separate. */
function splitTerms(text: string): string[] {
  return text
    .split(/,(?![^(]*\))/)
    .map(term => term.trim())
    .filter(term => term !== '');
}

const SET_TERM = /^([\w./-]+)\s+(in|notin)\s+\(([^)]*)\)$/;
const EQUAL_TERM = /^([\w./-]+)\s*(==|=|!=)\s*([\w.-]*)$/;
const EXISTS_TERM = /^(!?)\s*([\w./-]+)$/;

function parseLabelTerm(text: string): LabelTerm {
  const ofSet = SET_TERM.exec(text);
  if (ofSet) {
    const [, key, operator, list] = ofSet;
    const values = list.split(',').map(value => value.trim());
    const isWanted = operator === 'in';
    return labels => values.includes(labels[key] ?? '\0') === isWanted;
  }
  const equal = EQUAL_TERM.exec(text);
  if (equal) {
    const [, key, operator, value] = equal;
    return labels => (labels[key] === value) === (operator !== '!=');
  }
  const exists = EXISTS_TERM.exec(text);
  if (exists) {
    const [, not, key] = exists;
    return labels => key in labels === (not === '');
  }
  throw badRequest(
    `unable to parse requirement: found '${text}', expected a label selector`,
  );
}

/** Of custom resources the server knows two; of the core kinds a few more. */
const FIELDS = [
  'metadata.name',
  'metadata.namespace',
  'type',
  'reason',
  'involvedObject.kind',
  'involvedObject.name',
  'involvedObject.namespace',
  'involvedObject.uid',
  'status.phase',
];

function parseFieldSelector(text: string): Selector {
  const terms = splitTerms(text).map(term => {
    const [, path = '', operator, value] =
      /^([\w.]+)(==|=|!=)(.*)$/.exec(term) ?? [];
    if (!FIELDS.includes(path)) {
      throw badRequest(`field label not supported: ${path || term}`);
    }
    return { path: path.split('.'), isWanted: operator !== '!=', value };
  });
  return object =>
    terms.every(
      ({ path, isWanted, value }) =>
        (readText(asJson(object), path) === value) === isWanted,
    );
}

function readText(value: Json | undefined, [field, ...rest]: string[]): string {
  if (field === undefined) {
    return typeof value === 'string' ? value : '';
  }
  return readText(isJsonObject(value) ? value[field] : undefined, rest);
}
