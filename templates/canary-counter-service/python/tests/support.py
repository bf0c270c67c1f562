"""What tests share."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

import asyncpg
import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from pydantic import SecretStr

from counter_service.service import create_service
from counter_service.settings import (
    DatabaseSettings,
    LogOutputSettings,
    ProxySettings,
    Role,
    Settings,
)

Part = DatabaseSettings | LogOutputSettings | ProxySettings

ROLES = {
    DatabaseSettings: Role.COUNTER,
    LogOutputSettings: Role.LOG_OUTPUT,
    ProxySettings: Role.PROMETHEUS_PROXY,
}

PASSWORD = os.environ.get("PING_PONG_DB_PASSWORD")

SERVER = DatabaseSettings(
    host=os.environ.get("PING_PONG_DB_HOST", ""),
    port=int(os.environ.get("PING_PONG_DB_PORT", "5432")),
    database=os.environ.get("PING_PONG_DB_NAME", "postgres"),
    user=os.environ.get("PING_PONG_DB_USER", "counter"),
    password=SecretStr(PASSWORD) if PASSWORD else None,
    min_connections=1,
    max_connections=5,
)

needs_database = pytest.mark.skipif(
    SERVER.host == "", reason="PING_PONG_DB_HOST says of no PostgreSQL"
)


@asynccontextmanager
async def a_database() -> AsyncIterator[DatabaseSettings]:
    """An empty one of its own on the given PostgreSQL."""
    name = f"test_{uuid4().hex}"
    await _administer(f"CREATE DATABASE {name}")
    try:
        yield replace(SERVER, database=name)
    finally:
        await _administer(f"DROP DATABASE {name} WITH (FORCE)")


async def end_sessions(settings: DatabaseSettings) -> None:
    """As when the server stops: each session is told so, and ends."""
    await _administer(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1",
        settings.database,
    )


async def _administer(sql: str, *values: str) -> None:
    connection = await asyncpg.connect(
        host=SERVER.host,
        port=SERVER.port,
        database=SERVER.database,
        user=SERVER.user,
        password=PASSWORD,
    )
    await connection.execute(sql, *values)
    await connection.close()


@asynccontextmanager
async def start(part: Part) -> AsyncIterator[httpx.AsyncClient]:
    """A real service on a free port, and a client for it."""
    settings = Settings("127.0.0.1", 0, "INFO", ROLES[type(part)], part)
    async with serve(create_service(settings)) as client:
        yield client


@asynccontextmanager
async def serve(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A real server on a free port."""
    config = uvicorn.Config(
        app, "127.0.0.1", 0, log_config=None, timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:
        if serving.done():
            await serving
        await asyncio.sleep(0)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        async with httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{port}", timeout=10
        ) as client:
            yield client
    finally:
        server.should_exit = True
        await serving


async def until(
    what: Callable[[], Awaitable[bool]], seconds: float = 8, every: float = 0.05
) -> None:
    """Asks until it is so; noticing takes a database two seconds, coming back
    at most five."""
    async with asyncio.timeout(seconds):
        while not await what():  # noqa: ASYNC110
            await asyncio.sleep(every)


async def is_ready(client: httpx.AsyncClient) -> bool:
    return (await client.get("/health/ready")).status_code == 200


@dataclass
class Wire:
    """A wire to a database that can be cut.

    Who is connected loses the connection, and nobody gets another until it is
    mended.
    """

    host: str
    to_port: int
    port: int = 0
    _server: asyncio.Server | None = None
    _writers: set[asyncio.StreamWriter] = field(default_factory=set)

    async def mend(self) -> None:
        self._server = await asyncio.start_server(self._join, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def cut(self) -> None:
        if self._server:
            self._server.close()
        for writer in list(self._writers):
            writer.transport.abort()
        if self._server:
            await self._server.wait_closed()

    async def _join(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        far_reader, far_writer = await asyncio.open_connection(self.host, self.to_port)
        self._writers |= {writer, far_writer}
        await asyncio.gather(
            self._carry(reader, far_writer), self._carry(far_reader, writer)
        )

    async def _carry(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        with suppress(OSError):
            while data := await reader.read(65_536):
                writer.write(data)
                await writer.drain()
        writer.close()
        self._writers.discard(writer)


async def json_of(client: httpx.AsyncClient, path: str) -> Any:
    return (await client.get(path)).json()
