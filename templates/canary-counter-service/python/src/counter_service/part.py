"""What a role is made of."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Protocol

from fastapi import APIRouter


@dataclass(frozen=True)
class Readiness:
    """Whether requests are welcome, in the words of /health/ready."""

    is_ready: bool
    #: What it depends on; no addresses, no secrets.
    checks: dict[str, str] = field(default_factory=dict)


class Part(Protocol):
    """One role of the service."""

    @property
    def routes(self) -> APIRouter: ...

    @property
    def readiness(self) -> Readiness: ...

    def run(self) -> AbstractAsyncContextManager[None]:
        """Entered when the server starts; nothing of it runs after its end."""
        ...
