import json
import logging

from ping_pong.log import JsonFormatter


def test_writes_one_json_object_a_line_whatever_is_logged() -> None:
    record = logging.LogRecord("a", logging.INFO, "", 0, 'two\n"lines"', None, None)
    line = JsonFormatter("ping-test").format(record)
    assert "\n" not in line
    entry = json.loads(line)
    assert entry["message"] == 'two\n"lines"'
    assert (entry["service"], entry["level"]) == ("ping-test", "info")
