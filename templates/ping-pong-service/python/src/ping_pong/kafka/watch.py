"""Whether Kafka answers, has the topics, and how far the group is behind."""

import asyncio
import contextlib
import logging
from collections.abc import Sequence

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from ping_pong.context import Context
from ping_pong.kafka.clients import create_admin, create_consumer
from ping_pong.kafka.lag import compute_lag
from ping_pong.settings import Role

EVERY_SECONDS = 5.0

log = logging.getLogger(__name__)


async def watch_kafka(context: Context) -> None:
    """Asks every five seconds, until it is cancelled.

    Asking is the only honest check: a client that is idle does not notice that
    its broker has gone.
    """
    context.health.expect("kafka")
    while True:
        try:
            await _watch(context)
        except (KafkaError, OSError, TimeoutError) as error:
            context.health.down("kafka", "no broker answers")
            log.warning("Kafka does not answer: %s", error)
        await asyncio.sleep(EVERY_SECONDS)


async def _watch(context: Context) -> None:
    name = context.names.name
    async with contextlib.AsyncExitStack() as stack:
        consumer = create_consumer(context.kafka, name)
        stack.push_async_callback(consumer.stop)
        await consumer.start()
        admin = create_admin(context.kafka, name)
        stack.push_async_callback(admin.close)
        await admin.start()
        while True:
            await _look(context, consumer, admin)
            await asyncio.sleep(EVERY_SECONDS)


async def _look(
    context: Context, consumer: AIOKafkaConsumer, admin: AIOKafkaAdminClient
) -> None:
    present = set(await admin.list_topics())
    missing = next((one for one in needed(context) if one not in present), None)
    if missing:
        context.health.down("kafka", f"the topic {missing} does not exist")
        return
    context.health.up("kafka")
    if Role.PROCESSOR in context.settings.roles:
        await _measure_lag(context, consumer, admin)


def needed(context: Context) -> Sequence[str]:
    """Topics without which the roles of this process cannot work."""
    names, roles = context.names, context.settings.roles
    uses_pings = Role.BRIDGE in roles or Role.PROCESSOR in roles
    uses_pongs = Role.PROCESSOR in roles or Role.GATEWAY in roles
    pings = [names.ping_topic] if uses_pings else []
    return [*pings, names.pong_topic] if uses_pongs else pings


async def _measure_lag(
    context: Context, consumer: AIOKafkaConsumer, admin: AIOKafkaAdminClient
) -> None:
    topic, group = context.names.ping_topic, context.names.consumer_group
    described = await admin.describe_topics([topic])
    numbers = [one["partition"] for one in described[0]["partitions"]]
    partitions = [TopicPartition(topic, number) for number in numbers]
    ends = await consumer.end_offsets(partitions)
    offsets = await admin.list_consumer_group_offsets(group, partitions=partitions)
    lags = compute_lag(
        {at.partition: end for at, end in ends.items()},
        {at.partition: one.offset for at, one in offsets.items()},
    )
    for partition, lag in lags.items():
        labels = (topic, str(partition))
        if lag is None:
            with contextlib.suppress(KeyError):
                context.metrics.lag.remove(*labels)
        else:
            context.metrics.lag.labels(*labels).set(lag)
