"""What /metrics shows."""

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    disable_created_metrics,
)

LATENCY_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

disable_created_metrics()  # type: ignore[no-untyped-call]


class Metrics:
    """A fresh set for each service, so that tests do not count each other's."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        self.connections = Gauge(
            "websocket_connections",
            "Viewers that are connected now.",
            registry=registry,
        )
        self.viewer_drops = Counter(
            "websocket_dropped_frames_total",
            "Frames not sent since a viewer was too slow.",
            registry=registry,
        )
        self.processing = Histogram(
            "pong_processing_seconds",
            "From the ping's timestamp to the pong's.",
            buckets=LATENCY_BUCKETS,
            registry=registry,
        )
        self.clock_skew = Counter(
            "ping_clock_ahead_total",
            "Pings from the future: the clock of the sender is ahead.",
            registry=registry,
        )
        self.lag = Gauge(
            "kafka_consumer_lag_records",
            "Records behind the end. Absent while nothing has been committed.",
            ["topic", "partition"],
            registry=registry,
        )
        self.mqtt_connected = Gauge(
            "mqtt_connected", "1 while connected to the MQTT broker.", registry=registry
        )
        self.kafka_connected = Gauge(
            "kafka_connected", "1 while Kafka answers.", registry=registry
        )
        self.messages = Counter(
            "messages_total",
            "Messages that a stage has passed on.",
            ["stage"],
            registry=registry,
        )
        self.dropped = Counter(
            "messages_dropped_total",
            "Messages lost since a bounded buffer was full.",
            ["stage"],
            registry=registry,
        )
        self.dead_letters = Counter(
            "dead_letters_total",
            "Messages that could not be read. Outcome: stored, or only counted.",
            ["stage", "reason", "outcome"],
            registry=registry,
        )
        self.last_message = Gauge(
            "last_message_timestamp_seconds",
            "When a stage passed on its last message.",
            ["stage"],
            registry=registry,
        )

    def count_messages(self, stage: str, at_ms: int, count: int = 1) -> None:
        """So many messages were passed on at that time."""
        if count == 0:
            return
        self.messages.labels(stage).inc(count)
        self.last_message.labels(stage).set(at_ms / 1000)
