"""The web server: gunicorn with threads. Run as ``python -m wardmote.site.serving.web ADDRESS PROCESSES THREADS``."""

from __future__ import annotations

import sys
from typing import Any

from gunicorn.app.base import BaseApplication

SECONDS_FOR_AN_ANSWER = 120
SECONDS_TO_FINISH = 20


class Web(BaseApplication):  # type: ignore[misc]
    """gunicorn with our settings, none from a file."""

    def __init__(self, address: str, processes: int, threads: int) -> None:
        self._settings = {
            "bind": address,
            "workers": processes,
            "threads": threads,
            "worker_class": "gthread",
            "timeout": SECONDS_FOR_AN_ANSWER,
            "graceful_timeout": SECONDS_TO_FINISH,
            "keepalive": 5,
            "accesslog": None,
            "loglevel": "warning",
            "proc_name": "wardmote",
            "control_socket_disable": True,
        }
        super().__init__()

    def load_config(self) -> None:
        """Take the settings over."""
        for name, value in self._settings.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        """The application; loaded after the processes part, for each needs its own connections."""
        from wardmote.site.serving.warming import warm_in_background
        from wardmote.site.wsgi import application

        warm_in_background()
        return application


if __name__ == "__main__":
    Web(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])).run()
