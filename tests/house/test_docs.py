"""The documentation: links resolve, the reference has not drifted, the README names what is there."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

import wardmote

PROJECT = Path(__file__).resolve().parents[2]
MARKDOWN = sorted([*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_generate", PROJECT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PAGES = generator().pages()


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as the usual Markdown viewers make them."""
    heads = re.findall(r"^#+ (.+)$", FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("written", MARKDOWN, ids=lambda path: str(path.relative_to(PROJECT)))
def test_links_resolve(written: Path) -> None:
    text = FENCE.sub("", written.read_text("utf-8"))
    broken = []
    for link in LINK.findall(text):
        if re.match(r"(https?|mailto):", link):
            continue
        path, _, anchor = link.partition("#")
        target = (written.parent / path).resolve() if path else written
        there = target.exists() and target.is_relative_to(PROJECT)
        if not there or (anchor and anchor not in anchors(target.read_text("utf-8"))):
            broken.append(link)
    assert not broken


@pytest.mark.parametrize("name", sorted(PAGES))
def test_reference_is_what_the_generator_makes(name: str) -> None:
    committed = PROJECT / "docs" / "reference" / name
    assert committed.is_file(), "run make docs"
    assert committed.read_text("utf-8") == PAGES[name], f"docs/reference/{name} has drifted: run make docs"


def test_reference_holds_nothing_but_what_the_generator_makes() -> None:
    assert {page.name for page in (PROJECT / "docs" / "reference").iterdir()} == set(PAGES)


def test_every_page_can_be_reached_from_the_index() -> None:
    reached: set[Path] = set()
    ahead = [PROJECT / "docs" / "README.md"]
    while ahead:
        page = ahead.pop()
        if page in reached or not page.is_file():
            continue
        reached.add(page)
        links = LINK.findall(FENCE.sub("", page.read_text("utf-8")))
        targets = [(page.parent / link.partition("#")[0]).resolve() for link in links if "://" not in link]
        ahead += [target for target in targets if target.suffix == ".md"]
        ahead += [inside for target in targets if target.is_dir() for inside in target.glob("*.md")]
    assert not set((PROJECT / "docs").rglob("*.md")) - reached


def test_every_definition_has_its_place_in_the_reference() -> None:
    definitions = generator().load()
    whole = "".join(PAGES.values())
    for kind in ("measures", "thresholds", "breaks", "levels", "populations"):
        for name in getattr(definitions, kind):
            assert f"`{name}`" in whole


def test_decisions_are_numbered_once() -> None:
    numbers = [page.name[:4] for page in (PROJECT / "docs" / "decisions").glob("*.md")]
    assert len(numbers) == len(set(numbers))
    assert all(number.isdigit() for number in numbers)


def test_make_targets_that_pages_name_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for page in MARKDOWN:
        text = page.read_text("utf-8")
        commands = re.findall(r"`make ([a-z]+)", text) + re.findall(r"^make ([a-z]+)", text, re.MULTILINE)
        assert set(commands) <= targets, page


def test_readme_has_the_two_commands() -> None:
    text = (PROJECT / "README.md").read_text("utf-8")
    assert "make demo" in text
    assert "make test" in text


def test_changelog_has_this_version() -> None:
    text = (PROJECT / "CHANGELOG.md").read_text("utf-8")
    assert re.search(rf"^## {re.escape(wardmote.__version__)}\b", text, re.MULTILINE)
