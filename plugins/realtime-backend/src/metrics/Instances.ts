import {
  matchesAny,
  type RolloutRef,
} from '@backstage-realtime/plugin-realtime-common';
import type { Clock } from '../clock';
import type {
  MetricsSettings,
  PrometheusInstanceSettings,
} from '../config/prometheus/settings';
import { PrometheusClient } from '../sources/prometheus/PrometheusClient';
import { RangeQueries } from './read/RangeSource';
import { SampledQueries } from './read/SampledQueries';
import { SharedRanges } from './read/SharedRanges';

/** One Prometheus with its shared answers. */
export interface Instance {
  name: string;
  ranges: SharedRanges;
  /** What knows only now can give no more than one value a reading. */
  leastStepMs: number;
}

/** Every Prometheus of app-config; none is asked before somebody looks. */
export class Instances {
  static create(settings: MetricsSettings, clock: Clock): Instances {
    const made = settings.instances.map(each => ({
      rule: each,
      instance: createInstance(each, settings, clock),
    }));
    return new Instances(made);
  }

  private constructor(
    private readonly made: ReadonlyArray<{
      rule: PrometheusInstanceSettings;
      instance: Instance;
    }>,
  ) {}

  /** The first that is for the rollout. */
  find({ cluster, namespace }: RolloutRef): Instance | undefined {
    return this.made.find(
      ({ rule }) =>
        matchesAny(rule.clusters, cluster) &&
        matchesAny(rule.namespaces, namespace),
    )?.instance;
  }

  stop(): void {
    for (const { instance } of this.made) instance.ranges.stop();
  }
}

function createInstance(
  settings: PrometheusInstanceSettings,
  { focusedMs }: MetricsSettings,
  clock: Clock,
): Instance {
  const client = PrometheusClient.create({ ...settings, clock });
  const source = client.canRange
    ? new RangeQueries(client)
    : new SampledQueries(client, clock);
  return {
    name: settings.name,
    ranges: new SharedRanges(source, clock),
    leastStepMs: client.canRange ? 0 : focusedMs,
  };
}
