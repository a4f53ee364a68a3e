"""A deck read again by nothing that wrote it: titles, words, marking, alternative texts, notes, tables."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from lxml import etree
from PIL import Image
from tests.publishing.pptx.deck import NAMES, SIXTY, Deck, boxes, deck, findings, one, read, slides, words
from tests.publishing.sample import area_map, measures_table, whole_document

from wardmote.analyses.pictures import Caption
from wardmote.figures.tokens import Verdict
from wardmote.publishing import DocumentError
from wardmote.publishing import tree as t
from wardmote.publishing.pptx import render_pptx
from wardmote.publishing.theme import theme


@pytest.fixture(scope="module")
def written() -> Deck:
    return read(render_pptx(deck()))


def test_a_slide_for_the_cover_and_one_for_each(written) -> None:
    assert len(written.slides) == 1 + len(slides())
    assert written.title(1) == "Weapons possession rose; most crime did not change"
    assert [written.title(number) for number in range(2, 11)] == [slide.title for slide in slides()]


def test_the_cover_states_what_whose_when_and_which_version(written) -> None:
    said = written.words(1)
    for words_wanted in (
        "Safer Marrowmere Partnership",
        "Period: May 2023 to April 2024",
        "Data to: April 2024",
        "Version: Draft 1",
        "Status: Draft for partners",
    ):
        assert words_wanted in said
    assert said.count("OFFICIAL") == 1
    assert "This is an evidence pack." in written.notes(1)


def test_a_document_without_a_cover_still_states_its_data_and_version() -> None:
    said = read(render_pptx(replace(deck(slides=slides()[:1]), blocks=()))).words(1)
    assert "Data to: April 2024" in said
    assert "Version: draft 1" in said


def test_the_slide_is_wide(written) -> None:
    size = written.tree("ppt/presentation.xml").find("p:sldSz", NAMES)
    assert int(size.get("cx")) * 9 == int(size.get("cy")) * 16


def test_marking_foot_and_number_on_every_slide(written) -> None:
    for number, part in enumerate(written.slides, start=1):
        tree = written.tree(part)
        said = written.words(number).split("\n")
        assert "OFFICIAL" in said
        assert "Evidence pack · Data to April 2024 · draft 1" in said
        assert ("Safer Marrowmere Partnership" in said) or number == 1
        assert tree.xpath('count(//p:ph[@type="ftr"])', namespaces=NAMES) == 1
        field = tree.xpath('//p:sp[.//p:ph[@type="sldNum"]]//a:fld[@type="slidenum"]', namespaces=NAMES)
        assert words(field[0].getparent()) == "" or str(number) in "".join(field[0].itertext())


def test_the_title_is_read_first_and_every_shape_has_its_own_number(written) -> None:
    for part in written.slides:
        tree = written.tree(part)
        first = tree.xpath(
            "//p:spTree/*[self::p:sp or self::p:graphicFrame or self::p:pic]", namespaces=NAMES
        )[0]
        assert first.xpath('.//p:ph[@type="title" or @type="ctrTitle"]', namespaces=NAMES)
        ids = tree.xpath("//p:cNvPr/@id", namespaces=NAMES)
        assert len(ids) == len(set(ids))


def test_every_chart_map_and_table_says_what_it_shows(written) -> None:
    shown = 0
    for part in written.slides:
        for shape in written.tree(part).xpath("//p:graphicFrame | //p:pic", namespaces=NAMES):
            shown += 1
            assert shape.xpath("./*/p:cNvPr/@descr", namespaces=NAMES)[0].strip()
    assert shown == 1 + 1 + 1 + 2 + 6 + 1 + 1 + 1


def test_no_empty_placeholder_is_left(written) -> None:
    for part in written.slides:
        for shape in written.tree(part).xpath("//p:sp[.//p:ph]", namespaces=NAMES):
            assert words(shape).strip() or shape.xpath(".//a:fld", namespaces=NAMES)


def test_every_run_names_its_language() -> None:
    french = read(render_pptx(deck(language="cy-GB")))
    for part in french.slides:
        runs = french.tree(part).xpath("//a:rPr", namespaces=NAMES)
        assert runs
        assert {run.get("lang") for run in runs} == {"cy-GB"}


def test_text_is_large_enough_for_the_last_row(written) -> None:
    look = theme().slides
    for part in written.slides:
        sizes = {int(size) for size in written.tree(part).xpath("//a:r/a:rPr/@sz", namespaces=NAMES)}
        assert min(sizes) >= look.note * 100
    for part in (name for name in written.parts if name.startswith("ppt/charts/chart")):
        sizes = {int(size) for size in written.tree(part).xpath("//@sz")}
        assert sizes <= {size * 100 for size in range(int(look.least), int(look.chart) + 1)}


def test_notes_hold_what_the_author_says_and_the_small_print(written) -> None:
    assert written.notes(2).split("\n")[:2] == ["Source: police.uk.", "Do not name causes."]
    assert "Town centres draw people who do not live there" in written.notes(3)
    assert "Dotted line: May 2023, recording changed." in written.notes(5)
    assert "Change is tested against month-to-month variation" in written.notes(9)


def test_findings_have_symbol_bold_lead_and_words(written) -> None:
    tree = written.tree(written.slides[1])
    first = tree.xpath("//p:sp[.//p:ph[not(@type)]]//a:p", namespaces=NAMES)[0]
    runs = [
        ("".join(run.itertext()), run.find("a:rPr", NAMES).get("b")) for run in first.findall("a:r", NAMES)
    ]
    assert runs[0][0].startswith("▲")
    assert runs[1] == ("Weapons possession rose", "1")
    assert "".join(text for text, _ in runs[2:]) == " from 85 to 151: more than chance."


def test_draft_sentences_say_so_once_for_all_or_each_where_some_are_reviewed() -> None:
    whole = read(render_pptx(one(findings()))).words(2)
    assert whole.count("Draft: nobody has reviewed these sentences yet.") == 1
    assert "(draft)" not in whole
    reviewed = replace(findings().items[0], draft=False)
    mixed = read(render_pptx(one(t.Findings((reviewed, *findings().items[1:]))))).words(2)
    assert mixed.count("(draft)") == 2
    assert "nobody has reviewed" not in mixed


def test_a_table_is_native_with_a_header_row_and_says_what_it_leaves_out(written) -> None:
    tree = written.tree(written.slides[8])
    table = tree.xpath("//a:tbl", namespaces=NAMES)[0]
    assert table.find("a:tblPr", NAMES).get("firstRow") == "1"
    rows = [[words(cell) for cell in row.findall("a:tc", NAMES)] for row in table.findall("a:tr", NAMES)]
    source = measures_table()
    assert rows[0] == [column.label for column in source.columns]
    assert len(rows) == 1 + theme().slides.rows
    assert rows[1] == ["Theft from the person", "11", "8", "−27.3%", "not available", "◌ too few to say"]
    assert "Four more in the document." in written.words(9)


def test_a_wide_table_keeps_its_first_column_and_its_verdicts() -> None:
    source = measures_table()
    more = tuple(t.Column(f"Extra {n}", "right") for n in range(4))
    wide = replace(
        source,
        columns=(source.columns[0], *more, *source.columns[1:]),
        rows=tuple((row[0], *("9",) * 4, *row[1:]) for row in source.rows),
    )
    written = read(render_pptx(one(wide)))
    rows = written.tree(written.slides[1]).xpath("//a:tr", namespaces=NAMES)
    heads = [words(cell) for cell in rows[0].findall("a:tc", NAMES)]
    assert heads == ["Measure", "Extra 0", "Extra 1", "Extra 2", "Extra 3", "Verdict"]
    left_out = "Also in the document: Year to Apr 2023, Year to Apr 2024, Change, Rate per 1,000."
    assert left_out in written.words(2)


@pytest.mark.parametrize("beside", [(), (t.BulletList(("Choose four issues.",)),)])
def test_no_heading_of_a_table_is_cut_however_long_its_names(beside) -> None:
    long = replace(measures_table(), rows=tuple((SIXTY, *row[1:]) for row in measures_table().rows))
    written = read(render_pptx(one(long, *beside)))
    heads = [
        words(cell) for cell in written.tree(written.slides[1]).xpath("(//a:tr)[1]/a:tc", namespaces=NAMES)
    ]
    labels = [column.label for column in measures_table().columns]
    assert heads == [label for label in labels if label in heads]
    assert {"Measure", "Year to Apr 2024", "Verdict"} <= set(heads) or len(heads) < 4


def test_a_map_is_an_image_of_some_size(written) -> None:
    related = written.related(written.slides[2])
    image = next(target for target in related.values() if target.endswith(".png"))
    width, height = Image.open(io.BytesIO(written.parts[image])).size
    assert width > 1000
    assert height > 600


def test_everything_stands_within_its_slide(written) -> None:
    size = written.tree("ppt/presentation.xml").find("p:sldSz", NAMES)
    wide, tall = int(size.get("cx")), int(size.get("cy"))
    for part in written.slides:
        for name, left, top, right, bottom in boxes(written.tree(part)):
            assert 0 <= left <= right <= wide + 2, name
            assert 0 <= top <= bottom <= tall + 2, name


@pytest.mark.parametrize("number", range(2, 11))
def test_charts_maps_tables_and_words_keep_apart(written, number) -> None:
    shown = ("Chart", "Map", "Picture:", "Table", "Words", "Note", "Name of", "Title")
    placed = [box for box in boxes(written.tree(written.slides[number - 1])) if box[0].startswith(shown)]
    assert placed
    for index, (one_name, left, top, right, bottom) in enumerate(placed):
        for other, other_left, other_top, other_right, other_bottom in placed[index + 1 :]:
            apart = right <= other_left + 2 or other_right <= left + 2
            assert apart or bottom <= other_top + 2 or other_bottom <= top + 2, (one_name, other)


def test_properties_are_the_documents(written) -> None:
    core = written.tree("docProps/core.xml")
    text = etree.tostring(core, encoding="unicode")
    for wanted in (
        "Weapons possession rose; most crime did not change",
        "Safer Marrowmere Partnership",
        "en-GB",
        "2024-06-03T00:00:00Z",
        "Evidence pack",
    ):
        assert wanted in text
    assert "python-pptx" not in text
    assert "Steve" not in text


def test_the_partnerships_colour_is_the_accent() -> None:
    own = read(render_pptx(deck(colour="#6B1F5C", slides=slides()[:1])))
    scheme = own.tree("ppt/theme/theme1.xml").find(".//a:accent1/a:srgbClr", NAMES)
    assert scheme.get("val") == "6B1F5C"
    fonts = own.tree("ppt/theme/theme1.xml").xpath("//a:majorFont/a:latin/@typeface", namespaces=NAMES)
    assert fonts == ["Arial"]


def test_a_document_without_slides_is_summed_up_by_its_sections() -> None:
    lowered = read(render_pptx(replace(whole_document(), slides=())))
    titles = [lowered.title(number) for number in range(2, len(lowered.slides) + 1)]
    assert titles == ["The year on one page", "How to read this", "Levels and patterns", "Not yet assessed"]
    assert len(lowered.charts(2)) == 1
    assert "Two of fourteen measures changed by more than chance; twelve did not" in lowered.notes(2)


def test_a_list_stands_beside_its_words_where_nothing_else_is_shown() -> None:
    """A section of words and a list keeps both; where there is a table, the table has the place."""
    listed = t.BulletList(("The first partner", "The second partner"))
    rows = t.Table("Who", (t.Column("Partner"),), (("The third partner",),))
    blocks = (
        t.Heading(1, "Who was there", "there"), t.Paragraph("Two came."), listed,
        t.Heading(1, "Who was asked", "asked"), t.Paragraph("Three were.", style="lead"), listed, rows,
    )  # fmt: skip
    summed = read(render_pptx(replace(deck(slides=()), blocks=blocks)))
    there, asked = summed.words(2), summed.words(3)
    assert "Two came." in there
    assert "The second partner" in there
    assert "Three were." in asked
    assert "The third partner" in asked


def test_a_hundred_sections_make_as_many_slides_as_a_summary_has() -> None:
    blocks = tuple(
        block
        for number in range(100)
        for block in (t.Heading(1, f"Part {number}", f"part-{number}"), t.Paragraph("It is so.", "lead"))
    )
    summed = read(render_pptx(replace(whole_document(), blocks=blocks, slides=())))
    assert len(summed.slides) == theme().slides.slides


def test_footnotes_and_links_inside_the_document_are_for_the_speaker_and_plain() -> None:
    line = (
        "Recorded",
        t.Footnote("Not all crime is reported."),
        " crime, ",
        t.Link("as explained", "#reading"),
        " and ",
        t.Link("elsewhere", "https://www.ons.gov.uk/"),
        ".",
    )
    written = read(render_pptx(one(t.Paragraph(line))))
    assert "Recorded crime, as explained and elsewhere." in written.words(2)
    assert "Not all crime is reported." in written.notes(2)
    tree = written.tree(written.slides[1])
    links = tree.xpath("//a:hlinkClick/@r:id", namespaces=NAMES)
    assert [written.related(written.slides[1])[key] for key in links] == ["https://www.ons.gov.uk/"]


def test_a_reference_in_a_slide_is_named() -> None:
    written = read(render_pptx(one(t.Paragraph(("See ", t.Reference("levels"), ".")))))
    assert "See section 3, Levels and patterns." in written.words(2)


def test_words_that_need_another_look_say_so_and_the_speaker_knows_why() -> None:
    item = t.FindingItem("Theft fell", "a little.", Verdict.FELL, look_again="It was 1,520 and is 1,517.")
    paragraph = t.Paragraph("All is well.", look_again="It was not.")
    written = read(render_pptx(one(t.Findings((item,)), paragraph)))
    assert "Look again: Theft fell It was 1,520 and is 1,517." in written.notes(2)
    assert "Theft fell a little. (check)" in written.words(2)
    assert "All is well. (check)" in written.words(2)


@pytest.mark.parametrize(
    ("slide", "fault"),
    [
        (t.Slide(" ", (findings(),)), "slide 2 has no title"),
        (t.Slide("Three", (findings(),) * 3), 'the slide "Three" has 3 blocks'),
    ],
)
def test_a_slide_that_cannot_be_followed_is_refused(slide, fault) -> None:
    with pytest.raises(DocumentError, match=fault):
        render_pptx(deck(slides=(slide,)))


def test_a_slide_of_nothing_but_its_title() -> None:
    assert read(render_pptx(one(title="We need your decision"))).title(2) == "We need your decision"


def test_a_partnership_with_nothing_to_say() -> None:
    empty = t.Document("Nothing yet", "Safer Marrowmere", "Evidence pack", "", "", date(2024, 6, 3), ())
    written = read(render_pptx(empty))
    assert len(written.slides) == 1
    assert written.title(1) == "Nothing yet"


def test_long_names_stay_on_their_slide() -> None:
    areas = tuple(replace(area, name=SIXTY, label=SIXTY if area.label else "") for area in area_map().areas)
    named = replace(area_map(), areas=areas)
    document = one(
        t.PictureBlock(named, "long"), t.BulletList((SIXTY,) * 30), title=SIXTY, partnership=SIXTY * 2
    )
    written = read(render_pptx(document))
    assert written.title(2) == SIXTY
    assert "more in the document." in written.words(2)
    said = next(
        line for line in written.words(2).split("\n") if line.startswith("Saint") and line.endswith("…")
    )
    assert said != SIXTY * 2


@pytest.mark.parametrize(
    ("block", "words"),
    [
        (t.PictureBlock(t.Drawing(Caption("T", "", " "), "<svg/>"), "p"), "no alternative text"),
        (t.Table("", (t.Column("A"),), (("1",),)), "no caption"),
        (t.Table("C", (t.Column("A"),), (("1", "2"),)), "has 2 cells for 1 columns"),
        (t.Table("C", (t.Column("A"),), ((t.Reference("gone"),),)), "a reference leads to #gone"),
        (t.Paragraph(t.Link("there", "javascript:alert(1)")), "which is no address"),
    ],
)
def test_what_shuts_readers_out_is_refused_on_a_slide_too(block, words) -> None:
    with pytest.raises(DocumentError, match=words):
        render_pptx(one(block))
