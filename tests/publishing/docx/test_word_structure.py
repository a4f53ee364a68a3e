"""The Word file of a document with every kind of block, read by its XML and by another library."""

from __future__ import annotations

import io
import re
import time
import uuid
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from typing import Any

import mammoth
import pytest
from tests.publishing import sample

from wardmote.publishing import tree as t
from wardmote.publishing.docx import render_docx
from wardmote.publishing.docx.fonts import mixed
from wardmote.publishing.theme import FONT_FILES, font_folder, theme

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Opened = Callable[..., Any]


@pytest.fixture(scope="module")
def html(word: Any) -> str:
    return str(mammoth.convert_to_html(io.BytesIO(word.content)).value)


def small(*blocks: t.Block, **changes: Any) -> t.Document:
    return replace(sample.whole_document(), blocks=(t.Heading(1, "H", "h"), *blocks), **changes)


def test_same_tree_gives_same_bytes(document: t.Document, word: Any) -> None:
    assert render_docx(document) == word.content


def test_headings_are_headings_with_the_numbers_of_the_tree(
    document: t.Document, word: Any, html: str
) -> None:
    wanted = [(b.level, b.text) for b in t.walk(document.blocks) if isinstance(b, t.Heading)]
    assert [
        (int(n), unescape(re.sub("<.*?>", "", text))) for n, text in re.findall(r"<h(\d)>(.*?)</h\1>", html)
    ] == wanted
    counted = numbers_of_word(word)
    assert counted == list(t.numbered(document).values())
    assert counted[:3] == ["1", "1.1", "2"]
    assert counted[-1] == ""


