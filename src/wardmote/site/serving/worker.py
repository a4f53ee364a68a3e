"""The worker: does the long work of the site one piece after the other, and finds what another worker left.

Run as ``python -m wardmote.site.serving.worker``; SIGTERM lets the piece at hand finish.
"""

from __future__ import annotations

import logging
import subprocess
import sys
import threading

log = logging.getLogger(__name__)
_PREPARING = (sys.executable, "-m", "wardmote.site.serving.preparing")
SECONDS_BETWEEN_LOOKS = 0.2
SECONDS_BETWEEN_SWEEPS = 15.0


def work(*, until_empty: bool = False) -> None:
    """Work until asked to stop; ``until_empty``: until nothing waits."""
    from django_tasks_db.management.commands.db_worker import Worker

    from wardmote.site.kit.jobs.sweep import sweep

    sweep()
    preparing = Preparing()
    if not until_empty:
        threading.Thread(target=_sweeping, args=(preparing,), daemon=True).start()
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
    try:
        worker.run()
    finally:
        preparing.end()


def _sweeping(preparing: Preparing) -> None:
    from django.db import close_old_connections

    from wardmote.site.kit.jobs.sweep import sweep

    pause = threading.Event()
    while not pause.wait(SECONDS_BETWEEN_SWEEPS):
        close_old_connections()
        try:
            sweep()
            preparing.look()
        except Exception:
            log.exception("The sweep failed; it is tried again")


class Preparing:
    """The process that works out beforehand what pages show: begun anew when evidence or definitions changed, or when a
    workshop was frozen."""

    def __init__(self) -> None:
        self._for = ("", "")
        self._process: subprocess.Popen[bytes] | None = None

    def look(self) -> None:
        """Begin it where what the site stands on is other than before."""
        from wardmote.evidence import EvidenceAbsent
        from wardmote.site.kit.house import workspace
        from wardmote.site.kit.results import standing_of
        from wardmote.site.rooms.priorities.selectors import last_frozen

        try:
            now = standing_of(workspace()), last_frozen()
        except EvidenceAbsent:
            return
        if now != self._for:
            self.end()
            self._for = now
            self._process = subprocess.Popen(_PREPARING, stdin=subprocess.DEVNULL)  # noqa: S603

    def end(self) -> None:
        """End it, if it is at work: what it worked out so far is kept."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.wait()


if __name__ == "__main__":
    import django

    django.setup()
    work()
