"""One process with one role.

The counter, the log output beside it, or the proxy for its analysis. HTTP
answers at once, in every role; what a role depends on may come late, go away
and come back. Until it is there, /health/ready says what is missing, and the
process stays.
"""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from counter_service.http.observe import ObserveRequests
from counter_service.http.operations import operation_routes
from counter_service.metrics import Metrics
from counter_service.part import Part
from counter_service.roles.counter import CounterPart
from counter_service.roles.log_output import LogOutputPart
from counter_service.roles.prometheus_proxy import PrometheusProxyPart
from counter_service.settings import DatabaseSettings, LogOutputSettings, Settings

log = logging.getLogger(__name__)


def create_service(settings: Settings) -> FastAPI:
    metrics = Metrics()
    part = create_part(settings, metrics)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with part.run():
            log.info("The service has started")
            yield
            log.info("Stopping")

    app = FastAPI(title=f"Counter: {settings.role}", lifespan=lifespan)
    app.include_router(operation_routes(lambda: part.readiness, metrics))
    app.include_router(part.routes)
    app.add_middleware(ObserveRequests, metrics=metrics)
    return app


def create_part(settings: Settings, metrics: Metrics) -> Part:
    match settings.part:
        case DatabaseSettings() as database:
            return CounterPart(database, metrics)
        case LogOutputSettings() as log_output:
            return LogOutputPart(log_output)
        case proxy:
            return PrometheusProxyPart(proxy)
