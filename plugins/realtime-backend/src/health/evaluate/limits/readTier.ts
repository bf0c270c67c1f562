import type { Entity } from '@backstage/catalog-model';
import { ANNOTATIONS } from '@backstage-realtime/plugin-realtime-common';
import type { LimitSources } from './buildLimits';

/** Values of the annotation, in the words of `spec.lifecycle`. */
const TIERS: ReadonlyMap<string, LimitSources['tier']> = new Map([
  ['production', 'prod'],
  ['development', 'dev'],
]);

/** Characters of a malformed value that are shown again. */
const SHOWN = 80;

/** How strictly an entity is judged, and what decided it. */
export interface ChosenTier extends Pick<
  LimitSources,
  'tier' | 'lifecycle' | 'tierFrom'
> {
  problems: string[];
}

/**
 * The annotation decides; without it `production` is held to the stricter
 * limits, and everything else is under way.
 */
export function readTier({ metadata, spec }: Entity): ChosenTier {
  const lifecycle =
    typeof spec?.lifecycle === 'string' ? spec.lifecycle : undefined;
  const ofLifecycle = {
    tier: lifecycle === 'production' ? 'prod' : 'dev',
    lifecycle,
  } as const;
  const text = metadata.annotations?.[ANNOTATIONS.healthTier];
  if (text === undefined) return { ...ofLifecycle, problems: [] };
  const tier = TIERS.get(text.trim());
  return tier
    ? { tier, tierFrom: ANNOTATIONS.healthTier, problems: [] }
    : { ...ofLifecycle, problems: [problemOf(text)] };
}

function problemOf(text: string): string {
  const forms = [...TIERS.keys()].join(' or ');
  return `${ANNOTATIONS.healthTier} has "${text.slice(0, SHOWN)}"; the right form is ${forms}`;
}
