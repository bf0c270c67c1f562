"""All that is ever sent over /ws/pong: one JSON object a frame."""

import json
from typing import Literal, NotRequired, TypedDict

from ping_pong.messages import Pong


class Frame(TypedDict):
    """type says which of the other fields are there.

    hello (service, topic, filter), pong (topic, partition, offset, timestamp,
    data), undecodable (topic, partition, offset, reason), gap (dropped: frames
    that this viewer did not get, since it was too slow), keepalive (timestamp),
    error (message). Offsets are 64 bit, hence text; timestamps are milliseconds.
    """

    type: Literal["hello", "pong", "undecodable", "gap", "keepalive", "error"]
    service: NotRequired[str]
    topic: NotRequired[str]
    filter: NotRequired[str]
    partition: NotRequired[int]
    offset: NotRequired[str]
    timestamp: NotRequired[int]
    data: NotRequired[dict[str, str | int]]
    reason: NotRequired[str]
    dropped: NotRequired[int]
    message: NotRequired[str]


def to_text(frame: Frame) -> str:
    return json.dumps(frame, ensure_ascii=False, separators=(",", ":"))


def to_data(pong: Pong) -> dict[str, str | int]:
    return pong.model_dump(by_alias=True)
