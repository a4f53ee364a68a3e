"""The cases of the services of the priorities: one for each, as ``audit_cases`` asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from tests.documents.judged import judgements

from wardmote.site.rooms.priorities import rules, services
from wardmote.site.rooms.priorities.models import Adoption
from wardmote.site.rooms.scan.models import Scan
from wardmote.site.rooms.workshop.models import Stage, Workshop

DAY = date(2026, 5, 14)
RECORD = judgements.recommended({}, DAY, "s")
DECIDED = {"decided": "approved", "day": DAY, "board": "The board", "meeting": "", "words": ""}
DONE = {"state": "done", "output": "Patrols", "evidence": "", "lesson": ""}
LINK = {"linked": "link", "why": "Wardens", "view": "Council"}


def _on(
    work: Callable[[Any, Workshop], object], *, adopted: bool = False
) -> Callable[[Any], Callable[[], object]]:
    """A case that has a frozen workshop; ``adopted``: approved by the board."""

    def case(given: Any) -> Callable[[], object]:
        scan = Scan.objects.create(title="Autumn", matrix="scan", opens=DAY, closes=DAY, stage="closed")
        made = Workshop.objects.create(
            title="A",
            day=DAY,
            scan=scan,
            stage=Stage.FROZEN,
            recommended=RECORD.model_dump(mode="json"),
            mark=RECORD.mark,
        )
        if adopted:
            Adoption.objects.create(workshop=made, by=given.person, by_name="A", mark=RECORD.mark, **DECIDED)
        sees = dict.fromkeys((rules.SEE, rules.ADOPT, rules.KEEP), "partnership")
        actor = replace(
            given.actor, scope=replace(given.actor.scope, sees={**given.actor.scope.sees, **sees})
        )
        return lambda: work(actor, made)

    return case


def _works() -> dict[int, Any]:
    return {one.number: one.work.model_copy(update={"owner": "All"}) for one in RECORD.priorities if one.work}


CASES: dict[Any, Callable[[Any], Callable[[], object]]] = {
    services.decide: _on(lambda actor, one: services.decide(actor, one, DECIDED)),
    services.carry: _on(lambda actor, one: services.carry(actor, one, 1, DONE), adopted=True),
    services.refresh: _on(
        lambda actor, one: services.refresh(actor, one, _works(), "Mid-year"), adopted=True
    ),
    services.link: _on(lambda actor, one: services.link(actor, one, 1, "drugs", LINK)),
    services.thread: _on(lambda actor, one: services.thread(actor, one, 1, ["drugs"])),
}
