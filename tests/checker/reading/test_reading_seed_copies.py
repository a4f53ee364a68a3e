"""The five real plans in other formats: the same headings and tables are read as from the plain text.

Each twice: as LibreOffice converts the plain text, and as a document with real headings and tables.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest
from tests.checker.reading.reading_grids import HELD, Rows
from tests.checker.reading.seed_copies import as_page, converted

from wardmote.checker.read_document import ReadDocument
from wardmote.checker.reading import read_document

pytestmark = [pytest.mark.shared, pytest.mark.office]
FORMS = ("odt", "docx", "html")


@pytest.fixture(scope="module")
def copies(
    tmp_path_factory: pytest.TempPathFactory, seeds: dict[str, ReadDocument], seed_files: dict[str, Path]
) -> dict[tuple[str, str, str], ReadDocument]:
    folder = tmp_path_factory.mktemp("copies")
    pages, lines = folder / "pages", folder / "lines"
    for where in (pages, lines):
        where.mkdir()
    found = {}
    for number, document in seeds.items():
        (folder / f"{number}.html").write_text(as_page(document), encoding="utf-8")
        found["page", "html", number] = read_document(folder / f"{number}.html")
    for form in ("odt", "docx", "pdf"):
        for number, path in zip(
            seeds, converted([folder / f"{n}.html" for n in seeds], form, pages), strict=True
        ):
            found["page", form, number] = read_document(path)
    for form in ("odt", "docx"):
        for number, path in zip(seeds, converted(list(seed_files.values()), form, lines), strict=True):
            found["lines", form, number] = read_document(path)
    for number, path in seed_files.items():
        (lines / f"{number}.html").write_text(
            f"<html><pre>{escape(path.read_text('utf-8'))}</pre></html>", "utf-8"
        )
        found["lines", "html", number] = read_document(lines / f"{number}.html")
    return found


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("way", ["page", "lines"])
def test_headings_and_tables_are_those_of_the_text(
    way: str, form: str, copies: dict[tuple[str, str, str], ReadDocument], seeds: dict[str, ReadDocument]
) -> None:
    for number, seed in seeds.items():
        copy = copies[way, form, number]
        assert [(h.number, h.text) for h in copy.headings()] == [(h.number, h.text) for h in seed.headings()]
        assert [cells(copy)] == [cells(seed)]
        assert [table.header_rows for table in copy.tables()] == [
            table.header_rows for table in seed.tables()
        ]


def cells(document: ReadDocument) -> list[list[list[tuple[str, tuple[str, ...]]]]]:
    return [[[(cell.text, cell.marks) for cell in row] for row in table.rows] for table in document.tables()]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("seed", "hold"), HELD, ids=lambda one: getattr(one, "__name__", one))
def test_table_of_a_copy_is_what_somebody_else_wrote_down(
    seed: str,
    hold: Callable[[ReadDocument, dict[str, Rows]], None],
    form: str,
    copies: dict[tuple[str, str, str], ReadDocument],
    seed_tables: dict[str, Rows],
) -> None:
    hold(copies["page", form, seed], seed_tables)
    hold(copies["lines", form, seed], seed_tables)


def test_headings_of_a_pdf_are_those_of_the_text(
    copies: dict[tuple[str, str, str], ReadDocument], seeds: dict[str, ReadDocument]
) -> None:
    for number, seed in seeds.items():
        copy = copies["page", "pdf", number]
        assert [(h.number, h.text) for h in copy.headings()] == [(h.number, h.text) for h in seed.headings()]
        assert copy.pages
        assert all(heading.place.page for heading in copy.headings())


def test_tables_of_a_pdf_are_those_of_the_text(
    copies: dict[tuple[str, str, str], ReadDocument], seeds: dict[str, ReadDocument]
) -> None:
    """Letter by letter but for spaces: where a cell goes on in the next line a PDF does not tell."""
    for number, seed in seeds.items():
        assert spaceless(copies["page", "pdf", number]) == spaceless(seed)


def spaceless(document: ReadDocument) -> list[list[list[str]]]:
    return [[["".join(words.split()) for words, _ in row] for row in table] for table in cells(document)]


@pytest.mark.parametrize(("seed", "hold"), HELD, ids=lambda one: getattr(one, "__name__", one))
def test_table_of_a_pdf_is_what_somebody_else_wrote_down(
    seed: str,
    hold: Callable[[ReadDocument, dict[str, Rows]], None],
    copies: dict[tuple[str, str, str], ReadDocument],
    seed_tables: dict[str, Rows],
) -> None:
    hold(copies["page", "pdf", seed], seed_tables)
