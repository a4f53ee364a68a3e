"""A table by week is drafted as one where it is plain, and what is drafted is what is taken."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.evidence.observations.partner_files import write

from wardmote.operations.source_guess import GuessRequest, guess_source
from wardmote.operations.workspace import Workspace

MONDAYS = [date(2025, 2, 3) + timedelta(7 * at) for at in range(12)]


@pytest.mark.parametrize(
    ("name", "cells", "layout"),
    [
        ("Week commencing", [f"{day:%d/%m/%Y}" for day in MONDAYS], {"rhythm": "week", "day_first": True}),
        ("When", [f"{day:%G-W%V}" for day in MONDAYS], {"rhythm": "week"}),
        (
            "Week ending",
            [f"{day + timedelta(6)}" for day in MONDAYS],
            {"rhythm": "week", "week_named_by": "last-day"},
        ),
    ],
)
def test_weeks_are_drafted_as_weeks(marrowmere: Workspace, tmp_path: Path, name, cells, layout) -> None:
    rows = [(cell, at) for at, cell in enumerate(cells)]
    file = write(tmp_path / "wardens.csv", (name, "Warden calls"), rows)
    made = guess_source(marrowmere, GuessRequest(file, measures={"": "warden-calls"}))
    assert made.questions == ()
    assert made.source is not None
    assert made.source.layout is not None
    drafted = made.source.layout.model_dump(exclude_defaults=True)
    assert {key: drafted[key] for key in drafted if key in (*layout, "day_first", "week_named_by")} == layout
    assert made.taken is not None
    assert [(row.start, row.value) for row in made.taken.rows] == [
        (str(day), float(at)) for at, day in enumerate(MONDAYS)
    ]


def test_first_days_of_months_stay_months(marrowmere: Workspace, tmp_path: Path) -> None:
    rows = [(f"2025-{month:02}-01", month) for month in range(1, 13)]
    file = write(tmp_path / "wardens.csv", ("Month", "Warden calls"), rows)
    made = guess_source(marrowmere, GuessRequest(file, measures={"": "warden-calls"}))
    assert made.source is not None
    assert not made.source.weekly
