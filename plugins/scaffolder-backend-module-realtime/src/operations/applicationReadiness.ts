import type { KubernetesCondition } from '@backstage-realtime/plugin-realtime-node';
import { asObject, textOf } from './statusTexts';

/** Phases in which KubeVela has begun something, and may still heal by itself. */
const REFUSED = /^workflow(Failed|Terminated)$/;

/**
 * The condition `Ready` of an OAM Application, in place of the one that is
 * written: that says only that the workflow ended, stays True when a component
 * falls ill, and belongs to no generation. Ready is what the phase and the
 * health of every component say of what is asked for now.
 */
export function readApplicationReadiness(
  status: Record<string, unknown>,
  written: readonly KubernetesCondition[],
): KubernetesCondition {
  const phase = textOf(status.status);
  const services = asList(status.services).map(asObject);
  const ill = services.filter(({ healthy }) => healthy !== true);
  const isReady = phase === 'running' && ill.length === 0;
  const broken = written.find(each => each.status === 'False');
  const sick = ill.map(each => `${textOf(each.name)}: ${textOf(each.message)}`);
  const said = textOf(asObject(status.workflow).message);
  const message = broken?.message || said || sick.join('; ');
  return {
    type: 'Ready',
    status: isReady ? 'True' : 'False',
    reason: reasonOf(isReady, phase, broken),
    message: isReady ? '' : message,
  };
}

function reasonOf(
  isReady: boolean,
  phase: string,
  broken: KubernetesCondition | undefined,
): string {
  if (isReady) return 'Available';
  if (broken) return broken.reason;
  return REFUSED.test(phase) ? 'ReconcileError' : phase || 'Creating';
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
