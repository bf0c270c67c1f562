"""What flows through this service.

schemas/ says the same for other teams; a test keeps both equal. All times are
milliseconds since 1970.
"""

import time
import uuid
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel

MAX_CONTENT = 10_000
PREFIX = "pong: "
#: Larger messages are refused before they are parsed.
MAX_MESSAGE_BYTES = 64 * 1024

#: A closed list, since it labels a metric.
#: no-schema: the schema that the bytes name is not in the registry.
RefusalReason = Literal[
    "empty", "too-large", "not-json", "not-avro", "no-schema", "not-valid"
]

MessageId = Annotated[str, Field(min_length=1, max_length=128)]
Timestamp = Annotated[int, Field(ge=0)]


class Message(BaseModel):
    model_config = ConfigDict(
        alias_generator=to_camel, populate_by_name=True, strict=True, frozen=True
    )

    def to_json(self) -> bytes:
        return self.model_dump_json(by_alias=True).encode()


class Ping(Message):
    message_id: MessageId
    content: Annotated[str, Field(max_length=MAX_CONTENT)]
    timestamp: Timestamp
    source: Annotated[str, Field(max_length=128)] = "unknown"


class Pong(Message):
    message_id: MessageId
    original_content: Annotated[str, Field(max_length=MAX_CONTENT)]
    response: Annotated[str, Field(max_length=MAX_CONTENT + len(PREFIX))]
    ping_timestamp: Timestamp
    pong_timestamp: Timestamp
    processing_time_ms: Annotated[int, Field(ge=0)]


M = TypeVar("M", bound=Message)


class RefusedError(Exception):
    """Bytes that are no message of the wanted kind."""

    def __init__(self, reason: RefusalReason) -> None:
        super().__init__(reason)
        self.reason = reason


def now_ms() -> int:
    return time.time_ns() // 1_000_000


def build_ping(index: int, at_ms: int, source: str) -> Ping:
    return Ping(
        message_id=str(uuid.uuid4()),
        content=f"Hello from ping #{index}",
        timestamp=at_ms,
        source=source,
    )


def build_pong(ping: Ping, at_ms: int) -> Pong:
    """processing_time_ms is 0 when the clock of the sender is ahead of ours."""
    return Pong(
        message_id=ping.message_id,
        original_content=ping.content,
        response=f"{PREFIX}{ping.content}",
        ping_timestamp=ping.timestamp,
        pong_timestamp=at_ms,
        processing_time_ms=max(0, at_ms - ping.timestamp),
    )


def parse_message(kind: type[M], data: bytes | None) -> M:
    """JSON. Raises RefusedError, and nothing else."""
    data = check_size(data)
    try:
        return kind.model_validate_json(data)
    except ValidationError as error:
        is_json = all(one["type"] != "json_invalid" for one in error.errors())
        raise RefusedError("not-valid" if is_json else "not-json") from None


def check_size(data: bytes | None) -> bytes:
    """Raises RefusedError for no bytes and for too many."""
    if not data:
        raise RefusedError("empty")
    if len(data) > MAX_MESSAGE_BYTES:
        raise RefusedError("too-large")
    return data


def validate(kind: type[M], value: object) -> M:
    """What was decoded, as a message. Raises RefusedError."""
    try:
        return kind.model_validate(value)
    except ValidationError:
        raise RefusedError("not-valid") from None
