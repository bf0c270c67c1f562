"""Kafka clients with the settings of this process."""

import ssl
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient

from ping_pong.settings import KafkaSettings

REQUEST_MS = 15_000


def create_producer(settings: KafkaSettings, name: str) -> AIOKafkaProducer:
    return AIOKafkaProducer(
        **_common(settings, name), acks="all", linger_ms=5, max_batch_size=128 * 1024
    )


def create_consumer(
    settings: KafkaSettings, name: str, group_id: str | None = None
) -> AIOKafkaConsumer:
    """Without a group it reads what is assigned to it and shares with nobody."""
    return AIOKafkaConsumer(
        **_common(settings, name),
        group_id=group_id,
        enable_auto_commit=False,
        # A group that is new begins with the oldest record there is.
        auto_offset_reset="earliest",
    )


def create_admin(settings: KafkaSettings, name: str) -> AIOKafkaAdminClient:
    return AIOKafkaAdminClient(**_common(settings, name))


def _common(settings: KafkaSettings, name: str) -> dict[str, Any]:
    options: dict[str, Any] = {
        "bootstrap_servers": list(settings.brokers),
        "client_id": name,
        "request_timeout_ms": REQUEST_MS,
        "security_protocol": _protocol(settings),
    }
    if settings.tls:
        options["ssl_context"] = ssl.create_default_context()
    if settings.username and settings.password:
        options["sasl_mechanism"] = settings.mechanism
        options["sasl_plain_username"] = settings.username
        options["sasl_plain_password"] = settings.password.get_secret_value()
    return options


def _protocol(settings: KafkaSettings) -> str:
    has_credentials = settings.username and settings.password
    security = "SSL" if settings.tls else "PLAINTEXT"
    return f"SASL_{security}" if has_credentials else security
