"""The simplest kind of work: to rest. ``wardmote doctor`` asks for it, to see that work is done."""

from __future__ import annotations

import time

from wardmote.site.kit.jobs.kinds import Kind, Outcome, Work, offer

STEP_SECONDS = 0.1


def rest(work: Work) -> Outcome:
    """Do nothing for as many seconds as asked."""
    steps = max(1, round(float(work.request["seconds"]) / STEP_SECONDS))
    for done in range(steps):
        work.progress("Resting", done, steps)
        time.sleep(STEP_SECONDS)
    return Outcome("Rested.")


offer(Kind("rest", "settings-change", "jobs.rested", rest))
