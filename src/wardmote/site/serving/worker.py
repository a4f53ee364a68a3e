"""The worker: does the long work of the site one piece after the other, and finds what another worker left.

Run as ``python -m wardmote.site.serving.worker``; SIGTERM lets the piece at hand finish.
"""

from __future__ import annotations

import logging
import threading

log = logging.getLogger(__name__)
SECONDS_BETWEEN_LOOKS = 0.2
SECONDS_BETWEEN_SWEEPS = 15.0


def work(*, until_empty: bool = False) -> None:
    """Work until asked to stop; ``until_empty``: until nothing waits."""
    from django_tasks_db.management.commands.db_worker import Worker

    from wardmote.site.kit.jobs.sweep import sweep

    sweep()
    if not until_empty:
        threading.Thread(target=_sweeping, daemon=True).start()
    worker = Worker(
        queue_names=["default"],
        interval=SECONDS_BETWEEN_LOOKS,
        batch=until_empty,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="wardmote",
        excluded_queue_names=[],
    )
    if not until_empty:
        worker.configure_signals()
    worker.run()


def _sweeping() -> None:
    from django.db import close_old_connections

    from wardmote.site.kit.jobs.sweep import sweep

    pause = threading.Event()
    while not pause.wait(SECONDS_BETWEEN_SWEEPS):
        close_old_connections()
        try:
            sweep()
        except Exception:
            log.exception("The sweep failed; it is tried again")


if __name__ == "__main__":
    import django

    django.setup()
    work()
