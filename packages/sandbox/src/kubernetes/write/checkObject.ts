import { invalid, type Cause } from '../model/ApiError';
import type { Kind } from '../model/Kind';
import { asJson, type KubernetesObject } from '../model/KubernetesObject';
import { checkRulesAfter } from '../schema/checkRules';
import { validate } from '../schema/validate';

const SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const MAX_SUBDOMAIN = 253;
const MAX_LABEL = 63;

/** Throws ApiError 422 with a cause for each field that is wrong. */
export function checkObject(kind: Kind, object: KubernetesObject): void {
  const { name } = object.metadata;
  const causes = [
    ...checkName(kind, name),
    ...checkLabels(object),
    ...validate(asJson(object), kind.schema),
  ];
  const refused = [
    ...causes,
    ...checkRulesAfter(causes, asJson(object), kind.schema),
  ];
  if (refused.length > 0) {
    throw invalid(kind, name, refused);
  }
}

function checkName(kind: Kind, name: string): Cause[] {
  const isLabel = kind.group === '' && kind.kind === 'Namespace';
  const rule = isLabel
    ? { pattern: LABEL, max: MAX_LABEL, text: LABEL_RULE }
    : { pattern: SUBDOMAIN, max: MAX_SUBDOMAIN, text: SUBDOMAIN_RULE };
  const problems = [
    ...(name.length > rule.max
      ? [`must be no more than ${rule.max} characters`]
      : []),
    ...(rule.pattern.test(name) ? [] : [rule.text]),
  ];
  return problems.map(problem => ({
    reason: 'FieldValueInvalid',
    message: `Invalid value: "${name}": ${problem}`,
    field: 'metadata.name',
  }));
}

const LABEL_RULE =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const SUBDOMAIN_RULE =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const VALUE_RULE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

function checkLabels({ metadata }: KubernetesObject): Cause[] {
  return Object.values(metadata.labels ?? {}).flatMap(value => {
    if (typeof value !== 'string') {
      return [];
    }
    const problems = [
      ...(value.length > MAX_LABEL
        ? [`must be no more than ${MAX_LABEL} characters`]
        : []),
      ...(LABEL_VALUE.test(value) ? [] : [VALUE_RULE]),
    ];
    return problems.map(problem => ({
      reason: 'FieldValueInvalid',
      message: `Invalid value: "${value}": ${problem}`,
      field: 'metadata.labels',
    }));
  });
}
