"""The archive of a year earlier: the same files without what came late, and nothing else."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter

import pytest

from wardmote.demo import DemoFiles
from wardmote.demo.earlier import earlier

Row = dict[str, str]


@pytest.fixture(scope="module")
def before(made: DemoFiles) -> dict[str, str]:
    """The text of each file of the earlier archive, by its place in it."""
    with zipfile.ZipFile(made.earlier) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


def rows(text: str) -> list[Row]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_it_ends_a_year_before_the_newest(made: DemoFiles, before: dict[str, str]) -> None:
    months = sorted(name.split("/")[0] for name in before)
    assert (months[0], months[-1], len(months)) == ("2022-04", "2025-03", 35)
    assert made.earlier.name == "eastmarch-2022-04-to-2025-03.zip"
    assert all(name.endswith("-street.csv") for name in before)


def test_it_holds_rows_of_today_in_their_order_and_no_others(made: DemoFiles, before: dict[str, str]) -> None:
    for name, text in before.items():
        today = iter((made.police_months / name).read_text("utf-8").splitlines())
        assert all(line in today for line in text.splitlines()), name


def test_what_is_older_is_the_same_to_the_byte(made: DemoFiles, before: dict[str, str]) -> None:
    old = [name for name in before if name < "2024-04"]
    assert len(old) == 23
    for name in old:
        assert before[name] == (made.police_months / name).read_text("utf-8")


def test_a_fifth_of_the_shop_thefts_of_the_last_year_had_not_come(
    made: DemoFiles, before: dict[str, str]
) -> None:
    then, today = Counter(), Counter()
    for name, text in before.items():
        if name >= "2024-04":
            then.update(row["Crime type"] for row in rows(text))
            today.update(row["Crime type"] for row in rows((made.police_months / name).read_text("utf-8")))
    assert 1 - then["Shoplifting"] / today["Shoplifting"] == pytest.approx(0.2, abs=0.03)
    others = [1 - then[name] / today[name] for name in today if name != "Shoplifting"]
    assert min(others) >= 0
    assert max(others) < 0.05


def test_the_share_that_was_late_is_that_of_the_plan() -> None:
    assert earlier().late("Shoplifting", "2024-04") == 0.2
    assert earlier().late("Burglary", "2025-03") == 0.06
    assert earlier().late("Burglary", "2024-11") == 0
