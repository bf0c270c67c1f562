import type { KubernetesObject } from '@backstage-realtime/plugin-realtime-node';

/** One condition of a claim; texts are empty when the cluster says nothing. */
export type ClaimCondition = {
  type: string;
  status: string;
  reason: string;
  message: string;
};

/** What a claim says of itself. */
export type ClaimState = {
  conditions: ClaimCondition[];
  /** Addresses that exist. */
  endpoints: Record<string, string>;
};

/**
 * State of a claim from its status. A condition that was written for an older
 * generation is left out: it says nothing of what was asked for now.
 */
export function readClaimState(object: KubernetesObject): ClaimState {
  const status = asObject(object.status);
  const { generation } = object.metadata;
  const conditions = Array.isArray(status.conditions) ? status.conditions : [];
  const isCurrent = ({ observedGeneration: seen }: Record<string, unknown>) =>
    generation === undefined ||
    seen === undefined ||
    Number(seen) >= generation;
  return {
    conditions: conditions
      .map(asObject)
      .filter(isCurrent)
      .map(each => ({
        type: textOf(each.type),
        status: textOf(each.status),
        reason: textOf(each.reason),
        message: textOf(each.message),
      })),
    endpoints: Object.fromEntries(
      Object.entries(asObject(status.endpoints)).filter(
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

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
