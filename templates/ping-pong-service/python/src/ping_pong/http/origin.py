"""Which pages may open a socket."""

from collections.abc import Collection
from urllib.parse import urlsplit


def is_allowed_origin(
    origin: str | None, host: str | None, allowed: Collection[str]
) -> bool:
    """Browsers let any page open a socket to any host and say in `Origin` where
    the page is from. Its own pages and listed ones may; programs send none."""
    if origin is None or origin in allowed:
        return True
    parts = urlsplit(origin)
    return bool(parts.netloc) and parts.netloc == host
