import asyncpg
import pytest

from counter_service.database.away import is_away


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (ConnectionRefusedError(), True),
        (TimeoutError(), True),
        (asyncpg.InterfaceError("closed"), True),
        (asyncpg.InternalClientError("in progress"), True),
        (asyncpg.AdminShutdownError("57P01"), True),
        (asyncpg.TooManyConnectionsError("53300"), True),
        (asyncpg.InvalidPasswordError("28P01"), True),
        (asyncpg.UndefinedTableError("42P01"), False),
        (asyncpg.NumericValueOutOfRangeError("22003"), False),
        (ValueError(), False),
    ],
)
def test_tells_a_database_that_is_away_from_a_refused_statement(
    error: Exception, expected: bool
) -> None:
    assert is_away(error) is expected
