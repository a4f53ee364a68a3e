"""A partnership's own template: what is kept, what goes, where the marking stands, what is refused and how."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.publishing.pptx.deck import NAMES, boxes, deck, one, read, slides, words
from tests.publishing.pptx.templates import SOUND, UNSOUND, council, wide_and_dark, written
from tests.publishing.sample import area_map, change_dots, month_line

from wardmote.publishing import TemplateError
from wardmote.publishing import tree as t
from wardmote.publishing.packing import packed, parts_of
from wardmote.publishing.pptx import render_pptx


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_template_takes_every_slide(name, tmp_path) -> None:
    made = read(render_pptx(deck(), written(tmp_path, name, SOUND[name])))
    assert [made.title(number) for number in range(2, 11)] == [slide.title for slide in slides()]
    assert made.title(1).startswith("Weapons possession rose")
    size = made.tree("ppt/presentation.xml").find("p:sldSz", NAMES)
    wide, tall = int(size.get("cx")), int(size.get("cy"))
    for part in made.slides:
        tree = made.tree(part)
        assert "OFFICIAL" in words(tree)
        assert tree.xpath('//a:fld[@type="slidenum"]', namespaces=NAMES)
        for shape, left, top, right, bottom in boxes(tree):
            assert 0 <= left <= right <= wide + 2, shape
            assert 0 <= top <= bottom <= tall + 2, shape
        for shape in tree.xpath("//p:sp[.//p:ph]", namespaces=NAMES):
            assert words(shape).strip() or shape.xpath(".//a:fld", namespaces=NAMES)


def test_typeface_colours_and_masters_stay_and_slides_go(tmp_path) -> None:
    made = read(render_pptx(deck(), written(tmp_path, "council.pptx", council)))
    theirs = parts_of(council())
    for part in (
        "ppt/theme/theme1.xml",
        "ppt/slideMasters/slideMaster1.xml",
        "ppt/slideLayouts/slideLayout7.xml",
    ):
        assert made.tree(part).tag == etree_tag(theirs[part])
    assert made.parts["ppt/theme/theme1.xml"] == theirs["ppt/theme/theme1.xml"]
    assert len(made.slides) == 1 + len(slides())
    assert len([name for name in made.parts if name.startswith("ppt/slides/slide")]) == len(made.slides)
    assert b"sectionLst" not in made.parts["ppt/presentation.xml"]


def etree_tag(content: bytes) -> str:
    from lxml import etree

    return str(etree.fromstring(content).tag)


def test_a_cover_layout_for_the_cover_and_title_only_for_pictures(tmp_path) -> None:
    made = read(render_pptx(deck(), written(tmp_path, "council.pptx", council)))
    used = [
        made.tree(next(target for target in made.related(part).values() if "slideLayout" in target)).get(
            "type"
        )
        for part in made.slides
    ]
    assert used[:4] == ["title", "obj", "obj", "titleOnly"]


def test_charts_take_the_templates_accent(tmp_path) -> None:
    document = one(t.PictureBlock(month_line(), "line"), colour="#6B1F5C")
    made = read(render_pptx(document, written(tmp_path, "council.pptx", council)))
    line = made.tree(made.charts(2)[0]).xpath("(//c:ser)[1]/c:spPr//a:schemeClr/@val", namespaces=NAMES)
    assert line == ["accent1"]
    assert b"6B1F5C" not in made.parts["ppt/theme/theme1.xml"]


def test_an_accent_that_reads_as_changed_is_passed_over(tmp_path) -> None:
    def orange() -> bytes:
        parts = parts_of(council())
        theme = parts["ppt/theme/theme1.xml"].replace(b"5B2A86", b"F46A25")
        return packed(parts | {"ppt/theme/theme1.xml": theme})

    made = read(
        render_pptx(one(t.PictureBlock(month_line(), "line")), written(tmp_path, "orange.pptx", orange))
    )
    line = made.tree(made.charts(2)[0]).xpath("(//c:ser)[1]/c:spPr//a:schemeClr/@val", namespaces=NAMES)
    assert line == ["accent2"]


def test_on_a_dark_ground_what_changed_is_bright(tmp_path) -> None:
    finding = t.Findings((t.FindingItem("Robbery rose", "a lot.", change_dots().rows[0].verdict),))
    made = read(render_pptx(one(finding), written(tmp_path, "dark.pptx", wide_and_dark)))
    colours = made.tree(made.slides[1]).xpath("//a:r//a:srgbClr/@val", namespaces=NAMES)
    assert colours == ["F46A25"]


def test_a_footer_too_narrow_for_the_marking_is_not_used(tmp_path) -> None:
    made = read(render_pptx(deck(), written(tmp_path, "narrow.pptx", SOUND["narrow-foot.pptx"])))
    for part in made.slides:
        shape = made.tree(part).xpath('//p:sp[.//p:cNvPr[@name="Footer"]]', namespaces=NAMES)[0]
        assert words(shape).startswith("OFFICIAL · Safer Marrowmere Partnership")


@pytest.mark.parametrize("name", UNSOUND)
def test_an_unsound_template_is_refused_in_a_sentence(name, tmp_path) -> None:
    make, why = UNSOUND[name]
    path = written(tmp_path, name, make)
    with pytest.raises(TemplateError) as refused:
        render_pptx(deck(), path)
    said = str(refused.value)
    assert str(path) in said
    assert why in said
    assert said.endswith(".")
    assert "Traceback" not in said


def test_a_template_that_is_not_there(tmp_path) -> None:
    with pytest.raises(TemplateError, match=r"there is no such file\. Check its name and folder\.$"):
        render_pptx(deck(), tmp_path / "nowhere.pptx")


def test_a_template_that_is_a_folder(tmp_path) -> None:
    with pytest.raises(TemplateError, match="it is a folder"):
        render_pptx(deck(), tmp_path)


def test_a_template_that_may_not_be_read(tmp_path, monkeypatch) -> None:
    path = written(tmp_path, "locked.pptx", council)
    path.chmod(0)
    if os.access(path, os.R_OK):  # whoever runs the tests may read everything

        def refuse(self: object) -> bytes:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    with pytest.raises(TemplateError, match="this account may not read it"):
        render_pptx(deck(), path)


def sentence_or_deck(path: Path) -> str:
    """ "" when slides could be written on this template, else the sentence."""
    try:
        made = render_pptx(one(t.Paragraph("a")), path)
    except TemplateError as error:
        return str(error)
    assert read(made).slides
    return ""


def test_a_bent_byte_is_a_sentence_or_a_deck(tmp_path) -> None:
    whole, told = council(), []
    for place in range(7, len(whole), len(whole) // 40):
        path = tmp_path / "bent.pptx"
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        told.append(sentence_or_deck(path))
    assert any(told)
    assert all(str(tmp_path) in one for one in told if one)


def test_the_template_itself_is_left_alone(tmp_path) -> None:
    path = written(tmp_path, "council.pptx", council)
    before = path.read_bytes()
    render_pptx(deck(), path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", SOUND)
def test_every_slide_says_whose_data_to_when_and_which_version(name, tmp_path) -> None:
    made = read(render_pptx(deck(), written(tmp_path, name, SOUND[name])))
    for number in range(1, len(made.slides) + 1):
        tree = made.tree(made.slides[number - 1])
        shape = tree.xpath('//p:sp[.//p:cNvPr[@name="Footer"]]', namespaces=NAMES)[0]
        assert words(shape).startswith(
            "OFFICIAL · Safer Marrowmere Partnership · Data to April 2024 · draft 1"
        )
        assert min(int(size) for size in shape.xpath(".//a:rPr/@sz", namespaces=NAMES)) >= 1000


@pytest.mark.parametrize("name", SOUND)
def test_details_on_the_cover_are_large_and_whole(name, tmp_path) -> None:
    made = read(render_pptx(deck(), written(tmp_path, name, SOUND[name])))
    tree = made.tree(made.slides[0])
    shapes = tree.xpath('//p:sp[.//p:cNvPr[@name="Subtitle" or @name="Words"]]', namespaces=NAMES)
    sizes = {int(size) for shape in shapes for size in shape.xpath(".//a:r/a:rPr/@sz", namespaces=NAMES)}
    assert min(sizes) >= 1600
    for wanted in ("Data to: April 2024", "Version: Draft 1", "Status: Draft for partners"):
        assert wanted in words(tree)


def test_a_map_on_a_dark_ground_has_a_white_panel_for_decoration_only(tmp_path) -> None:
    document = one(t.PictureBlock(area_map(), "map"))
    dark = read(render_pptx(document, written(tmp_path, "dark.pptx", wide_and_dark)))
    tree = dark.tree(dark.slides[1])
    panel = tree.xpath('//p:sp[.//p:cNvPr[@name="Panel"]]', namespaces=NAMES)[0]
    assert panel.xpath(".//a:prstGeom/@prst", namespaces=NAMES) == ["roundRect"]
    assert panel.xpath('.//*[local-name()="decorative"]/@val') == ["1"]
    places = {name: place for name, *place in boxes(tree)}
    left, top, right, bottom = places["Map: map"]
    assert places["Panel"][0] < left < right < places["Panel"][2]
    assert places["Panel"][1] < top < bottom < places["Panel"][3]
    assert "Panel" not in [name for name, *_ in boxes(read(render_pptx(document)).tree(dark.slides[1]))]


@pytest.mark.parametrize(("tint", "tone"), [("75000", "tx1"), ("100000", "")])
def test_grey_details_on_a_cover_are_set_in_ink(tint, tone, tmp_path) -> None:
    def grey() -> bytes:
        parts = parts_of(council())
        name = "ppt/slideLayouts/slideLayout1.xml"
        return packed(
            parts | {name: parts[name].replace(b'<a:tint val="75000"/>', f'<a:tint val="{tint}"/>'.encode())}
        )

    made = read(render_pptx(deck(), written(tmp_path, "grey.pptx", grey)))
    shape = made.tree(made.slides[0]).xpath('//p:sp[.//p:cNvPr[@name="Subtitle"]]', namespaces=NAMES)[0]
    found = set(shape.xpath(".//a:r/a:rPr/a:solidFill/a:schemeClr/@val", namespaces=NAMES))
    assert found == ({tone} if tone else set())
