"""Counts and times what was answered."""

import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from counter_service.http.operations import OPERATIONS
from counter_service.metrics import Metrics


class ObserveRequests:
    """Labels are routes, never paths: those anybody can invent."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        status = 500

        async def watch(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, watch)
        finally:
            self._count(scope, status, time.perf_counter() - started)

    def _count(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "unmatched")
        if route in OPERATIONS:
            return
        method = scope["method"]
        self._metrics.requests.labels(method, route, status).inc()
        self._metrics.request_duration.labels(method, route).observe(seconds)
