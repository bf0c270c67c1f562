import type { KubernetesObject } from '@kubernetes/client-node';

export const NAMESPACE = 'default';

const CLAIMS = { group: 'platform.example.org', version: 'v1alpha1' };
const APIS = {
  applicationclaims: CLAIMS,
  realtimeplatformclaims: CLAIMS,
  kafkatopics: { group: 'kafka.strimzi.io', version: 'v1' },
  applications: { group: 'core.oam.dev', version: 'v1beta1' },
};

export type Plural = keyof typeof APIS;

interface Condition {
  type: string;
  status: string;
  reason: string;
  message?: string;
  observedGeneration: number;
}

export interface Claim extends KubernetesObject {
  status?: {
    conditions?: Condition[];
    endpoints?: { websocket?: string };
    streaming?: { topics: string[]; consumerGroup: string };
    realtime?: { secrets: string[] };
    observedGeneration?: number;
    /** The phase of an OAM application. */
    status?: string;
    services?: {
      name: string;
      healthy: boolean;
      message: string;
      details?: Record<string, string>;
    }[];
    workflow?: { message?: string; steps?: object[] };
  };
}

export function conditionOf(claim: Claim, type: string): Condition | undefined {
  return claim.status?.conditions?.find(condition => condition.type === type);
}

/** Where the API has objects of a kind. */
export function placeOf(plural: Plural) {
  return { ...APIS[plural], namespace: NAMESPACE, plural };
}
