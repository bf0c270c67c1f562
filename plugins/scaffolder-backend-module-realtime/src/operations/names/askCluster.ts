import {
  APPLICATION_CLAIM,
  claimApiVersion,
  OAM_API_VERSION,
  REALTIME_PLATFORM_CLAIM,
  RealtimeError,
  type ManifestProblem,
} from '@backstage-realtime/plugin-realtime-common';
import type {
  KubernetesClient,
  KubernetesObject,
} from '@backstage-realtime/plugin-realtime-node';
import { TASK_LABEL, toTaskLabel } from '../marks';
import type { ActionServices, Step } from '../services';
import type { Names, NamesFound } from './checkNames';

/** A kind that somebody looks for. */
interface Kind {
  apiVersion: string;
  kind: string;
}

/** Whether the names are free on the cluster, and the platform is there. Errors: realtime.kubernetes.*. */
export async function askCluster(
  step: Step,
  { clusters, claimApi }: Pick<ActionServices, 'clusters' | 'claimApi'>,
  names: Names,
): Promise<NamesFound> {
  const { kubernetesCluster, token, platforms, namespace } = names;
  if (!kubernetesCluster) return { problems: [], unknown: [] };
  const client = clusters.getFor(kubernetesCluster, token);
  const claims = claimApiVersion(claimApi);
  const platformKind = { apiVersion: claims, kind: REALTIME_PLATFORM_CLAIM };
  const applicationKind = { apiVersion: OAM_API_VERSION, kind: 'Application' };
  const kinds = [
    platformKind,
    { apiVersion: claims, kind: APPLICATION_CLAIM },
    applicationKind,
    { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' },
  ];
  const find = (kind: Kind, name: string) =>
    findObject(client, { ...kind, namespace, name }, step.signal);
  const problems: ManifestProblem[] = [];
  for (const name of new Set([names.name, ...(names.objects ?? [])]))
    for (const kind of kinds) {
      const holder = await find(kind, name);
      if (holder && !isOf(step, holder))
        problems.push({ field: 'name', message: sayTaken(holder, client) });
    }
  for (const { field, name } of platforms)
    if (
      !(await find(platformKind, name)) &&
      !(await find(applicationKind, name))
    )
      problems.push({
        field,
        message: `"${name}" is not in namespace ${namespace} of the Kubernetes cluster ${client.cluster}; choose one that exists, or create one`,
      });
  return { problems, unknown: [] };
}

function sayTaken(
  { kind, metadata }: KubernetesObject,
  client: KubernetesClient,
) {
  return `${kind} "${metadata.name}" is taken on the Kubernetes cluster ${client.cluster}; choose another name`;
}

function isOf({ task }: Step, { metadata }: KubernetesObject): boolean {
  return metadata.labels?.[TASK_LABEL] === toTaskLabel(task.id);
}

/** A kind that is not served, or not for this credential, has no object that a task could run into. */
async function findObject(
  client: KubernetesClient,
  ref: Kind & { namespace: string; name: string },
  signal: AbortSignal | undefined,
): Promise<KubernetesObject | undefined> {
  try {
    return await client.get(ref, { signal });
  } catch (error) {
    if (error instanceof RealtimeError && NOT_THERE.includes(error.code))
      return undefined;
    throw error;
  }
}

const NOT_THERE = [
  'realtime.kubernetes.unknown-kind',
  'realtime.kubernetes.forbidden',
];
