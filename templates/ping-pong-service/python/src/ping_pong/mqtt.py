"""One connection to the MQTT broker, opened again after each loss."""

import asyncio
import logging
import ssl
from collections.abc import Awaitable, Callable, Sequence

import aiomqtt

from ping_pong.context import Context
from ping_pong.keep_trying import delay_after
from ping_pong.settings import MqttSettings

#: Runs for as long as a connection lasts.
Session = Callable[[aiomqtt.Client], Awaitable[None]]

log = logging.getLogger(__name__)


def create_client(settings: MqttSettings) -> aiomqtt.Client:
    """Asks for MQTT 3.1.1, which every broker speaks."""
    return aiomqtt.Client(
        settings.host,
        settings.port,
        username=settings.username,
        password=settings.password.get_secret_value() if settings.password else None,
        protocol=aiomqtt.ProtocolVersion.V311,
        tls_context=ssl.create_default_context() if settings.tls else None,
        timeout=10,
    )


async def run_sessions(context: Context, sessions: Sequence[Session]) -> None:
    """Until it is cancelled. Nothing is kept while the broker is away:
    old pings would only pretend to be slow pongs."""
    failures = 0
    context.health.expect("mqtt")
    while True:
        try:
            async with create_client(context.mqtt) as client:
                log.info("MQTT is connected")
                context.health.up("mqtt")
                failures = 0
                async with asyncio.TaskGroup() as group:
                    for session in sessions:
                        group.create_task(_run(session, client))
        except* aiomqtt.MqttError:
            context.health.down("mqtt", "the broker does not answer")
            log.warning("MQTT is not connected; trying again")
        await asyncio.sleep(delay_after(failures))
        failures += 1


async def _run(session: Session, client: aiomqtt.Client) -> None:
    await session(client)
