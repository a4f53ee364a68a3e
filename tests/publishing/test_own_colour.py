"""The partnership's own colour: everywhere the accent stands, nowhere else, and only one that can be read."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest
from tests.publishing.sample import area_map, change_dots, month_line

from wardmote.publishing import DocumentError, check, render_html, render_pdf
from wardmote.publishing.charts import draw
from wardmote.publishing.theme import contrast, in_colour, theme, theme_for
from wardmote.publishing.tree import Document

GREEN = "#00594C"


def test_the_accent_and_the_first_series_take_it(document: Document) -> None:
    look = theme_for(replace(document, colour=GREEN))
    assert (look.colour.accent, look.series[0]) == (GREEN, GREEN)
    assert theme_for(document) == theme()
    assert look.colour.changed == theme().colour.changed


def test_it_holds_inside_and_ends_with_it() -> None:
    with in_colour(GREEN):
        assert theme().colour.accent == GREEN
    assert theme().colour.accent != GREEN


def test_html_and_charts_carry_it(document: Document) -> None:
    page = render_html(replace(document, colour=GREEN))
    assert f"--accent:{GREEN}" in page
    assert f'stroke="{GREEN}"' in page
    assert GREEN not in render_html(document)


def test_charts_keep_orange_for_what_changed_and_the_map_its_scale() -> None:
    ours = theme().colour
    line = draw(month_line(), "full", GREEN)
    assert GREEN in line
    assert ours.accent not in line
    assert ours.changed in line
    assert draw(change_dots(), "full", GREEN) == draw(change_dots())
    assert draw(area_map(), "full", GREEN) == draw(area_map())


def test_the_pdf_carries_it(document: Document) -> None:
    def colours(content: bytes) -> bytes:
        with pikepdf.open(io.BytesIO(content)) as file:
            return b"".join(
                node.read_bytes()
                for node in file.objects
                if isinstance(node, pikepdf.Stream) and "/Type" not in node
            )

    green = b"0 0.34901962 0.29803923"
    assert green in colours(render_pdf(replace(document, colour=GREEN)))
    assert green not in colours(render_pdf(document))


@pytest.mark.parametrize(
    ("colour", "words"),
    [
        ("green", "not written as #RRGGBB"),
        ("#00594C00", "not written as #RRGGBB"),
        ("#7FBF7F", "too pale to read on white"),
        ("#C4500F", "taken for the orange that marks what changed"),
    ],
)
def test_a_colour_that_cannot_serve_is_refused(document: Document, colour: str, words: str) -> None:
    with pytest.raises(DocumentError, match=words):
        check(replace(document, colour=colour))


@pytest.mark.parametrize("colour", [GREEN, "#702082", "#C8102E", "#1D2733", "#12436d"])
def test_colours_of_councils_serve(document: Document, colour: str) -> None:
    check(replace(document, colour=colour))


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#FFFFFF", "#000000") == 21
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)
