import json
from typing import Any

import pytest

from ping_pong.messages import (
    MAX_MESSAGE_BYTES,
    Message,
    Ping,
    Pong,
    RefusedError,
    build_ping,
    build_pong,
    parse_message,
)
from tests.support import NOW, ROOT

PING = Ping(message_id="1", content="hi", timestamp=1_000, source="s")


def bare(schema: dict[str, Any]) -> dict[str, Any]:
    """Without what only people read."""
    properties = {
        name: {k: v for k, v in one.items() if k not in ("title", "description")}
        for name, one in schema["properties"].items()
    }
    return {"properties": properties, "required": schema["required"]}


@pytest.mark.parametrize(("name", "kind"), [("ping", Ping), ("pong", Pong)])
def test_says_the_same_as_the_schema_that_others_read(
    name: str, kind: type[Message]
) -> None:
    file = ROOT / "schemas" / f"{name}.schema.json"
    assert bare(kind.model_json_schema()) == bare(json.loads(file.read_bytes()))


def test_answers_a_ping_with_its_content_and_the_time_between() -> None:
    assert json.loads(build_pong(PING, 1_042).to_json()) == {
        "messageId": "1",
        "originalContent": "hi",
        "response": "pong: hi",
        "pingTimestamp": 1_000,
        "pongTimestamp": 1_042,
        "processingTimeMs": 42,
    }


def test_never_shows_a_negative_time_when_the_clock_of_the_sender_is_ahead() -> None:
    assert build_pong(PING, 900).processing_time_ms == 0


def test_builds_pings_that_it_would_read_with_milliseconds() -> None:
    ping = build_ping(7, NOW, "me")
    assert parse_message(Ping, ping.to_json()) == ping
    assert ping.timestamp == NOW


def test_reads_a_ping_without_a_source_and_drops_what_it_does_not_know() -> None:
    data = b'{"messageId":"1","content":"","timestamp":0,"extra":1}'
    ping = parse_message(Ping, data)
    assert ping == Ping(message_id="1", content="", timestamp=0, source="unknown")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (None, "empty"),
        (b"", "empty"),
        (b"ping", "not-json"),
        (b'{"messageId":', "not-json"),
        (b"\xff\xfe", "not-json"),
        (b"null", "not-valid"),
        (b"[]", "not-valid"),
        (b'{"messageId":"1","content":"x"}', "not-valid"),
        (b'{"messageId":"1","content":"x","timestamp":1.5}', "not-valid"),
        (b'{"messageId":"1","content":"x","timestamp":"1"}', "not-valid"),
        (b"x" * (MAX_MESSAGE_BYTES + 1), "too-large"),
    ],
)
def test_says_why_bytes_are_no_ping(data: bytes | None, reason: str) -> None:
    with pytest.raises(RefusedError) as caught:
        parse_message(Ping, data)
    assert caught.value.reason == reason
