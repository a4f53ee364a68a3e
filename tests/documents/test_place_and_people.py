"""Part 4 of the pack: who lives there, beside similar partnerships, and what is not held."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from wardmote.analyses.place_and_people import place_and_people
from wardmote.analyses.since import questions
from wardmote.documents.strategic_assessment import PackNeeds
from wardmote.documents.strategic_assessment.figures import printed_figures, section_figures
from wardmote.documents.strategic_assessment.issue_slides import focus_slide
from wardmote.documents.strategic_assessment.not_yet import not_yet
from wardmote.documents.strategic_assessment.other_figures import other_register
from wardmote.documents.strategic_assessment.place import place_and_people as part
from wardmote.documents.strategic_assessment.slides import slides
from wardmote.figures.months import Period
from wardmote.operations.gathering import gather
from wardmote.operations.workspace import Workspace, find_workspace
from wardmote.publishing.tree import Heading, NotYet, PictureBlock, Table, plain


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
    assert rows["Residents aged 65 and over"].endswith("%")
    assert "ages" not in missing
    assert "rates of other partnerships" in missing


def test_its_map_is_of_the_measure_that_changed_in_most_wards(needs: PackNeeds) -> None:
    (picture,) = [block for block in part(needs) if isinstance(block, PictureBlock)]
    assert "violence and sexual offences per 1,000 is highest in Saltgate" in picture.picture.caption.title
    assert not [block for block in part(replace(needs, place_map=None)) if isinstance(block, PictureBlock)]


def test_figures_of_people_and_answers_stand_in_the_register(needs: PackNeeds) -> None:
    (register,) = other_register(needs)
    said = {plain(row[0]): (plain(row[1]), plain(row[3])) for row in register.rows}
    printed = {figure.identity: figure for figure in printed_figures(needs)}
    assert needs.place is not None
    assert len(said) == len(needs.place.lines) + len(needs.voice[0].concerns)
    for value, identity in said.values():
        assert identity in printed, value
    speeding, identity = said["Which of these are a problem where you live? Speeding"]
    assert (speeding, round(printed[identity].value or 0)) == ("42%", 42)
    sections = section_figures(needs)
    assert {"place-and-people", "voice"} <= set(sections)
    asked = questions(printed_figures(needs), (), needs.table.area.code, "2026-03")
    assert not any(one.key[0].startswith(("place", "survey")) for one in asked), (
        "the table cannot answer them again"
    )


def test_an_issue_stands_beside_others_and_is_weighed(needs: PackNeeds) -> None:
    shops, saltgate, _, vehicles = needs.focus
    assert shops.beside.startswith("Shoplifting in Old Quay is Above its group: 77.6 against 8.4")
    assert shops.beside.endswith("Rates per 1,000 residents. The group: the wards of Safer Marrowmere.")
    assert "Inline" in saltgate.beside
    assert vehicles.beside == "", "one partnership alone has no peers"
    assert shops.weighs == "", "offences are known of the partnership alone"
    assert vehicles.weighs.startswith(
        "By Marrowmere example weights, release 2025-04, it is 10% of the crimes weighed"
    )


def test_what_an_issue_weighs_is_what_the_files_give(needs: PackNeeds, marrowmere: Workspace) -> None:
    files = marrowmere.folder.parent / "files" / "partners"
    with (files / "marrowmere-example-weights.csv").open(encoding="utf-8") as stream:
        weights = {row["code"]: (float(row["weight"]), row["category"]) for row in csv.DictReader(stream)}
    crimes, weight = [0.0, 0.0], [0.0, 0.0]
    with (files / "home-office-csp-2022-23-to-2025-26.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            if row["Financial Year"] == "2025/26":
                each, category = weights[row["Offence Code"]]
                n = float(row["Number of Offences"])
                for at in (0, 1) if category == "vehicle-crime" else (0,):
                    crimes[at], weight[at] = crimes[at] + n, weight[at] + n * each
    shares = [f"{100 * mine / whole:.0f}%" for whole, mine in (crimes, weight)]
    assert needs.focus[3].weighs.endswith(
        f"it is {shares[0]} of the crimes weighed and {shares[1]} of what they weigh."
    )


def test_issues_and_answers_have_a_slide_each(needs: PackNeeds) -> None:
    titles = [slide.title for slide in slides(needs)]
    assert "The partnership looks more closely at four issues" in titles
    assert "Speeding: named most often, by 42% of the 448 who answered" in titles
    (table,) = focus_table(needs)
    assert [plain(row[0]) for row in table.rows] == [page.focus.title for page in needs.focus]
    assert plain(table.rows[0][4]).startswith("765 expected in the year to March 2027")
    bare = replace(needs, focus=(), voice=())
    assert len(slides(bare)) == len(titles) - 2


def focus_table(needs: PackNeeds) -> list[Table]:
    (slide,) = focus_slide(needs)
    return [block for block in slide.blocks if isinstance(block, Table)]


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
