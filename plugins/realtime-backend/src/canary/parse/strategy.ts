import type {
  RolloutState,
  RolloutStepKind,
} from '@backstage-realtime/plugin-realtime-common';
import { parseAnalysisRefs, type AnalysisRefObject } from './analysisRef';
import {
  durationAt,
  fieldsAt,
  fieldsOf,
  isTrueAt,
  listAt,
  numberAt,
  textAt,
  type Fields,
} from './fields';

/** One step as the spec has it. */
export interface StepObject {
  kind: RolloutStepKind;
  /** Percent, 0..100. */
  weight?: number;
  pauseMs?: number;
  names?: string[];
}

/** How a rollout is meant to go; what it does is in its status. */
export interface StrategyObject {
  kind: RolloutState['strategy'];
  steps: StepObject[];
  analyses: AnalysisRefObject[];
  /** Requests are divided by a router, and not by the number of pods. */
  hasRouter: boolean;
  /** Weight that stands for all of the requests; 100 where nothing else is said. */
  maxWeight: number;
  stableService?: string;
  /** Of blue/green: takes over by itself after this, or at once, or never. */
  takesOver: 'by-hand' | 'by-itself';
  takesOverAfterMs?: number;
}

const MAX_STEPS = 100;

export function parseStrategy(spec: Fields): StrategyObject {
  const strategy = fieldsAt(spec, 'strategy');
  const canary = fieldsOf(strategy.canary);
  const blueGreen = fieldsOf(strategy.blueGreen);
  const maxWeight = numberAt(
    fieldsAt(canary, 'trafficRouting'),
    'maxTrafficWeight',
  );
  const weightOfAll = maxWeight && maxWeight > 0 ? maxWeight : 100;
  const steps = listAt(canary, 'steps', MAX_STEPS);
  const isBlueGreen = Object.hasOwn(strategy, 'blueGreen');
  return {
    kind: kindOf(strategy),
    steps: steps.map(step => parseStep(fieldsOf(step), weightOfAll)),
    analyses: parseAnalysisRefs(canary, steps),
    hasRouter: Object.keys(fieldsAt(canary, 'trafficRouting')).length > 0,
    maxWeight: weightOfAll,
    stableService: isBlueGreen
      ? textAt(blueGreen, 'activeService')
      : textAt(canary, 'stableService'),
    takesOver:
      blueGreen.autoPromotionEnabled === false ? 'by-hand' : 'by-itself',
    takesOverAfterMs: durationAt(blueGreen, 'autoPromotionSeconds'),
  };
}

function kindOf(strategy: Fields): StrategyObject['kind'] {
  if (Object.hasOwn(strategy, 'canary')) return 'canary';
  return Object.hasOwn(strategy, 'blueGreen') ? 'blue-green' : 'unknown';
}

type StepReader = (
  value: Fields,
  step: Fields,
  maxWeight: number,
) => StepObject;

/** By the field a step has; exactly one, as the API demands. */
const READERS: Readonly<Record<string, StepReader>> = {
  setWeight: (_, step, maxWeight) => ({
    kind: 'weight',
    weight: toPercent(numberAt(step, 'setWeight'), maxWeight),
  }),
  pause: pause => ({ kind: 'pause', pauseMs: durationAt(pause, 'duration') }),
  analysis: analysis => ({
    kind: 'analysis',
    names: namesOf(listAt(analysis, 'templates'), 'templateName'),
  }),
  experiment: experiment => ({
    kind: 'experiment',
    names: namesOf(listAt(experiment, 'templates'), 'name'),
  }),
  setCanaryScale: scale => ({
    kind: 'canary-scale',
    weight: isTrueAt(scale, 'matchTrafficWeight')
      ? undefined
      : numberAt(scale, 'weight'),
  }),
  setHeaderRoute: route => ({ kind: 'header-route', names: nameOf(route) }),
  setMirrorRoute: route => ({ kind: 'mirror-route', names: nameOf(route) }),
  plugin: plugin => ({ kind: 'plugin', names: nameOf(plugin) }),
};

function parseStep(step: Fields, maxWeight: number): StepObject {
  const field = Object.keys(step).find(name => Object.hasOwn(READERS, name));
  if (field) return READERS[field](fieldsOf(step[field]), step, maxWeight);
  const name = Object.keys(step)[0];
  return { kind: 'unknown', names: name ? [name.slice(0, 63)] : undefined };
}

function toPercent(
  weight: number | undefined,
  maxWeight: number,
): number | undefined {
  if (weight === undefined) return undefined;
  return Math.min(100, Math.max(0, (weight * 100) / maxWeight));
}

function namesOf(entries: unknown[], field: string): string[] {
  return entries.flatMap(entry => textAt(fieldsOf(entry), field) ?? []);
}

function nameOf(fields: Fields): string[] | undefined {
  const name = textAt(fields, 'name');
  return name ? [name] : undefined;
}
