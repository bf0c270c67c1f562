from datetime import datetime

import pytest
from fastapi import FastAPI, Response

from counter_service.settings import LogOutputSettings
from tests.support import json_of, serve, start, until


class Told(FastAPI):
    """A counter that tells one text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.asked = 0

        @self.get("/pings")
        async def pings() -> Response:
            self.asked += 1
            return Response(text)


async def test_stays_ready_while_the_counter_is_away_and_tells_the_age() -> None:
    async with serve(Told('{"pings":7}')) as counter:
        beside = LogOutputSettings(str(counter.base_url), 0.02)
        running = start(beside)
        client = await running.__aenter__()

        async def has_read() -> bool:
            return bool((await json_of(client, "/"))["pings"] == 7)

        await until(has_read)
    shown = await json_of(client, "/")
    assert shown["pings"] == 7
    assert datetime.fromisoformat(shown["readAt"]).tzinfo is not None
    ready = await json_of(client, "/health/ready")
    assert ready["status"] == "ready"
    assert ready["counter"].startswith("read at")
    await running.__aexit__(None, None, None)


@pytest.mark.parametrize("text", ["not JSON", '{"pings":-1}', '{"pings":"x"}'])
async def test_takes_no_nonsense_for_a_count(text: str) -> None:
    told = Told(text)
    async with (
        serve(told) as counter,
        start(LogOutputSettings(str(counter.base_url), 0.02)) as client,
    ):

        async def was_asked() -> bool:
            return told.asked > 1

        await until(was_asked)
        assert (await json_of(client, "/"))["pings"] is None
