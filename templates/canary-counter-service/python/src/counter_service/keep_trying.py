"""Trying again, with growing and jittered delays."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from typing import TypeVar

FIRST_DELAY_SECONDS = 0.5
MAX_DELAY_SECONDS = 5.0

T = TypeVar("T")
log = logging.getLogger(__name__)


async def keep_trying(
    what: str,
    attempt: Callable[[], Awaitable[T]],
    errors: type[Exception] | tuple[type[Exception], ...],
) -> T:
    """Tries until it works or the task is cancelled.

    Only the given errors are tried again: any other is a defect and ends it.
    """
    failures = 0
    while True:
        try:
            return await attempt()
        except errors as error:
            delay = delay_after(failures)
            failures += 1
            log.warning("%s failed; trying again: %s", what, error)
            await asyncio.sleep(delay)


def delay_after(failures: int, jitter: Callable[[], float] = random.random) -> float:
    """Seconds. Half of the ceiling is fixed, half random.

    So pods do not all knock at the same moment at a database that came back.
    """
    ceiling = min(MAX_DELAY_SECONDS, FIRST_DELAY_SECONDS * 2.0 ** min(failures, 16))
    return ceiling / 2 + jitter() * ceiling / 2
