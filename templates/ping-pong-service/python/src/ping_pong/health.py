"""What this process depends on, and how it is."""

from dataclasses import dataclass, field
from typing import Literal, TypedDict

from prometheus_client import Gauge

#: Brokers, and roles that take a while to start.
Dependency = Literal["kafka", "mqtt", "registry", "bridge", "processor", "gateway"]


class ReadyReport(TypedDict):
    ready: bool
    checks: dict[str, str]


@dataclass
class Health:
    """Down until it has been seen up: unknown is not healthy.

    Stopping makes it not ready, so that no new viewers come while the present
    ones are let go. Reasons are for the people who run this service: they hold
    no addresses and no secrets.
    """

    gauges: dict[str, Gauge] = field(default_factory=dict)
    is_stopping: bool = False
    _down: dict[str, str | None] = field(default_factory=dict)

    def expect(self, dependency: Dependency) -> None:
        self.down(dependency, "not connected yet")

    def up(self, dependency: Dependency) -> None:
        self._set(dependency, None)

    def down(self, dependency: Dependency, reason: str) -> None:
        self._set(dependency, reason)

    def report(self) -> ReadyReport:
        is_up = all(reason is None for reason in self._down.values())
        return {
            "ready": is_up and not self.is_stopping,
            "checks": {
                name: "up" if reason is None else f"down: {reason}"
                for name, reason in self._down.items()
            },
        }

    def _set(self, dependency: Dependency, reason: str | None) -> None:
        self._down[dependency] = reason
        if gauge := self.gauges.get(dependency):
            gauge.set(1 if reason is None else 0)
