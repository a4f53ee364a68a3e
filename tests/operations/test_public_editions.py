"""Public editions as they are written, attacked through every number that stands in them."""

from __future__ import annotations

import csv
import re
import shutil
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import permutations
from pathlib import Path

import pytest
from tests.evidence import street_files as street
from tests.figures.attacker import bounds, by_algebra, choices
from tests.operations.printed_numbers import in_words, numbers, page, sheet_rows
from tests.operations.small_town import CSP, MONTHS, town
from tests.workspaces import run

from wardmote.operations.assess import assess
from wardmote.operations.builds import ASSESSMENT, PUBLIC_ASSESSMENT, builds
from wardmote.operations.profile import profile
from wardmote.operations.public_edition import PublicEditionError
from wardmote.operations.redline import EditionsDifferError, compare_builds
from wardmote.operations.tables import TableRequest, table
from wardmote.operations.workspace import Workspace, find_workspace

EACH_MONTH = {"Violence and sexual offences": 30, "Shoplifting": 14, "Burglary": 9, "Drugs": 6}
NOW_AND_THEN = {"Robbery": ((2, 7), (1, 5, 9)), "Possession of weapons": ((3,), (0, 4, 8, 11))}
"""Months of the two years with one record each: two and three robberies, one and four weapons."""
PARTNERS = {
    "attacks-on-fire-crews": ((1, 0, 2, 0), (1, 1, 0, 0)),
    "deliberate-primary-fires": ((9, 8, 7, 9), (1, 1, 0, 1)),
    "fly-tipping": ((41, 52, 38, 47), (44, 39, 51, 40)),
}
TITLES = {
    "robbery": "Robbery", "possession-of-weapons": "Possession of weapons",
    "attacks-on-fire-crews": "Attacks on fire crews", "deliberate-primary-fires": "Deliberate primary fires",
}  # fmt: skip


def _records(at: int) -> list[street.Row]:
    """Rows of one of 24 months."""
    year, month = divmod(at, 12)
    kinds = dict(EACH_MONTH) | {kind: int(month in months[year]) for kind, months in NOW_AND_THEN.items()}
    made: list[street.Row] = []
    for kind, count in kinds.items():
        made += street.rows(count, MONTHS[at], start=at * 1000 + len(made), Crime_type=kind)
    return [(street.crime_id(at * 1000 + number), *row[1:]) for number, row in enumerate(made)]


def _quarter(year: int, quarter: int) -> str:
    """A calendar quarter by its days."""
    end = (31, 30, 30, 31)[quarter]
    return f"01/{3 * quarter + 1:02}/{year} to {end}/{3 * quarter + 3:02}/{year}"


def _feed(path: Path, area: str, first_year: int) -> Path:
    """What a partner sends, by calendar quarter."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Area", "Measure", "Period", "Value", "N"])
        for name, years in PARTNERS.items():
            for year, quarters in enumerate(years):
                for quarter, value in enumerate(quarters):
                    span = _quarter(first_year + year, quarter)
                    writer.writerow([area, name, span, value, ""])
    return path


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A town with few robberies, whose partners count few attacks and fires."""
    folder = tmp_path_factory.mktemp("public-town")
    made = town(folder / "workspace")
    files = [
        street.write(folder / f"{month}-bedfordshire-street.csv", _records(at))
        for at, month in enumerate(MONTHS)
    ]
    made.store.ingest([*files, _feed(folder / "partner.csv", CSP, 2022)])
    return find_workspace(made.folder)


def wanting(workspace: Workspace, **settings: bool) -> Workspace:
    return replace(workspace, settings=workspace.settings.model_copy(update=settings))


@dataclass(frozen=True)
class Edition:
    """The files of a document, the rows of its tables and sheets, and its sentences."""

    html: Path
    xlsx: Path

    @cached_property
    def rows(self) -> list[list[str]]:
        return [*(row for one in page(self.html).tables for row in one), *sheet_rows(self.xlsx)]

    @cached_property
    def texts(self) -> list[str]:
        cells = [cell for row in self.rows for cell in row if len(cell) > 40]
        return [
            sentence
            for text in (*page(self.html).texts, *cells)
            for sentence in re.split(r"(?<=[.;!?])\s", text)
        ]


