"""Which of the seven parts are filled: the code beside a slow reading of the frozen JSON; and every format carries them."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdfium2 import PdfDocument
from tests.documents.judged import judgements as made
from tests.workspaces import run

from wardmote.analyses.then_and_now import then_and_now
from wardmote.documents.judged import Outcome
from wardmote.documents.judgement import Judged, JudgementError, read_judged
from wardmote.documents.lines import lines_of
from wardmote.documents.strategic_assessment import PackNeeds, build
from wardmote.documents.strategic_assessment.consulted import Consulted
from wardmote.documents.strategic_assessment.judged.statutory import statutory
from wardmote.figures import Figure
from wardmote.operations.assess import assess
from wardmote.operations.beside_today import beside_today
from wardmote.operations.gathering import gather
from wardmote.operations.public_edition import PublicEditionError
from wardmote.operations.tables import TableRequest, table
from wardmote.operations.workspace import Workspace


@pytest.fixture(scope="module")
def needs(marrowmere: Workspace) -> PackNeeds:
    found = gather(marrowmere, "2026-03")
    return replace(found, judged=made.judged(found.table, table(marrowmere, TableRequest(to="2025-03"))))


def filled_by_reading(  # noqa: C901
    record: dict[str, Any], *, surveys: int, words: set[str]
) -> str:
    """The letters that are filled, read from the JSON by hand. It imports nothing of ours."""
    found = "a"
    if "since-last" in words:
        found += "b"
    argued = False
    for one in record["hypotheses"]:
        if one["speaks_for"] != "" or one["speaks_against"] != "":
            argued = True
    if argued or "hypotheses" in words:
        found += "c"
    for one in record["recommended"]["issues"]:
        if one["outcome"] == "priority" and "d" not in found:
            found += "d"
    if surveys > 0:
        found += "e"
    plan, told = record["last_plan"], True
    if plan is None:
        told = False
    else:
        for one in plan["recommended"]["issues"]:
            if one["outcome"] == "priority":
                states = [said["state"] for said in plan["done"] if said["number"] == one["number"]]
                if states not in (["done"], ["part"], ["not-done"]):
                    told = False
    if told or "last-plan" in words:
        found += "f"
    county = False
    for one in record["recommended"]["issues"]:
        county = county or one["county"]
    return found + ("g" if county or "county-and-force" in words else "")


def without(record: Judged, letter: str) -> Judged:
    """The same record with what fills one part taken away."""
    issues = record.recommended.issues
    if letter == "c":
        return record.model_copy(update={"hypotheses": ()})
    if letter == "d":
        out = tuple(one.model_copy(update={"outcome": Outcome.OUT}) for one in issues)
        return read_judged(_changed(record, issues=out))
    if letter == "f":
        plan = record.last_plan
        assert plan
        return record.model_copy(update={"last_plan": plan.model_copy(update={"done": plan.done[:1]})})
    away = tuple(one.model_copy(update={"county": False}) for one in issues)
    return read_judged(_changed(record, issues=away))


def _changed(record: Judged, **changes: Any) -> bytes:
    new = record.recommended.model_copy(update=changes)
    return record.model_copy(update={"recommended": new, "adoption": None}).as_file().encode()


@pytest.mark.parametrize("taken", ["", "c", "d", "f", "g", "cg"])
def test_what_is_filled_is_what_the_frozen_record_holds(needs: PackNeeds, taken: str) -> None:
    record = needs.judged
    assert record
    for letter in taken:
        record = without(record, letter)
    for words in (
        frozenset(),
        frozenset({"since-last"}),
        frozenset({"hypotheses", "priorities", "county-and-force"}),
    ):
        for consulted in (
            (),
            (
                Consulted(
                    "consultation 1, version 1", "Hall", "All", "May", "hall", "chosen", False, 4, (), ""
                ),
            ),
        ):
            asked = replace(needs, judged=record, written=words, consulted=consulted, voice=())
            found = statutory(asked)
            assert [one.letter for one in found] == list("abcdefg")
            expected = filled_by_reading(
                json.loads(record.as_file()), surveys=len(consulted), words=set(words)
            )
            assert "".join(one.letter for one in found if one.filled) == expected
            assert all(one.do and one.because for one in found if one.missing)
            whole = expected == "abcdefg"
            assert build(asked).kind == ("Strategic assessment" if whole else "Evidence pack")


def test_the_law_binds_england_alone(needs: PackNeeds) -> None:
    wales = replace(needs.table.area, codes=("W22000001",))
    assert statutory(replace(needs, table=replace(needs.table, area=wales))) == ()


def test_then_and_now_says_no_more_than_the_tables_do(marrowmere: Workspace, needs: PackNeeds) -> None:
    rows = {row.measure.id: row for row in needs.table.rows}
    before = table(marrowmere, TableRequest(to="2025-03"))
    for name in ("shoplifting", "robbery"):
        (then, *_) = made.figures_of(before, name)[name]
        found = then_and_now(then, needs.table)
        assert found.verdict is rows[name].verdict
        assert not found.alike  # a month of the year before is missing, so then it was left out of both
        assert not found.revised
        now = needs.table.figure(rows[name])
        whole = then_and_now(replace(then, options=now.options), needs.table)
        assert (whole.again, whole.revised) == (rows[name].previous, rows[name].previous != then.value)
        assert found.now
        assert found.now.value == rows[name].current
    same = then_and_now(needs.table.figure(rows["robbery"]), needs.table)
    assert same.verdict is None
    assert "No later year" in same.words
    other = then_and_now(replace(needs.table.figure(rows["robbery"]), area="E05000001"), needs.table)
    assert other.now is None
    assert other.verdict is None
    assert "holds no figure" in other.words
    changed = then_and_now(replace(needs.table.figure(rows["robbery"]), measure="robbery/9"), needs.table)
    assert changed.verdict is None
    assert "defined otherwise" in changed.words


def test_now_is_the_latest_year_that_can_be_tested(marrowmere: Workspace) -> None:
    def count(to: str) -> Figure:
        return made.figures_of(table(marrowmere, TableRequest(to=to)), "shoplifting")["shoplifting"][0]

    for end, now in (
        ("2024-12", "2025-12"),
        ("2024-02", "2026-02"),
        ("2026-03", "2026-03"),
        ("2026-01", "2026-03"),
    ):
        (found,) = beside_today(marrowmere, [count(end)]).values()
        assert found.now
        assert found.now.period.endswith(now), end
        if end == "2024-12":
            (row,) = table(marrowmere, TableRequest(to=now, measures=("shoplifting",))).rows
            assert found.verdict is row.verdict is not None
    (undefined,) = beside_today(marrowmere, [replace(count("2026-03"), measure="lanterns/1")]).values()
    assert undefined.now is None
    assert "not defined any more" in undefined.words


def test_a_file_that_is_no_judgement_is_refused_in_words(needs: PackNeeds) -> None:
    assert needs.judged
    assert read_judged(needs.judged.as_file().encode()) == needs.judged
    with pytest.raises(JudgementError, match="no file of judgement"):
        read_judged(b'{"schema_": "wardmote.judgement/1"}')
    forged = needs.judged.recommended.model_copy(update={"chair": "Another"})
    with pytest.raises(JudgementError, match="another recommendation"):
        read_judged(needs.judged.model_copy(update={"recommended": forged}).as_file().encode())


def test_all_formats_carry_the_priorities(marrowmere: Workspace, needs: PackNeeds, tmp_path: Path) -> None:
    record = tmp_path / "judgement.json"
    assert needs.judged
    record.write_text(needs.judged.as_file(), encoding="utf-8")
    answer = run("assess", "--judgement", record, "--out", tmp_path, workspace=marrowmere.folder)
    assert answer.code == 0, answer.err
    assert (
        "(d) What should be priorities: filled. Two priorities, recommended by the workshop of 14 May 2026."
        in answer.out
    )
    for wanted in ("It hurts the town centre most", "Fewer young victims", "Vehicle crime should be in"):
        for form in ("html", "docx", "odt", "xlsx"):
            assert wanted in _text(tmp_path / f"strategic-assessment.{form}"), (form, wanted)
        pages = PdfDocument(tmp_path / "strategic-assessment.pdf")
        said = " ".join(page.get_textpage().get_text_bounded() for page in pages)
        assert wanted in " ".join(said.split()), wanted
    assert "Fewer young victims" in _text(tmp_path / "strategic-assessment.pptx")


def _text(path: Path) -> str:
    if path.suffix == ".html":
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as packed:
        return "".join(
            packed.read(name).decode("utf-8", "replace")
            for name in packed.namelist()
            if name.endswith(".xml")
        )


def test_the_public_reads_priorities_and_reasons_and_no_partners_view(
    marrowmere: Workspace, needs: PackNeeds, tmp_path: Path
) -> None:
    assert needs.judged
    public = gather(marrowmere, "2026-03", public=True)
    lines = "\n".join(line.text for line in lines_of(build(replace(public, judged=needs.judged))))
    for shown in (
        "It hurts the town centre most",
        "Fewer young victims",
        "A scheme runs already",
        "Part done",
    ):
        assert shown in lines
    for hidden in (
        "Vehicle crime should be in",
        "Some support",
        "Start earlier",
        "48,000 pounds",
        "Electric bicycles",
        "Furthest",
    ):
        assert hidden not in lines
    hidden_rows = [known for known, _ in public.public.hidden] if public.public else []
    if hidden_rows:
        row = hidden_rows[0]
        telling = f"{row.measure.short_title} stood at {row.current} this year."
        issues = (needs.judged.recommended.issues[0].model_copy(update={"reason": telling}),)
        told = read_judged(_changed(needs.judged, issues=issues))
        with pytest.raises(PublicEditionError, match="words of frozen priorities"):
            assess(marrowmere, to="2026-03", out=tmp_path, formats=["html"], public=True, judged=told)
