"""People's words through a year of work: written, printed, kept through a rebuild, doubted, confirmed."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from typer.testing import CliRunner, Result

from wardmote.cli.app import app
from wardmote.documents.commentary import Record
from wardmote.evidence.to_type import typed
from wardmote.operations.assess import AssessResult, assess
from wardmote.operations.commentary import accept, commentary
from wardmote.operations.gathering import gather
from wardmote.operations.review import CommentaryError
from wardmote.operations.workspace import Workspace, find_workspace

WORDS = "words-levels-and-patterns"
OURS = "Author: Retail crime group\n\nStores joined a **reporting scheme** in May.\n\n- Hypothesis\n"
EARLIER = "An earlier assessment is kept (year to March 2025). Add --since last to say what became of it."
SEASON = "season-anti-social-behaviour"


@pytest.fixture(scope="module", autouse=True)
def gathered_once() -> Iterator[None]:
    """What the evidence says is gathered once for each snapshot and month: these tests are about words."""
    found: dict[tuple[str, str], object] = {}

    def once(workspace: Workspace, to: str, *progress: object) -> object:
        key = workspace.snapshot.id, to
        if key not in found:
            found[key] = gather(workspace, to)
        return found[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("wardmote.operations.assess.gather", once)
        patch.setattr("wardmote.operations.commentary.gather", once)
        yield


def command(workspace: Path, *words: str | Path) -> Result:
    """What a command answers, in this process."""
    return CliRunner().invoke(app, [*map(str, words), "--workspace", str(workspace)])


def copied(workspace: Workspace, folder: Path) -> Path:
    """A copy of a workspace that a test may change."""
    shutil.copytree(workspace.folder, folder)
    return folder


@pytest.fixture(scope="module")
def own(marrowmere: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose people have written, accepted and rewritten; then the last month was revised."""
    return copied(marrowmere, tmp_path_factory.mktemp("words") / "workspace")


@pytest.fixture(scope="module")
def written(own: Path) -> AssessResult:
    """The pack with people's words in it."""
    put(own, f"{WORDS}.md", OURS)
    put(own, "one-page-shoplifting.md", "Shops report more of it.")
    put(own, f"{SEASON}.md", "The lake draws people.\n\n| Month | Visitors |\n|---|--:|\n| July | 900 |\n")
    made = assess(find_workspace(own), formats=["html", "pdf"])
    done = accept(find_workspace(own), ["within-wards", "ward-rates"], by="A. Chair", on="2026-05-03")
    assert done.accepted == ("within-wards", "ward-rates")
    return made


