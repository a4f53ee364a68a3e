"""Offence codes that a spreadsheet made dates of: put right only where the published list leaves no doubt."""

from __future__ import annotations

import pytest

from wardmote.definitions import Definitions
from wardmote.evidence.observations.codes import mended
from wardmote.evidence.observations.misread import Misread

CODES = {
    "1/2": ["homicide"],
    "4/3": ["with"],
    "3/4": ["without"],
    "5/7": ["with"],
    "7/5": ["with"],
    "8/57": ["without"],
    "8/11": [],
}


@pytest.mark.parametrize(
    ("cell", "item", "code"),
    [
        ("01-Feb", "homicide", "1-2"),
        ("02-Jan", "homicide", "1-2"),
        ("2024-02-01", "homicide", "1-2"),
        ("01/02/2024", "homicide", "1-2"),
        ("04-Mar", "with", "4-3"),
        ("04-Mar", "without", "3-4"),
        ("Aug-57", "without", "8-57"),
        ("2057-08-01 00:00:00", "without", "8-57"),
        ("08-Nov", "anything", "8-11"),
    ],
)
def test_a_date_that_only_one_code_makes_is_that_code(cell: str, item: str, code: str) -> None:
    assert mended(cell, item, CODES) == (code, True)


@pytest.mark.parametrize("cell", ["28E", "1/4.1/4.10/4.2", "37.2", "AF", "105A", "UK Finance"])
def test_a_sound_code_stands(cell: str) -> None:
    assert mended(cell, "with", CODES)[1] is False


@pytest.mark.parametrize(
    ("cell", "item"), [("05-Jul", "with"), ("07-May", "with"), ("09-Sep", "with"), ("01-Feb", "robbery")]
)
def test_a_date_that_several_codes_or_none_make_is_refused(cell: str, item: str) -> None:
    with pytest.raises(Misread, match="a spreadsheet has made a date"):
        mended(cell, item, CODES)


def test_our_list_mends_what_a_british_or_american_spreadsheet_does_to_it(definitions: Definitions) -> None:
    layout = definitions.sources["home-office-csp"].layout
    assert layout is not None
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    right = doubtful = 0
    for code, items in layout.codes.items():
        first, second = (int(part) for part in code.split("/"))
        if first > 12 and second > 12:
            continue
        shown = f"{first:02}-{months[second - 1]}" if second <= 12 else f"{months[first - 1]}-{second:02}"
        for item in items or ["possession-of-weapons-offences"]:
            try:
                assert mended(shown, item, layout.codes) == (code.replace("/", "-"), True)
                right += 1
            except Misread:
                twin = f"{second}/{first}"
                assert twin in layout.codes
                assert not items or not layout.codes[twin] or item in layout.codes[twin]
                doubtful += 1
    assert right > 100
    assert doubtful < 12
