"""The published documents whose errors are known: each is found at its place, and nothing else of weight is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from wardmote.checker import Finding, check
from wardmote.checker.reading import read_document

pytestmark = pytest.mark.shared

KNOWN = {
    "000": [
        ("difference", "Up 5 (17%)"),
        ("difference", "Down 112 (5%)"),
        ("list-count", "theft from a vehicle"),
        ("score", "4"),
        ("points", "4%"),
        ("points", "4%"),
        ("cross-reference", "page 23"),
        ("acronym", "SARAC"),
    ],
    "001": [
        ("contents", "CSP Consultation 2019"),
        ("contents", "Strategic Priorities 2020-23"),
        ("contents", "4 Strategic Priorities 2020-23"),
        ("contents", "4.1 PRIORITY ONE – High Harm & Violence"),
        ("contents", "4.2 PRIORITY TWO – Hidden Harms & Exploitation"),
        ("contents", "4.3 PRIORITY THREE – Public Perceptions"),
        ("contents", "PRIORITY THREE – Public Perceptions"),
        ("contents", "5 Community Engagement"),
    ],
    "002": [
        ("weekday", "Thursday, 15th March 2017"),
        ("period", "2018-2019"),
        ("percentage", "156% (896)"),
    ],
    "003": [
        ("difference", "-116"),
        ("total", "BCC £246k"),
        ("numbering", "2.3.4"),
        ("numbering", "2.3.4"),
        ("numbering", "5.2"),
        ("numbering", "5.5"),
        ("numbering", "5.6"),
        ("numbering", "5.7"),
        ("numbering", "5.8"),
        ("numbering", "6"),
        ("date", "1.14.15"),
        ("period", "347 (2012/2013) and 438 (the first three quarters of 2013/2014)"),
        ("acronym", "IDVA"),
    ],
    "004": [("cross-reference", "Section 6")],
}


def found(shared: Path, name: str) -> list[Finding]:
    (path,) = (shared / "seeds").glob(f"{name}_*.txt")
    return [one for one in check(read_document(path)).findings if one.severity != "note"]


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_what_is_known_is_found_and_nothing_else(shared: Path, name: str) -> None:
    assert sorted((one.kind, one.printed) for one in found(shared, name)) == sorted(KNOWN[name])


@pytest.mark.parametrize(
    ("name", "printed", "expected"),
    [
        ("000", "Up 5 (17%)", "6 (21%)"),
        ("003", "-116", "−166"),
        ("003", "BCC £246k", "BCC £247k"),
        ("002", "Thursday, 15th March 2017", "Wednesday, 15 March 2017"),
        ("004", "Section 6", "section 7"),
        ("000", "page 23", "24"),
    ],
)
def test_what_is_expected(shared: Path, name: str, printed: str, expected: str) -> None:
    (one,) = [one for one in found(shared, name) if one.printed == printed]
    assert one.expected == expected


def test_likely_slips_are_named(shared: Path) -> None:
    slips = {one.printed: one.slip for name in ("000", "002") for one in found(shared, name)}
    assert "34 in place of 35" in slips["Up 5 (17%)"]
    assert "2,069 in place of 2030" in slips["Down 112 (5%)"]
    assert "2018" in slips["Thursday, 15th March 2017"]


def test_arrows_against_changes_are_noted(shared: Path) -> None:
    (path,) = (shared / "seeds").glob("004_*.txt")
    notes = [one for one in check(read_document(path)).findings if one.kind == "trend"]
    assert len(notes) == 3
