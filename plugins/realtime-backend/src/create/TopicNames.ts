import type { ClusterTopic } from '@backstage-realtime/plugin-realtime-common';
import type { Clock } from '../clock';
import type { Use } from './askPlace';

/** A listing younger than this is used again: many keys are typed in it. */
const FRESH_MS = 5_000;

interface Listing {
  names: Promise<Set<string>>;
  untilMs: number;
}

/**
 * Names of the topics of Kafka clusters, asked for once for all who type at
 * the same moment. Bounded by the clusters of app-config, as only those are
 * ever asked for.
 */
export class TopicNames {
  private readonly listings = new Map<string, Listing>();

  static create(options: {
    listTopics: (cluster: string) => Promise<ClusterTopic[]>;
    clock: Clock;
  }): TopicNames {
    return new TopicNames(options.listTopics, options.clock);
  }

  private constructor(
    private readonly listTopics: (cluster: string) => Promise<ClusterTopic[]>,
    private readonly clock: Clock,
  ) {}

  /** What has the name on the cluster, or cannot be told from it in Kafka's metrics. Errors: as of listing topics. */
  async use(cluster: string, topic: string): Promise<Use> {
    const names = await this.list(cluster);
    if (names.has(topic)) return { state: 'taken', by: topic };
    const metric = metricName(topic);
    for (const by of names)
      if (metricName(by) === metric) return { state: 'collides', by };
    return { state: 'free' };
  }

  private list(cluster: string): Promise<Set<string>> {
    const nowMs = this.clock.now();
    const known = this.listings.get(cluster);
    if (known && nowMs < known.untilMs) return known.names;
    const names = this.listTopics(cluster).then(
      topics => new Set(topics.map(({ topic }) => topic)),
    );
    // A failure is told to whoever waits for it, and not kept for the next.
    names.catch(() => this.listings.delete(cluster));
    this.listings.set(cluster, { names, untilMs: nowMs + FRESH_MS });
    return names;
  }
}

function metricName(topic: string): string {
  return topic.replaceAll('.', '_');
}
