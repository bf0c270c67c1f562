"""What every role is given."""

from collections.abc import Callable
from dataclasses import dataclass

from ping_pong.encoding.base import Encoding
from ping_pong.encoding.create import create_encoding
from ping_pong.health import Health
from ping_pong.messages import now_ms
from ping_pong.metrics import Metrics
from ping_pong.settings import KafkaSettings, MqttSettings, Names, Settings


@dataclass(frozen=True)
class Context:
    settings: Settings
    metrics: Metrics
    health: Health
    #: Of messages in Kafka.
    encoding: Encoding
    #: Milliseconds since 1970.
    now_ms: Callable[[], int] = now_ms

    @property
    def names(self) -> Names:
        return self.settings.names

    @property
    def kafka(self) -> KafkaSettings:
        if self.settings.kafka is None:
            raise LookupError("No role of this process uses Kafka.")
        return self.settings.kafka

    @property
    def mqtt(self) -> MqttSettings:
        if self.settings.mqtt is None:
            raise LookupError("No role of this process uses MQTT.")
        return self.settings.mqtt


def create_context(settings: Settings, clock: Callable[[], int] = now_ms) -> Context:
    metrics = Metrics()
    gauges = {"mqtt": metrics.mqtt_connected, "kafka": metrics.kafka_connected}
    health = Health(gauges)
    encoding = create_encoding(settings, health, clock)
    return Context(settings, metrics, health, encoding, clock)
