import asyncio

import pytest

from counter_service.keep_trying import delay_after, keep_trying


@pytest.mark.parametrize(
    ("failures", "jitter", "delay"),
    [(0, 0, 0.25), (0, 1, 0.5), (3, 0, 2), (4, 1, 5), (10_000, 1, 5)],
)
def test_waits_from_half_to_all_of_a_ceiling_that_doubles(
    failures: int, jitter: float, delay: float
) -> None:
    assert delay_after(failures, lambda: jitter) == delay


async def test_ends_at_once_with_an_error_that_trying_does_not_help() -> None:
    async def attempt() -> None:
        raise ValueError("a defect")

    with pytest.raises(ValueError, match="a defect"):
        await keep_trying("It", attempt, OSError)


async def test_ends_in_the_middle_of_a_wait_when_it_is_cancelled() -> None:
    has_failed = asyncio.Event()

    async def attempt() -> None:
        has_failed.set()
        raise OSError("away")

    trying = asyncio.create_task(keep_trying("It", attempt, OSError))
    await has_failed.wait()
    trying.cancel()
    with pytest.raises(asyncio.CancelledError):
        await trying
