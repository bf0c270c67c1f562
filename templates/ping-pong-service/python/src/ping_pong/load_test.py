"""Sends pings over MQTT at a rate and counts the pongs that come back.

A round trip through every stage. Exit code 1 when a pong is missing. MQTT_HOST,
MQTT_PORT, MQTT_USER and MQTT_PASSWORD say where the broker is.
"""

import argparse
import asyncio
import json
import math
import os
import sys
import time
import uuid

import aiomqtt
from websockets.asyncio.client import ClientConnection, connect

from ping_pong.messages import Ping, now_ms
from ping_pong.mqtt import create_client
from ping_pong.settings import Role, Settings, read_service_file, read_settings

LAST_PONG_SECONDS = 30
TICK_SECONDS = 0.02
MAX_RATE = 10_000


def main() -> None:
    options = read_options()
    os.environ["SERVICE_ROLE"] = Role.GENERATOR
    settings = read_settings(read_service_file())
    latencies = asyncio.run(run(options, settings))
    print(describe(latencies, options.messages))
    sys.exit(0 if len(latencies) == options.messages else 1)


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=1000)
    parser.add_argument("--rate", type=float, default=100, help="pings a second")
    parser.add_argument("--url", default="ws://localhost:8080/ws/pong")
    options = parser.parse_args()
    if options.messages < 1 or not 0 < options.rate <= MAX_RATE:
        parser.error(f"at least one message, and a rate up to {MAX_RATE}")
    return options


async def run(options: argparse.Namespace, settings: Settings) -> list[int]:
    if settings.mqtt is None:
        sys.exit("MQTT_HOST is missing.")
    marker = f"load-{uuid.uuid4().hex[:8]}"
    latencies: list[int] = []
    async with (
        connect(f"{options.url}?filter={marker}") as viewer,
        create_client(settings.mqtt) as client,
    ):
        # The first frame says that this viewer is being served.
        await viewer.recv()
        counting = asyncio.create_task(count(viewer, latencies, options.messages))
        await send(client, settings.names.mqtt_topic, marker, options)
        await asyncio.wait([counting], timeout=LAST_PONG_SECONDS)
        counting.cancel()
    return latencies


async def count(viewer: ClientConnection, latencies: list[int], expected: int) -> None:
    async for text in viewer:
        frame = json.loads(text)
        if frame["type"] == "pong":
            latencies.append(now_ms() - frame["data"]["pingTimestamp"])
        if len(latencies) >= expected:
            return


async def send(
    client: aiomqtt.Client, topic: str, marker: str, options: argparse.Namespace
) -> None:
    """What is due by now is sent each tick, so the rate holds for thousands."""
    started = time.monotonic()
    sent = 0
    while sent < options.messages:
        seconds = time.monotonic() - started
        due = min(options.messages, math.ceil(seconds * options.rate))
        for index in range(sent, due):
            ping = Ping(
                message_id=str(uuid.uuid4()),
                content=f"{marker} {index}",
                timestamp=now_ms(),
                source="load-test",
            )
            await client.publish(topic, ping.to_json(), qos=1)
        sent = due
        await asyncio.sleep(TICK_SECONDS)


def describe(latencies: list[int], expected: int) -> str:
    ordered = sorted(latencies)

    def at(share: float) -> str:
        return f"{ordered[int(share * (len(ordered) - 1))]} ms" if ordered else "none"

    return (
        f"{len(ordered)} of {expected} pongs, {expected - len(ordered)} missing. "
        f"Round trip: p50 {at(0.5)}, p95 {at(0.95)}, p99 {at(0.99)}"
    )


if __name__ == "__main__":
    main()
