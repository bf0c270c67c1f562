"""What tests share."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from websockets.asyncio.client import ClientConnection

from ping_pong.context import Context, create_context
from ping_pong.settings import Environment, Names, Settings, build_settings

ROOT = Path(__file__).parent.parent
NOW = 1_763_000_000_000

NAMES = Names(
    name="ping-test",
    mqtt_topic="ping/test",
    ping_topic="test-ping",
    pong_topic="test-pong",
    dead_letter_topic="test-dead-letter",
    consumer_group="test-processor",
)


def some_settings(**environment: Any) -> Settings:
    """Nothing listens on port 9 (discard), so nothing is reached by mistake."""
    nowhere = {
        "kafka_bootstrap_servers": "127.0.0.1:9",
        "mqtt_host": "127.0.0.1",
        "mqtt_port": 9,
    }
    return build_settings(Environment.model_validate(nowhere | environment), NAMES)


def a_context(now: int = NOW, **environment: Any) -> Context:
    """Its clock stands still."""
    return create_context(some_settings(**environment), lambda: now)


def sample(context: Context, name: str, **labels: str) -> float | None:
    return context.metrics.registry.get_sample_value(name, labels)


class FakeRegistry:
    """The part of a schema registry that this service uses, over real HTTP.

    With a status it refuses everything, as one that is broken or forbids it.
    """

    def __init__(self) -> None:
        self.url = ""
        self.requests: list[str] = []
        self.refusal: int | None = None
        self._schemas: list[str] = []

    def add(self, schema: object) -> int:
        """What a writer elsewhere registered; its id."""
        return self._register(json.dumps(schema))

    def app(self) -> FastAPI:
        app = FastAPI()

        @app.api_route("/{path:path}", methods=["GET", "POST"])
        async def answer(request: Request) -> JSONResponse:
            path = request.url.path
            self.requests.append(f"{request.method} {path}")
            if self.refusal:
                return JSONResponse({}, self.refusal)
            if request.method == "POST":
                schema = (await request.json())["schema"]
                return JSONResponse({"id": self._register(schema)})
            return self._find(path.removeprefix("/schemas/ids/"))

        return app

    def _find(self, schema_id: str) -> JSONResponse:
        known = schema_id.isdigit() and 0 < int(schema_id) <= len(self._schemas)
        if not known:
            return JSONResponse({}, 404)
        return JSONResponse({"schema": self._schemas[int(schema_id) - 1]})

    def _register(self, schema: str) -> int:
        if schema not in self._schemas:
            self._schemas.append(schema)
        return self._schemas.index(schema) + 1


@asynccontextmanager
async def serve_registry() -> AsyncIterator[FakeRegistry]:
    registry = FakeRegistry()
    async with serve(registry.app()) as address:
        registry.url = f"http://{address}"
        yield registry


@asynccontextmanager
async def serve(app: FastAPI) -> AsyncIterator[str]:
    """A real server on a free port; yields `127.0.0.1:PORT`."""
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
        yield f"127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await serving


async def next_frame(viewer: ClientConnection) -> dict[str, Any]:
    frame: dict[str, Any] = json.loads(await asyncio.wait_for(viewer.recv(), 30))
    return frame
