import json
import logging

from counter_service.log import JsonFormatter


def test_writes_one_json_object_a_line_whatever_is_logged() -> None:
    record = logging.LogRecord("a", logging.INFO, "", 0, 'two\n"lines"', None, None)
    record.fields = {"pings": 7}
    line = JsonFormatter("counter").format(record)
    assert "\n" not in line
    entry = json.loads(line)
    assert entry["message"] == 'two\n"lines"'
    assert (entry["role"], entry["level"], entry["pings"]) == ("counter", "info", 7)
