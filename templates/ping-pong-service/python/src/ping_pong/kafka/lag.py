"""How far a group is behind."""

from collections.abc import Mapping

#: What Kafka says for a partition of which nothing was committed.
NOTHING = -1


def compute_lag(
    ends: Mapping[int, int], committed: Mapping[int, int]
) -> dict[int, int | None]:
    """Records by partition. None when nothing was committed: not the same as 0."""
    return {
        partition: _behind(end, committed.get(partition, NOTHING))
        for partition, end in ends.items()
    }


def _behind(end: int, offset: int) -> int | None:
    return None if offset < 0 else max(0, end - offset)
