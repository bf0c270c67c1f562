"""Probes and metrics."""

from typing import Any

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from ping_pong.context import Context
from ping_pong.health import ReadyReport


def operation_routes(context: Context) -> APIRouter:
    routes = APIRouter()

    @routes.get("/")
    async def status() -> dict[str, Any]:
        roles = list(context.settings.roles)
        report = context.health.report()
        return {"service": context.names.name, "roles": roles, **report}

    @routes.get("/livez")
    async def livez() -> dict[str, str]:
        """Says only that this process answers: restarting it would not bring a
        broker back."""
        return {"status": "alive"}

    @routes.get("/readyz", response_model=None)
    async def readyz(response: Response) -> ReadyReport:
        report = context.health.report()
        response.status_code = 200 if report["ready"] else 503
        return report

    @routes.get("/metrics")
    async def metrics() -> Response:
        text = generate_latest(context.metrics.registry)
        return Response(text, media_type=CONTENT_TYPE_LATEST)

    return routes
