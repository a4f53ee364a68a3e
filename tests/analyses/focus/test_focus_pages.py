"""The issues a partnership chose: each page has what, where, when and what next; what is planted is found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from wardmote.analyses.focus.page import focus_pages
from wardmote.analyses.focus.record import FocusPage, wards_words
from wardmote.analyses.pictures import Fan, MonthPattern
from wardmote.analyses.within import within
from wardmote.definitions.yardsticks import Focus
from wardmote.figures import Evidence, Table, Verdict
from wardmote.operations.tables import TableRequest, table
from wardmote.operations.workspace import Workspace

CHOSEN = ("shoplifting-old-quay", "violence-saltgate", "asb-merebank", "vehicle-crime")


@pytest.fixture(scope="module")
def whole(marrowmere: Workspace) -> tuple[Evidence, Table]:
    return marrowmere.evidence(), table(marrowmere, TableRequest())


@pytest.fixture(scope="module")
def pages(whole: tuple[Evidence, Table]) -> dict[str, FocusPage]:
    evidence, made = whole
    return {page.focus.id: page for page in focus_pages(evidence, made, within(evidence, made).rows)}


def other(whole: tuple[Evidence, Table], **changed: object) -> FocusPage:
    """The page of one issue chosen instead."""
    evidence, made = whole
    focus = Focus.model_validate(
        {"id": "other", "title": "Another", "measure": "robbery", "source": "a test", **changed}
    )
    mine = replace(evidence, definitions=evidence.definitions.with_kind("focus", {"other": focus}))
    return focus_pages(mine, made)[0]


@pytest.mark.parametrize("name", CHOSEN)
def test_each_page_says_what_where_when_and_what_next(pages: dict[str, FocusPage], name: str) -> None:
    page = pages[name]
    assert page.what is not None
    assert page.what.sentence.endswith(".")
    assert page.where is not None
    assert page.where.rows
    assert page.when.endswith(".")
    assert "remain broadly the same, we expect" in page.ahead
    assert isinstance(page.outlook, Fan)
    assert len(page.sure) == 3


def test_the_pages_stand_in_the_order_chosen(pages: dict[str, FocusPage]) -> None:
    assert tuple(pages) == CHOSEN


def test_what_is_planted_is_found_and_noise_is_not(pages: dict[str, FocusPage]) -> None:
    verdicts = {name: page.row.verdict for name, page in pages.items() if page.row}
    assert verdicts == {
        "shoplifting-old-quay": Verdict.ROSE,
        "violence-saltgate": Verdict.FELL,
        "asb-merebank": Verdict.NO_CLEAR_CHANGE,
        "vehicle-crime": Verdict.NO_CLEAR_CHANGE,
    }
    assert "peaks in June to August" in pages["asb-merebank"].when
    assert isinstance(pages["asb-merebank"].season, MonthPattern)
    assert pages["shoplifting-old-quay"].season is None
    assert "Old Quay (fell, 210 to 151)" in wards_words(pages["vehicle-crime"])
    assert wards_words(pages["asb-merebank"]) == ""


def test_an_issue_in_an_unknown_area_says_so(whole: tuple[Evidence, Table]) -> None:
    page = other(whole, area="X05999999")
    assert page.row is None
    assert "X05999999" in page.refused


def test_too_short_a_history_is_told_in_place_of_an_outlook(whole: tuple[Evidence, Table]) -> None:
    evidence, _ = whole
    page = other((evidence, _at(whole, "2022-12")), measure="robbery")
    assert page.outlook is None
    assert page.ahead == "" or "Nothing can be forecast" in page.ahead


def _at(whole: tuple[Evidence, Table], to: str) -> Table:
    from wardmote.figures import performance_table

    evidence, made = whole
    return performance_table(evidence, made.area, to)
