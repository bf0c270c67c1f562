import {
  COMPONENT_TYPES,
  componentProperties,
  type ComponentType,
} from '@backstage-realtime/plugin-realtime-common';
import { z } from 'zod';
import type { JsonObject } from '../../model/json';
import type { KubernetesObject } from '../../model/KubernetesObject';

/** Properties of a component with its defaults filled in. */
export type Properties<T extends ComponentType> = z.output<
  (typeof componentProperties)[T]
>;

/** One component of one application. */
export interface Part<P = unknown> {
  application: KubernetesObject;
  namespace: string;
  name: string;
  /** With defaults. */
  properties: P;
  /** As they are written. */
  written: JsonObject;
}

/** What is said of a component that is there, in the words of its definition. */
export interface Verdict {
  isHealthy: boolean;
  /** The custom status of the component's definition. */
  message: string;
  /** Why it is not healthy yet, for a person; the definition cannot see so much. */
  reason?: string;
  /** Addresses and names of Secrets; never their values. */
  details?: Record<string, string>;
  /** Time alone may heal it: looked at again later, not only when something changes. */
  isTriedAgain?: boolean;
}

/** Plays what a cluster makes of one type of component. */
export interface Player<P> {
  /** The kind of its main object, as `status.services` names it. */
  workload(properties: P): { apiVersion: string; kind: string };
  /** Makes it what it should be, and says how it is; may be asked at any time. */
  ensure(part: Part<P>): Promise<Verdict>;
  /** Names of the components of an application that were made and not removed. */
  list(application: KubernetesObject): string[];
  /** Ends what `ensure` began; nothing when there is nothing. */
  remove(application: KubernetesObject, name: string): Promise<void>;
}

export type Players = {
  [T in ComponentType]: Player<Properties<T>>;
};

const componentSchema = z.object({
  name: z.string(),
  type: z.string(),
  properties: z.record(z.string(), z.json()).default({}),
  dependsOn: z.array(z.string()).default([]),
});

/** As it is written in the application. */
export type Component = Omit<z.output<typeof componentSchema>, 'type'> & {
  type: ComponentType;
};

const applicationSchema = z.object({
  components: z.array(componentSchema).min(1).max(32),
});

/** Why an application cannot be run, and at which of the controller's stations. */
export interface Unrunnable {
  station: 'Parsed' | 'Render';
  problem: string;
}

/** The components, each after those it depends on; or the first thing that is wrong. */
export function readComponents(spec: unknown): Component[] | Unrunnable {
  const { data } = applicationSchema.safeParse(spec);
  if (!data) {
    return {
      station: 'Parsed',
      problem:
        'the application cannot be read; it needs 1 to 32 components with name and type',
    };
  }
  const { components } = data;
  const unknown = components.find(({ type }) => !isKnown(type));
  if (unknown) {
    const problem = `component "${unknown.name}": the ComponentDefinition "${unknown.type}" is not found`;
    return { station: 'Parsed', problem };
  }
  const known = components as Component[];
  const wrong = known.flatMap(each => findProblem(each) ?? []);
  return wrong.length > 0
    ? { station: 'Render', problem: wrong[0] }
    : sortByDependence(known);
}

function isKnown(type: string): boolean {
  return (COMPONENT_TYPES as string[]).includes(type);
}

/** In place of the CUE of the definition, which is as strict. */
function findProblem({ name, properties, type }: Component) {
  const { error } = componentProperties[type].safeParse({
    name,
    ...properties,
  });
  const [issue] = error?.issues ?? [];
  return (
    issue &&
    `component "${name}": ${['properties', ...issue.path].join('.')}: ${issue.message}`
  );
}

function sortByDependence(components: Component[]): Component[] | Unrunnable {
  const sorted: Component[] = [];
  const left = new Set(components);
  while (left.size > 0) {
    const next = [...left].find(({ dependsOn }) =>
      dependsOn.every(name => sorted.some(each => each.name === name)),
    );
    if (!next) {
      const names = [...left].map(({ name }) => name).join(', ');
      const problem = `the components ${names} depend on each other, or on one that is not there`;
      return { station: 'Parsed', problem };
    }
    left.delete(next);
    sorted.push(next);
  }
  return sorted;
}

/** Under which a player keeps what runs for a component. */
export function idOf({ metadata }: KubernetesObject, name: string): string {
  return `${metadata.uid}/${name}`;
}
