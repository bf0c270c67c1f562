"""Telling a database that is away from one that refused a statement."""

import asyncpg

#: Classes in which PostgreSQL says that it cannot serve anybody now: connection,
#: not enough resources, stopping or starting, wrong credentials (a secret is
#: rotated), no such database (it is being restored).
AWAY = ("08", "28", "3D", "53", "57P")


#: What the driver raises around a connection that ended, the last when it ended
#: in the middle of its own work.
CONNECTION_ERRORS = (
    OSError,
    TimeoutError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
)


class DatabaseAwayError(Exception):
    """It does not answer now; it may later."""


def is_away(error: BaseException) -> bool:
    """What has no SQLSTATE did not come from the database."""
    if isinstance(error, asyncpg.PostgresError):
        return (error.sqlstate or "08").startswith(AWAY)
    return isinstance(error, CONNECTION_ERRORS)


def code_of(error: BaseException) -> str:
    """One word; messages of drivers hold addresses and users."""
    sqlstate = getattr(error, "sqlstate", None)
    return sqlstate if isinstance(sqlstate, str) else type(error).__name__
