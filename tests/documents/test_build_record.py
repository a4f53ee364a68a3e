"""What a build said, as a record: every word of the tree, read back whole, refused in words when damaged."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publishing.sample import whole_document as sample

from wardmote.analyses.pictures import Caption
from wardmote.definitions import load
from wardmote.documents.lines import Line, lines_of
from wardmote.documents.record import BuildRecord, RecordError, read_record, record_of
from wardmote.figures import Figure, State, Verdict
from wardmote.publishing.preparing import prepared
from wardmote.publishing.tree import Block, Document, FindingItem, Findings, Paragraph, VerdictMark, walk

DEFINITIONS = load()
FIGURE = Figure(12, State.KNOWN, "crimes", "robbery/1", "E1", "Town", "2024-07..2025-06", "snap", "months=12")
PERCENT = replace(FIGURE, value=-3.25, unit="%", interval=(-10.5, None), verdict=Verdict.FELL)


def made(document: Document | None = None, figures: tuple[Figure, ...] = (FIGURE, PERCENT)) -> BuildRecord:
    return record_of(
        document or sample(), "strategic-assessment", "snap", "2025-06", "E1", DEFINITIONS, figures
    )


def words_in(part: object) -> list[str]:
    """Every text that a reader meets in a part of the tree."""
    if isinstance(part, Verdict):
        return [part.symbol]
    if isinstance(part, str):
        return [part] if part.strip() else []
    if isinstance(part, VerdictMark):
        return [part.verdict.words]
    if isinstance(part, tuple | list):
        return [words for one in part for words in words_in(one)]
    if is_dataclass(part) and not isinstance(part, type):
        silent = {
            "style",
            "anchor",
            "align",
            "shown",
            "target",
            "slot",
            "label",
            "figures",
            "svg",
            "title_level",
        }
        names = [field.name for field in fields(part) if field.name not in silent or _label(part, field.name)]
        if hasattr(part, "picture"):
            caption: Caption = part.picture.caption
            return [caption.title, caption.subtitle, caption.alt, *([caption.note] if caption.note else [])]
        return [words for name in names for words in words_in(getattr(part, name))]
    return []


def _label(part: object, name: str) -> bool:
    return name == "label" and type(part).__name__ == "Column"


def test_every_word_of_every_block_is_in_its_lines() -> None:
    document = prepared(sample())
    said = "\n".join(line.text for line in lines_of(document))
    kinds = set()
    for block in walk(document.blocks):
        kinds.add(type(block).__name__)
        if type(block).__name__ in ("Contents", "PageBreak", "PictureData"):
            continue
        for words in words_in(_without_prompt(block)):
            if words not in ("left", "right", "count", "change", "decimal", "percent", "share"):
                assert words.strip() in said, (type(block).__name__, words)
    assert kinds >= {one.__name__ for one in Block.__args__}, "the sample must hold every kind of block"


def _without_prompt(block: object) -> object:
    """A place with words shows them and no prompt."""
    return replace(block, prompt="") if getattr(block, "words", ()) else block


def test_a_line_knows_its_section_and_a_row_its_cells() -> None:
    lines = lines_of(sample())
    anchors = [line.section for line in lines if line.kind == "heading"]
    assert len(set(anchors)) == len(anchors)
    assert [line.section for line in lines] == sorted(
        (line.section for line in lines), key=["", *anchors].index
    )
    assert all(line.text == " | ".join(line.cells) for line in lines if line.kind == "row")


def test_it_is_read_back_whole_and_has_the_same_id() -> None:
    record = made()
    again = read_record(record.content())
    assert again == record
    assert again.content() == record.content()
    assert again.id == record.id
    assert len(record.id) == 12


def test_the_same_document_is_the_same_record_and_another_is_not() -> None:
    document = sample()
    other = replace(document, blocks=(*document.blocks, Paragraph("One sentence more.")))
    assert made(document).id == made(document).id
    assert made(document).id != made(other).id
    assert made(document).id != made(document, (FIGURE,)).id


NUMBERS = st.one_of(st.none(), st.integers(0, 10**9), st.floats(allow_nan=False, allow_infinity=False))


@settings(deadline=None)
@given(value=NUMBERS, low=NUMBERS, text=st.text(st.characters(exclude_categories=["Cs"])))
def test_any_figure_and_any_words_survive(value: float | None, low: float | None, text: str) -> None:
    figure = replace(FIGURE, value=value, interval=(low, None), area_name=text)
    document = replace(sample(), blocks=(Paragraph(text),))
    record = made(document, (figure,))
    assert read_record(record.content()) == record


def test_findings_are_kept_as_said_with_what_they_rest_on() -> None:
    item = FindingItem(
        "Robbery fell", " from 20 to 12.", Verdict.FELL, slot="one-page-robbery", figures=(FIGURE,)
    )
    people = FindingItem(
        "", "We think less of it is reported.", None, slot="one-page-drugs", figures=(PERCENT,)
    )
    text = Paragraph("It peaks in June.", slot="season", figures=(FIGURE,))
    record = made(replace(sample(), blocks=(Findings((item, people)), text)), ())
    assert [(one.name, one.text, one.verdict, one.finding) for one in record.findings] == [
        ("one-page-robbery", "Robbery fell from 20 to 12.", Verdict.FELL, True),
        ("one-page-drugs", "We think less of it is reported.", None, True),
        ("season", "It peaks in June.", None, False),
    ]
    assert record.findings[0].figures == (FIGURE.identity,)
    assert set(record.figures) == {FIGURE, PERCENT}
    assert record.measures == {"robbery/1": "Robbery"}


def spoiled(**changes: object) -> bytes:
    return json.dumps({**json.loads(made().content()), **changes}).encode()


FAULTS = {
    "cut short": (made().content()[:500], "not JSON"),
    "empty": (b"", "not JSON"),
    "not text": (b"\xff\xfe\x00", "not JSON"),
    "too deep": (b"[" * 100_000, "not JSON"),
    "a list": (b"[]", "no record of a build"),
    "no schema": (b"{}", "no record of a build"),
    "a later schema": (
        spoiled(schema="wardmote.build/2"),
        "wardmote.build/2, and this version reads wardmote.build/1",
    ),
    "a field nobody knows": (spoiled(weather="fair"), "weather"),
    "a line of another kind": (spoiled(lines=[{"section": "", "kind": 3, "text": ""}]), r"lines\.0\.kind"),
    "no lines": (spoiled(lines=None), "lines"),
    "figures that are none": (spoiled(figures=[1]), "figures"),
    "figures that are no list": (spoiled(figures=3), "figures"),
    "a verdict nobody knows": (
        spoiled(findings=[{"name": "", "text": "", "verdict": "soared"}]),
        r"findings\.0\.verdict",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_no_sound_record_is_refused_in_words(fault: str) -> None:
    content, words = FAULTS[fault]
    with pytest.raises(RecordError, match=words):
        read_record(content)


def test_a_line_has_no_more_than_it_says() -> None:
    assert Line("a", "paragraph", "Words.") == Line("a", "paragraph", "Words.", (), 0, "")
