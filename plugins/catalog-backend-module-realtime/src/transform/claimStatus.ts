import {
  currentConditions,
  type KubernetesCondition,
  type KubernetesObject,
} from '@backstage-realtime/plugin-realtime-node';
import type { ClaimPhase } from '@backstage-realtime/plugin-realtime-common';
import { z } from 'zod';

/** How far an object is; the message is the cluster's own, and empty when it says nothing. */
export interface ClaimStatus {
  phase: ClaimPhase;
  message: string;
}

const text = z.string().catch('');

const health = z.object({
  name: text,
  healthy: z.boolean().optional().catch(undefined),
  message: text,
});

/** What is read of a status; anything else in it, or in its place, is passed over. */
const status = z
  .object({
    status: text,
    observedGeneration: z.number().optional().catch(undefined),
    services: z.array(health).catch([]),
    workflow: z
      .object({ message: text, suspend: z.boolean().catch(false) })
      .catch({
        message: '',
        suspend: false,
      }),
  })
  .catch({
    status: '',
    observedGeneration: undefined,
    services: [],
    workflow: { message: '', suspend: false },
  });

/**
 * Status of a composite resource, by its conditions Synced and Ready. What was
 * said of an older generation counts for nothing: an old Ready is not shown as
 * the state of what is asked for now.
 */
export function readClaimStatus(object: KubernetesObject): ClaimStatus {
  const { deletionTimestamp, annotations = {} } = object.metadata;
  const conditions = currentConditions(object);
  const synced = conditions.find(({ type }) => type === 'Synced');
  const ready = conditions.find(({ type }) => type === 'Ready');
  const message = ready?.message ?? '';
  if (deletionTimestamp) return { phase: 'deleting', message };
  if (annotations['crossplane.io/paused'] === 'true')
    return { phase: 'paused', message };
  if (synced?.status === 'False')
    return { phase: 'failed', message: synced.message };
  if (ready?.status === 'True') return { phase: 'ready', message };
  const isBroken = ready?.reason === 'Unavailable';
  return { phase: isBroken ? 'failed' : 'creating', message };
}

/** Status of an OAM Application, in the order its controller means it: end, fault, wait, progress, health. */
export function readApplicationStatus(object: KubernetesObject): ClaimStatus {
  const said = status.parse(object.status);
  const { generation = 0, deletionTimestamp } = object.metadata;
  if (deletionTimestamp || said.status === 'deleting')
    return { phase: 'deleting', message: '' };
  const isStale =
    said.observedGeneration !== undefined &&
    said.observedGeneration < generation;
  if (isStale || !said.status) return { phase: 'creating', message: '' };
  return (
    readFault(said, currentConditions(object)) ??
    readWait(said) ?? {
      phase: said.status === 'running' ? 'ready' : 'creating',
      message: said.workflow.message,
    }
  );
}

function readFault(
  said: z.output<typeof status>,
  conditions: readonly KubernetesCondition[],
): ClaimStatus | undefined {
  const broken = conditions.find(each => each.status === 'False');
  if (/^workflow(Failed|Terminated)$/.test(said.status) || broken)
    return {
      phase: 'failed',
      message: broken?.message || said.workflow.message,
    };
  const ill = said.services.filter(({ healthy }) => healthy === false);
  const isIll = said.status === 'unhealthy' || said.status === 'running';
  if (said.status !== 'unhealthy' && !(isIll && ill.length > 0))
    return undefined;
  const message = ill.map(each => `${each.name}: ${each.message}`).join('; ');
  return { phase: 'failed', message };
}

function readWait(said: z.output<typeof status>): ClaimStatus | undefined {
  const isSuspended =
    said.status === 'workflowSuspending' || said.workflow.suspend;
  return isSuspended
    ? { phase: 'paused', message: said.workflow.message }
    : undefined;
}
