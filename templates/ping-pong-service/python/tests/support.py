"""What tests share."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI
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


def a_context(now: int = NOW) -> Context:
    """Its clock stands still."""
    return create_context(some_settings(), lambda: now)


def sample(context: Context, name: str, **labels: str) -> float | None:
    return context.metrics.registry.get_sample_value(name, labels)


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
