"""One process with one role or all of them.

    generator → MQTT → bridge → ping topic → processor → pong topic → gateway

Each role knows its two neighbours only, so that they run as well in one process
as in four. Brokers may come late, go away and come back: the process stays,
/readyz tells which one is missing, and buffers are bounded.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack, aclosing, asynccontextmanager
from functools import partial
from typing import Any

from aiokafka.errors import KafkaError
from fastapi import FastAPI

from ping_pong.context import Context, create_context
from ping_pong.encoding.registry import RegistryError
from ping_pong.gateway.gateway import MAX_HISTORY, Gateway
from ping_pong.http.app import create_app
from ping_pong.kafka.dead_letters import DeadLetters
from ping_pong.kafka.outbox import Outbox
from ping_pong.kafka.tail import tail_topic
from ping_pong.kafka.watch import watch_kafka
from ping_pong.keep_trying import keep_trying
from ping_pong.messages import Pong
from ping_pong.mqtt import Session, run_sessions
from ping_pong.roles.bridge import bridge
from ping_pong.roles.generator import generate
from ping_pong.roles.processor import process
from ping_pong.settings import USES_KAFKA, Role, Settings

log = logging.getLogger(__name__)


def create_service(settings: Settings) -> FastAPI:
    """HTTP answers at once; the roles connect in the background."""
    context = create_context(settings)
    is_gateway = Role.GATEWAY in settings.roles
    gateway = Gateway(context) if is_gateway else None
    return create_app(context, gateway, run_roles(context, gateway))


@asynccontextmanager
async def run_roles(context: Context, gateway: Gateway | None) -> AsyncIterator[None]:
    """Starts from the sink to the source, and stops the other way round."""
    roles = context.settings.roles
    async with AsyncExitStack() as stack:
        if any(role in USES_KAFKA for role in roles):
            await _start(stack, watch_kafka(context))
        if gateway:
            await _start(stack, follow(context, gateway))
        sessions = await _start_pipeline(stack, context)
        if Role.GENERATOR in roles:
            sessions.append(partial(generate, context))
        if sessions:
            await _start(stack, run_sessions(context, sessions))
        log.info("The service has started: %s", ", ".join(roles))
        yield
        context.health.is_stopping = True
        log.info("Stopping")


async def follow(context: Context, gateway: Gateway) -> None:
    """Hands every record of the pong topic to the gateway, until cancelled."""
    health = context.health
    health.expect("gateway")

    async def attempt() -> None:
        await context.encoding.open_reader(Pong)
        records = tail_topic(
            context,
            context.names.pong_topic,
            MAX_HISTORY,
            lambda: health.up("gateway"),
        )
        try:
            async with aclosing(records):
                async for record in records:
                    await gateway.receive(record)
        finally:
            health.down("gateway", "it does not read")

    await keep_trying("The gateway", attempt, (KafkaError, RegistryError))


async def _start_pipeline(stack: AsyncExitStack, context: Context) -> list[Session]:
    roles, names = context.settings.roles, context.names
    if Role.BRIDGE not in roles and Role.PROCESSOR not in roles:
        return []
    letters = await _start_outbox(
        stack, Outbox(context, names.dead_letter_topic, "dead-letters")
    )
    dead_letters = DeadLetters(letters.push, context.metrics, context.now_ms)
    if Role.PROCESSOR in roles:
        await _start(stack, process(context, dead_letters))
    if Role.BRIDGE not in roles:
        return []
    outbox = await _start_outbox(stack, Outbox(context, names.ping_topic, "bridge"))

    context.health.expect("bridge")

    async def session(client: Any) -> None:
        await bridge(context, client, outbox, dead_letters)

    return [session]


async def _start_outbox(stack: AsyncExitStack, outbox: Outbox) -> Outbox:
    await _start(stack, outbox.run())
    stack.push_async_callback(outbox.flush)
    return outbox


async def _start(stack: AsyncExitStack, work: Coroutine[Any, Any, None]) -> None:
    task = asyncio.create_task(work)
    task.add_done_callback(_report)
    stack.push_async_callback(_cancel, task)


async def _cancel(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.wait([task])


def _report(task: asyncio.Task[None]) -> None:
    """A defect ends its role; /readyz stays down and the log says why."""
    if not task.cancelled() and (error := task.exception()):
        log.error("A role has ended", exc_info=error)
