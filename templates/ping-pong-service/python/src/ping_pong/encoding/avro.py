"""Avro behind a head that names its schema, as Kafka clients of Avro write it."""

import io
import json
import struct
from pathlib import Path
from typing import Any

import fastavro
from fastavro.types import Schema

from ping_pong.encoding.registry import SchemaRegistry
from ping_pong.messages import (
    M,
    Message,
    Ping,
    Pong,
    RefusedError,
    check_size,
    validate,
)
from ping_pong.settings import Names

#: A zero byte and the id of the schema.
HEAD = struct.Struct(">bI")


class AvroEncoding:
    """Messages are read with the schema they were written with.

    Then they are checked like JSON, so a writer with a newer schema is understood
    as long as what this service needs is there.
    """

    def __init__(
        self, registry: SchemaRegistry, names: Names, schemas: Path | None = None
    ) -> None:
        self._registry = registry
        # As every Kafka client of Avro calls them: by the topic.
        self._subjects: dict[type[Message], str] = {
            Ping: f"{names.ping_topic}-value",
            Pong: f"{names.pong_topic}-value",
        }
        self._schemas = schemas
        self._writers: dict[type[Message], tuple[int, Schema]] = {}

    async def open_writer(self, kind: type[Message]) -> None:
        text = read_avro_schema(kind, self._schemas)
        schema_id = await self._registry.register(self._subjects[kind], text)
        parsed = fastavro.schema.parse_schema(json.loads(text))
        self._writers[kind] = (schema_id, parsed)

    async def open_reader(self, kind: type[Message]) -> None:
        await self._registry.check(self._subjects[kind])

    def write(self, message: Message, raw: bytes | None = None) -> bytes:
        schema_id, schema = self._writers[type(message)]
        out = io.BytesIO()
        out.write(HEAD.pack(0, schema_id))
        fastavro.schemaless_writer(out, schema, message.model_dump(by_alias=True))
        return out.getvalue()

    async def read(self, kind: type[M], data: bytes | None) -> M:
        data = check_size(data)
        if len(data) <= HEAD.size or data[0] != 0:
            raise RefusedError("not-avro")
        _, schema_id = HEAD.unpack_from(data)
        schema = await self._registry.find(schema_id)
        if schema is None:
            raise RefusedError("no-schema")
        return validate(kind, decode(schema, data[HEAD.size :]))


def read_avro_schema(kind: type[Message], folder: Path | None = None) -> str:
    """schemas/ lies where this is started, in the image as in a check-out."""
    file = (folder or Path.cwd() / "schemas") / f"{kind.__name__.lower()}.avsc"
    return file.read_text(encoding="utf-8")


def decode(schema: Schema, data: bytes) -> Any:
    stream = io.BytesIO(data)
    try:
        value = fastavro.schemaless_reader(stream, schema, None)
    # Bytes that do not fit make it raise whatever it stumbles over.
    except Exception:
        raise RefusedError("not-avro") from None
    if stream.tell() != len(data):
        raise RefusedError("not-avro")
    return value
