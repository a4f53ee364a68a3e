"""What few people said in a survey, looked for in every format of the pack, of every edition, as a reader could."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.evidence.responses.answer_files import HEADER, book, file, row
from tests.operations.printed_numbers import page, sheet_rows
from tests.operations.small_town import town, two_years

from wardmote.operations.assess import assess
from wardmote.operations.workspace import Workspace, find_workspace

FORMATS = ("html", "xlsx", "docx", "odt", "pptx")
PEOPLE, FEW = 100, 5
SAFE = {
    "2022": {"Very safe": 60, "Fairly safe": 38, "Unsafe": 2},
    "2023": {"Very safe": 10, "Fairly safe": 30, "Unsafe": 60},
}
NAMED = ("Very safe", "Fairly safe", "Unsafe", "Dealing by day", "Speeding", "Litter", "Noise", "NET")
PARAGRAPH = re.compile(r"<(?:w:p|text:p|text:h|a:p)[ >].*?</(?:w:p|text:p|text:h|a:p)>", re.DOTALL)


def _answers(wave: str) -> Iterator[list[str]]:
    """A hundred people: two or three name drugs, and all but three are troubled by litter."""
    safe = [label for label, n in SAFE[wave].items() for _ in range(n)]
    for n, how in enumerate(safe):
        problems = "Speeding;Dealing by day" if n < 3 else "Speeding" if n < 60 else "Other"
        litter = "0" if n < 3 else "1" if wave == "2023" or n < 50 else "0"
        yield row(n, how=how, problems=problems, litter=litter, weight="1")


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A town that was asked twice, by a sample."""
    folder = tmp_path_factory.mktemp("asked-twice")
    made = town(folder / "town")
    books = made.folder / "definitions" / "surveys"
    books.mkdir(parents=True)
    for wave in SAFE:
        one = book(wave, chosen="random", cluster="")
        one["questions"][1]["asks"] = "concerns"
        one["questions"][1]["answers"][0] = {"id": "dealing", "label": "Dealing by day"}
        (books / f"town-{wave}.yaml").write_text(json.dumps(one), "utf-8")
    workspace = find_workspace(made.folder)
    files = [file(folder / f"answers {wave}.csv", list(_answers(wave)), HEADER) for wave in SAFE]
    workspace.store.ingest([*two_years(folder), *files])
    return workspace


@pytest.fixture(scope="module", params=[False, True], ids=["own", "public"])
def printed(request, asked: Workspace, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Every piece of text by format: sentences, rows of tables, cells of sheets."""
    out = tmp_path_factory.mktemp("written")
    made = assess(asked, out=out, formats=FORMATS, public=request.param)
    return {path.suffix[1:]: list(_texts(path)) for path in made.files}


def _texts(path: Path) -> Iterator[str]:
    if path.suffix == ".html":
        found = page(path)
        yield from found.texts
        yield from (" | ".join(cells) for table in found.tables for cells in table)
    elif path.suffix == ".xlsx":
        yield from (" | ".join(cells) for cells in sheet_rows(path))
    else:
        with ZipFile(path) as packed:
            for name in packed.namelist():
                if name.endswith(".xml"):
                    text = packed.read(name).decode("utf-8")
                    yield from (re.sub(r"<[^>]+>", "", one) for one in PARAGRAPH.findall(text))


def _of_people(texts: list[str]) -> list[str]:
    """The pieces that name an answer of the survey, or a NET score of it."""
    return [text for text in texts if any(name.lower() in text.lower() for name in NAMED)]


def _shares(text: str) -> list[float]:
    """Percentages, but for the ends of intervals."""
    text = re.sub(r"(?<!from )\b\d+% to \d+%", "", text)
    return [float(one) for one in re.findall(r"(\d+(?:\.\d+)?)(?:%| per cent)", text)]


def test_every_format_tells_of_the_survey(printed: dict[str, list[str]]) -> None:
    assert set(printed) == set(FORMATS)
    for kind, texts in printed.items():
        assert any("Speeding" in text or "speeding" in text for text in texts), kind


def test_no_share_comes_to_so_few_or_leaves_so_few(printed: dict[str, list[str]]) -> None:
    for kind, texts in printed.items():
        for text in _of_people(texts):
            for share in _shares(text):
                n = round(share * PEOPLE / 100)
                assert n == 0 or n >= FEW, (kind, text)
                assert n == PEOPLE or PEOPLE - n >= FEW, (kind, text)


def test_a_rare_answer_is_named_with_no_number(printed: dict[str, list[str]]) -> None:
    """Dealing (three people), unsafe (two of the first wave), litter (all but three of the second)."""
    for kind, texts in printed.items():
        for text in _of_people(texts):
            if re.search(r"\b(dealing|unsafe|litter)\b", text, re.IGNORECASE):
                assert not _shares(text), (kind, text)
            assert not re.search(r"NET score of .How safe", text), (kind, text)


def test_answers_of_one_question_never_leave_so_few(printed: dict[str, list[str]]) -> None:
    """Of a question with one answer each, in each wave: what is printed, taken from all, leaves none or many."""
    for kind, texts in printed.items():
        told: dict[str, dict[str, float]] = {wave: {} for wave in SAFE}
        for text in texts:
            for label, before, after in re.findall(r"“([^”]+)” (?:rose|fell) from (\d+)% to (\d+)%", text):
                if label in SAFE["2022"]:
                    told["2022"][label], told["2023"][label] = float(before), float(after)
        for wave, shares in told.items():
            left = PEOPLE - sum(shares.values()) * PEOPLE / 100
            assert left == 0 or left >= FEW, (kind, wave, shares)
