import pytest

from ping_pong.kafka.lag import compute_lag


@pytest.mark.parametrize(
    ("end", "offset", "lag"),
    [(12, 10, 2), (10, 10, 0), (3, 10, 0), (2**60 + 2, 2**60, 2), (12, -1, None)],
)
def test_measures_records_behind_the_end(
    end: int, offset: int, lag: int | None
) -> None:
    assert compute_lag({0: end}, {0: offset}) == {0: lag}


def test_does_not_know_the_lag_of_a_partition_the_group_never_saw() -> None:
    assert compute_lag({1: 5}, {}) == {1: None}
