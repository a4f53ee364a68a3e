"""A made-up recommendation and all that is judged around it, on figures of the made-up partnership."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from wardmote.documents.judged import (
    Capacity,
    Decided,
    Dissent,
    Given,
    Outcome,
    Places,
    Recommended,
    There,
    Work,
)
from wardmote.documents.judgement import Adoption, Done, Hypothesis, Judged, LastPlan, Task
from wardmote.figures import Figure, Table

CRITERIA = {"data": "Data", "judgement": "Judgement", "demand": "Demand"}
PARTNERS = ("Council", "Police", "Health")
SILENT = "Fire"


def figures_of(table: Table, *measures: str) -> dict[str, tuple[Figure, ...]]:
    """Measure -> its count and change as a card freezes them."""
    rows = {row.measure.id: row for row in (*table.rows, *table.observed)}
    return {
        name: (
            table.figure(rows[name]),
            *((table.figure(rows[name], "percent"),) if rows[name].percent else ()),
        )
        for name in measures
    }


def work(owner: str, aim: str, measure: str = "") -> Work:
    return Work(owner=owner, aim=aim, measure=measure, first_action="Meet the traders", due=date(2026, 6, 1))


def given(scores: Sequence[int | None], *, when: str = "scan") -> tuple[Given, ...]:
    return tuple(
        Given(
            partner=partner,
            criterion=criterion,
            when=when,
            answer="cannot-say" if value is None else "scored",
            value=value,
            reason="Seen on every patrol" if value == 5 else "",
        )
        for partner, value in zip(PARTNERS, scores, strict=True)
        for criterion in CRITERIA
    )


def recommended(figures: dict[str, tuple[Figure, ...]], day: date, snapshot: str) -> Recommended:
    """Three issues in order: the second is chosen although the first was not."""
    return Recommended(
        workshop=f"Priorities {day.year}",
        day=day,
        chair="The chair",
        scan=f"Scan {day.year}",
        scan_closed=date(day.year - 1, 11, 28),
        matrix="scan-3/1",
        matrix_title="Data, judgement, demand",
        matrix_mark="ab" * 32,
        criteria=CRITERIA,
        weights={"data": 1.0, "judgement": 2.0, "demand": 1.0},
        snapshot=snapshot,
        there=(
            *(There(partner=one, present=one != "Health") for one in PARTNERS),
            There(partner=SILENT, present=False, scored=False),
        ),
        quorum=2,
        capacity=Capacity(money="48,000 pounds of grant", people="Two wardens"),
        issues=(
            Decided(
                number=2, title="Vehicle crime", outcome=Outcome.MONITOR, reason="A scheme runs already",
                places=Places(total=44.0, place="1", best=1, worst=2, robust=True), given=given((4, 5, None)),
                figures=figures.get("vehicle-crime", ()), measure="vehicle-crime",
            ),
            Decided(
                number=1, title="Theft from shops", outcome=Outcome.PRIORITY, reason="It hurts the town centre most",
                places=Places(total=41.0, place="2", best=1, worst=3, robust=True),
                given=(*given((5, 3, 2)), *given((5, 4, 4), when="workshop")),
                figures=figures.get("shoplifting", ()), measure="shoplifting", passed_over=(2,), county=True,
                work=work("Council", "Fewer shops hit again within a month", "shoplifting"),
            ),
            Decided(
                number=3, title="Robbery", outcome=Outcome.PRIORITY, reason="Harm to young people",
                places=Places(total=30.5, place="3", best=3, worst=3, robust=False), given=given((2, 2, 3)),
                figures=figures.get("robbery", ()), measure="robbery", work=work("Police", "Fewer young victims"),
            ),
        ),
        dissents=(Dissent(partner="Police", words="Vehicle crime should be in", issue=2),),
    )  # fmt: skip


def judged(now: Table, before: Table, *, adopted: bool = True) -> Judged:
    """Everything, on a table of now and one of a year before."""
    names = ("shoplifting", "robbery", "vehicle-crime")
    this = recommended(figures_of(now, *names), date(2026, 5, 14), now.snapshot)
    last = recommended(figures_of(before, *names), date(2025, 5, 15), before.snapshot)
    adoption = Adoption(
        decided="approved", day=date(2026, 6, 3), board="The partnership board", meeting="June meeting", words="Agreed.",
        mark=this.mark,
    )  # fmt: skip
    return Judged(
        recommended=this,
        adoption=adoption if adopted else None,
        hypotheses=(
            Hypothesis(
                reference="hypothesis 1, version 2", claim="A few groups come from outside", issue="Theft from shops",
                speaks_for="Store reports agree", speaks_against="No arrest shows it", strength="Some support", weighed=True,
                owner="Police", stands="Held for now",
            ),
        ),
        last_plan=LastPlan(
            recommended=last,
            adoption=adoption.model_copy(update={"day": date(2025, 6, 4), "mark": last.mark}),
            done=(
                Done(number=1, state="part", output="One patrol a week", evidence="Log of patrols", lesson="Start earlier"),
                Done(number=3, state="done", output="Youth club opened"),
            ),
        ),
        recommendations=(
            Task(reference="recommendation 4, version 1", title="Share store reports weekly", origin="Review",
                owner="Council", due=date(2026, 9, 1), stands="Accepted"),
        ),
        gaps=(Task(reference="emerging issue 2, version 1", title="Electric bicycles",
                origin="Nobody counts them", stands="Open"),),
    )  # fmt: skip
