"""The whole way on real brokers, whose addresses the environment gives."""

import asyncio
import os
import uuid
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace

import httpx
import pytest
from aiokafka.admin import NewTopic
from websockets.asyncio.client import connect

from ping_pong.kafka.clients import create_admin, create_consumer
from ping_pong.messages import Ping, now_ms
from ping_pong.mqtt import create_client
from ping_pong.service import create_service
from ping_pong.settings import (
    Environment,
    Names,
    Role,
    Settings,
    build_settings,
    read_service_file,
)
from tests.support import ROOT, next_frame, serve, serve_registry

pytestmark = pytest.mark.skipif(
    not (os.environ.get("KAFKA_BOOTSTRAP_SERVERS") and os.environ.get("MQTT_HOST")),
    reason="set KAFKA_BOOTSTRAP_SERVERS and MQTT_HOST, see README.md",
)

RUN = uuid.uuid4().hex[:8]
READY_SECONDS = 50
#: Between two looks at whether a service is ready.
POLL_SECONDS = 0.05


@dataclass
class Pipeline:
    settings: Settings
    addresses: list[str]


def our_settings(encoding: str, registry_url: str) -> Settings:
    """Names of this run only, and a generator that keeps quiet."""
    run = f"{RUN}-{encoding}"
    names = Names(
        name=Names.model_validate_json(read_service_file(ROOT)).name,
        mqtt_topic=f"test/{run}",
        ping_topic=f"test-{run}-ping",
        pong_topic=f"test-{run}-pong",
        dead_letter_topic=f"test-{run}-dead-letter",
        consumer_group=f"test-{run}",
    )
    environment = Environment()
    changed = {"encoding": encoding, "kafka_schema_registry_url": registry_url}
    settings = build_settings(environment.model_copy(update=changed), names)
    return replace(settings, ping_interval_seconds=3600)


@pytest.fixture(params=["json", "avro"])
async def pipeline(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Pipeline]:
    """All roles, and a second gateway as a second pod would be."""
    monkeypatch.chdir(ROOT)
    async with AsyncExitStack() as stack:
        url = os.environ.get("KAFKA_SCHEMA_REGISTRY_URL")
        if not url:
            url = (await stack.enter_async_context(serve_registry())).url
        yield await start(stack, our_settings(request.param, url))


async def start(stack: AsyncExitStack, settings: Settings) -> Pipeline:
    names = settings.names
    topics = [names.ping_topic, names.pong_topic, names.dead_letter_topic]
    assert settings.kafka is not None
    admin = create_admin(settings.kafka, "test")
    stack.push_async_callback(admin.close)
    await admin.start()
    await admin.create_topics([NewTopic(one, 3, 1) for one in topics])
    stack.push_async_callback(admin.delete_topics, topics)
    addresses = []
    for roles in (tuple(Role), (Role.GATEWAY,)):
        app = create_service(replace(settings, roles=roles))
        addresses.append(await stack.enter_async_context(serve(app)))
    for address in addresses:
        await become_ready(address)
    return Pipeline(settings, addresses)


async def become_ready(address: str) -> None:
    """Ready means that its roles run: the gateway reads, the processor answers."""
    async with asyncio.timeout(READY_SECONDS), httpx.AsyncClient() as client:
        # Another process is waited for: nothing here could set an event.
        while (  # noqa: ASYNC110
            await client.get(f"http://{address}/readyz")
        ).status_code != 200:
            await asyncio.sleep(POLL_SECONDS)


async def test_answers_pings_from_mqtt_with_pongs_on_every_gateway(
    pipeline: Pipeline,
) -> None:
    contents = {f"{RUN} {index}" for index in range(20)}
    async with AsyncExitStack() as stack:
        viewers = [
            await stack.enter_async_context(
                connect(f"ws://{address}/ws/pong?filter={RUN}")
            )
            for address in pipeline.addresses
        ]
        for viewer in viewers:
            assert (await next_frame(viewer))["type"] == "hello"
        await publish(pipeline.settings, contents)
        for viewer in viewers:
            seen: set[str] = set()
            while len(seen) < len(contents):
                frame = await next_frame(viewer)
                pong = frame["data"]
                assert pong["response"] == f"pong: {pong['originalContent']}"
                assert 0 <= pong["processingTimeMs"] < 30_000
                seen.add(pong["originalContent"])
            assert seen == contents
    assert await count_dead_letters(pipeline.settings) == 1


async def publish(settings: Settings, contents: set[str]) -> None:
    """One that cannot be read, which must not stop the others."""
    assert settings.mqtt is not None
    async with create_client(settings.mqtt) as client:
        topic = settings.names.mqtt_topic
        await client.publish(topic, b"no JSON", qos=1)
        for content in contents:
            ping = Ping(
                message_id=str(uuid.uuid4()), content=content, timestamp=now_ms()
            )
            await client.publish(topic, ping.to_json(), qos=1)


async def count_dead_letters(settings: Settings) -> int:
    assert settings.kafka is not None
    consumer = create_consumer(settings.kafka, "test")
    consumer.subscribe([settings.names.dead_letter_topic])
    try:
        await consumer.start()
        ends = await consumer.end_offsets(consumer.assignment())
        return sum(ends.values())
    finally:
        await consumer.stop()
