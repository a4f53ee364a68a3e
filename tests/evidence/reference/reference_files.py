"""Small files of weights, deprivation and profiles, as they are published."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

WEIGHTS = ("system", "release", "code", "weight", "detail", "category", "from", "to", "unit", "note")
ONS = ("offence_code", "offence_description", "css_code", "css_weight", "policeuk_category")
TELLING = {"2": "4654.298133", "19C": "2952.940993", "46": "11.85553905", "48": "128.4294318"}
DOMAINS = tuple(
    f"{domain}_{what}"
    for domain in ("children_and_young_people", "adult_skills")
    for what in ("score", "rank", "decile")
)
DEPRIVATION = ("lsoa21_code", *DOMAINS)
AGES = ("lsoa11_code", "total_population", *map(str, range(90)), "90+")
TODAY = tuple(f"E0101{7000 + n}" for n in range(6))
EARLIER = "E01099999"


def write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
    """A CSV file."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([header, *rows])
    return path


def weight(
    code: str, number: object = "5", release: str = "2021-03", system: str = "harm"
) -> tuple[object, ...]:
    """A row of the layout for any system."""
    return system, release, code, number, f"offence {code}", "", "", "", "days", ""


def weights(path: Path, codes: Iterable[str], release: str = "2021-03", extra: float = 0) -> Path:
    """Weights of some codes in a release."""
    return write(path, WEIGHTS, [weight(code, n + 1 + extra, release) for n, code in enumerate(codes)])


def ons(path: Path, changed: dict[str, str] | None = None) -> Path:
    """The published layout, without a release; the telling weights may be changed."""
    rows = [(code, f"offence {code}", code, n, "Burglary") for code, n in (TELLING | (changed or {})).items()]
    rows += [(str(100 + n), f"offence {n}", str(100 + n), str(n), "Other Crime") for n in range(20)]
    return write(path, ONS, rows)


def deprived(path: Path, areas: Sequence[str] = TODAY, **changed: object) -> Path:
    """Two sub-domains of 2025 for some areas; a cell of the last row may be changed."""
    rows = [[area, n - 1.5, n + 1, n % 10 + 1, n / 7, n + 2, 10 - n % 10] for n, area in enumerate(areas)]
    for column, cell in changed.items():
        rows[-1][DEPRIVATION.index(column)] = cell  # type: ignore[call-overload]
    return write(path, DEPRIVATION, rows)


def ages(path: Path, areas: Sequence[str]) -> Path:
    """One resident of each age more than in the area before."""
    return write(path, AGES, [(area, 91 * (n + 1), *[n + 1] * 91) for n, area in enumerate(areas)])
