import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import replace

import httpx
import pytest

from tests.support import (
    SERVER,
    Wire,
    a_database,
    end_sessions,
    is_ready,
    json_of,
    needs_database,
    start,
    until,
)

EACH = 100


@pytest.fixture
async def two() -> AsyncIterator[tuple[httpx.AsyncClient, httpx.AsyncClient]]:
    """Two counters that start at once on one empty database."""
    async with (
        a_database() as settings,
        start(settings) as one,
        start(settings) as another,
    ):
        await until(lambda: is_ready(one))
        await until(lambda: is_ready(another))
        yield one, another


@needs_database
async def test_two_counters_give_every_number_once_however_many_ask_at_once(
    two: tuple[httpx.AsyncClient, httpx.AsyncClient],
) -> None:
    assert await json_of(two[0], "/pings") == {"pings": 0}
    answers = await asyncio.gather(
        *(
            json_of(client, "/" if i % 2 else "/pingpong")
            for client in two
            for i in range(EACH)
        )
    )
    numbers = [int(re.sub("^pong ", "", one["message"])) for one in answers]
    assert sorted(numbers) == list(range(1, 2 * EACH + 1))
    assert await json_of(two[1], "/pings") == {"pings": 2 * EACH}


@needs_database
async def test_counts_nothing_for_a_request_for_the_head_alone(
    two: tuple[httpx.AsyncClient, httpx.AsyncClient],
) -> None:
    assert (await two[0].head("/")).status_code == 405
    assert await json_of(two[0], "/pings") == {"pings": 0}


@needs_database
async def test_tells_requests_by_route_and_status_without_probes(
    two: tuple[httpx.AsyncClient, httpx.AsyncClient],
) -> None:
    await two[0].get("/pingpong")
    await two[0].get("/nowhere")
    text = (await two[0].get("/metrics")).text
    assert (
        'http_requests_total{method="GET",route="/pingpong",status="200"} 1.0' in text
    )
    assert (
        'http_requests_total{method="GET",route="unmatched",status="404"} 1.0' in text
    )
    assert 'http_request_duration_seconds_bucket{le="0.5"' in text
    assert "database_up 1.0" in text
    assert 'route="/health' not in text


@needs_database
async def test_outlives_its_database_and_counts_on_when_that_is_back() -> None:
    async with a_database() as settings:
        wire = Wire(settings.host, settings.port)
        await wire.mend()
        behind = replace(settings, host="127.0.0.1", port=wire.port)
        async with start(behind) as client:
            await until(lambda: is_ready(client))
            await client.get("/pingpong")
            await wire.cut()
            await until(lambda: is_not_ready(client))
            refused = await client.get("/pingpong")
            assert (refused.status_code, refused.headers["retry-after"]) == (503, "2")
            assert (await client.get("/health")).status_code == 200
            assert "database_up 0.0" in (await client.get("/metrics")).text
            await wire.mend()
            await until(lambda: is_ready(client))
            assert await json_of(client, "/pingpong") == {"message": "pong 2"}
        await wire.cut()


@needs_database
async def test_lives_on_when_the_database_ends_its_sessions() -> None:
    async with a_database() as settings, start(settings) as client:
        await until(lambda: is_ready(client))
        for _ in range(30):
            asked = [asyncio.create_task(client.get("/")) for _ in range(5)]
            await end_sessions(settings)
            statuses = {answer.status_code for answer in await asyncio.gather(*asked)}
            assert statuses <= {200, 503}
        await until(lambda: is_ready(client))


async def test_lives_without_a_database_and_says_what_is_missing() -> None:
    nothing = replace(SERVER, host="127.0.0.1", port=9, min_connections=0)
    async with start(nothing) as client:
        assert (await client.get("/health")).status_code == 200
        ready = await client.get("/health/ready")
        assert ready.status_code == 503
        assert ready.json() == {
            "status": "not ready",
            "database": "not connected yet",
        }
        assert (await client.get("/")).status_code == 503
    with pytest.raises(httpx.ConnectError):
        async with httpx.AsyncClient(base_url=client.base_url) as late:
            await late.get("/health")


async def is_not_ready(client: httpx.AsyncClient) -> bool:
    return not await is_ready(client)