def numbers_of_word(word: Any) -> list[str]:
    """The number of each heading, counted as Word counts the list that its style or itself names."""
    names, counts, found = word.style_names(), [0] * 9, []
    for paragraph in word("//w:body//w:p"):
        name = names[paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")]
        if not name.lower().startswith("heading "):
            continue
        own = paragraph.find(f"{W}pPr/{W}numPr")
        chosen = own if own is not None else word.style(name).find(f"{W}pPr/{W}numPr")
        if chosen is None or chosen.find(f"{W}numId").get(f"{W}val") == "0":
            found.append("")
            continue
        level = int(chosen.find(f"{W}ilvl").get(f"{W}val"))
        counts[level] += 1
        counts[level + 1 :] = [0] * (8 - level)
        found.append(level_text(word, chosen.find(f"{W}numId").get(f"{W}val"), level, counts))
    return found


def level_text(word: Any, number: str, level: int, counts: list[int]) -> str:
    part = "word/numbering.xml"
    abstract = word(f"//w:num[@w:numId='{number}']/w:abstractNumId/@w:val", part)[0]
    path = f"//w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl[@w:ilvl='{level}']/w:lvlText/@w:val"
    return re.sub(r"%(\d)", lambda found: str(counts[int(found[1]) - 1]), word(path, part)[0])


def test_heading_levels_of_word_follow_a_tree_with_gaps(opened: Opened) -> None:
    """A given number is printed, none is counted on, and what a list cannot count is printed as words."""
    blocks = (
        t.Heading(2, "B", "b"), t.Heading(3, "C", "c"), t.Heading(2, "D", "d", number=""), t.Heading(3, "E", "e"),
        t.Heading(1, "F", "f", number="Annex A"), t.Heading(2, "G", "g"), t.Heading(1, "I", "i"),
        t.Heading(2, "J", "j", number=""), t.Heading(3, "K", "k"), t.Heading(2, "L", "l"), t.Heading(3, "M", "m"),
    )  # fmt: skip
    document = small(*blocks)
    word = opened(document)
    printed = [text[:-1] for text in headings(word)]
    shown = [a or b for a, b in zip(numbers_of_word(word), printed, strict=True)]
    assert shown == list(t.numbered(document).values())
    assert "Annex A" in shown


def headings(word: Any) -> list[str]:
    ids = [key for key, name in word.style_names().items() if name.startswith("heading ")]
    return word.texts("//w:p[" + " or ".join(f"w:pPr/w:pStyle/@w:val='{one}'" for one in ids) + "]")


def test_contents_are_a_field_with_entries_that_lead_to_headings(word: Any) -> None:
    frame = "//w:sdt[w:sdtPr/w:docPartObj/w:docPartGallery/@w:val='Table of Contents']"
    codes = [one.text.strip() for one in word(f"{frame}//w:instrText")]
    assert codes[0] == r'TOC \o "1-1" \h \z'
    places = word(f"{frame}//w:hyperlink/@w:anchor")
    assert places == ["year", "reading", "levels", "not_yet", "annex", "data", "licences"]
    assert codes[1:] == [rf"PAGEREF {place} \h" for place in places]
    assert set(places) <= set(word("//w:bookmarkStart/@w:name"))
    assert word.texts(f"{frame}//w:hyperlink")[1] == "2How to read this"


def test_no_page_number_is_guessed_and_none_is_asked_for(word: Any) -> None:
    """Word shows what stands in a field until it updates it, and frightens people who open a file that asks to."""
    assert not word("//@w:dirty")
    assert not word("//w:updateFields", "word/settings.xml")
    shown = [after_field(one) for one in word("//w:instrText[contains(., 'PAGEREF')]")]
    assert shown
    assert not any(text[0].isdigit() for text in shown if text)


def after_field(code: Any) -> str:
    """The result that stands in a field."""
    told = []
    for run in code.getparent().itersiblings():
        told += [one.text for one in run.iter(f"{W}t")]
        if any(one.get(f"{W}fldCharType") == "end" for one in run.iter(f"{W}fldChar")):
            break
    return "".join(told)


def test_a_reference_says_where_before_any_page_is_counted(opened: Opened) -> None:
    table = t.Table("T", (t.Column("A"),), (("x",),), "t")
    word = opened(
        small(t.Paragraph(("See ", t.Reference("t"), ".")), table, t.Paragraph((t.Reference("t"), ".")))
    )
    assert "See Table 1 (below)." in word.texts("//w:body/w:p")
    assert "Table 1 (above)." in word.texts("//w:body/w:p")
    assert word("//w:instrText/text()").count(r" PAGEREF t \p \h ") == 2


def test_tables_name_their_rows_and_columns(document: t.Document, word: Any, html: str) -> None:
    tables = word("//w:tbl[w:tblPr/w:tblCaption]")
    assert len(tables) == 10
    for table in tables:
        rows = table.findall(f"{W}tr")
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        look = table.find(f"{W}tblPr/{W}tblLook")
        assert (look.get(f"{W}firstRow"), look.get(f"{W}firstColumn")) == ("1", "1")
        assert "Columns: " in table.find(f"{W}tblPr/{W}tblDescription").get(f"{W}val")
        widths = [int(one.get(f"{W}w")) for one in table.find(f"{W}tblGrid")]
        assert all(
            [int(c.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) for c in row.iter(f"{W}tc")] == widths
            for row in rows
        )
        assert sum(widths) <= 9640
    assert html.count("<thead>") == 10


def test_numbers_stand_right_and_words_left(word: Any) -> None:
    names = word.style_names()
    row = word(
        "//w:tbl[w:tblPr/w:tblCaption/@w:val[contains(., 'All measures')]]/w:tr[2]/w:tc/w:p/w:pPr/w:pStyle"
    )
    found = [names[one.get(f"{W}val")] for one in row]
    assert [name.startswith("Wardmote Table Number") for name in found] == [
        False,
        True,
        True,
        True,
        True,
        False,
    ]
    assert word.style("Wardmote Table Number").find(f"{W}pPr/{W}jc").get(f"{W}val") == "right"


def test_captions_are_counted_by_fields_and_stay_with_what_they_name(word: Any) -> None:
    ids = {name: key for key, name in word.style_names().items()}
    captions = word(f"//w:p[w:pPr/w:pStyle/@w:val='{ids['caption']}']")
    assert all(one.find(f"{W}pPr/{W}keepNext") is not None for one in captions)
    codes = [code.split()[1] for code in word("//w:instrText/text()") if code.strip().startswith("SEQ")]
    assert (codes.count("Figure"), codes.count("Table")) == (7, 2)
    texts = word.texts(f"//w:p[w:pPr/w:pStyle/@w:val='{ids['caption']}']")
    assert "Table 1\u2002All measures, year to April 2024 against the year before" in texts
    assert "Parts not yet assessed, and what is missing" not in texts
    assert "Parts not yet assessed, and what is missing" in word("//w:tblCaption/@w:val")


def test_a_short_table_is_held_together_and_a_long_one_at_its_head_and_end(word: Any) -> None:
    def held(words: str) -> list[bool]:
        rows = word(f"//w:tbl[w:tblPr/w:tblCaption/@w:val[contains(., '{words}')]]/w:tr")
        return [row.find(f".//{W}keepNext") is not None for row in rows]

    assert all(held("All measures"))
    assert held("Parts not yet") == [True, True, False]
    assert held("Register of figures") == [True, True, *[False] * 67, True, False]


def test_a_table_too_wide_for_paper_is_set_in_parts_of_one_number(opened: Opened) -> None:
    columns = tuple(t.Column(f"Column {i}", "right") for i in range(15))
    wide = t.Table("Wide", columns, (tuple(str(i) for i in range(15)),), "wide")
    word = opened(small(wide))
    assert [code.strip() for code in word("//w:instrText/text()")] == [
        r"SEQ Table \* ARABIC",
        r"SEQ Table \c",
    ]
    assert len(word("//w:bookmarkStart[starts-with(@w:name, 'wide')]")) == 2


def test_pictures_are_described(document: t.Document, word: Any, html: str) -> None:
    pictures = [b for b in t.walk(document.blocks) if isinstance(b, t.PictureBlock)]
    found = word("//wp:docPr")
    assert [one.get("descr") for one in found] == [p.picture.caption.alt for p in pictures]
    assert [one.get("title") for one in found] == [p.picture.caption.title for p in pictures]
    assert len({one.get("id") for one in found}) == len(pictures)
    assert re.findall(r'<img alt="(.*?)"', html) == [p.picture.caption.alt for p in pictures]
    assert sum(name.endswith(".png") for name in word.parts) == 7


def test_two_pictures_beside_each_other_stand_in_one_row_without_a_header(word: Any) -> None:
    layout = word("//w:tbl[not(w:tblPr/w:tblCaption)]")
    assert len(layout) == 1
    assert [len(list(cell.iter(f"{W}drawing"))) for cell in layout[0].iter(f"{W}tc")] == [1, 1]
    assert layout[0].find(f"{W}tblPr/{W}tblLook").get(f"{W}firstRow") == "0"
    assert not list(layout[0].iter(f"{W}tblHeader"))


def test_data_behind_pictures_stand_where_the_author_set_them_or_at_the_end(
    document: t.Document, opened: Opened
) -> None:
    word = opened(document)
    captions = [text for text in word.texts("//w:body/w:p") if text.startswith("Data behind Figure")]
    assert len(captions) == 7
    assert [int(one) for one in word("//w:sectPr/w:cols/@w:num")] == [1, 2]
    assert word("//w:sectPr/w:type/@w:val") == ["continuous", "continuous"]
    picture = t.PictureBlock(sample.month_line(), "m")
    assert "Data behind the pictures" in opened(small(picture)).texts("//w:body/w:p")
    assert "Data behind the pictures" not in opened(small(picture, one_page=True)).texts("//w:body/w:p")


def test_the_last_part_of_a_wide_table_stays_with_the_others(opened: Opened) -> None:
    columns = tuple(t.Column(f"C{number}") for number in range(10))
    data = t.Table("Every month", columns, (tuple("1" * 10),))
    word = opened(small(t.PictureBlock(sample.month_line(), "m", data=data)))
    captions = [text for text in word.texts("//w:body/w:p") if "Every month" in text]
    assert [text.partition("(")[2] for text in captions] == ["1 of 2)", "2 of 2)"]
    assert "2" not in word("//w:sectPr/w:cols/@w:num")


def test_footnotes_are_a_part_of_their_own_with_their_links(word: Any, html: str) -> None:
    part = "word/footnotes.xml"
    assert word("//w:footnote/@w:type", part) == ["separator", "continuationSeparator"]
    assert word("//w:footnoteReference/@w:id") == word("//w:footnote[not(@w:type)]/@w:id", part) == ["1", "2"]
    assert " See the Crime Survey for crime that is not reported." in word.texts("//w:footnote", part)
    relation = word("//w:hyperlink/@r:id", part)[0]
    targets = word(f"//rel:Relationship[@Id='{relation}']/@Target", "word/_rels/footnotes.xml.rels")
    assert targets == ["https://www.ons.gov.uk/"]
    assert html.count('id="footnote-ref-') == 2


def test_a_note_said_twice_is_one_note(opened: Opened) -> None:
    note = t.Footnote("The same.")
    word = opened(small(t.Paragraph(("One", note, ", two", note, " and three", t.Footnote("Another.")))))
    assert len(word("//w:footnote[not(@w:type)]", "word/footnotes.xml")) == 2
    assert "One, two1 and three" in word.texts("//w:body/w:p")
    name = next(code.split()[1] for code in word("//w:instrText/text()") if "NOTEREF" in code)
    assert word(
        f"//w:bookmarkStart[@w:name='{name}']/following-sibling::w:r[1]/w:footnoteReference/@w:id"
    ) == ["1"]


def test_a_redline_is_tracked_changes(opened: Opened) -> None:
    word = opened(small(t.Paragraph(("Crime ", t.Deleted("fell"), t.Inserted("rose"), "."))))
    for kind, told in (("ins", "w:t"), ("del", "w:delText")):
        change = word(f"//w:{kind}")[0]
        assert change.get(f"{W}author") == "Safer Marrowmere Partnership"
        assert change.get(f"{W}date") == "2024-06-03T00:00:00Z"
        assert word.texts(f"//w:{kind}/w:r[{told}]") == ["rose" if kind == "ins" else "fell"]


def test_words_that_wait_for_people_say_so(word: Any) -> None:
    texts = word.texts("//w:body//w:p")
    assert "\u00a0draft\u00a0 Three of 84 areas hold 21% of robbery, every year." in texts
    assert any(text.endswith("we cannot tell. \u00a0draft\u00a0") for text in texts)
    controls = word("//w:sdt[w:sdtPr/w:tag]")
    assert [one.find(f"{W}sdtPr/{W}tag").get(f"{W}val") for one in controls] == [
        "words-weapons",
        "words-theft",
    ]
    assert [one.find(f"{W}sdtPr/{W}showingPlcHdr") is not None for one in controls] == [True, False]
    said = word.texts("//w:sdt[w:sdtPr/w:tag]")
    assert said[0] == "\u00a0to be written\u00a0 What do partners see behind the rise in weapons possession?"
    assert said[1].startswith("\u00a0check\u00a0 Other theft was 1,520")
    assert {"words_weapons", "words_theft"} <= set(word("//w:bookmarkStart/@w:name"))


def test_verdicts_are_symbol_and_words(word: Any) -> None:
    cells = word.texts("//w:tc")
    for words in (
        "▲\u00a0rose",
        "▼\u00a0fell",
        "●\u00a0no clear change",
        "○\u00a0not comparable",
        "◇\u00a0location too uncertain",
    ):
        assert words in cells
    colour = word.style("Wardmote Changed").find(f"{W}rPr/{W}color").get(f"{W}val")
    assert f"#{colour}" == theme().colour.changed_text


def test_lists_are_lists_and_numbered_ones_start_again(opened: Opened) -> None:
    ordered = t.BulletList(("a", "b"), ordered=True)
    word = opened(small(ordered, t.BulletList(("x",)), ordered))
    numbers = word("//w:body/w:p/w:pPr/w:numPr/w:numId/@w:val")
    assert [numbers.count(number) for number in numbers] == [2, 2, 1, 2, 2]
    for number in {numbers[0], numbers[-1]}:
        assert word(f"//w:num[@w:numId='{number}']//w:startOverride/@w:val", "word/numbering.xml") == ["1"]
    html = mammoth.convert_to_html(io.BytesIO(word.content)).value
    assert html.count("<ol>") == 2
    assert "<ul><li>x</li></ul>" in html


def test_marking_and_place_stand_on_every_page(word: Any) -> None:
    assert list(word.running("header")) == ["Safer Marrowmere PartnershipOFFICIAL"]
    assert word.running("footer") == ["Evidence pack, data to April 2024, draft 1 PAGE  of  NUMPAGES "]
    for page in word("//w:sectPr"):
        kinds = [one.tag.removeprefix(W) for one in page]
        assert {"headerReference", "footerReference"} <= set(kinds)
        assert "titlePg" not in kinds


def test_file_says_what_it_is(word: Any) -> None:
    core = word.parts["docProps/core.xml"].decode()
    for told in (
        "<dc:title>Weapons possession rose",
        "<dc:creator>Safer Marrowmere",
        "<dc:language>en-GB<",
        "2024-06-03T",
    ):
        assert told in core
    assert "python" not in core.lower()
    assert word("//w:docDefaults//w:lang/@w:val", "word/styles.xml") == ["en-GB"]
    assert word("//w:themeFontLang/@w:val", "word/settings.xml") == ["en-GB"]
    assert "docProps/app.xml" not in word.parts


def test_typeface_is_in_the_file(word: Any) -> None:
    part = "word/fontTable.xml"
    assert word("//w:font/@w:name", part) == [theme().family]
    assert word("//w:altName/@w:val", part) == ["Arial"]
    keys = word("//w:font/*[@w:fontKey]/@w:fontKey", part)
    for number, (style, key) in enumerate(zip(FONT_FILES, keys, strict=True), start=1):
        held = word.parts[f"word/fonts/font{number}.odttf"]
        wanted = ("regular", "bold", "italic", "bold-italic")[number - 1]
        shipped = (font_folder() / f"{FONT_FILES[wanted]}.ttf").read_bytes()
        assert held != shipped
        assert mixed(held, uuid.UUID(key)) == shipped, style
    assert word("//w:embedTrueTypeFonts", "word/settings.xml")


def test_a_partnerships_colour_is_the_accent(opened: Opened) -> None:
    word = opened(small(colour="#00553A"))
    assert word.style("Hyperlink").find(f"{W}rPr/{W}color").get(f"{W}val") == "00553A"
    assert word.style("Wardmote Kind").find(f"{W}rPr/{W}color").get(f"{W}val") == "00553A"


def test_a_heading_kept_from_the_contents_is_not_of_a_style_they_list(opened: Opened) -> None:
    word = opened(small(t.Contents(), t.Heading(1, "Unlisted", "u", in_contents=False)))
    names = word.style_names()
    found = word("//w:p[w:bookmarkStart/@w:name='u']/w:pPr/w:pStyle/@w:val")
    assert names[found[0]] == "Wardmote Unlisted Heading 1"


def test_page_breaks_belong_to_what_follows(word: Any) -> None:
    assert not word("//w:br")
    assert word.texts("//w:p[w:pPr/w:pageBreakBefore]") == ["Summary"]


def test_tables_never_touch_and_cells_end_in_a_paragraph(opened: Opened) -> None:
    table = t.Table("T", (t.Column("A"),), (("x",),), caption_hidden=True)
    word = opened(small(table, table, t.SideBySide(table, t.Paragraph("Beside")), t.PageBreak(), table))
    assert not word("//w:tbl/following-sibling::*[1][self::w:tbl]")
    assert not word("//w:tc[not(*[last()][self::w:p])]")
    assert word("//w:body/*[last()][self::w:sectPr]")


def test_a_hundred_sections_are_written_fast() -> None:
    section = (t.Paragraph(("Words ", t.Strong("here"), ".")), sample.measures_table(""))
    blocks: list[t.Block] = [t.Contents()]
    for number in range(100):
        blocks += [t.Heading(1, f"Section {number}", f"s{number}"), *section]
    document = replace(sample.whole_document(), blocks=tuple(blocks))
    render_docx(document)
    start = time.process_time()
    render_docx(document)
    assert time.process_time() - start < 3


def test_a_picture_of_a_page_that_must_hold_all_is_low(opened: Opened) -> None:
    picture = t.PictureBlock(sample.month_line(), "m")
    usual, low = (
        int(opened(small(picture, one_page=one))("//wp:inline/wp:extent/@cy")[0]) for one in (False, True)
    )
    assert low <= 138 * 12700 < usual


def test_what_is_meant_for_one_page_is_set_smaller(opened: Opened) -> None:
    usual, close = (opened(small(sample.measures_table(), one_page=one)) for one in (False, True))
    for path in ("//w:pgMar/@w:top", "//w:pgMar/@w:bottom"):
        assert int(close(path)[0]) < int(usual(path)[0])
    sizes = [int(word.style("Normal").find(f"{W}rPr/{W}sz").get(f"{W}val")) for word in (usual, close)]
    assert sizes == [21, 19]
    cells = "//w:tbl//w:pPr/w:pStyle/@w:val"
    assert {usual.style_names()[one] for one in usual(cells)} == {
        "Wardmote Table Text",
        "Wardmote Table Number",
    }
    assert {close.style_names()[one] for one in close(cells)} == {
        "Wardmote Table Text 8.5",
        "Wardmote Table Number 8.5",
    }
