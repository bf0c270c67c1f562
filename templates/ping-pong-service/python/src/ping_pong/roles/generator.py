"""The source of pings."""

import asyncio
import itertools

import aiomqtt

from ping_pong.context import Context
from ping_pong.messages import build_ping


async def generate(context: Context, client: aiomqtt.Client) -> None:
    """A ping every MESSAGE_INTERVAL seconds, until the connection is lost."""
    names, settings = context.names, context.settings
    for index in itertools.count(1):
        ping = build_ping(index, context.now_ms(), names.name)
        await client.publish(names.mqtt_topic, ping.to_json(), qos=1)
        context.metrics.count_messages("generator", context.now_ms())
        await asyncio.sleep(settings.ping_interval_seconds)
