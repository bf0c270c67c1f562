import {
  currentConditions,
  type KubernetesCondition,
  type KubernetesObject,
} from '@backstage-realtime/plugin-realtime-node';

/** What a claim says of itself, and of what is asked for now. */
export type ClaimState = {
  conditions: KubernetesCondition[];
  /** Addresses that exist. */
  endpoints: Record<string, string>;
};

export function readClaimState(object: KubernetesObject): ClaimState {
  const { endpoints } = asObject(object.status);
  return {
    conditions: currentConditions(object),
    endpoints: Object.fromEntries(
      Object.entries(asObject(endpoints)).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      ),
    ),
  };
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)
    : {};
}