def written(workspace: Workspace, folder: Path, **options: bool) -> Edition:
    made = assess(workspace, out=folder, formats=("html", "xlsx"), **options)
    return Edition(*made.files)


@pytest.fixture(scope="module")
def editions(small: Workspace, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Edition]:
    out = tmp_path_factory.mktemp("editions")
    return {
        "own": written(small, out / "own"),
        "open": written(small, out / "open", public=True),
        "strict": written(wanting(small, suppress_open_data=True), out / "strict", public=True),
    }


def truth(workspace: Workspace, strict: bool) -> dict[tuple[str, str], int]:
    """The small counts that must not be learnt, as they are known."""
    known = table(workspace, TableRequest())
    rows = [*known.observed, *(known.rows if strict else ())]
    return {
        (row.measure.id, period): count
        for row in rows
        for period, count in (("previous", row.previous), ("current", row.current))
        if count is not None and 0 < count < 5
    }


def tells(edition: Edition, title: str, count: int) -> list[str]:
    """Every place that tells a small count of a measure: in its own rows by any sum or ratio, or in a sentence."""
    rows = [row for row in edition.rows if any(re.fullmatch(rf"{title}( note \d+)*", cell) for cell in row)]
    short = [[cell for cell in row if len(cell) <= 40] for row in rows]
    found = [f"row {row}" for row in short if count in _reached(numbers(row))]
    named = [text for text in edition.texts if title.lower() in text.lower()]
    return found + [text for text in named if count in numbers([text]) or count in in_words(text)]


def _reached(printed: list[float]) -> set[float]:
    """All that two numbers of a row make together: sums, differences, percentages of each other, changes."""
    made = set(printed)
    for one, other in permutations(printed, 2):
        made |= {one + other, one - other, round(one * other / 100, 6), round(one * (1 + other / 100))}
        made |= {round(one / (1 + other / 100))} if other != -100 else set()
    return made


def test_the_attack_finds_every_count_of_the_partnerships_own_edition(small, editions) -> None:
    for (name, _), count in truth(small, strict=True).items():
        assert tells(editions["own"], TITLES[name], count)


@pytest.mark.parametrize("which", ["open", "strict"])
def test_no_row_and_no_sentence_tells_a_small_count(small, editions, which) -> None:
    wanted = truth(small, strict=which == "strict")
    assert len(wanted) >= (6 if which == "strict" else 3)
    for (name, period), count in wanted.items():
        assert not tells(editions[which], TITLES[name], count), (name, period)


def by_year(edition: Edition) -> dict[tuple[str, str], float | None]:
    """Counts of the table of measures by title and year; None where it says suppressed."""
    found: dict[tuple[str, str], float | None] = {}
    for rows in page(edition.html).tables:
        if rows[0][:3] != ["Measure", "To Dec 2022", "To Dec 2023"] or len(rows[0]) < 6:
            continue
        for row in rows[1:]:
            title = re.sub(r"( note \d+)+$", "", row[0])
            for period, cell in (("previous", row[1]), ("current", row[2])):
                found[title, period] = None if cell == "suppressed" else numbers([cell])[0]
    return found


def by_month(edition: Edition) -> dict[tuple[str, str], float]:
    """Counts by title and month of every table that stands behind a picture."""
    found: dict[tuple[str, str], float] = {}
    for rows in page(edition.html).tables:
        if rows[0][0] != "Month":
            continue
        for row in rows[1:]:
            for title, cell in zip(rows[0][1:], row[1:], strict=True):
                if len(row[0].split()) == 2 and numbers([cell]):
                    found[title, row[0]] = numbers([cell])[0]
    return found


def test_year_months_and_kinds_together_give_nothing_away(small, editions) -> None:
    """All that adds up in one document, by linear programmes: kinds make all crime, months make years."""
    years, months = by_year(editions["strict"]), by_month(editions["strict"])
    names = {title for title, _ in years} - {"All crime"}
    spoken = sorted({month for _, month in months})
    assert None in years.values()
    assert months
    printed = {**years, **{(t, m): months.get((t, m)) for t in (*names, "All crime") for m in spoken}}
    told = [
        (("All crime", when), [(name, when) for name in names]) for when in ("previous", "current", *spoken)
    ]
    told += [
        ((title, when), [(title, month) for month in spoken if month.endswith(year)])
        for title in (*names, "All crime")
        for when, year in (("previous", "2022"), ("current", "2023"))
    ]
    hidden = [cell for cell, number in years.items() if number is None]
    assert not {cell for cell in by_algebra(printed, told) if cell in hidden}
    ends = bounds(printed, told, hidden)
    assert len(ends) == len(hidden)
    assert all(choices(found) >= 4 for found in ends.values())


