"""The role that writes the count into its log, and tells it."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import uuid4

import httpx
from fastapi import APIRouter, Response
from pydantic import BaseModel, Field, ValidationError

from counter_service.background import in_background
from counter_service.part import Readiness
from counter_service.settings import LogOutputSettings

TIMEOUT_SECONDS = 2.0

log = logging.getLogger(__name__)


class Answer(BaseModel):
    pings: Annotated[int, Field(ge=0, strict=True)]


class LogOutputPart:
    """It asks the counter, as any client would.

    A file would tie both to one machine. While the counter is away it tells the
    last reading with its age and stays ready, so that one outage is not two.
    """

    def __init__(self, settings: LogOutputSettings) -> None:
        self._settings = settings
        self._id = str(uuid4())
        self._pings: int | None = None
        self._read_at: str | None = None
        self.routes = APIRouter()
        self.routes.get("/")(self._show)

    @property
    def readiness(self) -> Readiness:
        age = f"read at {self._read_at}" if self._read_at else "not read yet"
        return Readiness(True, {"counter": age})

    @asynccontextmanager
    async def run(self) -> AsyncIterator[None]:
        async with (
            httpx.AsyncClient(
                base_url=self._settings.counter_url, timeout=TIMEOUT_SECONDS
            ) as client,
            in_background(self._repeat(client)),
        ):
            yield

    async def _repeat(self, client: httpx.AsyncClient) -> None:
        while True:
            pings = await fetch_count(client)
            if pings is not None:
                self._pings, self._read_at = pings, _now()
            fields = {"id": self._id, **self._known(), "isFresh": pings is not None}
            log.info("Ping / Pongs", extra={"fields": fields})
            await asyncio.sleep(self._settings.interval_seconds)

    async def _show(self, response: Response) -> dict[str, Any]:
        response.headers["cache-control"] = "no-store"
        return {"id": self._id, "time": _now(), **self._known()}

    def _known(self) -> dict[str, Any]:
        return {"pings": self._pings, "readAt": self._read_at}


async def fetch_count(client: httpx.AsyncClient) -> int | None:
    """None when the counter does not tell it in time."""
    try:
        answer = await client.get("/pings")
        return Answer.model_validate_json(answer.content).pings
    except (httpx.HTTPError, ValidationError) as error:
        log.debug("The counter did not tell its count: %s", type(error).__name__)
        return None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
