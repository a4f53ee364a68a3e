"""All that partners judged, gathered for the assessment: a recommendation, the registers, and last year's plan."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.documents.judgement import Hypothesis, Judged, LastPlan, Task
from wardmote.site.kit.access.scope import Scope
from wardmote.site.kit.registers import selectors as registers
from wardmote.site.kit.registers.selectors import Row
from wardmote.site.rooms.priorities import selectors
from wardmote.site.rooms.priorities.selectors import Recommendation

HYPOTHESES, RECOMMENDATIONS, EMERGING = "hypotheses", "recommendations", "emerging-issues"
UNTESTED = ("", "untested")


def judged_for(scope: Scope, of: Recommendation | None = None) -> Judged | None:
    """What the assessment takes; None where nothing was frozen yet, or it is not theirs to read.

    ``of``: another recommendation than ``taken`` gives.
    """
    every = selectors.recommendations(scope)
    this = of or taken(every)
    if this is None:
        return None
    return Judged(
        recommended=this.record,
        adoption=selectors.frozen(this.adoption),
        hypotheses=tuple(_hypothesis(one) for one in _open(scope, HYPOTHESES)),
        last_plan=_last(this, every),
        recommendations=tuple(_task(one, "from", "due") for one in _open(scope, RECOMMENDATIONS)),
        gaps=tuple(_task(one, "gap", "review") for one in _open(scope, EMERGING)),
        refreshed=selectors.refreshed(this) if this.adopted else None,
    )


def taken(every: Sequence[Recommendation]) -> Recommendation | None:
    """Which of the recommendations, the latest first, the assessment takes: the latest that the board approved. Where it
    approved none, the latest, and the assessment waits for the board."""
    return next((one for one in every if one.adopted), next(iter(every), None))


def last_plan(this: Recommendation, every: list[Recommendation]) -> Recommendation | None:
    """The plan before this one: the latest that the board approved of an earlier day."""
    return next((one for one in every if one.adopted and one.workshop.day < this.workshop.day), None)


def _last(this: Recommendation, every: list[Recommendation]) -> LastPlan | None:
    found = last_plan(this, every)
    if found is None:
        return None
    approved = next(one for one in found.decided if one.decided == "approved")
    return LastPlan(
        recommended=found.record,
        adoption=selectors.frozen(approved),
        done=selectors.done(found.workshop),
        refreshed=selectors.refreshed(found),
    )


def _open(scope: Scope, identifier: str) -> list[Row]:
    """The open entries of a register, by their number; none where there is no such register or it is not theirs."""
    register = registers.register_of(scope, identifier)
    if register is None:
        return []
    found = registers.rows(scope, register, registers.Asked(state="open"))
    return sorted(found, key=lambda one: one.entry.number)


def _reference(row: Row) -> str:
    return f"{row.register.one} {row.entry.number}, version {row.entry.version}"


def _hypothesis(row: Row) -> Hypothesis:
    said = row.entry.values
    return Hypothesis(
        reference=_reference(row),
        claim=row.title,
        issue=str(said.get("issue") or ""),
        speaks_for=str(said.get("for") or ""),
        speaks_against=str(said.get("against") or ""),
        strength=row.words("strength") if said.get("strength") else "",
        weighed=said.get("strength", "") not in UNTESTED,
        owner=row.organisation,
        stands=row.status.title,
    )


def _task(row: Row, origin: str, due: str) -> Task:
    return Task.model_validate(
        {
            "reference": _reference(row),
            "title": row.title,
            "origin": row.words(origin),
            "owner": row.organisation,
            "due": row.entry.values.get(due) or None,
            "stands": row.status.title,
        }
    )
