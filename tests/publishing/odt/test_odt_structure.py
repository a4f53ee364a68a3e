"""The ODT: what a reader, a screen reader and a program find in it."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import odfdo
import pytest
from tests.publishing.odt.opened import Opened, words_of
from tests.publishing.sample import whole_document

from wardmote.publishing import tree as t
from wardmote.publishing.lowering import running_foot
from wardmote.publishing.odt import render_odt
from wardmote.publishing.preparing import prepared
from wardmote.publishing.theme import theme


@pytest.fixture(scope="module")
def odt(document: t.Document) -> Opened:
    return Opened(render_odt(document))


def of(*blocks: t.Block, **changes: object) -> Opened:
    """A small document with these blocks after its first heading."""
    document = replace(whole_document(), blocks=(t.Heading(1, "H", "h"), *blocks))
    return Opened(render_odt(replace(document, **changes)))  # type: ignore[arg-type]


# --- the file --------------------------------------------------------------------------------


def test_the_kind_of_file_stands_first_and_bare(odt: Opened) -> None:
    first = odt.entries[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert odt.parts["mimetype"] == b"application/vnd.oasis.opendocument.text"


def test_the_manifest_names_every_part_and_no_other(odt: Opened) -> None:
    listed = odt.all("//manifest:file-entry/@manifest:full-path", odt.part("META-INF/manifest.xml"))
    assert listed[0] == "/"
    assert set(listed[1:]) == set(odt.parts) - {"mimetype", "META-INF/manifest.xml"}


def test_the_same_tree_gives_the_same_bytes(document: t.Document, odt: Opened) -> None:
    assert render_odt(document) == odt.content


def test_it_says_what_it_is_and_in_which_language(document: t.Document, odt: Opened) -> None:
    meta = odt.part("meta.xml")
    said = {one.tag.rpartition("}")[2]: one.text for one in odt.all("//office:meta/*", meta)}
    assert said["title"] == document.title
    assert said["creator"] == document.author
    assert said["language"] == "en-GB"
    assert said["creation-date"] == said["date"] == "2024-06-03T00:00:00"
    assert said["generator"] == "Wardmote"
    usual = odt.all(
        "//style:default-style[@style:family='paragraph']/style:text-properties", odt.part("styles.xml")
    )
    assert odt.all("@fo:language", usual[0]) + odt.all("@fo:country", usual[0]) == ["en", "GB"]


def test_every_style_that_is_used_is_there(odt: Opened) -> None:
    styles = odt.part("styles.xml")
    there = {*odt.all("//@style:name", styles), *odt.all("//office:automatic-styles//@style:name")}
    used = odt.all("//@text:style-name | //@table:style-name | //@draw:style-name")
    parents = [*odt.all("//@style:parent-style-name"), *odt.all("//@style:parent-style-name", styles)]
    assert {*used, *parents} <= there


def test_the_typeface_is_in_the_file_with_figures_of_one_width(odt: Opened) -> None:
    from fontTools.ttLib import TTFont

    places = odt.all("//svg:font-face-uri/@xlink:href")
    assert len(places) == 4
    for place in places:
        font = TTFont(io.BytesIO(odt.parts[place]))
        glyphs = [font.getBestCmap()[ord(figure)] for figure in "0123456789"]
        assert len({font["hmtx"][glyph][0] for glyph in glyphs}) == 1


def test_every_page_has_partnership_marking_foot_and_number(document: t.Document, odt: Opened) -> None:
    styles = odt.part("styles.xml")
    head = words_of(odt.all("//style:master-page/style:header", styles)[0])
    foot = odt.all("//style:master-page/style:footer", styles)[0]
    assert document.partnership in head
    assert head.endswith("OFFICIAL")
    assert running_foot(document) in words_of(foot)
    assert len(odt.all(".//text:page-number | .//text:page-count", foot)) == 2


def test_the_partnerships_colour_is_the_accent() -> None:
    styles = of(colour="#801650").parts["styles.xml"].decode()
    assert "#801650" in styles
    assert theme().colour.accent not in styles


# --- headings and contents -------------------------------------------------------------------


def test_headings_have_their_levels_and_are_counted_by_the_outline(document: t.Document, odt: Opened) -> None:
    wanted = [(str(b.level), b.text) for b in t.walk(document.blocks) if isinstance(b, t.Heading)]
    found = odt.all("//office:text//text:h")
    assert [(one.xpath("string(@*[local-name()='outline-level'])"), words_of(one)) for one in found] == wanted
    assert odt.words("//text:h[@text:is-list-header='true']") == ["Licences"]
    levels = odt.all("//text:outline-style/text:outline-level-style", odt.part("styles.xml"))
    assert [odt.all("@style:num-format", level) for level in levels] == [["1"]] * 5


def test_a_number_given_with_a_heading_is_text_and_does_not_count() -> None:
    odt = of(t.Heading(1, "Given", "g", number="A"), t.Heading(2, "Below", "b"), t.Heading(1, "Next", "n"))
    assert [" ".join(words.split()) for words in odt.words("//text:h[@text:is-list-header]")] == ["A Given"]
    assert odt.words("//text:h[not(@text:is-list-header)]") == ["H", "Below", "Next"]


def test_a_document_without_numbers_has_none() -> None:
    odt = of(t.Contents(), number_headings=False)
    assert not any(odt.all("//text:outline-level-style/@style:num-format", odt.part("styles.xml")))
    assert odt.words("//text:index-body/text:p") == ["H …"]


def test_contents_lead_to_each_heading_and_ask_for_its_page(document: t.Document, odt: Opened) -> None:
    numbers = t.numbered(document)
    wanted = [b for b in document.blocks if isinstance(b, t.Heading) and b.level == 1]
    entries = odt.all("//text:table-of-content/text:index-body/text:p")
    assert [" ".join(words_of(entry).split()) for entry in entries] == [
        f"{numbers[heading.anchor]} {heading.text} …".strip() for heading in wanted
    ]
    assert odt.all("//text:index-body//text:a/@xlink:href") == [f"#{heading.anchor}" for heading in wanted]
    assert odt.all("//text:index-body//text:bookmark-ref/@text:ref-name") == [h.anchor for h in wanted]


def test_each_link_and_page_number_has_its_place(odt: Opened) -> None:
    places = odt.all("//text:bookmark/@text:name")
    assert len(places) == len(set(places))
    asked = [link[1:] for link in odt.all("//text:a/@xlink:href") if link.startswith("#")]
    assert {"all-measures", "register"} <= set(asked)
    assert {*asked, *odt.all("//text:bookmark-ref/@text:ref-name")} <= set(places)


def test_a_reference_prints_its_name_and_asks_for_its_page() -> None:
    odt = of(t.Paragraph(("See ", t.Reference("h"), ".")))
    assert [" ".join(words.split()) for words in odt.words("//text:p[text:a]")] == [
        "See section 1, H (page …)."
    ]


def test_a_page_break_falls_on_what_follows() -> None:
    odt = of(t.PageBreak(), t.PageBreak(), t.Heading(2, "Second", "s", eyebrow="Above"))
    broken = odt.all("//style:style[style:paragraph-properties/@fo:break-before='page']/@style:name")
    assert odt.words(f"//text:p[@text:style-name='{broken[0]}']") == ["Above"]


# --- tables ----------------------------------------------------------------------------------


def test_every_table_has_a_head_that_repeats_a_name_and_a_description(odt: Opened) -> None:
    tables = odt.all("//table:table")
    assert len(tables) >= 10
    for table in tables:
        assert len(odt.all("table:table-header-rows/table:table-row", table)) == 1
        assert odt.all("table:table-header-columns/table:table-column", table)
        assert all(words_of(odt.all(f"table:{name}", table)[0]).strip() for name in ("title", "desc"))
        widths = {len(odt.all("table:table-cell", row)) for row in odt.all(".//table:table-row", table)}
        assert widths == {len(odt.all(".//table:table-column", table))}
    names = odt.all("//table:table/@table:name")
    assert len(set(names)) == len(names)


def test_captions_count_themselves_as_the_document_does(document: t.Document, odt: Opened) -> None:
    labels = [block.label for block in t.walk(prepared(document).blocks) if getattr(block, "label", "")]
    printed = [
        words_of(one).replace("\u00a0", " ").strip()
        for one in odt.all("//text:span[@text:style-name='Label']")
    ]
    assert printed == labels
    for name in ("Table", "Figure"):
        counted = odt.words(f"//text:sequence[@text:name='{name}']")
        assert counted == [str(i + 1) for i in range(len(counted))]


def test_a_hidden_caption_is_told_but_not_printed() -> None:
    table = t.Table("Only heard", (t.Column("A"),), (("x",),), "heard", caption_hidden=True)
    odt = of(table, t.Paragraph(t.Link("there", "#heard")))
    assert odt.words("//table:table/table:title") == ["Only heard"]
    assert not [words for words in odt.words("//text:p") if "Only heard" in words]
    assert odt.all("//table:table//text:bookmark/@text:name") == ["heard"]


def test_numbers_stay_numbers_beside_the_text_that_is_printed() -> None:
    cells = (t.Number("−1,234", -1234), t.Number("+77.6%", 77.6, "change"), (t.Number("5", 5), " of 6"), "7")
    odt = of(t.Table("T", tuple(t.Column(c, "right") for c in "ABCD"), (cells,)))
    values = [cell.xpath("string(@*[local-name()='value'])") for cell in odt.all("//table:table-cell")]
    assert values == ["", "", "", "", "-1234", "77.6", "", ""]
    assert odt.words("//table:table-cell")[4:] == ["−1,234", "+77.6%", "5 of 6", "7"]


def test_a_table_too_wide_for_paper_counts_once() -> None:
    columns = tuple(t.Column(f"Column {i}", "right") for i in range(15))
    odt = of(t.Table("Wide", columns, (tuple(str(i) for i in range(15)),), "wide"))
    assert [title.split(" Wide")[1] for title in odt.words("//table:title")] == [" (1 of 2)", " (2 of 2)"]
    assert odt.words("//text:sequence") == ["1"]


# --- pictures --------------------------------------------------------------------------------


def test_every_picture_has_its_title_its_alternative_and_its_file(document: t.Document, odt: Opened) -> None:
    blocks = [b for b in t.walk(prepared(document).blocks) if isinstance(b, t.PictureBlock)]
    frames = odt.all("//draw:frame[draw:image]")
    assert [words_of(odt.all("svg:desc", frame)[0]) for frame in frames] == [
        b.picture.caption.alt for b in blocks
    ]
    assert [words_of(odt.all("svg:title", frame)[0]) for frame in frames] == [
        f"{b.label} {b.picture.caption.title}" for b in blocks
    ]
    for place in odt.all("//draw:image/@xlink:href"):
        assert odt.parts[place].startswith(b"\x89PNG")


def test_the_data_behind_pictures_stand_at_the_end_unless_told(document: t.Document) -> None:
    picture = next(block for block in document.blocks if isinstance(block, t.PictureBlock))
    assert of(picture).words("//text:h")[-1] == "Data behind the pictures"
    assert of(replace(picture, show_data=False)).words("//text:h") == ["H"]
    assert of(picture, one_page=True).words("//text:h") == ["H"]


def test_two_blocks_beside_each_other_are_read_in_their_order() -> None:
    odt = of(t.SideBySide(t.Paragraph(("left", t.Footnote("why"))), t.BulletList(("right",))))
    assert odt.words("//draw:text-box") == ["left (why)", "right"]


def test_a_drawing_that_is_none_is_said_in_a_sentence() -> None:
    from wardmote.analyses.pictures import Caption
    from wardmote.publishing import DocumentError

    broken = t.PictureBlock(t.Drawing(Caption("T", "", "alt"), "<svg>"), "p", show_data=False)
    with pytest.raises(DocumentError, match=r'The picture "T" could not be drawn'):
        of(broken)


# --- lines -----------------------------------------------------------------------------------


def test_footnotes_are_notes_with_their_links(odt: Opened) -> None:
    assert odt.words("//text:note[@text:note-class='footnote']/text:note-body") == [
        "See the Crime Survey for crime that is not reported.",
        "Partners may add hypotheses, marked as theirs.",
    ]
    assert odt.all("//text:note-body//text:a/@xlink:href") == ["https://www.ons.gov.uk/"]


def test_a_note_that_says_the_same_is_the_same_note() -> None:
    said = ("a", t.Footnote("why"), "b", t.Footnote("else"), "c", t.Footnote("why"))
    odt = of(t.Paragraph(said))
    assert odt.words("//text:note-body") == ["why", "else"]
    again = odt.all("//text:span[@text:style-name='Footnote_20_anchor']/text:note-ref")
    assert [one.text for one in again] == ["1"]
    assert odt.all("//text:note-ref/@text:ref-name") == odt.all("//text:note[1]/@text:id")[:1]


def test_a_note_in_a_note_stands_in_brackets() -> None:
    odt = of(t.Paragraph(("a", t.Footnote(("b", t.Footnote("c"))))))
    assert odt.words("//text:note-body") == ["b (c)"]


def test_a_redline_is_tracked_as_its_authors_changes() -> None:
    odt = of(t.Paragraph(("From ", t.Deleted("85"), t.Inserted("86"), " on")), author="Safer Marrowmere")
    regions = odt.all("//text:tracked-changes/text:changed-region")
    assert [words_of(one) for one in odt.all("//text:deletion/text:p")] == ["85"]
    assert odt.words("//office:text/text:p[text:change]") == ["From 86 on"]
    assert odt.words("//dc:creator") == ["Safer Marrowmere"] * 2
    assert odt.words("//dc:date") == ["2024-06-03T00:00:00"] * 2
    named = {one.xpath("string(@*[local-name()='id' and namespace-uri()!=''])") for one in regions}
    marks = odt.all("//text:change/@text:change-id | //text:change-start/@text:change-id")
    assert set(marks) == named


def test_states_of_words_are_said_in_words(odt: Opened) -> None:
    tags = {words.strip("\u00a0") for words in odt.words("//text:span[@text:style-name='Tag']")}
    assert tags == {"draft", "check", "to be written"}
    prompts = odt.words("//text:p[@text:style-name='To_20_be_20_written']")
    assert len(prompts) == 1
    assert "What do partners see" in prompts[0]
    sections = odt.all("//text:section/@text:name")
    assert {"words-weapons", "words-theft"} <= set(sections)
    assert "Other theft was 1,520" in " ".join(odt.words("//text:section[@text:name='words-theft']/text:p"))


def test_verdicts_have_their_symbols_and_words(odt: Opened) -> None:
    whole = " ".join(odt.words("//text:p")).replace("\u00a0", " ")
    for words in (
        "▲ rose",
        "▼ fell",
        "● no clear change",
        "○ not comparable",
        "◌ too few to say",
        "◇ location too",
    ):
        assert words in whole


@pytest.mark.parametrize("words", ["مرحبا بالعالم", "1. שלום world"])
def test_words_from_right_to_left_run_so(words: str) -> None:
    odt = of(t.Paragraph(words), t.Paragraph("Left first, then שלום"))
    turned = odt.all("//style:style[style:paragraph-properties/@style:writing-mode='rl-tb']/@style:name")
    assert odt.words(f"//text:p[@text:style-name='{turned[0]}']") == [words]


# --- read by a library of others ---------------------------------------------------------------


def test_odfdo_finds_the_same_headings_tables_and_pictures(document: t.Document, odt: Opened) -> None:
    read = odfdo.Document(io.BytesIO(odt.content))
    headings = [block.text for block in t.walk(document.blocks) if isinstance(block, t.Heading)]
    assert [re.sub(r"\s+", " ", str(one)).strip() for one in read.body.headers] == headings
    assert read.meta.title == document.title
    assert len(read.body.images) == 7
    measures = next(one for one in read.body.tables if "All measures" in str(one.get_element("table:title")))
    assert measures.height == 15
