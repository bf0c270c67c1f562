"""The encoding that the settings ask for."""

from collections.abc import Callable
from pathlib import Path

from ping_pong.encoding.avro import AvroEncoding
from ping_pong.encoding.base import Encoding, JsonEncoding
from ping_pong.encoding.registry import SchemaRegistry
from ping_pong.health import Health
from ping_pong.settings import Settings


def create_encoding(
    settings: Settings,
    health: Health,
    now_ms: Callable[[], int],
    schemas: Path | None = None,
) -> Encoding:
    if settings.registry is None:
        return JsonEncoding()
    health.expect("registry")
    registry = SchemaRegistry(settings.registry, health, now_ms)
    return AvroEncoding(registry, settings.names, schemas)
