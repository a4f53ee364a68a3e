"""The scans and workshops of the made-up partnership tell the story that they were made up for."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from typing import Any

import pytest
import yaml
from django.utils import timezone

from wardmote.site.kit.access.models import Person
from wardmote.site.kit.access.scope import scope_of
from wardmote.site.kit.house import workspace
from wardmote.site.made_up import scans
from wardmote.site.made_up.boards import boards_met
from wardmote.site.made_up.people import people_moved_in
from wardmote.site.made_up.registers import registers_filled
from wardmote.site.made_up.workshops import workshops_held
from wardmote.site.rooms.home.register import needs_of
from wardmote.site.rooms.priorities.judging import judged_for
from wardmote.site.rooms.priorities.selectors import recommendations
from wardmote.site.rooms.scan import outcome, selectors
from wardmote.site.rooms.scan.models import Scan, Stage
from wardmote.site.rooms.workshop.models import Workshop

YEAR_3, YEAR_4 = yaml.safe_load(Path(scans.__file__).with_name("scans.yaml").read_text("utf-8"))["scans"]


def placed(plan: dict[str, Any], weights: tuple[int, int, int]) -> list[str]:
    """Issues from first to last by the weighted average of the medians of what was given."""

    def total(issue: dict[str, Any]) -> float:
        middle = [median(one for one in issue[name] if one != "-") for name in scans.CRITERIA]
        return sum(weight * one for weight, one in zip(weights, middle, strict=True))

    return [one["title"] for one in sorted(plan["issues"], key=total, reverse=True)]


STEPS = [(a, b, 20 - a - b) for a in range(21) for b in range(21 - a)]
"""Every split of the weights in steps of a twentieth."""


def test_retail_crime_is_first_and_robbery_third_to_seventh_as_weights_have_it() -> None:
    orders = [placed(YEAR_4, one) for one in STEPS]
    assert {one[0] for one in orders} == {"Shoplifting in Old Quay"}
    robbery = {one.index("Robbery in Tallow Park") + 1 for one in orders}
    assert (min(robbery), max(robbery)) == (3, 7)
    assert {placed(YEAR_3, one)[0] for one in STEPS} == {"Vehicle crime in car parks"}


def to_talk_over() -> set[str]:
    """Scans that home names to who runs them, since scores of theirs lie far apart."""
    runs = Person.objects.get(email="cora.dinate@marrowmere.example")
    waiting = needs_of(scope_of(runs, workspace().definitions), timezone.localdate())
    begins = "Talk over scores that lie far apart: "
    return {one.words.removeprefix(begins).rstrip(".") for one in waiting if one.words.startswith(begins)}


@pytest.mark.django_db
def test_they_are_run_through_the_services() -> None:
    people_moved_in()
    registers_filled()
    assert scans.scans_run() == 3
    assert scans.scans_run() == 0, "once is enough"
    assert to_talk_over() == {"Scan of year 3", "Scan of year 4"}
    assert workshops_held() == 2
    assert to_talk_over() == set(), "a workshop was frozen over each"
    third, fourth, fifth = Scan.objects.order_by("pk")
    assert [one.stage for one in (third, fourth, fifth)] == [Stage.CLOSED, Stage.CLOSED, Stage.OPEN]
    assert {str(one) for one in selectors.progress(fourth).silent} == {"Fire", "Health"}
    shown = outcome.order(selectors.closed(fourth)).table("order").rows
    assert [str(row[1]) for row in shown][:2] == placed(YEAR_4, (1, 1, 1))[:2]
    assert third.issues.first().card["period"] == "year to December 2024"
    assert fourth.issues.first().card["period"] == "year to March 2026"
    before, now = (one.recommendation for one in Workshop.objects.order_by("day"))
    assert before is not None
    assert now is not None
    assert [one.title for one in before.priorities] == [
        "Vehicle crime in car parks",
        "Violence around Saltgate at night",
    ]
    assert [one.title for one in now.priorities] == [*placed(YEAR_4, (1, 1, 1))[:2], "Robbery in Tallow Park"]
    assert now.silent == ("Fire", "Health")
    assert boards_met() == 1
    assert boards_met() == 0, "once is enough"
    workshops = [one.pk for one in Workshop.objects.order_by("day")]
    manager = Person.objects.get(email="manny.jeary@marrowmere.example")
    every = recommendations(scope_of(manager, workspace().definitions))
    assert [(one.workshop.pk, one.adopted) for one in every] == [(workshops[1], False), (workshops[0], True)]
    judged = judged_for(scope_of(manager, workspace().definitions), every[0])
    assert judged is not None
    assert judged.last_plan is not None
    assert [one.state for one in judged.last_plan.done] == ["done", "part"]
    assert judged.hypotheses
    named = {one.number: one.title for one in now.issues}
    assert {named[at] for at in now.priorities[-1].passed_over} == {
        "Domestic abuse",
        "Anti-social behaviour at Merebank",
    }
