import {
  currentConditions,
  type KubernetesCondition,
  type KubernetesObject,
} from '@backstage-realtime/plugin-realtime-node';
import { readApplicationReadiness } from './applicationReadiness';
import { asObject, textOf } from './statusTexts';

/** What a claim says of itself, and of what is asked for now. */
export type ClaimState = {
  conditions: KubernetesCondition[];
  /** Addresses that exist. */
  endpoints: Record<string, string>;
};

export function readClaimState(object: KubernetesObject): ClaimState {
  const status = asObject(object.status);
  const { endpoints } = status;
  return {
    conditions: isApplication(object, status)
      ? readApplication(object, status)
      : currentConditions(object),
    endpoints: Object.fromEntries(
      Object.entries(asObject(endpoints)).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      ),
    ),
  };
}

/** KubeVela writes a phase there, which no other kind of claim has. */
function isApplication(
  { kind }: KubernetesObject,
  status: Record<string, unknown>,
): boolean {
  return kind === 'Application' && textOf(status.status) !== '';
}

/** Its conditions have no generation of their own; that of the status is theirs. */
function readApplication(
  object: KubernetesObject,
  status: Record<string, unknown>,
): KubernetesCondition[] {
  const { generation = 0 } = object.metadata;
  const seen = status.observedGeneration ?? generation;
  if (Number(seen) < generation) return [];
  const written = currentConditions(object);
  const others = written.filter(({ type }) => type !== 'Ready');
  return [...others, readApplicationReadiness(status, written)];
}
