"""What the counter needs in its database."""

from typing import Any

import asyncpg

#: Any number, as long as nothing else in this database locks the same.
LOCK = 2507

TABLE = """
  CREATE TABLE IF NOT EXISTS ping_counter (
    id smallint PRIMARY KEY,
    counter_value bigint NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
  )"""


async def prepare_schema(pool: "asyncpg.Pool[Any]") -> None:
    """Creates the table, unless it is there.

    Stable and canary may start at once, and IF NOT EXISTS alone does not keep
    two sessions from creating the same table: the lock does. Change the table so
    that the version before still works on it, or a rollout cannot go back.
    """
    async with pool.acquire() as connection, connection.transaction():
        await connection.execute("SELECT pg_advisory_xact_lock($1)", LOCK)
        await connection.execute(TABLE)
