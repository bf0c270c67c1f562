"""A PostgreSQL that may come late, go away and come back."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg

from counter_service.background import in_background
from counter_service.database.away import (
    CONNECTION_ERRORS,
    DatabaseAwayError,
    code_of,
    is_away,
)
from counter_service.database.schema import prepare_schema
from counter_service.keep_trying import keep_trying
from counter_service.metrics import Metrics
from counter_service.settings import DatabaseSettings

CONNECT_SECONDS = 5.0
STATEMENT_SECONDS = 5.0
#: Time until an idle service notices that its database is away.
CHECK_SECONDS = 2.0
#: For connections that are in use when the service stops.
CLOSE_SECONDS = 5.0

#: Whatever keeps it from being prepared; somebody may set it right meanwhile.
ANY = (*CONNECTION_ERRORS, asyncpg.PostgresError)

log = logging.getLogger(__name__)


class Database:
    """The process outlives it.

    One task prepares the schema as soon as the database answers, with growing
    delays, then asks it every two seconds; a statement that finds it away wakes
    that task at once. Statements are never repeated here: whether one that broke
    off has counted is not known.
    """

    def __init__(self, settings: DatabaseSettings, metrics: Metrics) -> None:
        self._settings = settings
        self._up = metrics.database_up
        self._pool: asyncpg.Pool[Any] | None = None
        self._away = asyncio.Event()
        self._reason: str | None = "not connected yet"

    @property
    def reason(self) -> str | None:
        """None while it answers; otherwise why not, without addresses."""
        return self._reason

    async def fetch_value(self, sql: str) -> Any:
        """The one value of one statement; None without a row.

        Raises DatabaseAwayError.
        """
        pool = self._pool
        if pool is None or self._reason is not None:
            raise DatabaseAwayError(self._reason)
        try:
            async with asyncio.timeout(CONNECT_SECONDS + STATEMENT_SECONDS):
                return await pool.fetchval(sql)
        except Exception as error:
            if not is_away(error):
                raise
            self._lose(error)
            raise DatabaseAwayError(self._reason) from error

    @asynccontextmanager
    async def run(self) -> AsyncIterator[None]:
        try:
            async with in_background(self._watch()):
                yield
        finally:
            await self._close()

    async def _watch(self) -> None:
        while True:
            await keep_trying("The database", self._connect, ANY)
            self._find()
            while self._reason is None:
                try:
                    await asyncio.wait_for(self._away.wait(), CHECK_SECONDS)
                except TimeoutError:
                    await self._check()
            await self._close()

    async def _connect(self) -> None:
        given = self._settings
        pool: asyncpg.Pool[Any] = asyncpg.create_pool(
            host=given.host,
            port=given.port,
            database=given.database,
            user=given.user,
            password=given.password.get_secret_value() if given.password else None,
            min_size=given.min_connections,
            max_size=given.max_connections,
            timeout=CONNECT_SECONDS,
            command_timeout=STATEMENT_SECONDS,
            server_settings={"application_name": "counter"},
        )
        try:
            await pool
            await prepare_schema(pool)
        except BaseException:
            pool.terminate()
            raise
        self._pool = pool

    async def _check(self) -> None:
        try:
            await self.fetch_value("SELECT 1")
        except DatabaseAwayError:
            log.debug("The database does not answer the check")

    async def _close(self) -> None:
        pool, self._pool = self._pool, None
        if pool is None:
            return
        try:
            async with asyncio.timeout(CLOSE_SECONDS):
                await pool.close()
        except ANY:
            pool.terminate()

    def _find(self) -> None:
        self._away.clear()
        self._reason = None
        self._up.set(1)
        log.info("The database answers")

    def _lose(self, error: BaseException) -> None:
        if self._reason is not None:
            return
        self._reason = "it does not answer"
        self._up.set(0)
        log.warning("The database is away: %s", code_of(error))
        self._away.set()
