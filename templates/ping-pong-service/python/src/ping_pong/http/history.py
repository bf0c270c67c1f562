"""The newest pongs."""

from typing import Annotated

from fastapi import APIRouter, Query

from ping_pong.gateway.frames import Frame
from ping_pong.gateway.gateway import MAX_HISTORY, Gateway


def history_routes(gateway: Gateway) -> APIRouter:
    routes = APIRouter()

    @routes.get("/api/history", response_model=None)
    async def history(
        limit: Annotated[int, Query(ge=1, le=MAX_HISTORY)] = 100,
    ) -> dict[str, list[Frame]]:
        return {"pongs": gateway.history(limit)}

    return routes
