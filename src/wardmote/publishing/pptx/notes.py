"""The speaker's notes of a slide: what its author gives, and the small print that the slide may have cut."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pptx.oxml import parse_xml

from wardmote.analyses.pictures import (
    ChangeDots,
    ControlLine,
    DotRanges,
    Fan,
    Funnel,
    MonthLine,
    Picture,
    SmallMultiples,
)
from wardmote.publishing.data_tables import data_table
from wardmote.publishing.pptx.change_chart import key
from wardmote.publishing.pptx.fitting import more_words
from wardmote.publishing.pptx.month_charts import breaks_in_words
from wardmote.publishing.pptx.peoples_words import in_full
from wardmote.publishing.pptx.text import A, Setting, set_lines
from wardmote.publishing.pptx.words import Line, Run, clean, footnotes
from wardmote.publishing.texts import contents_of
from wardmote.publishing.theme import theme
from wardmote.publishing.tree import (
    BulletList,
    Commentary,
    Drawing,
    Findings,
    Paragraph,
    PictureBlock,
    Slide,
    Table,
    plain,
)

P_NS = "http://schemas.openxmlformats.org/presentationml/2006/main"
PLACE = (
    f'<p:sp xmlns:p="{P_NS}" xmlns:a="{A}"><p:nvSpPr><p:cNvPr id="90" name="Notes"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
    '</p:cNvSpPr><p:nvPr><p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>'
    "<a:p/></p:txBody></p:sp>"
)
MOST_ROWS = 60
"""The most rows of a picture's numbers in the notes of its slide."""
Shown = Paragraph | BulletList | Findings | Table | PictureBlock | Commentary


def set_notes(slide: Any, parts: list[str], language: str) -> None:
    """Write the notes page, one paragraph a part; none where there is nothing to say."""
    kept = [clean(part) for part in dict.fromkeys(parts) if part.strip()]
    if not kept:
        return
    lines = tuple(Line((Run(part),)) for part in kept)
    set_lines(_page(slide.notes_slide), lines, Setting(theme().slides.note, language))


def _page(notes: Any) -> Any:
    """The place for notes; made here where a template's notes page has none."""
    if notes.notes_placeholder is None:
        notes.shapes._spTree.append(parse_xml(PLACE))
    return notes.notes_placeholder


def notes_of(slide: Slide, title_shown: str) -> list[str]:
    """The author's notes, the whole title where the slide has it cut, then captions, breaks, notes and footnotes."""
    whole = [] if title_shown == clean(slide.title) else [slide.title]
    given = [part for part in slide.notes.split("\n") if part.strip()]
    titles = [block.picture.caption.title for block in slide.blocks if isinstance(block, PictureBlock)]
    whole += [title for title in titles if clean(title).lower() not in clean(slide.title).lower()]
    return [*whole, *given, *(part for block in slide.blocks for part in _small_print(block))]


def _of_picture(picture: Picture | Drawing) -> Iterator[str]:
    yield picture.caption.subtitle
    yield picture.caption.note
    match picture:
        case MonthLine() | SmallMultiples():
            yield breaks_in_words(picture)
        case ChangeDots():
            yield key(picture)
        case ControlLine() | Fan() | DotRanges() | Funnel():
            yield from _numbers(picture)
        case _:
            pass


def _numbers(picture: Picture) -> Iterator[str]:
    """The numbers of a picture that is an image on its slide, a row a paragraph."""
    table = data_table(picture)
    yield f"{table.caption}. Columns: {'; '.join(column.label for column in table.columns)}."
    yield from ("; ".join(plain(cell) for cell in row) for row in table.rows[:MOST_ROWS])
    left = len(table.rows) - MOST_ROWS
    yield more_words(left) if left > 0 else ""


def _small_print(block: Shown) -> Iterator[str]:
    match block:
        case PictureBlock(picture=picture):
            yield from _of_picture(picture)
        case Commentary():
            yield from in_full(block)
            for words in block.words:
                yield from _small_print(words)
        case Table(notes=notes):
            yield from (plain(note) for note in notes)
        case Findings(items=items):
            yield from (f"Look again: {item.lead} {item.look_again}" for item in items if item.look_again)
        case Paragraph(look_again=look_again):
            yield f"Look again: {look_again}" if look_again else ""
        case _:
            pass
    for content in contents_of(block):
        yield from footnotes(content)
