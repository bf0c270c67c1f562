"""Starts the service."""

import sys

import uvicorn

from ping_pong.log import set_up_log
from ping_pong.service import create_service
from ping_pong.settings import SettingsError, read_service_file, read_settings

#: Less than the 30 seconds after which Kubernetes kills.
STOP_SECONDS = 10
#: A client says next to nothing.
MAX_PAYLOAD_BYTES = 1024


def main() -> None:
    try:
        settings = read_settings(read_service_file())
    except SettingsError as error:
        sys.exit(str(error))
    set_up_log(settings.names.name, settings.log_level)
    uvicorn.run(
        create_service(settings),
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        ws_max_size=MAX_PAYLOAD_BYTES,
        # A laptop that was closed says no goodbye.
        ws_ping_interval=30,
        ws_ping_timeout=30,
        timeout_graceful_shutdown=STOP_SECONDS,
    )


if __name__ == "__main__":
    main()
