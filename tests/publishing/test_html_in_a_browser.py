"""The page in a real browser: no accessibility fault, no request, nothing wider than the window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.publishing.sample import whole_document
from tests.publishing.sample_analyses import analyses_document
from tests.publishing.test_any_words import named
from tests.site.browsing import EXAMINE

from wardmote.publishing import render_html
from wardmote.publishing.tree import Document, Heading, Link, PageBreak, Paragraph, Reference

PROJECT = Path(__file__).resolve().parents[2]
AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = (1280, 320)  # a desktop, and the narrowest at which a page must fit (WCAG 2.2, 1.4.10)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

pytestmark = pytest.mark.browser


@pytest.fixture(
    scope="module",
    params=["sample", "evidence pack of the demo", "names of every kind"],
)
def address(
    request: pytest.FixtureRequest, document: Document, tmp_path_factory: pytest.TempPathFactory
) -> str:
    path = tmp_path_factory.mktemp("html") / "pack.html"
    if request.param == "names of every kind":
        path.write_text(render_html(named(document)), "utf-8")
        return path.as_uri()
    if request.param != "sample":
        written = request.getfixturevalue("marrowmere").documents / "strategic-assessment.html"
        return str(written.resolve().as_uri())
    path.write_text(render_html(document), "utf-8")
    return path.as_uri()


@pytest.fixture(params=WIDTHS)
def shown(request: pytest.FixtureRequest, chromium: Browser, address: str) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": request.param, "height": 900})
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


def faults(page: Page) -> list[str]:
    page.add_script_tag(path=AXE)
    found: Any = page.evaluate(EXAMINE, TAGS)
    return [f"{item['id']}: {item['help']} {item['nodes'][0]['html'][:160]}" for item in found]


def test_axe_finds_nothing_with_all_folded_and_all_open(shown: Page) -> None:
    assert faults(shown) == []
    shown.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert faults(shown) == []


def test_pictures_of_analyses_have_no_fault_on_a_phone(chromium: Browser, tmp_path: Path) -> None:
    path = tmp_path / "analyses.html"
    path.write_text(render_html(analyses_document()), "utf-8")
    page = chromium.new_page(viewport={"width": 320, "height": 900})
    page.goto(path.as_uri())
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


def test_nothing_is_wider_than_the_window(shown: Page) -> None:
    wide, window = shown.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= window


def test_one_drawing_of_each_picture_is_shown_and_its_text_can_be_read(shown: Page) -> None:
    sizes = shown.evaluate(
        """[...document.querySelectorAll('figure')].map(figure => {
            const seen = [...figure.querySelectorAll('svg')].filter(svg => svg.getBoundingClientRect().width > 0);
            const scale = seen[0].getBoundingClientRect().width / seen[0].viewBox.baseVal.width;
            return [seen.length, scale * 12];
        })"""
    )
    assert sizes
    assert all(count == 1 for count, _ in sizes)
    assert all(pixels >= 9.5 for _, pixels in sizes)


def test_the_typeface_is_the_shipped_one(shown: Page) -> None:
    assert shown.evaluate("document.fonts.check('16px \"Atkinson Hyperlegible Next\"', '▲−ŵ')")
    loaded = shown.evaluate(
        "[...document.fonts].filter(font => font.status === 'loaded').map(font => font.weight)"
    )
    assert {"400", "700"} <= set(loaded)


def test_no_request_leaves_the_page(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address, wait_until="networkidle")
    page.close()
    assert [url for url in asked if url != address and not url.startswith("data:")] == []


def test_phone_cards_put_the_verdict_first(chromium: Browser, address: str) -> None:
    page = chromium.new_page(viewport={"width": 390, "height": 900})
    page.goto(address)
    tops = page.evaluate(
        """[...document.querySelectorAll('table.cards tbody tr')].slice(0, 1).flatMap(row =>
            [...row.children].map(cell => [cell.className, cell.getBoundingClientRect().top]))"""
    )
    page.close()
    verdict = next(top for name, top in tops if "verdict" in name)
    numbers = [top for name, top in tops if "number" in name]
    assert numbers
    assert all(verdict < top for top in numbers)


def test_printed_it_names_its_marking_on_every_page(chromium: Browser, address: str) -> None:
    import pypdfium2

    page = chromium.new_page()
    page.goto(address)
    content = page.pdf(prefer_css_page_size=True, print_background=False)
    page.close()
    with pypdfium2.PdfDocument(content) as file:
        for number, sheet in enumerate(file, start=1):
            words = sheet.get_textpage().get_text_range()
            assert "OFFICIAL" in words
            assert f"{number} of {len(file)}" in words


def test_printed_it_says_the_place_and_the_address_of_a_link(chromium: Browser, tmp_path: Path) -> None:
    import pypdfium2

    blocks = (
        Heading(1, "First", "first"),
        Paragraph(
            ("See ", Reference("second"), " and ", Link("the survey", "https://www.ons.gov.uk/x"), ".")
        ),
        PageBreak(),
        Heading(1, "Second", "second"),
    )
    path = tmp_path / "page.html"
    path.write_text(render_html(replace(whole_document(), blocks=blocks)), "utf-8")
    page = chromium.new_page()
    page.goto(path.as_uri())
    content = page.pdf(prefer_css_page_size=True)
    page.close()
    with pypdfium2.PdfDocument(content) as file:
        words = " ".join(file[0].get_textpage().get_text_range().split())
    assert "section 2, Second and the survey (https://www.ons.gov.uk/x)." in words
