"""/ws/pong?filter= sends each pong as one JSON frame."""

import asyncio
import json
from contextlib import suppress

from fastapi import APIRouter, WebSocket, WebSocketDisconnect, status

from ping_pong.context import Context
from ping_pong.gateway.frames import to_text
from ping_pong.gateway.gateway import MAX_FILTER_CHARS, Gateway
from ping_pong.gateway.viewer import Viewer
from ping_pong.http.origin import is_allowed_origin


def pong_socket(context: Context, gateway: Gateway) -> APIRouter:
    routes = APIRouter()
    allowed = context.settings.allowed_origins

    @routes.websocket("/ws/pong")
    async def pongs(socket: WebSocket) -> None:
        headers = socket.headers
        if not is_allowed_origin(headers.get("origin"), headers.get("host"), allowed):
            # Closed before it was accepted: the browser sees a 403.
            await socket.close(status.WS_1008_POLICY_VIOLATION)
            return
        await socket.accept()
        text_filter = socket.query_params.get("filter", "")
        if refusal := refuse(gateway, text_filter):
            code, message = refusal
            await socket.send_text(to_text({"type": "error", "message": message}))
            await socket.close(code, message)
            return
        viewer = gateway.join(text_filter)
        try:
            await _serve(socket, viewer, context)
        finally:
            gateway.leave(viewer)

    return routes


def refuse(gateway: Gateway, text_filter: str) -> tuple[int, str] | None:
    if len(text_filter) > MAX_FILTER_CHARS:
        message = f"The filter may have {MAX_FILTER_CHARS} characters."
        return status.WS_1008_POLICY_VIOLATION, message
    if gateway.is_full:
        return status.WS_1013_TRY_AGAIN_LATER, "Too many viewers. Try again later."
    return None


async def _serve(socket: WebSocket, viewer: Viewer, context: Context) -> None:
    pumping = asyncio.create_task(viewer.pump(socket.send_text))
    listening = asyncio.create_task(_listen(socket, viewer, context))
    tasks = (pumping, listening)
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        for result in await asyncio.gather(*tasks, return_exceptions=True):
            _raise_if_unexpected(result)


def _raise_if_unexpected(result: BaseException | None) -> None:
    expected = (WebSocketDisconnect, asyncio.CancelledError)
    if isinstance(result, BaseException) and not isinstance(result, expected):
        raise result


async def _listen(socket: WebSocket, viewer: Viewer, context: Context) -> None:
    """The only thing a client may say is {"type":"ping"}, to keep proxies open."""
    while True:
        message = await socket.receive()
        if message["type"] == "websocket.disconnect":
            return
        if is_ping(message.get("text")):
            viewer.send({"type": "keepalive", "timestamp": context.now_ms()})
        else:
            problem = 'Only {"type":"ping"} is understood.'
            viewer.send({"type": "error", "message": problem})


def is_ping(text: str | None) -> bool:
    with suppress(ValueError):
        return bool(json.loads(text or "") == {"type": "ping"})
    return False
