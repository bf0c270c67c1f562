import pytest

from ping_pong.http.origin import is_allowed_origin


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        (None, True),
        ("https://pings.example.org", True),
        ("https://portal.example.org", True),
        ("https://evil.example.org", False),
        ("https://pings.example.org.evil", False),
        ("null", False),
        ("::", False),
    ],
)
def test_lets_its_own_page_listed_ones_and_programs_open_a_socket(
    origin: str | None, allowed: bool
) -> None:
    listed = ["https://portal.example.org"]
    assert is_allowed_origin(origin, "pings.example.org", listed) is allowed
