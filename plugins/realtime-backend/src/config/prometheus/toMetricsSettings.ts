import type { z } from 'zod';
import { shippedQuerySets } from '../../metrics/queries/defaultQuerySets';
import { prometheusDefaults, type prometheusSchema } from './schema';
import type { MetricsSettings } from './settings';

/** Sets of app-config stand beside the shipped ones, and replace one of the same name. */
export function toMetricsSettings({
  instances,
  querySets,
  rateWindowMs,
  ...bounds
}: z.output<typeof prometheusSchema> = prometheusDefaults): MetricsSettings {
  const own = Object.entries(querySets).map(
    ([name, { queries }]) => [name, new Map(Object.entries(queries))] as const,
  );
  return {
    ...bounds,
    instances: Object.entries(instances).map(([name, instance]) => ({
      ...instance,
      name,
    })),
    querySets: new Map([...shippedQuerySets(rateWindowMs), ...own]),
  };
}
