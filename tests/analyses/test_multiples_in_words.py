"""Several measures in one picture: the place and the months are said once, each measure's ends shortly."""

from __future__ import annotations

from wardmote.analyses.monthly import small_multiples
from wardmote.analyses.pictures import Caption, MonthLine
from wardmote.figures.areas import Area
from wardmote.figures.months import Period

PERIOD = Period("2023-05", "2024-04")
TOWN = Area("E1", "Town", "csp", ())


def line(name: str, *values: int | None) -> MonthLine:
    caption = Caption(name, "", f"{name} in Town by month, May 2023 to April 2024: as many as there were.")
    return MonthLine(caption, name, PERIOD.months, values, (), (), "Crimes", None)


def alt(*lines: MonthLine) -> str:
    return small_multiples(lines, TOWN, PERIOD).caption.alt


def test_where_and_when_are_said_once() -> None:
    found = alt(line("Drugs", 5, *[7] * 10, 1_204), line("Robbery", 9, 2, *[4] * 10))
    assert found == (
        "Two measures over one year in Town by month, May 2023 to April 2024. "
        "Drugs: 5 (May 2023) to 1,204 (Apr 2024). Robbery: 2 (Jun 2023) to 9 (May 2023)."
    )


def test_months_that_are_missing_everywhere_are_said_once() -> None:
    found = alt(line("Drugs", None, *[7] * 10, 8), line("Robbery", None, 2, *[4] * 10))
    assert found.count("not supplied") == 1
    assert "April 2024. One of the months not supplied. Drugs: 7" in found


def test_months_that_are_missing_of_one_measure_are_said_of_it() -> None:
    found = alt(line("Drugs", None, None, *[7] * 10), line("Robbery", *[4] * 12), line("Arson", *[None] * 12))
    assert "Drugs: 7 (Jul 2023) to 7 (Apr 2024); two of the months not supplied." in found
    assert "Robbery: 4 (May 2023) to 4 (Apr 2024). Arson: no month was supplied." in found
