"""How messages stand in Kafka.

What comes over MQTT and goes out over the WebSocket and the history is JSON,
whichever is used here.
"""

from typing import Protocol

from ping_pong.messages import M, Message, parse_message


class Encoding(Protocol):
    async def open_writer(self, kind: type[Message]) -> None:
        """Returns when messages of the kind can be written. Raises RegistryError."""

    async def open_reader(self, kind: type[Message]) -> None:
        """Returns when messages of the kind can be read. Raises RegistryError."""

    def write(self, message: Message, raw: bytes | None = None) -> bytes:
        """Only after open_writer.

        `raw` is the JSON that the message was read from: where JSON is written, it
        travels on as it came.
        """
        ...

    async def read(self, kind: type[M], data: bytes | None) -> M:
        """Raises RefusedError for what is none, RegistryError while it is away."""
        ...


class JsonEncoding:
    async def open_writer(self, kind: type[Message]) -> None:
        """Always."""

    async def open_reader(self, kind: type[Message]) -> None:
        """Always."""

    def write(self, message: Message, raw: bytes | None = None) -> bytes:
        return raw if raw is not None else message.to_json()

    async def read(self, kind: type[M], data: bytes | None) -> M:
        return parse_message(kind, data)
