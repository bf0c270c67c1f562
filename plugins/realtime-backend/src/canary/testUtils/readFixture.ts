import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { KubernetesObject } from '@backstage-realtime/plugin-realtime-node';
import type { RolloutObjects } from '../objects';
import { parseObjects } from './parseObjects';

/** Moments recorded from a real controller, see `__fixtures__/README.md`. */
export const RECORDED = [
  '04-paused-step1-25',
  '10-degraded-analysis-failed',
  '34-paused-routed-25',
] as const;

export function readItems(name: (typeof RECORDED)[number]): KubernetesObject[] {
  const file = resolvePackagePath(
    '@backstage-realtime/plugin-realtime-backend',
    'src/canary/__fixtures__',
    `${name}.json`,
  );
  return JSON.parse(readFileSync(file, 'utf8')).items;
}

export function readFixture(name: (typeof RECORDED)[number]): RolloutObjects {
  return parseObjects(readItems(name));
}
