"""Reading a topic to its end, shared with nobody."""

import math
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import UnknownTopicOrPartitionError

from ping_pong.context import Context
from ping_pong.kafka.clients import create_consumer

POLL_MS = 1_000


@dataclass(frozen=True)
class TailedRecord:
    partition: int
    offset: int
    value: bytes | None
    #: Written after the tail was opened; earlier ones are for the history.
    is_live: bool


async def tail_topic(
    context: Context, topic: str, last: int, on_open: Callable[[], None]
) -> AsyncGenerator[TailedRecord]:
    """Every partition, from about `last` records before the end.

    It is no member of a group: members share the partitions, and each pod would
    show its viewers only a part of the pongs. Nothing is ever committed. Raises
    KafkaError.
    """
    consumer = create_consumer(context.kafka, context.names.name)
    # Without a group that means all partitions, and those that are added later.
    consumer.subscribe([topic])
    try:
        await consumer.start()
        ends = await _seek_back(consumer, topic, last)
        on_open()
        while True:
            batches = await consumer.getmany(timeout_ms=POLL_MS)
            for at, records in batches.items():
                for record in records:
                    is_live = record.offset >= ends.get(at, 0)
                    yield TailedRecord(
                        at.partition, record.offset, record.value, is_live
                    )
    finally:
        await consumer.stop()


async def _seek_back(
    consumer: AIOKafkaConsumer, topic: str, last: int
) -> dict[TopicPartition, int]:
    """Where each partition ended when it was opened."""
    partitions = consumer.assignment()
    if not partitions:
        raise UnknownTopicOrPartitionError(f"The topic {topic} does not exist.")
    lows = await consumer.beginning_offsets(partitions)
    ends: dict[TopicPartition, int] = await consumer.end_offsets(partitions)
    each = math.ceil(last / len(partitions))
    for at in partitions:
        consumer.seek(at, max(lows[at], ends[at] - each))
    return ends
