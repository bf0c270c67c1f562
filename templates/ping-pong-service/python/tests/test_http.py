from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from ping_pong.context import Context
from ping_pong.gateway.gateway import Gateway
from ping_pong.http.app import create_app
from ping_pong.kafka.tail import TailedRecord
from ping_pong.messages import Ping, build_pong
from tests.support import NAMES, NOW, ROOT, a_context, next_frame, serve


@dataclass
class Served:
    address: str
    context: Context
    gateway: Gateway

    @property
    def socket(self) -> str:
        return f"ws://{self.address}/ws/pong"

    async def receive(
        self, content: str, offset: int = 0, is_live: bool = True
    ) -> None:
        ping = Ping(message_id="1", content=content, timestamp=NOW)
        value = build_pong(ping, NOW).to_json()
        await self.gateway.receive(TailedRecord(0, offset, value, is_live))

    async def get(self, path: str) -> httpx.Response:
        async with httpx.AsyncClient() as client:
            return await client.get(f"http://{self.address}{path}")


@pytest.fixture
async def served() -> AsyncIterator[Served]:
    context = a_context()
    gateway = Gateway(context)
    async with serve(create_app(context, gateway, public=ROOT / "public")) as address:
        yield Served(address, context, gateway)


async def test_greets_a_viewer_and_sends_each_pong_as_one_json_frame(
    served: Served,
) -> None:
    async with connect(served.socket) as viewer:
        assert await next_frame(viewer) == {
            "type": "hello",
            "service": NAMES.name,
            "topic": NAMES.pong_topic,
            "filter": "",
        }
        await served.receive("one", offset=7)
        frame = await next_frame(viewer)
    assert (frame["type"], frame["offset"], frame["timestamp"]) == ("pong", "7", NOW)
    assert frame["data"]["response"] == "pong: one"


async def test_sends_every_viewer_every_pong_and_filtered_ones_what_matches(
    served: Served,
) -> None:
    async with (
        connect(served.socket) as everything,
        connect(f"{served.socket}?filter=TWO") as some,
    ):
        for viewer in (everything, some):
            await next_frame(viewer)
        await served.receive("one")
        await served.receive("two")
        seen = [(await next_frame(everything))["data"] for _ in range(2)]
        assert [one["originalContent"] for one in seen] == ["one", "two"]
        assert (await next_frame(some))["data"]["originalContent"] == "two"


async def test_shows_a_record_that_is_no_pong_instead_of_leaving_it_out(
    served: Served,
) -> None:
    async with connect(served.socket) as viewer:
        await next_frame(viewer)
        await served.gateway.receive(TailedRecord(2, 5, b"junk", is_live=True))
        assert await next_frame(viewer) == {
            "type": "undecodable",
            "topic": NAMES.pong_topic,
            "partition": 2,
            "offset": "5",
            "reason": "not-json",
        }


async def test_answers_only_json_whatever_a_client_says(served: Served) -> None:
    async with connect(served.socket) as viewer:
        await next_frame(viewer)
        await viewer.send('{"type":"ping"}')
        assert await next_frame(viewer) == {"type": "keepalive", "timestamp": NOW}
        for message in ("hello?", b"\x00"):
            await viewer.send(message)
            assert (await next_frame(viewer))["type"] == "error"


async def test_refuses_a_filter_of_201_characters_and_says_why(
    served: Served,
) -> None:
    async with connect(f"{served.socket}?filter={'x' * 201}") as viewer:
        assert (await next_frame(viewer))["type"] == "error"
        with pytest.raises(ConnectionClosed) as closed:
            await viewer.recv()
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1008


async def test_refuses_a_socket_that_a_page_from_elsewhere_opens(
    served: Served,
) -> None:
    with pytest.raises(InvalidStatus, match="403"):
        await connect(served.socket, additional_headers={"Origin": "https://evil"})


async def test_counts_viewers_that_are_connected_now(served: Served) -> None:
    async with connect(served.socket) as viewer:
        await next_frame(viewer)
        metrics = await served.get("/metrics")
    assert "websocket_connections 1.0" in metrics.text


async def test_keeps_older_pongs_for_the_history_and_sends_them_to_nobody(
    served: Served,
) -> None:
    async with connect(served.socket) as viewer:
        await next_frame(viewer)
        await served.receive("old", offset=1, is_live=False)
        await served.receive("new", offset=2)
        assert (await next_frame(viewer))["offset"] == "2"
    pongs = (await served.get("/api/history")).json()["pongs"]
    assert [one["offset"] for one in pongs] == ["1", "2"]
    last = (await served.get("/api/history?limit=1")).json()["pongs"]
    assert [one["offset"] for one in last] == ["2"]


async def test_never_keeps_more_than_500_pongs(served: Served) -> None:
    for offset in range(1_000):
        await served.receive("x", offset=offset)
    pongs = (await served.get("/api/history?limit=500")).json()["pongs"]
    assert (len(pongs), pongs[-1]["offset"]) == (500, "999")


@pytest.mark.parametrize("limit", ["0", "501", "-1", "all"])
async def test_refuses_a_history_out_of_bounds(served: Served, limit: str) -> None:
    assert (await served.get(f"/api/history?limit={limit}")).status_code == 422


async def test_is_alive_from_the_start_and_ready_with_what_it_depends_on(
    served: Served,
) -> None:
    served.context.health.expect("kafka")
    assert (await served.get("/livez")).status_code == 200
    waiting = await served.get("/readyz")
    assert (waiting.status_code, waiting.json()["ready"]) == (503, False)
    served.context.health.up("kafka")
    assert (await served.get("/readyz")).status_code == 200


async def test_shows_the_demo_page_which_loads_nothing_from_elsewhere(
    served: Served,
) -> None:
    page = await served.get("/demo")
    assert page.headers["content-type"].startswith("text/html")
    assert "'self'" in page.headers["content-security-policy"]
    assert "http://" not in page.text
    assert "https://" not in page.text
    assert '"wss:"' in (await served.get("/demo.js")).text


async def test_shows_no_pages_without_the_role_of_the_gateway() -> None:
    async with serve(create_app(a_context())) as address, httpx.AsyncClient() as client:
        demo = await client.get(f"http://{address}/demo")
        livez = await client.get(f"http://{address}/livez")
    assert (demo.status_code, livez.status_code) == (404, 200)
