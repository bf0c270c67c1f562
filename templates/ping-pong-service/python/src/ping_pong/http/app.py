"""Everything over HTTP."""

from contextlib import AbstractAsyncContextManager
from pathlib import Path

from fastapi import FastAPI

from ping_pong.context import Context
from ping_pong.gateway.gateway import Gateway
from ping_pong.http.demo import demo_routes
from ping_pong.http.history import history_routes
from ping_pong.http.operations import operation_routes
from ping_pong.http.pong_socket import pong_socket


def create_app(
    context: Context,
    gateway: Gateway | None = None,
    lifespan: AbstractAsyncContextManager[None] | None = None,
    public: Path | None = None,
) -> FastAPI:
    """Without a gateway only what an operator needs.

    `lifespan` is entered when the server starts and left when it ends.
    """
    app = FastAPI(
        title=context.names.name,
        lifespan=(lambda _app: lifespan) if lifespan else None,
    )
    app.include_router(operation_routes(context))
    if gateway:
        app.include_router(demo_routes(public or Path.cwd() / "public"))
        app.include_router(history_routes(gateway))
        app.include_router(pong_socket(context, gateway))
    return app
