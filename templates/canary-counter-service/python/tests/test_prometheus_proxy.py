import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI, Request, Response

from counter_service.roles.tokens import NoTokenError, TokenSource
from counter_service.settings import ProxySettings
from tests.support import serve, start

QUERY = 'sum(rate(a_total{b="c&d+e%"}[5m]))'
RESULT = '{"status":"success","data":{"resultType":"vector","result":[]}}'


class World:
    """An authority and a Prometheus that look at what they are given."""

    def __init__(self, folder: Path) -> None:
        self.assertion = folder / "assertion"
        self.assertion.write_text("proof\n")
        self.tokens_given = 0
        self.status = 200
        self.authority = FastAPI()
        self.authority.post("/")(self.give_token)
        self.prometheus = FastAPI()
        for path in ("/api/v1/query", "/api/v1/query_range"):
            self.prometheus.post(path)(self.answer)

    async def give_token(self, request: Request, response: Response) -> object:
        form = httpx.QueryParams((await request.body()).decode())
        is_good = (
            form["client_assertion"] == "proof"
            and form["client_id"] == "client"
            and form["scope"] == "scope"
        )
        self.tokens_given += is_good
        response.status_code = 200 if is_good else 401
        token = f"token-{self.tokens_given}"
        return {"access_token": token, "expires_in": "3600"}

    async def answer(self, request: Request) -> Response:
        form = httpx.QueryParams((await request.body()).decode())
        is_good = (
            request.headers["authorization"] == f"Bearer token-{self.tokens_given}"
            and form["query"] == QUERY
        )
        status = self.status if is_good else 400
        return Response(RESULT, status, media_type="application/json")


@pytest.fixture
async def world(tmp_path: Path) -> World:
    return World(tmp_path)


@pytest.fixture
async def settings(
    world: World,
) -> AsyncIterator[tuple[ProxySettings, AsyncExitStack]]:
    async with serve(world.authority) as authority, AsyncExitStack() as prometheus:
        served = await prometheus.enter_async_context(serve(world.prometheus))
        given = ProxySettings(
            prometheus_url=str(served.base_url),
            token_url=str(authority.base_url) + "/",
            client_id="client",
            scope="scope",
            assertion_file=str(world.assertion),
        )
        yield given, prometheus


@pytest.fixture
async def proxy(
    settings: tuple[ProxySettings, AsyncExitStack],
) -> AsyncIterator[httpx.AsyncClient]:
    async with start(settings[0]) as client:
        yield client


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "query"), ("POST", "query"), ("POST", "query_range")]
)
async def test_passes_a_query_on_with_its_token(
    proxy: httpx.AsyncClient, method: str, path: str
) -> None:
    form = {"query": QUERY}
    given = {"params": form} if method == "GET" else {"data": form}
    answer = await proxy.request(method, f"/api/v1/{path}", **given)  # type: ignore[arg-type]
    assert (answer.status_code, answer.text) == (200, RESULT)


async def test_asks_for_one_token_however_many_queries_wait_for_it(
    proxy: httpx.AsyncClient, world: World
) -> None:
    ask = (proxy.get("/api/v1/query", params={"query": QUERY}) for _ in range(20))
    assert {answer.status_code for answer in await asyncio.gather(*ask)} == {200}
    assert world.tokens_given == 1


@pytest.mark.parametrize("path", ["series", "labels", "admin/tsdb/delete_series"])
async def test_does_not_know_other_paths(proxy: httpx.AsyncClient, path: str) -> None:
    assert (await proxy.post(f"/api/v1/{path}")).status_code == 404


async def test_passes_a_refusal_on_and_brings_another_token_next_time(
    proxy: httpx.AsyncClient, world: World
) -> None:
    world.status = 401
    answer = await proxy.get("/api/v1/query", params={"query": QUERY})
    assert answer.status_code == 401
    world.status = 200
    answer = await proxy.get("/api/v1/query", params={"query": QUERY})
    assert (answer.status_code, world.tokens_given) == (200, 2)


async def test_refuses_a_query_that_is_too_long(proxy: httpx.AsyncClient) -> None:
    answer = await proxy.post("/api/v1/query", data={"query": "x" * 70_000})
    assert answer.status_code == 502


async def test_says_in_the_words_of_prometheus_that_it_does_not_answer(
    proxy: httpx.AsyncClient, settings: tuple[ProxySettings, AsyncExitStack]
) -> None:
    await settings[1].aclose()
    answer = await proxy.get("/api/v1/query", params={"query": QUERY})
    assert answer.status_code == 502
    assert answer.json() == {
        "status": "error",
        "errorType": "unavailable",
        "error": "Prometheus does not answer.",
    }


async def test_renews_a_token_five_minutes_before_its_end_by_one_exchange(
    settings: tuple[ProxySettings, AsyncExitStack],
) -> None:
    now = 0.0
    async with httpx.AsyncClient() as client:
        tokens = TokenSource(settings[0], client, lambda: now)
        first = await tokens.get()
        now = 55 * 60 - 1
        assert await tokens.get() == first
        now += 1
        one, two = await asyncio.gather(tokens.get(), tokens.get())
        assert one == two != first


async def test_uses_a_token_to_its_end_while_the_authority_refuses_others(
    settings: tuple[ProxySettings, AsyncExitStack], world: World
) -> None:
    now = 0.0
    async with httpx.AsyncClient() as client:
        tokens = TokenSource(settings[0], client, lambda: now)
        first = await tokens.get()
        world.assertion.write_text("other")
        now = 59 * 60
        assert await tokens.get() == first
        now = 60 * 60
        with pytest.raises(NoTokenError, match="401"):
            await tokens.get()
