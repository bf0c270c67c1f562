"""Probes and metrics, the same in every role."""

from collections.abc import Callable

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from counter_service.metrics import Metrics
from counter_service.part import Readiness

#: Routes for the platform, which are not traffic.
OPERATIONS = frozenset({"/health", "/health/ready", "/metrics"})


def operation_routes(readiness: Callable[[], Readiness], metrics: Metrics) -> APIRouter:
    routes = APIRouter()

    @routes.get("/health")
    async def health() -> dict[str, str]:
        """Says only that this process answers: a restart would not bring the
        database back."""
        return {"status": "ok"}

    @routes.get("/health/ready")
    async def ready(response: Response) -> dict[str, str]:
        now = readiness()
        response.status_code = 200 if now.is_ready else 503
        return {"status": "ready" if now.is_ready else "not ready", **now.checks}

    @routes.get("/metrics")
    async def show_metrics() -> Response:
        text = generate_latest(metrics.registry)
        return Response(text, media_type=CONTENT_TYPE_LATEST)

    return routes
