"""Answers to surveys through the door: what is kept, what never is, and what is rejected where."""

from __future__ import annotations

import csv
import random
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.evidence.responses.answer_files import HEADER, book, file, row, store

from wardmote.evidence import EvidenceStore, ForgetRequest, IngestRefused
from wardmote.evidence.changes import changes

PEOPLE = [row(number) for number in range(60)]


def rows(held: EvidenceStore, query: str) -> list[tuple[Any, ...]]:
    with held.open() as snapshot:
        return snapshot.connection().execute(query).fetchall()


def rejected(held: EvidenceStore) -> list[dict[str, str]]:
    path = held.rejects()
    assert path is not None
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def bytes_of(folder: Path) -> bytes:
    """Everything that a store keeps, as it would be searched."""
    found = [path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()]
    return b"".join(found)


def test_each_kind_of_question_is_kept_as_coded(tmp_path: Path) -> None:
    held = store(tmp_path)
    one = row(1, how="2.0", problems="Speeding; my neighbour", litter="", noise="", years="12")
    other = row(2, how="-1", problems="", litter="0", noise="no", years="")
    held.ingest([file(tmp_path / "answers 2025.csv", [one, other, *PEOPLE[3:]])])
    found = rows(held, "SELECT respondent, question, answer, number FROM responses ORDER BY ALL")
    mine = {r[0] for r in found if r[1] == "problems" and r[2] == "other"}
    assert len(mine) == 1
    assert sorted(r[1:] for r in found if r[0] in mine) == [
        ("age", "young", None),
        ("cluster", "", found[[r[:2] for r in found].index((*mine, "cluster"))][3]),
        ("problems", "other", None),
        ("problems", "speeding", None),
        ("safe", "fairly", None),
        ("sex", "female", None),
        ("weight", "", 1.25),
        ("years", "", 12.0),
    ]
    quiet = [r[0] for r in found if r[1:3] == ("nuisance", "none-ticked")]
    without = {r[0] for r in found} - {r[0] for r in found if r[1] == "safe"}
    assert len(without) == 1
    assert without < set(quiet)


def test_nothing_that_says_who_answered_is_kept_anywhere(tmp_path: Path) -> None:
    held = store(tmp_path)
    strange = row(70, how="Jo Bloggs of 4 Mill Lane told me")
    report = held.ingest([file(tmp_path / "answers 2025.csv", [*PEOPLE, strange])])
    kept = bytes_of(tmp_path / "evidence")
    for words in (b"example.org", b"R41", b"High Street", b"Bloggs", b"Mill Lane"):
        assert words not in kept
    assert any("left aside, as the codebook does not name them: Email." in note for note in report.notes)
    assert any("ID told respondents apart, and is not kept" in note for note in report.notes)


def test_the_order_of_rows_says_nothing(tmp_path: Path) -> None:
    first, second = store(tmp_path / "a"), store(tmp_path / "b")
    shuffled = random.Random(3).sample(PEOPLE, len(PEOPLE))
    first.ingest([file(tmp_path / "answers 2025.csv", PEOPLE)])
    second.ingest([file(tmp_path / "shuffled 2025.csv", shuffled)])
    query = "SELECT * FROM responses WHERE question <> 'cluster' ORDER BY ALL"
    assert rows(first, query) == rows(second, query)
    ages = [
        r[0] for r in rows(first, "SELECT number FROM responses WHERE question = 'years' ORDER BY respondent")
    ]
    assert ages != [float(number % 30) for number in range(60)]


def test_a_rejected_row_is_told_by_row_and_column_and_repeats_no_rare_words(tmp_path: Path) -> None:
    held = store(tmp_path)
    often = [row(number, sex="Prefer to self-describe") for number in range(70, 75)]
    faults = [row(80, sex="Jo"), row(81, years="400"), row(82, litter="maybe"), row(83, weight="0")]
    held.ingest([file(tmp_path / "answers 2025.csv", [*PEOPLE, *often, *faults])])
    found = [(r["line"], r["column"], r["found"], r["row"]) for r in rejected(held)]
    assert found[:5] == [(str(line), "Sex", "Prefer to self-describe", "") for line in range(62, 67)]
    assert found[5:] == [
        ("67", "Sex", "2 characters, not repeated here", ""),
        ("68", "Years here", "400", ""),
        ("69", "Litter", "5 characters, not repeated here", ""),
        ("70", "Weight", "0", ""),
    ]
    assert rejected(held)[0]["expected"] == "an answer that the codebook knows: “Female”, “Male”"


