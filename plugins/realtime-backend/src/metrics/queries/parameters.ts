/** What a query may be asked about; nothing else comes from outside app-config. */
export interface QueryParameters {
  namespace: string;
  rollout: string;
  /** Value of the label `rollouts-pod-template-hash`. */
  hash?: string;
  service?: string;
}

/** Name of a placeholder. */
export type ParameterName = keyof QueryParameters;

const LABEL = '[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?';

/** How Kubernetes writes each: what does not match is no name there, and never reaches a query. */
const FORMS: Readonly<Record<ParameterName, RegExp>> = {
  namespace: new RegExp(`^${LABEL}$`),
  rollout: new RegExp(`^(?=.{1,253}$)${LABEL}(?:\\.${LABEL})*$`),
  hash: /^[a-z0-9]{1,63}$/,
  service: new RegExp(`^${LABEL}$`),
};

export function isParameterName(name: string): name is ParameterName {
  return Object.hasOwn(FORMS, name);
}

/** Names of placeholders, for messages. */
export const PARAMETER_NAMES = Object.keys(FORMS) as ParameterName[];

/** True when the text can be the name it is said to be. */
export function isValidParameter(name: ParameterName, text: string): boolean {
  return FORMS[name].test(text);
}
