"""From the pong topic to every viewer."""

from collections import deque

from ping_pong.context import Context
from ping_pong.encoding.registry import RegistryError
from ping_pong.gateway.frames import Frame, to_data, to_text
from ping_pong.gateway.viewer import Viewer
from ping_pong.kafka.tail import TailedRecord
from ping_pong.keep_trying import keep_trying
from ping_pong.messages import Pong, RefusedError

MAX_HISTORY = 500
MAX_VIEWERS = 500
MAX_FILTER_CHARS = 200


class Gateway:
    """Hands each record to every viewer whose filter it passes.

    Records that are no pongs are shown as such, never left out silently.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._viewers: set[Viewer] = set()
        self._history: deque[Frame] = deque(maxlen=MAX_HISTORY)

    @property
    def is_full(self) -> bool:
        return len(self._viewers) >= MAX_VIEWERS

    def history(self, limit: int) -> list[Frame]:
        """The newest pongs, the oldest first."""
        return list(self._history)[-limit:]

    def join(self, text_filter: str) -> Viewer:
        viewer = Viewer(text_filter, self._context.metrics.viewer_drops.inc)
        self._viewers.add(viewer)
        self._count()
        names = self._context.names
        viewer.send(
            {
                "type": "hello",
                "service": names.name,
                "topic": names.pong_topic,
                "filter": text_filter,
            }
        )
        return viewer

    def leave(self, viewer: Viewer) -> None:
        self._viewers.discard(viewer)
        self._count()

    async def receive(self, record: TailedRecord) -> None:
        """One after the other: pongs are shown in the order they are stored."""
        frame, content = await self._to_frame(record)
        if frame["type"] == "pong":
            self._history.append(frame)
        if record.is_live:
            self._broadcast(frame, content)

    async def _to_frame(self, record: TailedRecord) -> tuple[Frame, str | None]:
        """The frame, and what filters look at; None passes all of them."""
        frame: Frame = {
            "type": "pong",
            "topic": self._context.names.pong_topic,
            "partition": record.partition,
            "offset": str(record.offset),
        }
        try:
            pong = await self._read(record.value)
        except RefusedError as refused:
            labels = ("gateway", refused.reason, "counted")
            self._context.metrics.dead_letters.labels(*labels).inc()
            return frame | {"type": "undecodable", "reason": refused.reason}, None
        timestamp = self._context.now_ms()
        frame = frame | {"timestamp": timestamp, "data": to_data(pong)}
        return frame, pong.original_content

    async def _read(self, value: bytes | None) -> Pong:
        """A viewer waits while the registry is away; nothing is left out."""
        encoding = self._context.encoding
        return await keep_trying(
            "Reading a pong", lambda: encoding.read(Pong, value), RegistryError
        )

    def _broadcast(self, frame: Frame, content: str | None) -> None:
        context = self._context
        context.metrics.count_messages("gateway", context.now_ms())
        text = to_text(frame)
        for viewer in self._viewers:
            if content is None or viewer.wants(content):
                viewer.send_text(text)

    def _count(self) -> None:
        self._context.metrics.connections.set(len(self._viewers))
