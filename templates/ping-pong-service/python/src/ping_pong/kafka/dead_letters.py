"""Messages that cannot be read."""

from collections.abc import Callable
from dataclasses import dataclass

from ping_pong.kafka.outbox import OutgoingRecord
from ping_pong.messages import MAX_MESSAGE_BYTES, RefusalReason
from ping_pong.metrics import Metrics

MAX_PER_MINUTE = 600
MINUTE_MS = 60_000


@dataclass(frozen=True)
class DeadLetter:
    stage: str
    reason: RefusalReason
    value: bytes
    #: Where it was read: `mqtt:ping/messages`, `kafka:topic/partition@offset`.
    origin: str


class DeadLetters:
    """Keeps messages with the reason, so that somebody can look at them.

    A flood of them must not cost more than the good ones: each is cut to
    64 KiB, and beyond 600 a minute they are only counted.
    """

    def __init__(
        self,
        push: Callable[[OutgoingRecord], bool],
        metrics: Metrics,
        now_ms: Callable[[], int],
    ) -> None:
        self._push = push
        self._metrics = metrics
        self._now_ms = now_ms
        self._minute = -1
        self._stored = 0

    def add(self, letter: DeadLetter) -> None:
        is_stored = self._is_within_budget() and self._push(to_record(letter))
        outcome = "stored" if is_stored else "counted"
        labels = (letter.stage, letter.reason, outcome)
        self._metrics.dead_letters.labels(*labels).inc()

    def _is_within_budget(self) -> bool:
        minute = self._now_ms() // MINUTE_MS
        if minute != self._minute:
            self._minute, self._stored = minute, 0
        self._stored += 1
        return self._stored <= MAX_PER_MINUTE


def to_record(letter: DeadLetter) -> OutgoingRecord:
    headers = {
        "stage": letter.stage,
        "reason": letter.reason,
        "origin": letter.origin,
        "bytes": str(len(letter.value)),
    }
    return OutgoingRecord(
        value=letter.value[:MAX_MESSAGE_BYTES],
        headers=tuple((key, value.encode()) for key, value in headers.items()),
    )
