"""From the ping topic into the pong topic."""

import logging
from typing import TypeAlias

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord
from aiokafka.errors import KafkaError

from ping_pong.context import Context
from ping_pong.encoding.registry import RegistryError
from ping_pong.kafka.clients import create_consumer, create_producer
from ping_pong.kafka.dead_letters import DeadLetter, DeadLetters
from ping_pong.keep_trying import keep_trying
from ping_pong.messages import Ping, Pong, RefusalReason, RefusedError, build_pong

MAX_BATCH = 500
POLL_MS = 1_000

#: A record of the ping topic.
Record: TypeAlias = ConsumerRecord[bytes, bytes]
log = logging.getLogger(__name__)


async def process(context: Context, dead_letters: DeadLetters) -> None:
    """Answers each ping with a pong, until it is cancelled.

    Offsets are committed after the pongs are stored, so a crash repeats pongs
    and never loses one; their messageId tells repetitions. A group that is new
    begins with the oldest ping there is.
    """
    context.health.expect("processor")

    async def attempt() -> None:
        try:
            await _process(context, dead_letters)
        finally:
            context.health.down("processor", "it does not run")

    await keep_trying("The processor", attempt, (KafkaError, RegistryError))


async def _process(context: Context, dead_letters: DeadLetters) -> None:
    names = context.names
    consumer = create_consumer(context.kafka, names.name, group_id=names.consumer_group)
    producer = create_producer(context.kafka, names.name)
    consumer.subscribe([names.ping_topic])
    try:
        await context.encoding.open_writer(Pong)
        await context.encoding.open_reader(Ping)
        await producer.start()
        await consumer.start()
        context.health.up("processor")
        while True:
            await _answer_some(context, consumer, producer, dead_letters)
    finally:
        await consumer.stop()
        await producer.stop()


async def _answer_some(
    context: Context,
    consumer: AIOKafkaConsumer,
    producer: AIOKafkaProducer,
    dead_letters: DeadLetters,
) -> None:
    batches = await consumer.getmany(timeout_ms=POLL_MS, max_records=MAX_BATCH)
    records = [record for batch in batches.values() for record in batch]
    if not records:
        return
    # All are read before the first is answered: when the registry is away, they
    # are read again later, and none of them was kept as a dead letter.
    read = [(record, await read_ping(context, record)) for record in records]
    sent = [
        await producer.send(
            context.names.pong_topic,
            context.encoding.write(pong),
            key=pong.message_id.encode(),
            headers=list(record.headers),
        )
        for record, ping in read
        if (pong := answer(context, record, ping, dead_letters))
    ]
    for future in sent:
        await future
    await consumer.commit()
    context.metrics.count_messages("processor", context.now_ms(), len(sent))


async def read_ping(context: Context, record: Record) -> Ping | RefusalReason:
    """Raises RegistryError."""
    try:
        return await context.encoding.read(Ping, record.value)
    except RefusedError as refused:
        return refused.reason


def answer(
    context: Context,
    record: Record,
    ping: Ping | RefusalReason,
    dead_letters: DeadLetters,
) -> Pong | None:
    """None for what is no ping; that is kept as a dead letter."""
    if not isinstance(ping, Ping):
        origin = f"kafka:{record.topic}/{record.partition}@{record.offset}"
        dead_letters.add(DeadLetter("processor", ping, record.value or b"", origin))
        return None
    at_ms = context.now_ms()
    pong = build_pong(ping, at_ms)
    if ping.timestamp > at_ms:
        context.metrics.clock_skew.inc()
    context.metrics.processing.observe(pong.processing_time_ms / 1000)
    return pong
