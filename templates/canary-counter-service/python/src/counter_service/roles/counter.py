"""The role that counts."""

from contextlib import AbstractAsyncContextManager

from fastapi import APIRouter, HTTPException, Response

from counter_service.database.away import DatabaseAwayError
from counter_service.database.database import Database
from counter_service.metrics import Metrics
from counter_service.part import Readiness
from counter_service.settings import DatabaseSettings

#: Reading and writing in one statement is what makes it the count of all pods
#: of all versions: PostgreSQL lets one increment after another change the row,
#: whoever asks.
INCREMENT = """
  INSERT INTO ping_counter (id, counter_value) VALUES (1, 1)
  ON CONFLICT (id) DO UPDATE
    SET counter_value = ping_counter.counter_value + 1, updated_at = now()
  RETURNING counter_value"""

READ = "SELECT counter_value FROM ping_counter WHERE id = 1"

NO_CACHE = {"cache-control": "no-store"}


class CounterPart:
    def __init__(self, settings: DatabaseSettings, metrics: Metrics) -> None:
        self._database = Database(settings, metrics)
        self.routes = APIRouter()
        self.routes.get("/")(self._count)
        self.routes.get("/pingpong")(self._count)
        self.routes.get("/pings")(self._read)

    @property
    def readiness(self) -> Readiness:
        reason = self._database.reason
        return Readiness(reason is None, {"database": reason or "connected"})

    def run(self) -> AbstractAsyncContextManager[None]:
        return self._database.run()

    async def _count(self, response: Response) -> dict[str, str]:
        """One more, so nobody may answer it from a cache."""
        response.headers.update(NO_CACHE)
        return {"message": f"pong {await self._value_of(INCREMENT)}"}

    async def _read(self, response: Response) -> dict[str, int]:
        response.headers.update(NO_CACHE)
        return {"pings": await self._value_of(READ)}

    async def _value_of(self, sql: str) -> int:
        try:
            return await self._database.fetch_value(sql) or 0
        except DatabaseAwayError as error:
            raise HTTPException(
                503,
                "The count is not available now. Try again.",
                {"retry-after": "2", **NO_CACHE},
            ) from error
