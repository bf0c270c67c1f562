import {
  collectDefaultMetrics,
  Counter,
  Gauge,
  Histogram,
  Registry,
} from "prom-client";

/**
 * What /metrics shows. A fresh set for each service, so that tests do not
 * count each other's messages.
 */
export type Metrics = ReturnType<typeof createMetrics>;

const LATENCY_BUCKETS = [
  0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30,
];

export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    connections: new Gauge({
      name: "websocket_connections",
      help: "Viewers that are connected now.",
      registers,
    }),
    viewerDrops: new Counter({
      name: "websocket_dropped_frames_total",
      help: "Frames not sent since a viewer was too slow.",
      registers,
    }),
    processing: new Histogram({
      name: "pong_processing_seconds",
      help: "From the ping's timestamp to the pong's.",
      buckets: LATENCY_BUCKETS,
      registers,
    }),
    clockSkew: new Counter({
      name: "ping_clock_ahead_total",
      help: "Pings from the future: the clock of the sender is ahead.",
      registers,
    }),
    lag: new Gauge({
      name: "kafka_consumer_lag_records",
      help: "Records behind the end. Absent while the group has committed nothing.",
      labelNames: ["topic", "partition"],
      registers,
    }),
    mqttConnected: new Gauge({
      name: "mqtt_connected",
      help: "1 while connected to the MQTT broker.",
      registers,
    }),
    kafkaConnected: new Gauge({
      name: "kafka_connected",
      help: "1 while Kafka answers.",
      registers,
    }),
    messages: new Counter({
      name: "messages_total",
      help: "Messages that a stage has passed on.",
      labelNames: ["stage"],
      registers,
    }),
    dropped: new Counter({
      name: "messages_dropped_total",
      help: "Messages lost since a bounded buffer was full.",
      labelNames: ["stage"],
      registers,
    }),
    deadLetters: new Counter({
      name: "dead_letters_total",
      help: "Messages that could not be read. Outcome: stored, or only counted.",
      labelNames: ["stage", "reason", "outcome"],
      registers,
    }),
    lastMessage: new Gauge({
      name: "last_message_timestamp_seconds",
      help: "When a stage passed on its last message.",
      labelNames: ["stage"],
      registers,
    }),
  };
}

/** So many messages were passed on at that time. */
export function countMessages(
  metrics: Metrics,
  stage: string,
  nowMs: number,
  count = 1,
): void {
  if (count === 0) return;
  metrics.messages.inc({ stage }, count);
  metrics.lastMessage.set({ stage }, nowMs / 1000);
}
