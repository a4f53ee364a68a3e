"""Writes what a partner of the made-up partnership counts by week: one measure with a bad spell, one of plain noise."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from wardmote.demo.chance import chance
from wardmote.demo.place import Place

HEADER = ("Area", "Measure", "Week", "Value")
DECEMBER = 12


def write_weeks(place: Place, plan: dict[str, Any], seed: int, folder: Path) -> None:
    """Write the partner's file of counts by week; the same seed gives the same bytes."""
    ward = place.areas[place.of_ward(plan["ward"])[0]].ward_code
    first = date.fromisoformat(str(plan["first"]))
    weeks = [first + timedelta(days=7 * at) for at in range(plan["weeks"])]
    with (folder / plan["file"]).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(HEADER)
        for series in plan["series"]:
            random = chance(seed, "weeks", series["measure"])
            spell = {str(week): more for week, more in series["spell"].items()}
            for week in weeks:
                usual = series["mean"] * (series["december"] if week.month == DECEMBER else 1)
                count = int(random.poisson(usual)) + spell.get(str(week), 0)
                writer.writerow((ward, series["measure"], str(week), count))
