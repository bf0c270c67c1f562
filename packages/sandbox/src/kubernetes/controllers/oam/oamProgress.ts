import { type JsonObject } from '../../model/json';
import type { KubernetesObject } from '../../model/KubernetesObject';
import type { Progress } from '../Progress';
import type { Component, Unrunnable, Verdict } from './component';
import { passed } from './oamStatus';
import { phaseOf, RENDERED } from './phase';

/** A component, and how it is; without a verdict while it waits for others. */
export interface Report {
  component: Component;
  workload: { apiVersion: string; kind: string };
  verdict?: Verdict;
  /** Names of the components it waits for. */
  waitsFor: string[];
}

export function rendering(count: number): Progress {
  const message = `rendering ${count} components`;
  return {
    ready: 'Creating',
    message,
    status: { status: 'rendering', conditions: [], services: [] },
  };
}

/** Nothing happens until the application is another one. */
export function refused({ problem, station }: Unrunnable): Progress {
  const message = 'nothing was rendered';
  const before = RENDERED.slice(0, RENDERED.indexOf(station)).map(passed);
  const condition = {
    ...{ type: station, status: 'False' },
    ...{ reason: 'ReconcileError', message: problem },
  };
  return {
    ready: 'Creating',
    message,
    refusal: problem,
    status: { status: 'rendering', conditions: [...before, condition] },
  };
}

/** The workflow waits until every component is healthy, once; what comes later is health. */
export function executing(
  application: KubernetesObject,
  reports: Report[],
  count: number,
): Progress {
  const ill = reports.filter(({ verdict }) => !verdict?.isHealthy);
  const isDone = ill.length === 0 && reports.length === count;
  const { namespace = '' } = application.metadata;
  const status = {
    status: phaseOf(application, isDone),
    services: reports.flatMap(each => toService(namespace, each)),
    workflow: { steps: reports.map(toStep) },
  };
  if (isDone) {
    const message = `${count} of ${count} components are healthy`;
    return { ready: 'Available', message, status, waitsForPlatform: true };
  }
  const message =
    ill.map(sayWhy).join('; ') ||
    `${reports.length} of ${count} components are applied`;
  return { ready: 'Creating', message, status, waitsForPlatform: true };
}

function sayWhy({ component, verdict, waitsFor }: Report): string {
  const why = verdict
    ? [verdict.message, verdict.reason].filter(Boolean).join(': ')
    : `waits for ${waitsFor.join(', ')}`;
  return `${component.name}: ${why}`;
}

function toService(
  namespace: string,
  { component, verdict, workload }: Report,
): JsonObject[] {
  return verdict
    ? [
        {
          name: component.name,
          namespace,
          workloadDefinition: { ...workload },
          healthy: verdict.isHealthy,
          message: verdict.message,
          ...(verdict.details && { details: { ...verdict.details } }),
        },
      ]
    : [];
}

function toStep({ component, verdict, waitsFor }: Report): JsonObject {
  const { name } = component;
  const step = { id: name, name, type: 'apply-component' };
  if (verdict?.isHealthy) {
    return { ...step, phase: 'succeeded' };
  }
  const message = verdict?.reason ?? verdict?.message;
  return verdict
    ? { ...step, phase: 'running', reason: 'Wait', message: message ?? '' }
    : {
        ...step,
        phase: 'pending',
        message: `waits for ${waitsFor.join(', ')}`,
      };
}
