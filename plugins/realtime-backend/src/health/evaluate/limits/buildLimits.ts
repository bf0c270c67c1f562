import {
  ANNOTATIONS,
  type CheckLimit,
  type FindingValue,
} from '@backstage-realtime/plugin-realtime-common';
import type { HealthLimits } from '../types';
import { parseLimit } from './parseLimit';
import { problemOf, readLimitsAnnotation } from './readAnnotation';
import { kindOfLimit, LIMIT_DEFAULTS, type LimitDefault } from './table';

/** The tag that asks for the shorter limits of lag. */
const REALTIME_TAG = 'realtime';

/** Facts of an entity, and what people set, that decide its limits. */
export interface LimitSources {
  tier: 'prod' | 'dev';
  /** What the tier was chosen from, to be shown; the tier itself when missing. */
  lifecycle?: string;
  /** The annotation that the tier was chosen by, where one was. */
  tierFrom?: string;
  tags: readonly string[];
  /** `realtime.health.limits` of app-config. */
  config?: Readonly<Record<string, string | number>>;
  annotations?: Readonly<Record<string, string>>;
}

/**
 * Every limit with its origin. What is nearer to the entity wins: annotation,
 * app-config, tag, lifecycle, default. What cannot be used is left out with a
 * sentence about it, and the next origin counts.
 */
export function buildLimits(sources: LimitSources): {
  limits: HealthLimits;
  problems: string[];
} {
  const found = new Map<string, CheckLimit>();
  for (const [name, limit] of Object.entries(LIMIT_DEFAULTS)) {
    found.set(name, defaultOf(name, limit, sources));
  }
  const problems = [
    ...addConfig(found, sources.config ?? {}),
    ...addAnnotation(found, sources.annotations ?? {}),
  ];
  return {
    limits: toLimits(found),
    problems: [...problems, ...contradictions(found)],
  };
}

function defaultOf(
  name: string,
  limit: LimitDefault,
  { tier, lifecycle, tierFrom, tags }: LimitSources,
): CheckLimit {
  const { kind, value, realtime } = limit;
  const make = (text: string, more: Pick<CheckLimit, 'origin' | 'from'>) =>
    toLimit(name, requireValue(parseLimit(kind, text), name), more);
  if (realtime !== undefined && tags.includes(REALTIME_TAG)) {
    return make(realtime, { origin: 'tag', from: REALTIME_TAG });
  }
  const ofTier = limit[tier];
  if (ofTier === undefined) return make(value, { origin: 'default' });
  return tierFrom
    ? make(ofTier, { origin: 'annotation', from: tierFrom })
    : make(ofTier, { origin: 'lifecycle', from: lifecycle ?? tier });
}

function addConfig(
  found: Map<string, CheckLimit>,
  config: Readonly<Record<string, string | number>>,
): string[] {
  const problems: string[] = [];
  for (const [name, value] of Object.entries(config)) {
    const key = `realtime.health.limits.${name}`;
    const problem = problemOf(name, String(value));
    if (problem === undefined) {
      set(found, name, String(value), { origin: 'config', from: key });
    } else {
      problems.push(`app-config has ${key}: ${value}; ${problem}`);
    }
  }
  return problems;
}

function addAnnotation(
  found: Map<string, CheckLimit>,
  annotations: Readonly<Record<string, string>>,
): string[] {
  const from = ANNOTATIONS.healthLimits;
  const { values, problems } = readLimitsAnnotation(annotations[from]);
  for (const [name, value] of values) {
    set(found, name, value, { origin: 'annotation', from });
  }
  return problems;
}

/** A critical limit that is reached before its warning makes the warning mute. */
function contradictions(found: ReadonlyMap<string, CheckLimit>): string[] {
  const warn = found.get('lag.slo.warn');
  const critical = found.get('lag.slo.critical');
  return msOf(warn) > msOf(critical)
    ? [
        `lag.slo.warn (from ${fromOf(warn)}) is above lag.slo.critical (from ${fromOf(critical)}); set both, the smaller one as warn`,
      ]
    : [];
}

function fromOf(limit: CheckLimit | undefined): string {
  return limit?.from ?? 'default';
}

function set(
  found: Map<string, CheckLimit>,
  name: string,
  text: string,
  more: Pick<CheckLimit, 'origin' | 'from'>,
): void {
  const kind = kindOfLimit(name);
  const value = kind && parseLimit(kind, text);
  if (value) found.set(name, toLimit(name, value, more));
}

function toLimit(
  name: string,
  value: FindingValue,
  more: Pick<CheckLimit, 'origin' | 'from'>,
): CheckLimit {
  const last = name.split('.').at(-1) ?? name;
  return { name: last, value, ...more };
}

function toLimits(found: ReadonlyMap<string, CheckLimit>): HealthLimits {
  return {
    get: name => requireValue(found.get(name), name),
    find: name => found.get(name),
    names: () => [...found.keys()],
  };
}

function requireValue<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`No limit is called ${name}`);
  return value;
}

function msOf(limit: CheckLimit | undefined): number {
  return limit?.value.kind === 'duration' ? limit.value.ms : 0;
}
