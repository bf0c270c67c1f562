import type { FetchedEnds } from '../connection/FetchedEnds';
import type { ApiVersions, KafkaRequest } from '../requests/KafkaRequest';
import type { ClusterMetadata } from '../requests/metadata';

/** Writes a request in a version the broker speaks. Throws realtime.kafka.unsupported when there is none. */
export type BuildRequest<T> = (versions: ApiVersions) => KafkaRequest<T>;

/** The way to one cluster, for questions about it. */
export interface ClusterCalls {
  /** As in app-config. */
  readonly name: string;
  /** What topics that are being read tell without being asked. */
  readonly fetchedEnds?: FetchedEnds;
  /** Also learns where the brokers are, which `ask` needs. Errors: realtime.kafka.unreachable, authentication-failed. */
  metadata(topics: readonly string[]): Promise<ClusterMetadata>;
  /** One request to one broker. Errors: realtime.kafka.unreachable, unsupported. */
  ask<T>(broker: number, build: BuildRequest<T>): Promise<T>;
  /** One request to whichever broker answers first. Errors: as for `ask`. */
  askAny<T>(build: BuildRequest<T>): Promise<T>;
}
