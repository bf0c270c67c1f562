from ping_pong.kafka.outbox import MAX_WAITING, Outbox, OutgoingRecord
from tests.support import a_context, sample


async def test_holds_10000_records_while_kafka_is_away_then_drops_and_counts() -> None:
    context = a_context()
    outbox = Outbox(context, "t", "bridge")
    record = OutgoingRecord(b"x")
    assert all(outbox.push(record) for _ in range(MAX_WAITING))
    assert not outbox.push(record)
    assert sample(context, "messages_dropped_total", stage="bridge") == 1
    # What waits when it is closed is lost, and that is counted too.
    await outbox.flush(seconds=0)
    dropped = sample(context, "messages_dropped_total", stage="bridge")
    assert dropped == MAX_WAITING + 1
