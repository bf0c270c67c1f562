"""One browser."""

import asyncio
from collections.abc import Awaitable, Callable

from ping_pong.gateway.frames import Frame, to_text

#: Frames that wait for a viewer that is slow.
MAX_WAITING = 256


class Viewer:
    """A slow viewer costs at most 256 waiting frames.

    Frames beyond are dropped, and it is told how many as soon as it reads again.
    """

    def __init__(self, text_filter: str, on_drop: Callable[[], None]) -> None:
        self._filter = text_filter.lower()
        self._on_drop = on_drop
        self._waiting: asyncio.Queue[str] = asyncio.Queue(MAX_WAITING)
        self._dropped = 0

    def wants(self, content: str) -> bool:
        """Whether the content contains the filter, in any case."""
        return self._filter in content.lower()

    def send(self, frame: Frame) -> None:
        self.send_text(to_text(frame))

    def send_text(self, text: str) -> None:
        """The same text for all viewers is made once, by the caller."""
        needed = 2 if self._dropped else 1
        if self._waiting.qsize() + needed > MAX_WAITING:
            self._dropped += 1
            self._on_drop()
            return
        if self._dropped:
            gap = to_text({"type": "gap", "dropped": self._dropped})
            self._waiting.put_nowait(gap)
            self._dropped = 0
        self._waiting.put_nowait(text)

    async def pump(self, write: Callable[[str], Awaitable[None]]) -> None:
        """Hands on what waits, as fast as the other side reads."""
        while True:
            await write(await self._waiting.get())
