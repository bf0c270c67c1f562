import { RealtimeError } from '@backstage-realtime/plugin-realtime-common';

/** An API of the protocol and the versions this code can write and read. */
export interface KafkaApi {
  key: number;
  name: string;
  /** Supported versions, best first. */
  versions: readonly number[];
}

/** One request and how to read its answer. */
export interface KafkaRequest<T> {
  api: KafkaApi;
  version: number;
  /** Flexible versions carry tagged fields in the header of request and answer. */
  isFlexible: boolean;
  body: Buffer;
  /**
   * `payload` starts behind the header. Long answers are read in slices, hence
   * the promise. May throw MalformedAnswerError.
   */
  decode(payload: Uint8Array): T | Promise<T>;
  /** Time the broker may take by agreement (a long poll), added to the usual limit. */
  extraTimeoutMs?: number;
}

/** Versions a broker speaks, by API key. */
export type ApiVersions = Map<number, { min: number; max: number }>;

/** Best version both sides speak. Errors: realtime.kafka.unsupported. */
export function chooseVersion(api: KafkaApi, spoken: ApiVersions): number {
  const range = spoken.get(api.key);
  const version = api.versions.find(
    candidate => range && candidate >= range.min && candidate <= range.max,
  );
  if (version !== undefined) return version;
  throw new RealtimeError(
    'realtime.kafka.unsupported',
    `The Kafka broker speaks no version of ${api.name} that is understood here; it needs Kafka 0.11 or newer.`,
  );
}
