"""Sending to one topic, bounded."""

import asyncio
from collections import deque
from dataclasses import dataclass

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

from ping_pong.context import Context
from ping_pong.kafka.clients import create_producer
from ping_pong.keep_trying import keep_trying

MAX_WAITING = 10_000
MAX_BATCH = 500
CLOSE_SECONDS = 5.0


@dataclass(frozen=True)
class OutgoingRecord:
    value: bytes
    key: bytes | None = None
    headers: tuple[tuple[str, bytes], ...] = ()


class Outbox:
    """Sends records to one topic in batches and in order.

    While Kafka is away up to 10,000 wait; then new ones are dropped and counted
    under `stage`. Closing sends what waits for at most five seconds.
    """

    def __init__(self, context: Context, topic: str, stage: str) -> None:
        self._context = context
        self._topic = topic
        self._stage = stage
        self._waiting: deque[OutgoingRecord] = deque()
        self._has_some = asyncio.Event()
        self._is_empty = asyncio.Event()
        self._is_empty.set()

    def push(self, record: OutgoingRecord) -> bool:
        """False when it was dropped."""
        if len(self._waiting) >= MAX_WAITING:
            self._drop(1)
            return False
        self._waiting.append(record)
        self._has_some.set()
        self._is_empty.clear()
        return True

    async def run(self) -> None:
        """Sends until it is cancelled."""
        what = f"Sending to {self._topic}"
        await keep_trying(what, self._send_all, KafkaError)

    async def flush(self, seconds: float = CLOSE_SECONDS) -> None:
        """Waits until all is sent; what is left then is dropped and counted."""
        try:
            async with asyncio.timeout(seconds):
                await self._is_empty.wait()
        except TimeoutError:
            self._drop(len(self._waiting))
            self._waiting.clear()

    async def _send_all(self) -> None:
        await self._has_some.wait()
        producer = create_producer(self._context.kafka, self._context.names.name)
        try:
            await producer.start()
            while True:
                await self._has_some.wait()
                await self._send_some(producer)
        finally:
            await producer.stop()

    async def _send_some(self, producer: AIOKafkaProducer) -> None:
        batch = [self._waiting[i] for i in range(min(MAX_BATCH, len(self._waiting)))]
        sent = [
            await producer.send(
                self._topic, one.value, key=one.key, headers=list(one.headers)
            )
            for one in batch
        ]
        for future in sent:
            await future
        for _ in range(min(len(batch), len(self._waiting))):
            self._waiting.popleft()
        self._context.metrics.count_messages(
            self._stage, self._context.now_ms(), len(batch)
        )
        if not self._waiting:
            self._has_some.clear()
            self._is_empty.set()

    def _drop(self, count: int) -> None:
        self._context.metrics.dropped.labels(self._stage).inc(count)
