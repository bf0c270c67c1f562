import { toApiTime } from '../../managed/managers';
import {
  isJsonObject,
  objectAt,
  textAt,
  type Json,
  type JsonObject,
} from '../../model/json';
import { asJson, type KubernetesObject } from '../../model/KubernetesObject';
import { stamp, type Condition, type Progress } from '../Progress';
import type { Component, Unrunnable, Verdict } from './component';

/** Stations that lie behind an application once its workflow runs. */
const RENDERED = ['Parsed', 'Revision', 'Policy', 'Render'];
const FINISHED = [...RENDERED, 'Workflow', 'Ready'];
const IS_FINISHED = /^(running|unhealthy)$/;

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

function phaseOf(application: KubernetesObject, isDone: boolean): string {
  if (isDone) {
    return 'running';
  }
  return hasFinished(application) ? 'unhealthy' : 'runningWorkflow';
}

/** Whether the workflow of what is asked for now has succeeded before. */
function hasFinished(application: KubernetesObject): boolean {
  const status = objectAt(asJson(application), 'status');
  return (
    isSeen(application) && IS_FINISHED.test(textAt(status, 'status') ?? '')
  );
}

/** Whether the status is about what is asked for now, and a workflow runs or ran. */
export function isUnderWay(application: KubernetesObject): boolean {
  const { steps } = objectAt(
    objectAt(asJson(application), 'status'),
    'workflow',
  );
  return isSeen(application) && Array.isArray(steps) && steps.length > 0;
}

function isSeen(application: KubernetesObject): boolean {
  const { observedGeneration } = objectAt(asJson(application), 'status');
  return observedGeneration === (application.metadata.generation ?? 1);
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

/**
 * The status as KubeVela writes it. Its conditions are stations that lie
 * behind the application, so `Ready` says that the workflow has ended and
 * nothing of health: that is the phase, `status.status`.
 */
export function buildOamStatus(
  application: KubernetesObject,
  { message, ready, refusal, status = {} }: Progress,
  nowMs: number,
): JsonObject {
  const phase = textAt(status, 'status') ?? phaseOfFailure(application, ready);
  const now = toApiTime(nowMs);
  const conditions = conditionsOf(application, phase, status);
  return {
    ...status,
    status: phase,
    observedGeneration: application.metadata.generation ?? 1,
    ...(conditions && {
      conditions: conditions.map(each => {
        const { observedGeneration: _, ...rest } = stamp(
          application,
          each,
          now,
        );
        return rest;
      }),
    }),
    workflow: {
      ...buildWorkflow(application, phase, now),
      message: ready === 'Available' ? '' : (refusal ?? message),
      ...objectAt(status, 'workflow'),
    },
  };
}

function phaseOfFailure(
  application: KubernetesObject,
  ready: Progress['ready'],
): string {
  return ready === 'Deleting' ? 'deleting' : phaseOf(application, false);
}

function buildWorkflow(
  application: KubernetesObject,
  phase: string,
  now: string,
): JsonObject {
  const before = objectAt(objectAt(asJson(application), 'status'), 'workflow');
  const known = isSeen(application) ? before : {};
  const isFinished = IS_FINISHED.test(phase);
  return {
    mode: 'DAG-DAG',
    status: isFinished ? 'succeeded' : 'executing',
    finished: isFinished,
    terminated: false,
    suspend: false,
    startTime: textAt(known, 'startTime') ?? now,
    endTime: isFinished ? (textAt(known, 'endTime') ?? now) : null,
  };
}

/** undefined: those that are there stay. */
function conditionsOf(
  application: KubernetesObject,
  phase: string,
  { conditions }: JsonObject,
): Condition[] | undefined {
  if (Array.isArray(conditions)) {
    return conditions.filter(isCondition);
  }
  if (phase === 'deleting') {
    return undefined;
  }
  const isFinished = IS_FINISHED.test(phase) || hasFinished(application);
  return (isFinished ? FINISHED : RENDERED).map(passed);
}

function passed(type: string): Condition & JsonObject {
  return { type, status: 'True', reason: 'Available' };
}

function isCondition(value: Json): value is Condition & JsonObject {
  return isJsonObject(value) && typeof value.type === 'string';
}
