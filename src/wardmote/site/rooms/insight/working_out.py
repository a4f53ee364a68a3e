"""The long work of an analysis that a page does not wait for: made once in the background, and kept for everybody."""

from __future__ import annotations

from typing import Any

from wardmote.site.kit.access.scope import Actor, Scope
from wardmote.site.kit.jobs import services as jobs
from wardmote.site.kit.jobs.kinds import JobRefused, Kind, Outcome, Work, offer
from wardmote.site.kit.jobs.models import Job
from wardmote.site.kit.jobs.selectors import jobs_for
from wardmote.site.kit.results import Refused
from wardmote.site.rooms.insight import selectors
from wardmote.site.rooms.insight.asking import Asked

KIND = "analysis"


def work_out(work: Work) -> Outcome:
    """Make an analysis as it was asked for: ``analysis``, ``asked`` (the names and values of an address), ``address``."""
    name, asked = work.request["analysis"], Asked(**work.request["asked"])
    try:
        made = selectors.analysis(work.actor.scope, name, asked, work.progress)
    except Refused as refusal:
        raise JobRefused(str(refusal)) from refusal
    after = {"analysis": name, "options": made.options, "snapshot": made.snapshot}
    return Outcome(made.title, work.request["address"], after=after)


def ask_for(actor: Actor, name: str, asked: Asked, address: str, title: str) -> Job:
    """Ask the worker for an analysis; the work that is in hand already where somebody asked before."""
    request = _request(actor.scope, name, asked, address)
    found = latest(actor.scope, name, asked, address)
    return found if found and not found.is_final else jobs.begin(actor, KIND, title[:200], request)


def latest(scope: Scope, name: str, asked: Asked, address: str) -> Job | None:
    """The last work on that analysis that somebody may follow, whatever became of it."""
    told = _request(scope, name, asked, address)
    same = {f"request__{one}": told[one] for one in ("address", "public")}
    return jobs_for(scope).filter(kind=KIND, **same).order_by("-asked").first()


def _request(scope: Scope, name: str, asked: Asked, address: str) -> dict[str, Any]:
    public = selectors.sees_public(scope)
    return {"analysis": name, "asked": vars(asked), "address": address, "public": public}


offer(Kind(KIND, selectors.RIGHT, "insight.worked-out", work_out))
