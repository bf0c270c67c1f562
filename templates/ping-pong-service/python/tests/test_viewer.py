import asyncio

from ping_pong.gateway.viewer import MAX_WAITING, Viewer


async def read_all(viewer: Viewer) -> list[str]:
    """What a viewer is sent until nothing waits."""
    seen: list[str] = []
    is_idle = asyncio.Event()

    async def write(text: str) -> None:
        seen.append(text)
        asyncio.get_running_loop().call_soon(is_idle.set)

    pumping = asyncio.create_task(viewer.pump(write))
    while True:
        is_idle.clear()
        before = len(seen)
        try:
            await asyncio.wait_for(is_idle.wait(), 0.05)
        except TimeoutError:
            if len(seen) == before:
                pumping.cancel()
                return seen


async def test_hands_on_in_order_while_the_viewer_keeps_up() -> None:
    viewer = Viewer("", lambda: None)
    for text in ("a", "b"):
        viewer.send_text(text)
    assert await read_all(viewer) == ["a", "b"]


async def test_drops_for_a_slow_viewer_and_tells_it_how_many() -> None:
    drops: list[None] = []
    viewer = Viewer("", lambda: drops.append(None))
    for index in range(MAX_WAITING + 3):
        viewer.send_text(str(index))
    assert len(drops) == 3
    assert len(await read_all(viewer)) == MAX_WAITING
    viewer.send_text("next")
    assert await read_all(viewer) == ['{"type":"gap","dropped":3}', "next"]


def test_wants_what_contains_its_filter_in_any_case() -> None:
    viewer = Viewer("TWO", lambda: None)
    assert viewer.wants("one two three")
    assert not viewer.wants("one")
    assert Viewer("", lambda: None).wants("anything")
