"""From MQTT into the ping topic."""

import secrets

import aiomqtt

from ping_pong.context import Context
from ping_pong.encoding.registry import RegistryError
from ping_pong.kafka.dead_letters import DeadLetter, DeadLetters
from ping_pong.kafka.outbox import Outbox, OutgoingRecord
from ping_pong.keep_trying import keep_trying
from ping_pong.messages import Ping, RefusedError, parse_message


async def bridge(
    context: Context,
    client: aiomqtt.Client,
    outbox: Outbox,
    dead_letters: DeadLetters,
) -> None:
    """Carries pings from MQTT into the ping topic, keyed by message id.

    JSON travels on as it came, so fields that this service does not know survive;
    Avro holds those of its schema. MQTT hands every subscriber every message: run
    one pod with this role.
    """
    encoding = context.encoding
    await keep_trying("The bridge", lambda: encoding.open_writer(Ping), RegistryError)
    await client.subscribe(context.names.mqtt_topic, qos=1)
    context.health.up("bridge")
    async for message in client.messages:
        payload = to_bytes(message.payload)
        try:
            ping = parse_message(Ping, payload)
        except RefusedError as refused:
            origin = f"mqtt:{message.topic}"
            dead_letters.add(DeadLetter("bridge", refused.reason, payload, origin))
        else:
            outbox.push(to_record(ping, encoding.write(ping, payload)))


def to_bytes(payload: object) -> bytes:
    return bytes(payload) if isinstance(payload, bytes | bytearray) else b""


def to_record(ping: Ping, value: bytes) -> OutgoingRecord:
    headers = (("source", ping.source.encode()), ("traceparent", new_trace()))
    return OutgoingRecord(value, ping.message_id.encode(), headers)


def new_trace() -> bytes:
    """W3C trace context, so that a ping can be followed through all stages."""
    return f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-01".encode()
