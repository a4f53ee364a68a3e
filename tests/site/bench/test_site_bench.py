"""The bench of the site, small: a few people at the made-up partnership for seconds. Never how fast."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from wardmote.operations.workspace import Workspace
from wardmote.site.bench import measure, read_plan
from wardmote.site.bench.measuring import waited
from wardmote.site.bench.people import roles_in_turn
from wardmote.site.bench.place import write_boundaries
from wardmote.site.bench.visiting import AFTERWARDS, JUDGEMENT, PAGES


def test_people_look_at_every_page_and_none_fails(marrowmere: Workspace, tmp_path: Path) -> None:
    """Served as it is really served; the first after an intake meets each page, then four people come and go."""
    place = tmp_path / "workspace"
    shutil.copytree(marrowmere.folder, place)
    quick = {"growth": (4,), "warm_seconds": 1.0, "seconds": 5.0, "thinking_seconds": (0.1, 0.5), "wards": 1}
    roles = {"analyst": 1, "manager": 1, "auditor": 1, "agency-user": 1}
    small = {
        "issues": 2,
        "partners": 3,
        "priorities": 1,
        "entries": dict.fromkeys(read_plan().year.entries, 4),
    }
    year = read_plan().year.model_copy(update=small)
    plan = read_plan().model_copy(update={**quick, "roles": roles, "measures": 1, "year": year})
    report = measure(place, plan, rows=1, judged=False)
    text = report.text()
    assert [one.page for one in report.first.every] == [*PAGES, *JUDGEMENT], text
    assert [one.page for one in report.first.every if not one.visits] == [], text
    assert report.first.failed == 0, report.first
    (one,) = report.rounds
    assert one.failed == 0, one
    assert one.visits > 5, text
    assert any(page.visits for page in one.judgement), text
    assert report.met is None
    assert "nothing is judged" in text
    assert AFTERWARDS in text


@pytest.mark.parametrize(
    ("number", "median", "within"), [(1, 1.0, 1.0), (20, 10.0, 19.0), (21, 11.0, 20.0), (100, 50.0, 95.0)]
)
def test_the_share_within(number: int, median: float, within: float) -> None:
    """The smallest time that 95 of a hundred visits do not exceed."""
    found = waited("A page", [float(n) for n in range(number, 0, -1)], [], 0.95)
    assert (found.visits, found.median, found.within, found.longest) == (
        number,
        median,
        within,
        float(number),
    )


def test_a_visit_that_failed_is_counted_with_its_reason() -> None:
    found = waited("A page", [3.0], ["/: answered 500"], 0.95)
    assert (found.failed, found.why) == (1, "/: answered 500")


def test_roles_are_mixed_in_the_plan_s_shares() -> None:
    """Of any hundred people in a row, and not all of one role first."""
    plan = read_plan()
    turn = roles_in_turn(plan)
    hundred = [next(turn) for _ in range(100)]
    assert {role: hundred.count(role) for role in plan.roles} == plan.roles
    assert set(hundred[:10]) >= {"analyst", "manager", "agency-user", "board"}


def test_a_partnership_is_drawn_whole(tmp_path: Path) -> None:
    """Every small area and ward has an outline, neighbours touch, and none lies over another."""
    import json

    import shapely

    from wardmote.definitions import load
    from wardmote.operations.bench import read_plan as read_nation
    from wardmote.operations.bench.places import make_places

    plan = read_nation().model_copy(update={"forces": 8, "partnerships": 20, "small_areas": 1000})
    places = make_places(plan, [force for force in load().forces.values() if force.code][: plan.forces])
    write_boundaries(tmp_path, places, 0, plan)
    drawn = {
        name: [
            shapely.geometry.shape(one["geometry"])
            for one in json.loads((tmp_path / name).read_text("utf-8"))["features"]
        ]
        for name in ("lsoa21_bsc.geojson", "ward24.geojson", "csp24.geojson")
    }
    small, wards, (whole,) = drawn.values()
    number = int((places.partnership == 0).sum())
    assert len(small) == number
    assert len(wards) == -(-number // plan.small_areas_in_a_ward)
    assert sum(one.area for one in small) == pytest.approx(whole.area)
    assert sum(one.area for one in wards) == pytest.approx(whole.area)
