"""What files held, and what to ask about: on the demo, and on the real archive against a recount of its raw rows."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from tests.workspaces import run

from wardmote.analyses.supply import supply
from wardmote.definitions.asking import UnknownNameError
from wardmote.operations.quality import evidence_quality
from wardmote.operations.workspace import Workspace


def test_the_month_that_never_came_is_a_gap(marrowmere: Workspace) -> None:
    found = supply(marrowmere.evidence())
    assert found is not None
    (missing,) = found.missing
    assert (missing.month, missing.kept, missing.not_located) == ("2023-11", None, None)
    assert len(found.months) == 48
    assert "2023-11" not in {one.month for one in found.abrupt}


def test_a_force_that_sent_nothing_is_refused_in_words(marrowmere: Workspace) -> None:
    answer = run("evidence", "quality", "--force", "Bedfordshire", workspace=marrowmere.folder)
    assert answer.code == 2
    assert "Bedfordshire" in answer.err
    assert "There are files of: eastmarch" in answer.err
    assert "Traceback" not in answer.err
    with pytest.raises(UnknownNameError, match="no police force called Atlantis"):
        evidence_quality(marrowmere, "Atlantis")


def test_the_text_says_what_is_missing(marrowmere: Workspace) -> None:
    answer = run("evidence", "quality", workspace=marrowmere.folder)
    assert answer.code == 0
    assert "Not supplied, a gap and never a zero: November 2023" in answer.out
    assert "not supplied" in next(line for line in answer.out.splitlines() if line.startswith("2023-11"))


def test_what_else_was_sent_is_told_by_kind(marrowmere: Workspace) -> None:
    found = supply(marrowmere.evidence())
    assert found is not None
    said = {(one.kind, one.supplier): (one.span.start, one.span.end, one.missing) for one in found.others}
    assert said["outcomes", "eastmarch"] == ("2024-04", "2026-03", ())
    assert said["observations", "home-office-csp"] == ("2022-04", "2026-03", ())
    assert {kind for kind, _ in said} == {"outcomes", "searches", "observations", "weeks"}


@pytest.mark.shared
def test_every_month_equals_a_recount_of_the_raw_rows(bedfordshire: Path, shared: Path) -> None:
    rows, repeated = Counter[str](), Counter[str]()
    crimes: dict[str, set[str]] = {}
    ended: set[str] = set()
    with zipfile.ZipFile(shared / "data" / "police" / "bedfordshire-2021-05-to-2024-04.zip") as archive:
        for name in archive.namelist():
            if name.endswith("-outcomes.csv"):
                ended |= {
                    row["Crime ID"] for row in csv.DictReader(io.TextIOWrapper(archive.open(name), "utf-8"))
                }
            if not name.endswith("-street.csv"):
                continue
            seen = Counter[str]()
            for row in csv.DictReader(io.TextIOWrapper(archive.open(name), "utf-8")):
                rows[row["Month"]] += 1
                seen[row["Crime ID"]] += bool(row["Crime ID"])
                crimes.setdefault(row["Month"], set()).add(row["Crime ID"])
            repeated[name[:7]] += sum(n - 1 for n in seen.values() if n > 1)
    answer = run(
        "evidence", "quality", "--force", "Bedfordshire Police", "--format", "json", workspace=bedfordshire
    )
    said = json.loads(answer.out)
    assert {m["month"]: m["rows"] for m in said["months"]} == dict(rows)
    assert {m["month"]: m["repeated"] for m in said["months"]} == {month: repeated[month] for month in rows}
    waiting = {month: len(ids - ended - {""}) for month, ids in crimes.items()}
    assert {m["month"]: m["without_outcome"] for m in said["months"]} == waiting
    assert all(m["kept"] == m["rows"] - m["repeated"] - m["rejected"] for m in said["months"])
    assert {(one["month"], one["measure"]) for one in said["ask"]} == {
        ("2021-12", "drugs"),
        ("2021-12", "public-order"),
        ("2022-01", "public-order"),
        ("2022-01", "violence-and-sexual-offences"),
    }
    assert sum(m["elsewhere"] for m in said["months"]) == 1086