@pytest.fixture(scope="module")
def revised(
    own: Path, written: AssessResult, marrowmere: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> Result:
    """What ``wardmote assess`` says once the last month came again with fewer burglaries."""
    find_workspace(own).store.ingest([fewer_burglaries(marrowmere, tmp_path_factory.mktemp("revised"))])
    answer = command(own, "assess", "--formats", "html,pdf")
    assert answer.exit_code == 0, answer.stderr
    return answer


def put(own: Path, name: str, text: str) -> Path:
    path = own / "commentary" / "strategic-assessment" / name
    path.write_text(text, encoding="utf-8")
    return path


def page(own: Path) -> str:
    """The words of the HTML page."""
    text = (own / "documents" / "strategic-assessment.html").read_text(encoding="utf-8")
    text = re.sub(r"<(style|svg).*?</\1>", " ", text, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def paper(own: Path) -> str:
    pages = PdfDocument(own / "documents" / "strategic-assessment.pdf")
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())


def states(own: Path) -> dict[str, str]:
    return {place.slot: place.state for place in commentary(find_workspace(own)).places}


def test_a_new_workspace_asks_and_nothing_is_reviewed(marrowmere: Workspace) -> None:
    found = commentary(marrowmere)
    assert found.notes == ()
    assert {place.state for place in found.places} == {"to be written", "draft"}
    assert len({place.slot for place in found.places}) == len(found.places)
    folder = marrowmere.folder / "commentary" / "strategic-assessment"
    asked = {f"{place.slot}.md" for place in found.places if place.kind == "question"}
    asked.add("words-since-last.md")  # of the section that stands only in a pack that looks back
    assert {path.name for path in folder.iterdir()} == asked | {"README.md"}
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert all(place.slot in readme and place.asks in readme for place in found.places)


def test_words_are_printed_in_place_of_questions_and_machine_sentences(
    own: Path, written: AssessResult
) -> None:
    assert written.look_again == ()
    assert tuple(map(typed, written.notes)) == (EARLIER,)
    for words in (page(own), paper(own)):
        assert "Stores joined a reporting scheme in May." in words
        assert "Retail crime group" in words
        assert "Shops report more of it." in words
        assert "The lake draws people." in words
        assert "Visitors" in words
        assert "What do partners see behind these changes?" not in words
        assert (
            "Shoplifting rose from" not in words.split("How to read this")[1].split("Levels and patterns")[0]
        )
        assert re.search(r"2 of \d+ machine sentences reviewed", words)


def test_words_are_recorded_on_their_figures_and_stay_as_they_were(own: Path, written: AssessResult) -> None:
    folder = own / "commentary" / "strategic-assessment"
    assert (folder / f"{WORDS}.md").read_text(encoding="utf-8") == OURS
    record = json.loads((folder / f"{WORDS}.figures.json").read_text(encoding="utf-8"))
    assert record["to"] == "2026-03"
    assert len(record["figures"]) > 50
    assert all({"value", "state", "identity", "snapshot", "sources"} <= set(one) for one in record["figures"])


def test_a_rebuild_changes_nothing(marrowmere: Workspace, tmp_path: Path) -> None:
    own = copied(marrowmere, tmp_path / "workspace")
    put(own, f"{WORDS}.md", OURS)
    first = assess(find_workspace(own), formats=["html"]).files[0].read_bytes()
    kept = {
        p.name: p.read_bytes()
        for p in (own / "commentary" / "strategic-assessment").iterdir()
        if p.name != "README.md"
    }
    again = assess(find_workspace(own), formats=["html"])
    assert again.files[0].read_bytes() == first
    assert again.look_again == ()
    assert (
        kept.items()
        <= {p.name: p.read_bytes() for p in (own / "commentary" / "strategic-assessment").iterdir()}.items()
    )


def test_a_changed_figure_is_told_on_the_screen_on_paper_and_by_the_command(
    own: Path, revised: Result
) -> None:
    told = r"Burglary, year to March 2026: \d+ when these words were written, \d+ now"
    for words in (page(own), paper(own), " ".join(revised.stderr.split())):
        assert re.search(told, words, re.IGNORECASE), words[:2000]
        assert "Stores joined a reporting scheme in May." in page(own)
    assert re.search(r"\d commentar(y needs|ies need) another look", revised.stderr)
    assert f"{WORDS}: " in revised.stderr
    assert states(own)[WORDS] == "needs another look"
    assert re.search(r"Draft: 4 of \d+ machine sentences reviewed; \d commentar", page(own))


def test_a_second_look_does_not_forget(own: Path, revised: Result) -> None:
    again = assess(find_workspace(own), formats=["html"])
    assert WORDS in {place.slot for place in again.look_again}


def test_accepting_confirms_the_words(own: Path, revised: Result) -> None:
    done = accept(find_workspace(own), [f"{WORDS}.md"], by="A. Chair")
    assert done.accepted == (WORDS,)
    found = {place.slot: place for place in commentary(find_workspace(own)).places}[WORDS]
    assert (found.state, found.why, found.by) == ("written", "", "Retail crime group")
    assert accept(find_workspace(own), [WORDS]).unchanged == (WORDS,)


def test_all_that_waits_is_accepted_at_once(own: Path, revised: Result) -> None:
    accept(find_workspace(own), everything=True, by="The board", on="2026-05-03")
    assert set(states(own).values()) == {"accepted", "written", "to be written"}
    accepted = next(p for p in commentary(find_workspace(own)).places if p.state == "accepted")
    assert accepted.by
    made = assess(find_workspace(own), formats=["html"])
    assert made.look_again == ()
    assert re.search(r"Draft: all \d+ machine sentences reviewed", page(own))


def test_another_month_makes_every_word_doubtful(own: Path, revised: Result) -> None:
    made = assess(find_workspace(own), to="2026-02", formats=["html"], out=own / "earlier")
    whys = {place.slot: place.why for place in made.look_again}
    assert (
        whys[WORDS]
        == "These words were written on figures to March 2026; the document now runs to February 2026."
    )


@pytest.mark.parametrize(
    ("slots", "said"),
    [
        (["words-data-quality"], "Nobody has written words-data-quality yet. Its words go into"),
        (["one-page-shopliftng"], "There is no slot called one-page-shopliftng. Is it one-page-shoplifting?"),
        ([], "Name the slots to accept, or accept them with --all."),
    ],
)
def test_what_cannot_be_accepted_is_a_sentence(marrowmere: Workspace, slots: list[str], said: str) -> None:
    with pytest.raises(CommentaryError) as refused:
        accept(marrowmere, slots)
    assert said in str(refused.value)


def test_faults_of_every_kind_at_once_leave_a_document(marrowmere: Workspace, tmp_path: Path) -> None:
    own = copied(marrowmere, tmp_path / "workspace")
    folder = own / "commentary" / "strategic-assessment"
    (folder / "words-one-page.md").write_bytes(b"PK\x03\x04")
    (folder / "words-data-quality.md").write_bytes("£20 ‘more’".encode("cp1252"))
    (folder / "words-everything-else.md").write_bytes(b"x" * 1_000_000)
    (folder / "words-not-yet.md").write_text("W.")
    (folder / "within-wards.figures.json").write_text("{")
    answer = command(own, "assess", "--formats", "html")
    assert answer.exit_code == 0
    assert "Traceback" not in answer.stderr
    for name in (
        "words-one-page.md",
        "words-data-quality.md",
        "words-everything-else.md",
        "words-not-yet.md",
        "within-wards",
    ):
        assert name in answer.stderr
    assert "£20 ‘more’" in page(own)


def test_a_folder_that_cannot_be_written_still_gives_a_document(
    marrowmere: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = copied(marrowmere, tmp_path / "workspace")
    put(own, f"{WORDS}.md", OURS)

    def refuse(*args: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("wardmote.operations.review.keep_records", refuse)
    made = assess(find_workspace(own), formats=["html"])
    assert made.files[0].is_file()
    assert "cannot be written (Permission denied), so the words of today are not recorded." in made.notes[1]


def test_the_list_is_data_for_other_programs(marrowmere: Workspace) -> None:
    as_json = json.loads(command(marrowmere.folder, "commentary", "list", "--format", "json").stdout)
    as_csv = command(marrowmere.folder, "commentary", "list", "--format", "csv").stdout
    assert as_json == list(csv.DictReader(io.StringIO(as_csv)))
    assert set(as_json[0]) == {"slot", "kind", "state", "why", "asks", "file", "by", "on"}


def test_the_commands_speak(marrowmere: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = copied(marrowmere, tmp_path / "workspace")
    monkeypatch.chdir(own)
    monkeypatch.delenv("WARDMOTE_WORKSPACE", raising=False)
    listed = CliRunner().invoke(app, ["commentary"])
    assert re.search(r"^words-one-page +to be written +What would you tell", listed.stdout, re.MULTILINE)
    assert "State: draft." in command(own, "commentary", "show", "within-wards.md").stdout
    done = command(own, "commentary", "accept", "within-wards", "--by", "A. Chair")
    assert (done.exit_code, done.stdout) == (0, "within-wards\n")
    shown = command(own, "commentary", "show", "within-wards").stdout
    assert "State: accepted." in shown
    assert "By: A. Chair" in shown
    wrong = command(own, "commentary", "accept", "nothing")
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert "There is no slot called nothing." in wrong.stderr


def test_words_are_recorded_though_the_build_cannot_be_kept(
    marrowmere: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = copied(marrowmere, tmp_path / "workspace")
    (mine / "commentary" / "strategic-assessment").mkdir(parents=True, exist_ok=True)
    put(mine, f"{WORDS}.md", OURS)

    def full(*anything: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("wardmote.operations.assess.keep_build", full)
    with pytest.raises(OSError, match="No space left"):
        assess(find_workspace(mine), formats=["html"])
    assert (mine / "commentary" / "strategic-assessment" / f"{WORDS}.figures.json").is_file()


@pytest.fixture(scope="module")
def late(marrowmere: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace assessed on its evidence, whose last month then came again with fewer burglaries."""
    mine = copied(marrowmere, tmp_path_factory.mktemp("late") / "workspace")
    put(mine, f"{WORDS}.md", OURS)
    put(mine, "words-one-page.md", "Before the revision.")
    accept(find_workspace(mine), ["within-wards"])
    find_workspace(mine).store.ingest([fewer_burglaries(marrowmere, tmp_path_factory.mktemp("fewer"))])
    saved(mine, f"{WORDS}.md", -60)
    saved(mine, "words-one-page.md", 60)
    return mine


def fewer_burglaries(marrowmere: Workspace, folder: Path) -> Path:
    """The last month's file with every second burglary left out."""
    source = next((marrowmere.folder.parent / "files" / "police").glob("2026-03/*street.csv"))
    lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
    lost = [line for line in lines if ",Burglary," in line][::2]
    shorter = folder / source.name
    shorter.write_text("".join(line for line in lines if line not in lost), encoding="utf-8")
    return shorter


def saved(own: Path, name: str, seconds: float) -> None:
    """Let a file of words have been saved so long after the current evidence was taken in."""
    made = datetime.fromisoformat(find_workspace(own).snapshot.manifest.made).timestamp() + seconds
    os.utime(own / "commentary" / "strategic-assessment" / name, (made, made))


def record_of(own: Path, slot: str) -> dict[str, object]:
    path = own / "commentary" / "strategic-assessment" / f"{slot}.figures.json"
    return dict(json.loads(path.read_text(encoding="utf-8")))


def test_words_older_than_the_evidence_need_another_look_at_once(late: Path, tmp_path: Path) -> None:
    mine = shutil.copytree(late, tmp_path / "workspace")
    before = find_workspace(mine).store.snapshots()[-2].id
    made = assess(find_workspace(mine), formats=["html"])
    whys = {place.slot: place.why for place in made.look_again}
    assert "words-one-page" not in whys
    assert re.search(
        r"burglary, year to March 2026: \d+ when these words were written, \d+ now",
        whys[WORDS],
        re.IGNORECASE,
    )
    assert whys[WORDS] in page(mine)
    assert {one["snapshot"] for one in record_of(mine, WORDS)["figures"]} == {before}  # type: ignore[attr-defined]
    today = find_workspace(mine).snapshot.id
    assert {one["snapshot"] for one in record_of(mine, "words-one-page")["figures"]} == {today}  # type: ignore[attr-defined]
    again = assess(find_workspace(mine), formats=["html"])
    assert {place.slot: place.why for place in again.look_again} == whys


def test_so_do_words_that_were_rewritten_before_it(late: Path, tmp_path: Path) -> None:
    mine = shutil.copytree(late, tmp_path / "workspace")
    accept(find_workspace(mine), [WORDS])
    assert assess(find_workspace(mine), formats=["html"]).look_again == ()
    put(mine, f"{WORDS}.md", "Other words.")
    saved(mine, f"{WORDS}.md", -60)
    assert [place.slot for place in assess(find_workspace(mine), formats=["html"]).look_again] == [WORDS]


def test_without_an_earlier_build_words_are_recorded_on_the_figures_of_today(
    late: Path, tmp_path: Path
) -> None:
    mine = shutil.copytree(late, tmp_path / "workspace")
    shutil.rmtree(mine / "documents" / "builds")
    assert assess(find_workspace(mine), formats=["html"]).look_again == ()
    today = find_workspace(mine).snapshot.id
    assert {one["snapshot"] for one in record_of(mine, WORDS)["figures"]} == {today}  # type: ignore[attr-defined]


def test_words_of_last_year_are_doubtful_for_their_month(late: Path, tmp_path: Path) -> None:
    mine = shutil.copytree(late, tmp_path / "workspace")
    first = next(one for one in find_workspace(mine).store.snapshots() if one.supplied)
    made = datetime.fromisoformat(first.made).timestamp()
    os.utime(mine / "commentary" / "strategic-assessment" / f"{WORDS}.md", (made, made))
    found = {place.slot: place.why for place in assess(find_workspace(mine), formats=["html"]).look_again}
    assert found[WORDS].startswith("These words were written on figures to March 2025;")
    assert record_of(mine, WORDS)["to"] == "2025-03"


def test_words_of_the_part_that_looks_back_are_accepted_with_the_same_option(
    marrowmere: Workspace, tmp_path: Path
) -> None:
    mine = copied(marrowmere, tmp_path / "workspace")
    put(mine, "words-since-last.md", "We were told so.")
    assert (
        "words-since-last.md is printed only with --since"
        in command(mine, "assess", "--formats", "html").stderr
    )
    with pytest.raises(CommentaryError, match="words-since-last is in the document only with --since"):
        accept(find_workspace(mine), ["words-since-last"])
    assert accept(find_workspace(mine), ["words-since-last"], since="last").accepted == ("words-since-last",)


@pytest.mark.parametrize("on", ["yesterday", "3 May 2026", "2026-02-30", "20260503", "2026-W01-1"])
def test_a_date_that_is_none_is_refused(marrowmere: Workspace, on: str) -> None:
    with pytest.raises(CommentaryError, match=r"is no date\. Write it as YYYY-MM-DD"):
        accept(marrowmere, ["within-wards"], on=on)


def test_accepted_sentences_that_changed_are_named(marrowmere: Workspace, tmp_path: Path) -> None:
    mine = copied(marrowmere, tmp_path / "workspace")
    accept(find_workspace(mine), ["within-wards", "ward-rates", SEASON])
    assert "draft again" not in command(mine, "assess", "--formats", "html").stderr
    for slots, said in (
        (["within-wards"], "1 accepted sentence has changed and is a draft again: within-wards."),
        (["ward-rates"], "2 accepted sentences have changed and are drafts again: "),
    ):
        for slot in slots:
            put(mine, f"{slot}.figures.json", Record("0", "2026-03", (), "Other words.").as_json(slot))
        assert said in command(mine, "assess", "--formats", "html").stderr
