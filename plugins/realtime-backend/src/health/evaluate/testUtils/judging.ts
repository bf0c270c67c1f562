import type { TopicHealth } from '@backstage-realtime/plugin-realtime-common';
import type { Observation } from '../../observation';
import { evaluate } from '../evaluate';
import { anInput, aScope, NOW_MS } from './builders';
import { Watch } from './Watch';

/** The result of a check; a slip of a test when there is none. */
export function resultOf(health: TopicHealth, id: string) {
  const found = health.checks.find(({ check }) => check === id);
  if (!found) throw new Error(`There is no result of ${id}`);
  return found;
}

/** Judges one reading without a past. */
export function judge(observation: Observation, scope = aScope()): TopicHealth {
  return evaluate(anInput({ observations: [observation], scope })).health;
}

/** Reads every 15 s for a while, and judges each reading. */
export function watchFor(
  seconds: number,
  observe: (atMs: number, second: number) => Observation,
  scope = aScope(),
): Watch {
  const watch = new Watch(scope);
  for (let second = 0; second <= seconds; second += 15) {
    const atMs = NOW_MS + second * 1000;
    watch.see({ ...observe(atMs, second), atMs });
  }
  return watch;
}

/** Verdicts that a person should look at, with their checks. */
export function notFine({ checks }: TopicHealth): string[] {
  return checks
    .filter(({ verdict }) => !['ok', 'not-applicable'].includes(verdict))
    .map(({ check, verdict }) => `${verdict} ${check}`);
}
