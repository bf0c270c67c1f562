import type { Missing } from '@backstage-realtime/plugin-realtime-common';
import type { Observation } from '../../observation';
import type { EvaluateInput } from '../types';
import { numberOf } from '../values';
import type { HealthContext, SystemView } from './HealthContext';
import { viewGroups } from './viewGroups';
import { viewTopics } from './viewTopics';

/** Arranges the input by what is declared. What was observed beyond that is left out. */
export function createContext(input: EvaluateInput): HealthContext {
  const systems = viewSystems(input);
  const topics = viewTopics(input, systems);
  const groups = viewGroups(input, systems, topics);
  return {
    ...input,
    ...{ topics, groups },
    systems: [...systems.values()],
    readers: groups.flatMap(({ readers }) => readers),
    owner: input.scope.owner ?? input.scope.entityRef,
  };
}

function viewSystems(input: EvaluateInput): Map<string, SystemView> {
  const { topics, groups } = input.scope;
  const names = new Set([...topics, ...groups].map(({ system }) => system));
  return new Map([...names].map(system => [system, viewSystem(input, system)]));
}

function viewSystem(input: EvaluateInput, system: string): SystemView {
  const observation = input.observations.find(each => each.system === system);
  const ageMs = observation ? Math.max(0, input.nowMs - observation.atMs) : 0;
  return {
    ...{ subject: { system }, system, observation, ageMs },
    missing: missingOf(input, observation, ageMs),
  };
}

function missingOf(
  { scope, intervalMs }: EvaluateInput,
  observation: Observation | undefined,
  ageMs: number,
): Missing | undefined {
  if (!observation) return { code: 'learning' };
  if (observation.missing) return observation.missing;
  const intervals = numberOf(scope.limits.get('obs.age'));
  return ageMs > intervals * intervalMs ? { code: 'stale' } : undefined;
}