def test_one_who_stands_twice_counts_once_and_one_who_changed_their_mind_once(tmp_path: Path) -> None:
    held = store(tmp_path)
    report = held.ingest([file(tmp_path / "answers 2025.csv", [*PEOPLE, PEOPLE[4], row(5, how="Very safe")])])
    outcome = report.outcomes[0]
    assert (outcome.rows, outcome.kept, outcome.repeated, outcome.rejected) == (62, 60, 1, 1)
    assert rejected(held)[0]["column"] == "ID"
    assert rejected(held)[0]["found"] == ""


def test_a_respondent_without_an_answer_is_none(tmp_path: Path) -> None:
    held = store(tmp_path)
    nothing = row(90, how="", problems="", litter="", noise="", years="")
    held.ingest([file(tmp_path / "answers 2025.csv", [*PEOPLE, nothing])])
    assert rejected(held)[0]["expected"] == "an answer to one question or more"


def test_a_file_of_other_words_is_refused_and_told_to_mend_the_codebook(tmp_path: Path) -> None:
    held = store(tmp_path)
    coded = [row(number, how=str(number % 3 + 4)) for number in range(60)]
    with pytest.raises(IngestRefused, match="If an answer is missing from the codebook, add it there"):
        held.ingest([file(tmp_path / "answers 2025.csv", coded)])
    assert held.current_id() is None


def test_waves_are_told_apart_by_title_and_each_replaced_by_itself(tmp_path: Path) -> None:
    held = store(tmp_path, book("2023"), book("2025"))
    held.ingest([file(tmp_path / "w2023.csv", PEOPLE[:50]), file(tmp_path / "w2025.csv", PEOPLE)])
    before = held.manifest()
    held.ingest([file(tmp_path / "w2023 again.csv", PEOPLE[:55])])
    count = "SELECT wave, count(DISTINCT respondent) FROM responses GROUP BY ALL ORDER BY ALL"
    assert rows(held, count) == [("2023", 55), ("2025", 60)]
    found = [
        (s.table, s.supplier, s.period, s.change.value) for s in changes(before, held.manifest()).supplies
    ]
    assert found == [("responses", "town", "2023", "sent again")]
    with pytest.raises(IngestRefused, match="is called"):
        held.ingest([file(tmp_path / "untitled.csv", PEOPLE)])


def test_two_files_of_one_wave_that_differ_are_both_refused(tmp_path: Path) -> None:
    held = store(tmp_path)
    with pytest.raises(IngestRefused, match="both supply Town survey, wave 2025"):
        held.ingest([file(tmp_path / "a 2025.csv", PEOPLE), file(tmp_path / "b 2025.csv", PEOPLE[1:])])


def test_what_goes_out_comes_back_the_same(tmp_path: Path) -> None:
    held = store(tmp_path)
    held.ingest([file(tmp_path / "answers 2025.csv", PEOPLE)])
    held.export(tmp_path / "out")
    again = EvidenceStore(tmp_path / "again", held._definitions)
    again.ingest([tmp_path / "out" / "evidence"])
    assert [f.sha256 for f in again.manifest().files] == [f.sha256 for f in held.manifest().files]
    assert b"R41" not in bytes_of(tmp_path / "out")


def test_what_is_forgotten_is_gone(tmp_path: Path) -> None:
    held = store(tmp_path, book("2023"), book("2025"))
    held.ingest([file(tmp_path / "w2023.csv", PEOPLE[:50]), file(tmp_path / "w2025.csv", PEOPLE)])
    held.forget(ForgetRequest(files=("w2023.csv",), reason="Asked for by the council, a test"))
    assert rows(held, "SELECT DISTINCT wave FROM responses") == [("2025",)]
    assert held.verify().sound


def test_workbooks_hold_the_same(tmp_path: Path) -> None:
    held = store(tmp_path)
    held.ingest([file(tmp_path / "answers 2025.csv", PEOPLE)])
    workbook = openpyxl.Workbook()
    workbook.active.title = "Answers 2025"
    workbook.active.append(HEADER)
    for one in PEOPLE:
        workbook.active.append([float(cell) if cell.replace(".", "").isdigit() else cell for cell in one])
    workbook.save(tmp_path / "book.xlsx")
    other = EvidenceStore(tmp_path / "other", held._definitions)
    other.ingest([tmp_path / "book.xlsx"])
    assert [f.sha256 for f in other.manifest().files] == [f.sha256 for f in held.manifest().files]


def test_people_alone_with_their_background_are_counted(tmp_path: Path) -> None:
    held = store(tmp_path)
    few = [row(number, sex="Female", age="16-34") for number in range(20)]
    report = held.ingest(
        [file(tmp_path / "answers 2025.csv", [*few, row(30, sex="Male", age="35 and over")])]
    )
    assert any("1 of them is the only one" in note for note in report.notes)