def test_what_is_suppressed_says_so_and_is_no_nought(editions) -> None:
    rows = [row for row in editions["open"].rows if "Attacks on fire crews" in row]
    assert rows
    assert all("suppressed" in " ".join(row) for row in rows if len(row) > 3)
    register = [row for row in sheet_rows(editions["open"].xlsx) if "suppressed" in row]
    assert register
    assert not any(re.fullmatch(r"0(\.0)?", cell) for row in register for cell in row)


def test_the_edition_says_what_it_is_and_what_it_leaves_out(editions) -> None:
    for which, edition in editions.items():
        text = edition.html.read_text("utf-8")
        assert ("PUBLIC EDITION" in text) is (which != "own")
        assert ("What this public edition leaves out, and why" in text) is (which != "own")
        assert edition.html.stem.endswith("-public") is (which != "own")
    assert "Small areas are left out" in editions["strict"].html.read_text("utf-8")
    assert "Small areas are left out" not in editions["open"].html.read_text("utf-8")


def test_the_editions_keep_their_builds_apart(small, editions) -> None:
    own, public = builds(small, ASSESSMENT), builds(small, PUBLIC_ASSESSMENT)
    assert [one.record.marking for one in own] == ["OFFICIAL"]
    assert {one.record.marking for one in public} == {"PUBLIC EDITION"}
    with pytest.raises(EditionsDifferError, match="partnership's own"):
        compare_builds(small, own[0].id, public[0].id)
    with pytest.raises(PublicEditionError, match="--since"):
        assess(small, public=True, since="last")


def say(workspace: Workspace, words: str) -> Path:
    path = workspace.folder / "commentary" / "strategic-assessment" / "words-observed.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, "utf-8")
    return path


@pytest.mark.parametrize(
    "words", ["Attacks on fire crews came down to two.", "There were 2 attacks on fire crews."]
)
def test_words_that_quote_a_suppressed_count_stop_the_edition(small, editions, tmp_path, words) -> None:
    path = say(small, words)
    try:
        with pytest.raises(PublicEditionError, match="words-observed"):
            written(small, tmp_path, public=True)
        assert not list(tmp_path.iterdir())
    finally:
        path.unlink()


def test_words_that_may_quote_one_are_noted(small, editions, tmp_path) -> None:
    path = say(small, "Attacks on fire crews worry us. We met 2 times. Fly-tipping fell.")
    try:
        made = assess(small, out=tmp_path, formats=("html",), public=True)
        assert any("We met 2 times." in note for note in made.notes)
        assert "We met 2 times." in made.files[0].read_text("utf-8")
    finally:
        path.unlink()


def test_a_public_profile_has_a_name_of_its_own_and_hides_small_counts(small, tmp_path) -> None:
    strict = wanting(small, suppress_open_data=True)
    made = profile(strict, [CSP], out=tmp_path, formats=("html", "xlsx"), public=True)
    edition = Edition(*made.files)
    assert edition.html.stem == f"{CSP}-public"
    for name in ("robbery", "possession-of-weapons"):
        for count in {c for (which, _), c in truth(small, strict=True).items() if which == name}:
            assert not tells(edition, TITLES[name], count)


@pytest.mark.shared
def test_a_real_partnership_with_a_partners_feed(bedfordshire: Path, tmp_path: Path) -> None:
    """Central Bedfordshire: the feed goes into a copy, as others use the workspace."""
    home = tmp_path / "workspace"
    shutil.copytree(bedfordshire, home, symlinks=True)
    feed = _feed(tmp_path / "partner.csv", "E22000353", 2022)
    taken = run("ingest", feed, workspace=home)
    assert taken.code == 0, taken.err
    workspace = find_workspace(home)
    edition = written(workspace, tmp_path / "out", public=True)
    wanted = truth(workspace, strict=False)
    assert wanted
    for (name, _), count in wanted.items():
        assert not tells(edition, TITLES[name], count)
