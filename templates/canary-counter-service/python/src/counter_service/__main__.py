"""Starts the service."""

import signal
import sys

import uvicorn

from counter_service.log import set_up_log
from counter_service.service import create_service
from counter_service.settings import SettingsError, read_settings

#: Less than the 30 seconds after which Kubernetes kills.
STOP_SECONDS = 15


def main() -> None:
    try:
        settings = read_settings()
    except SettingsError as error:
        sys.exit(str(error))
    set_up_log(settings.role, settings.log_level)
    # uvicorn raises the signal again when it has stopped; that was no failure.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    uvicorn.run(
        create_service(settings),
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=STOP_SECONDS,
    )


if __name__ == "__main__":
    main()
