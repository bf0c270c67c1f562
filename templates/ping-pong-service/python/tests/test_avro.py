import io
import json
import struct
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

import fastavro
import pytest

from ping_pong.context import Context
from ping_pong.encoding.avro import read_avro_schema
from ping_pong.encoding.base import Encoding
from ping_pong.encoding.registry import RegistryError
from ping_pong.messages import Message, Ping, Pong, RefusedError, build_pong
from tests.support import ROOT, FakeRegistry, a_context, serve_registry

PING = Ping(message_id="1", content="hi", timestamp=1_000, source="s")


@dataclass
class World:
    registry: FakeRegistry
    context: Context
    stack: AsyncExitStack

    @property
    def encoding(self) -> Encoding:
        return self.context.encoding

    def foreign_ping(self, *fields: dict[str, Any], **values: Any) -> bytes:
        """As another producer writes it, with a schema of its own."""
        schema = json.loads(read_avro_schema(Ping))
        named = {field["name"] for field in fields}
        kept = [one for one in schema["fields"] if one["name"] not in named]
        schema["fields"] = [*kept, *fields]
        out = io.BytesIO(head(self.registry.add(schema)))
        out.seek(0, io.SEEK_END)
        message = PING.model_dump(by_alias=True) | values
        fastavro.schemaless_writer(out, schema, message)
        return out.getvalue()


@pytest.fixture
async def world(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    monkeypatch.chdir(ROOT)
    async with AsyncExitStack() as stack:
        registry = await stack.enter_async_context(serve_registry())
        context = a_context(
            encoding="avro", kafka_schema_registry_url=f"{registry.url}/"
        )
        yield World(registry, context, stack)


def head(schema_id: int) -> bytes:
    return struct.pack(">bI", 0, schema_id)


@pytest.mark.parametrize("kind", [Ping, Pong])
def test_has_the_fields_that_json_has(kind: type[Message]) -> None:
    name = kind.__name__.lower()
    avro = json.loads((ROOT / "schemas" / f"{name}.avsc").read_bytes())
    schema = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_bytes())
    types = {"long": "integer"}
    in_avro = {
        one["name"]: (types.get(one["type"], one["type"]), one.get("default"))
        for one in avro["fields"]
    }
    assert in_avro == {
        name: (one["type"], one.get("default"))
        for name, one in schema["properties"].items()
    }


async def test_begins_with_the_id_that_the_registry_gave_its_schema(
    world: World,
) -> None:
    await world.encoding.open_writer(Ping)
    await world.encoding.open_writer(Pong)
    pong = build_pong(PING, 1_042)
    data = world.encoding.write(pong)
    assert data[:5] == head(2)
    assert world.registry.requests == [
        "POST /subjects/test-ping-value/versions",
        "POST /subjects/test-pong-value/versions",
    ]
    assert await world.encoding.read(Pong, data) == pong


async def test_asks_for_a_schema_once_whoever_wrote_with_it(world: World) -> None:
    data = world.foreign_ping({"name": "extra", "type": "int"}, extra=1)
    for _ in range(3):
        assert await world.encoding.read(Ping, data) == PING
    assert world.registry.requests == ["GET /schemas/ids/1"]


async def test_reads_times_as_milliseconds_whatever_their_schema_calls_them(
    world: World,
) -> None:
    time = {"type": "long", "logicalType": "timestamp-millis"}
    data = world.foreign_ping({"name": "timestamp", "type": time})
    assert await world.encoding.read(Ping, data) == PING


async def test_is_held_to_the_limits_of_json(world: World) -> None:
    data = world.foreign_ping(timestamp=-1)
    assert await reason_of(world, data) == "not-valid"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (None, "empty"),
        (PING.to_json(), "not-avro"),
        (head(1), "not-avro"),
        (head(1) + b"\x0ah", "not-avro"),
        (head(1) + b"\xff", "not-avro"),
        (head(1) + bytes(40), "not-avro"),
        (head(42) + b"\xff", "no-schema"),
        (bytes(64 * 1024 + 1), "too-large"),
    ],
)
async def test_says_why_bytes_are_no_ping(
    world: World, data: bytes | None, reason: str
) -> None:
    await world.encoding.open_writer(Ping)
    assert await reason_of(world, data) == reason


async def test_leaves_an_unknown_id_alone_for_a_while(world: World) -> None:
    for _ in range(2):
        await reason_of(world, head(42) + b"x")
    assert world.registry.requests == ["GET /schemas/ids/42"]


async def test_is_not_ready_while_the_registry_refuses_and_says_why(
    world: World,
) -> None:
    world.registry.refusal = 409
    with pytest.raises(RegistryError, match="the schema of test-ping-value"):
        await world.encoding.open_writer(Ping)
    world.registry.refusal = 503
    with pytest.raises(RegistryError, match="503"):
        await world.encoding.read(Ping, world.foreign_ping())
    assert not world.context.health.report()["ready"]
    world.registry.refusal = None
    await world.encoding.open_reader(Ping)
    assert world.context.health.report() == {
        "ready": True,
        "checks": {"registry": "up"},
    }


async def test_is_not_ready_while_nobody_answers(world: World) -> None:
    await world.stack.aclose()
    with pytest.raises(RegistryError, match="does not answer"):
        await world.encoding.open_reader(Pong)
    assert not world.context.health.report()["ready"]


async def reason_of(world: World, data: bytes | None) -> str:
    with pytest.raises(RefusedError) as caught:
        await world.encoding.read(Ping, data)
    return caught.value.reason
