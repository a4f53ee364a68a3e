"""The published plans in other formats: the same is found in each, and nothing else of weight.

Each twice: as LibreOffice converts the plain text ("lines"), and as a document with real headings and tables ("page").
"""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest
from tests.checker.reading.seed_copies import as_page, converted
from tests.checker.test_seed_findings import KNOWN

from wardmote.checker import check
from wardmote.checker.reading import read_document

pytestmark = [pytest.mark.shared, pytest.mark.office]
FORMS = [("page", form) for form in ("html", "odt", "docx", "pdf")] + [
    ("lines", form) for form in ("html", "odt", "docx", "pdf")
]


@pytest.fixture(scope="session")
def copies(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str, str], Path]:
    folder = tmp_path_factory.mktemp("forms")
    seeds = {path.name[:3]: path for path in sorted((shared / "seeds").glob("*.txt"))}
    made: dict[tuple[str, str, str], Path] = {}
    for way in ("page", "lines"):
        (folder / way).mkdir()
    for number, path in seeds.items():
        lines = f"<html><pre>{escape(path.read_text('utf-8'))}</pre></html>"
        for way, words in (("page", as_page(read_document(path))), ("lines", lines)):
            made[way, "html", number] = folder / way / f"{number}.html"
            made[way, "html", number].write_text(words, "utf-8")
    for way, form in FORMS:
        if form != "html":
            given = [made[way, "html", number] if way == "page" else seeds[number] for number in seeds]
            paths = converted(given, form, folder / way)
            made |= {(way, form, number): path for number, path in zip(seeds, paths, strict=True)}
    return made


@pytest.mark.parametrize("number", sorted(KNOWN))
@pytest.mark.parametrize(("way", "form"), FORMS)
def test_what_is_known_is_found_in_every_form(
    way: str, form: str, number: str, copies: dict[tuple[str, str, str], Path]
) -> None:
    checked = check(read_document(copies[way, form, number]))
    found = [one for one in checked.findings if one.severity != "note"]
    assert sorted((one.kind, one.printed) for one in found) == sorted(KNOWN[number])
