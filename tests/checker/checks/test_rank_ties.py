"""Equal figures in a ranked table: a note where nothing says how they are put in order."""

from __future__ import annotations

from tests.checker.making import checked, kinds, table

from wardmote.checker import Finding
from wardmote.checker.read_document import Block

HEAD = ["Ward", "Crimes", "Rank"]
APART = [HEAD, ["Castle", "91", "1"], ["Abbey", "70", "2"], ["Hill Top", "70", "3"], ["Mill", "12", "4"]]
SHARED = [HEAD, ["Castle", "91", "1"], ["Abbey", "70", "2"], ["Hill Top", "70", "2"], ["Mill", "12", "4"]]


def ties(*blocks: Block | str) -> list[Finding]:
    return [one for one in checked(*blocks).findings if one.kind == "rank" and one.severity == "note"]


def test_equal_figures_in_different_places_are_noted() -> None:
    (note,) = ties(table(APART))
    assert "does not say how ties are ranked" in note.why
    assert kinds(table(APART)) == []


def test_shared_places_and_a_stated_rule_are_silent() -> None:
    assert ties(table(SHARED)) == []
    assert ties(table(APART), "Wards with equal figures stand in alphabetical order.") == []


def test_a_ranked_table_without_places() -> None:
    rows = [row[:2] for row in APART]
    assert ties(table(rows, caption="Table 1: Wards ranked by crimes"))
    assert ties(table(rows, caption="Table 1: Crimes by ward")) == []
