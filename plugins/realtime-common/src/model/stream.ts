import type { Brand } from './brand';

/** Name of a Kafka cluster as app-config gives it. @public */
export type ClusterName = Brand<'ClusterName'>;

/** The three kinds of system a record stream comes from. @public */
export const STREAM_KINDS = ['kafka', 'mqtt', 'websocket'] as const;

/** One of {@link STREAM_KINDS}. @public */
export type StreamKind = (typeof STREAM_KINDS)[number];

/**
 * What is watched, as a value. `system` is a name in app-config (cluster,
 * broker or endpoint), never an address.
 * @public
 */
export type StreamRef =
  | { kind: 'kafka'; system: ClusterName; topic: string }
  | { kind: 'mqtt'; system: string; topic: string }
  | { kind: 'websocket'; system: string };

/** Identity of a stream: equal keys share one reader. @public */
export type StreamKey = Brand<'StreamKey'>;

/** `kafka:local/pong_topic`, `mqtt:local/ping/messages`, `websocket:ping-pong`. @public */
export function toStreamKey(ref: StreamRef): StreamKey {
  const rest =
    ref.kind === 'websocket' ? ref.system : `${ref.system}/${ref.topic}`;
  return `${ref.kind}:${rest}` as StreamKey;
}

/** The inverse of {@link toStreamKey}; undefined for a string that is not a stream key. @public */
export function parseStreamKey(key: string): StreamRef | undefined {
  const colon = key.indexOf(':');
  const kind = key.slice(0, colon);
  const rest = key.slice(colon + 1);
  if (kind === 'websocket') {
    return rest && !rest.includes('/') ? { kind, system: rest } : undefined;
  }
  const slash = rest.indexOf('/');
  const system = rest.slice(0, slash);
  const topic = rest.slice(slash + 1);
  if (slash < 1 || !topic) return undefined;
  if (kind === 'kafka') return { kind, system: system as ClusterName, topic };
  return kind === 'mqtt' ? { kind, system, topic } : undefined;
}

/** What a person calls the stream: the topic, the filter or the endpoint. @public */
export function streamTitle(ref: StreamRef): string {
  return ref.kind === 'websocket' ? ref.system : ref.topic;
}
