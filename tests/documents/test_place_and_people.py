"""Part 4 of the pack: who lives there, beside similar partnerships, and what is not held."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from wardmote.analyses.place_and_people import place_and_people
from wardmote.documents.strategic_assessment import PackNeeds
from wardmote.documents.strategic_assessment.not_yet import not_yet
from wardmote.documents.strategic_assessment.place import place_and_people as part
from wardmote.figures.months import Period
from wardmote.operations.gathering import gather
from wardmote.operations.workspace import Workspace, find_workspace
from wardmote.publishing.tree import Heading, NotYet, Table, plain


@pytest.fixture(scope="module")
def needs(marrowmere: Workspace) -> PackNeeds:
    return gather(marrowmere, "2026-03")


def _waiting(needs: PackNeeds) -> dict[str, str]:
    (block,) = [one for one in not_yet(needs) if isinstance(one, NotYet)]
    return {one.title: plain(one.missing) for one in block.parts}


def test_the_demo_shows_what_it_holds_and_names_what_it_does_not(needs: PackNeeds) -> None:
    table = next(block for block in part(needs) if isinstance(block, Table))
    rows = {plain(row[0]): plain(row[1]) for row in table.rows}
    assert rows["Residents"] == "138,000"
    assert rows["Residents of the most deprived fifth"].endswith("%")
    missing = _waiting(needs)["Place and people, what is missing"]
    assert "ages" in missing
    assert "rates of other partnerships" in missing


def test_without_anything_but_numbers_of_people_the_part_waits(needs: PackNeeds) -> None:
    assert needs.place is not None
    bare = replace(
        needs, place=replace(needs.place, lines=tuple(x for x in needs.place.lines if x.unit == "number"))
    )
    assert part(bare) == []
    assert any(title.startswith("Place and people") for title in _waiting(bare))
    assert "Place and people, what is missing" not in _waiting(bare)


@pytest.mark.shared
def test_central_bedfordshire_stands_beside_those_like_it(bedfordshire: Path) -> None:
    workspace = find_workspace(bedfordshire)
    found = place_and_people(workspace.evidence(), workspace.area(), Period("2023-05", "2024-04"))
    labels = [line.label for line in found.lines]
    assert len(labels) == len(set(labels))
    assert found.similar[0] == "Trafford"
    assert found.missing == ()
    assert "the lowest in fourteen of fifteen measures" in found.placed
    assert "too few to say what is usual" in found.placed
    shares = {line.label: line.own for line in found.lines}
    assert 85905 / 120729 + shares["Households that rent privately"] < 1
    assert shares["Households that rent privately"] == pytest.approx(16561 / 120729)


def test_the_part_has_a_heading_that_the_outline_names(needs: PackNeeds) -> None:
    heading = next(block for block in part(needs) if isinstance(block, Heading))
    named = {one.id: one.title for one in needs.definitions.documents["strategic-assessment"].parts}
    assert named[heading.anchor] == heading.text
