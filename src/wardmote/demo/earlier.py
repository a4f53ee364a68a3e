"""The archive as it stood a year earlier: the same months without the records that came late."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from wardmote.demo.chance import chance
from wardmote.demo.crime_plan import Month, habits
from wardmote.demo.reading import read_plan

CATEGORY = 9
"""Position of the category in a street file."""


@dataclass(frozen=True)
class Batch:
    """Records of a category that came together, late: a share of those from a month on."""

    category: str
    first: str
    share: float


@dataclass(frozen=True)
class Earlier:
    """What the earlier archive holds, and what it lacks."""

    months: tuple[Month, ...]
    usual: tuple[float, ...]
    """Share that was late of the last month, of the one before, and so on."""
    batches: tuple[Batch, ...]

    def late(self, category: str, month: str) -> float:
        """Share of a category's records of a month that had not come."""
        back = [one.label for one in reversed(self.months)].index(month)
        usual = self.usual[back] if back < len(self.usual) else 0.0
        shares = [one.share for one in self.batches if one.category == category and month >= one.first]
        return max([usual, *shares])


@cache
def earlier() -> Earlier:
    """The earlier archive as data."""
    raw = read_plan("earlier.yaml")
    return Earlier(
        months=tuple(month for month in habits().months if month.label <= raw["to"]),
        usual=tuple(raw["usual"]),
        batches=tuple(Batch(one["category"], one["from"], one["share"]) for one in raw["batches"]),
    )


def write_earlier(months: Path, folder: Path, seed: int) -> None:
    """Write the street files of the earlier archive from those of today, a folder a month."""
    for month in earlier().months:
        (folder / month.label).mkdir(parents=True, exist_ok=True)
        for path in sorted((months / month.label).glob("*-street.csv")):
            text = _without_late(path.read_text(encoding="utf-8"), month.label, seed)
            (folder / month.label / path.name).write_text(text, encoding="utf-8", newline="\n")


def _without_late(text: str, month: str, seed: int) -> str:
    """A street file without the rows that had not come; one that lacks none is the same to the byte."""
    header, *rows = text.splitlines()
    drawn = chance(seed, "late", month).uniform(size=len(rows))
    shares = {category: earlier().late(category, month) for category in {_category(row) for row in rows}}
    kept = (row for row, draw in zip(rows, drawn, strict=True) if draw >= shares[_category(row)])
    return "\n".join((header, *kept, ""))


def _category(row: str) -> str:
    return row.split(",")[CATEGORY]
