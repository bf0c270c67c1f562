from ping_pong.kafka.dead_letters import MAX_PER_MINUTE, DeadLetter, DeadLetters
from ping_pong.kafka.outbox import OutgoingRecord
from ping_pong.metrics import Metrics

LETTER = DeadLetter("bridge", "not-json", b"junk", "mqtt:ping/messages")


class Store:
    def __init__(self) -> None:
        self.now_ms = 60_000
        self.records: list[OutgoingRecord] = []
        self.letters = DeadLetters(self.push, Metrics(), lambda: self.now_ms)

    def push(self, record: OutgoingRecord) -> bool:
        self.records.append(record)
        return True


def test_keeps_the_bytes_with_the_reason_and_where_they_came_from() -> None:
    store = Store()
    store.letters.add(LETTER)
    assert store.records[0].value == b"junk"
    assert dict(store.records[0].headers) == {
        "stage": b"bridge",
        "reason": b"not-json",
        "origin": b"mqtt:ping/messages",
        "bytes": b"4",
    }


def test_cuts_a_large_message_and_says_how_large_it_was() -> None:
    store = Store()
    store.letters.add(DeadLetter("bridge", "too-large", bytes(100_000), "mqtt:x"))
    assert len(store.records[0].value) == 64 * 1024
    assert dict(store.records[0].headers)["bytes"] == b"100000"


def test_only_counts_beyond_the_limit_of_a_minute_and_stores_in_the_next() -> None:
    store = Store()
    for _ in range(MAX_PER_MINUTE + 1):
        store.letters.add(LETTER)
    assert len(store.records) == MAX_PER_MINUTE
    store.now_ms += 60_000
    store.letters.add(LETTER)
    assert len(store.records) == MAX_PER_MINUTE + 1
