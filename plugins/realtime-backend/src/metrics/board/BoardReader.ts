import {
  RealtimeError,
  type MetricBoard,
  type MetricPanel,
  type Missing,
  type RolloutRef,
} from '@backstage-realtime/plugin-realtime-common';
import type { Clock } from '../../clock';
import type { MetricsSettings } from '../../config/prometheus/settings';
import type { Instance } from '../Instances';
import { alignWindow } from '../read/Window';
import type { RolloutHashes, RolloutRevisions } from '../RolloutHashes';
import { readRateWindow } from '../queries/readRateWindow';
import { PanelReader, type CompiledQuery } from './PanelReader';
import { readTrafficShare, TRAFFIC_QUERY } from './readTrafficShare';

/** What one board is made of. */
export interface BoardReaderOptions {
  ref: RolloutRef;
  instance: Instance;
  querySet: string;
  queries: readonly CompiledQuery[];
  hashes: RolloutHashes;
  settings: MetricsSettings;
  clock: Clock;
}

/** Longest time to wait for the hashes of a rollout; a cluster that is away must not hold up metrics. */
const HASHES_MS = 5_000;

/** Reads all panels of one rollout at the same time, on one time axis. */
export class BoardReader {
  private readonly panels: PanelReader[];
  /** Time over which requests are counted for the share of them. */
  private readonly trafficMs?: number;
  private revisions: RolloutRevisions = {};

  constructor(private readonly options: BoardReaderOptions) {
    const { queries, instance } = options;
    this.panels = queries.map(query => new PanelReader(query, instance.ranges));
    const traffic = queries.find(({ name }) => name === TRAFFIC_QUERY);
    this.trafficMs = traffic && readRateWindow(traffic.expr);
  }

  /** `intervalMs`: time to the next reading, for the page. */
  async read(intervalMs: number): Promise<MetricBoard> {
    const { clock, instance, querySet, ref, settings } = this.options;
    const revisionsMissing = await this.readRevisions();
    const { rangeMs, stepMs } = settings;
    const window = alignWindow(clock.now(), {
      rangeMs,
      stepMs: Math.max(stepMs, instance.leastStepMs),
    });
    const { revisions } = this;
    const context = {
      names: this.names(),
      revisions,
      revisionsMissing,
      window,
    };
    const read = await Promise.all(this.panels.map(each => each.read(context)));
    const panels = read.filter((panel): panel is MetricPanel => Boolean(panel));
    const traffic = panels.find(({ query }) => query === TRAFFIC_QUERY);
    return {
      rollout: ref,
      instance: instance.name,
      querySet,
      ...window,
      intervalMs,
      trafficShare: readTrafficShare(
        traffic,
        revisions,
        window,
        this.trafficMs,
      ),
      panels,
    };
  }

  private names() {
    const { namespace, name: rollout } = this.options.ref;
    return { namespace, rollout, service: this.revisions.service };
  }

  /** The last known hashes stay in use when they cannot be told anew: pods outlive their API server. */
  private async readRevisions(): Promise<Missing | undefined> {
    const { hashes, ref } = this.options;
    try {
      const limit = AbortSignal.timeout(HASHES_MS);
      this.revisions = await hashes.hashesOf(ref, limit);
      return undefined;
    } catch (error) {
      return {
        code: 'unreachable',
        detail:
          error instanceof RealtimeError
            ? `its revisions are not known: ${withoutPeriod(error.message)}`
            : `the revisions of ${ref.name} are not known`,
      };
    }
  }
}

function withoutPeriod(sentence: string): string {
  return sentence.replace(/\.$/, '');
}
