"""A partnership's own template: what stays, what goes, what is added, and the sentences for one that is no use."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree
from tests.publishing import sample
from tests.publishing.docx.council_template import GREEN, changed, council

from wardmote.publishing import TemplateError, write
from wardmote.publishing import tree as t
from wardmote.publishing.docx import render_docx
from wardmote.publishing.packing import packed, parts_of
from wardmote.publishing.paper import NARROW

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Opened = Callable[..., Any]


def text_document(**changes: Any) -> t.Document:
    """The sample without its pictures, which take most of the time."""
    whole = sample.whole_document()
    kept = tuple(b for b in whole.blocks if not isinstance(b, t.PictureBlock | t.SideBySide | t.PictureData))
    return replace(whole, blocks=kept, **changes)


def test_template_keeps_its_look_and_loses_its_words(opened: Opened, tmp_path: Path) -> None:
    word = opened(text_document(), council(tmp_path))
    told = " ".join(word.texts("//w:body"))
    assert "Weapons possession rose" in told
    assert "How to use this template" not in told
    assert "Type here" not in told
    assert word.style("Heading 1").find(f"{W}rPr/{W}color").get(f"{W}val") == GREEN
    assert word("//w:pgMar/@w:left") == [str(round(30 / 25.4 * 1440))]
    assert not [name for name in word.parts if "fonts/" in name]
    assert not word("//w:embedTrueTypeFonts", "word/settings.xml")
    used = {word.style_names()[one] for one in word("//w:body//w:pStyle/@w:val")}
    assert {"heading 1", "Title", "List Bullet", "caption"} <= {
        name if name != "Caption" else "caption" for name in used
    }
    assert {"Wardmote Lead", "Wardmote Finding"} <= used


def test_template_of_either_kind_gives_a_document(opened: Opened, tmp_path: Path) -> None:
    word = opened(text_document(), council(tmp_path, dotx=True))
    kinds = word.parts["[Content_Types].xml"].decode()
    assert "document.main+xml" in kinds
    assert "template.main+xml" not in kinds


def test_same_template_gives_same_bytes(tmp_path: Path) -> None:
    path = council(tmp_path)
    assert render_docx(text_document(), path) == render_docx(text_document(), path)


def test_marking_and_page_numbers_are_added_to_every_kind_of_page(opened: Opened, tmp_path: Path) -> None:
    word = opened(text_document(), council(tmp_path))
    references = word("//w:body/w:sectPr/w:headerReference/@w:type")
    assert sorted(references) == ["default", "even", "first"]
    headers, footers = word.running("header"), word.running("footer")
    assert len(headers) == len(footers) == 3
    assert all(text.count("OFFICIAL") == 1 for text in headers)
    assert all("PAGE" in text and "NUMPAGES" in text and "draft 1" in text for text in footers)
    assert any("A cover header" in text for text in headers)
    assert any("Thornlea Council, Market Square" in text for text in footers)
    logos = [name for name in word.parts if name.startswith("word/media/")]
    assert len(logos) == 1


def test_marking_and_page_numbers_that_are_there_are_not_doubled(opened: Opened, tmp_path: Path) -> None:
    word = opened(text_document(), council(tmp_path, paged=True, marking="Official"))
    own = next(text for text in word.running("header") if "Official" in text)
    assert "OFFICIAL" not in own
    paged = next(
        one for one in sorted(word.parts) if "Market Square" in word.parts[one].decode("utf-8", "replace")
    )
    assert [code.strip() for code in word("//w:fldSimple/@w:instr", paged)] == [
        r"PAGE \* MERGEFORMAT",
        r"NUMPAGES \* MERGEFORMAT",
    ]
    assert not word("//w:instrText", paged)


def test_another_marking_is_not_taken_for_the_documents(opened: Opened, tmp_path: Path) -> None:
    word = opened(text_document(marking="OFFICIAL"), council(tmp_path, marking="OFFICIAL-SENSITIVE"))
    own = next(text for text in word.running("header") if "SENSITIVE" in text)
    assert own.replace("OFFICIAL-SENSITIVE", "").count("OFFICIAL") == 1


NUMBERED = [
    ("decimal", "1.1.", False),
    ("decimal", "Section 1.1", False),
    ("decimal", "1", True),
    ("upperRoman", "1.1.", True),
    ("", "", True),
]


@pytest.mark.parametrize(("kind", "shown", "by_list"), NUMBERED)
def test_headings_are_numbered_once(
    opened: Opened, tmp_path: Path, kind: str, shown: str, by_list: bool
) -> None:
    """By the template where it counts as the tree does; else by a list that the heading itself names."""
    word = opened(text_document(), council(tmp_path, numbered=kind, shown=shown))
    found = word("//w:p[w:pPr/w:pStyle/@w:val='Heading1']")
    own = [one.find(f"{W}pPr/{W}numPr/{W}numId") for one in found]
    assert all((one is not None and one.get(f"{W}val") != "0") == by_list for one in own[:-1])
    last = own[-1].get(f"{W}val") if own[-1] is not None else None
    assert last == ("0" if kind else None), "Licences has no number"
    assert not any(text[:1].isdigit() for text in word.texts("//w:p[w:pPr/w:pStyle/@w:val='Heading1']"))


@pytest.mark.parametrize(
    ("shown", "listed"), [("1.1.", ["1.", "1.1."]), ("Section 1.1", ["Section 1", "Section 1.1"])]
)
def test_the_contents_print_a_templates_own_numbers(
    opened: Opened, tmp_path: Path, shown: str, listed: list[str]
) -> None:
    headings = (t.Contents(depth=2), t.Heading(1, "One", "one"), t.Heading(2, "Two", "two"))
    document = replace(text_document(), blocks=headings)
    word = opened(document, council(tmp_path, numbered="decimal", shown=shown))
    entries = word.texts("//w:hyperlink")
    assert [entry.replace("One", "").replace("Two", "") for entry in entries] == listed


def test_the_page_is_that_of_the_templates_first_section(opened: Opened, tmp_path: Path) -> None:
    """A landscape appendix at a template's end turns no report, and takes no cover header away."""
    word = opened(text_document(), council(tmp_path))
    page = word("//w:body/w:sectPr")[0]
    assert int(page.find(f"{W}pgSz").get(f"{W}w")) < int(page.find(f"{W}pgSz").get(f"{W}h"))
    assert page.find(f"{W}titlePg") is not None
    headers = " ".join(word.running("header"))
    assert "A cover header" in headers
    assert "appendix" not in headers


def test_a_page_set_up_that_was_changed_is_not_taken_for_the_page(opened: Opened, tmp_path: Path) -> None:
    """Word keeps the set-up before a tracked change inside the new one."""
    path = council(tmp_path)
    root = etree.fromstring(parts_of(path.read_bytes())["word/document.xml"])
    first = next(root.iter(f"{W}sectPr"))
    old = etree.SubElement(first, f"{W}sectPrChange", {f"{W}id": "1", f"{W}author": "x"})
    etree.SubElement(old, f"{W}sectPr")
    first.find(f"{W}cols").set(f"{W}num", "2")
    word = opened(text_document(), changed(path, word__document_xml=etree.tostring(root)))
    assert not word("//w:sectPrChange")
    assert not word("//w:body/w:sectPr/w:cols[@w:num='2']"), "the tables need the page's width"
    assert word("//w:pgMar/@w:left") == [str(round(30 / 25.4 * 1440))]


def test_numbers_of_a_template_are_silenced_where_the_document_has_none(
    opened: Opened, tmp_path: Path
) -> None:
    word = opened(text_document(number_headings=False), council(tmp_path, numbered="decimal"))
    found = word("//w:p[w:pPr/w:pStyle/@w:val='Heading1']/w:pPr/w:numPr/w:numId/@w:val")
    assert set(found) == {"0"}
    toc = word("//w:p[w:pPr/w:pStyle/@w:val='TOCHeading']/w:pPr/w:numPr/w:numId/@w:val")
    assert toc == ["0"]


def test_notes_and_links_of_a_template_do_not_linger(opened: Opened, tmp_path: Path) -> None:
    first = tmp_path / "first.docx"
    first.write_bytes(render_docx(text_document()))
    word = opened(
        replace(text_document(), blocks=(t.Heading(1, "H", "h"), t.Paragraph(("x", t.Footnote("New."))))),
        first,
    )
    assert word.texts("//w:footnote[not(@w:type)]", "word/footnotes.xml") == [" New."]
    assert "word/_rels/footnotes.xml.rels" not in word.parts
    assert word("//w:footnoteReference/@w:id") == word(
        "//w:footnote[not(@w:type)]/@w:id", "word/footnotes.xml"
    )
    assert word.running("header") == ["Safer Marrowmere PartnershipOFFICIAL"]


def test_a_template_without_our_styles_gets_them(opened: Opened, tmp_path: Path) -> None:
    path = council(tmp_path)
    held = parts_of(path.read_bytes())["word/styles.xml"]
    bare = b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    assert len(held) > len(bare)
    word = opened(text_document(), changed(path, word__styles_xml=bare))
    names = word.style_names()
    assert {names[one] for one in word("//w:body//w:pStyle/@w:val")} >= {
        "heading 1",
        "Title",
        "caption",
        "Normal",
    }
    assert set(word("//w:body//w:rStyle/@w:val")) <= set(names)
    assert word.style("Normal").get(f"{W}default") == "1"


def test_a_templates_past_does_not_travel(opened: Opened, tmp_path: Path) -> None:
    path = council(tmp_path)
    parts = parts_of(path.read_bytes())
    lead = b'<w:attachedTemplate xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1"/>'
    start = parts["word/settings.xml"].index(b"<w:zoom")
    settings = parts["word/settings.xml"][:start] + lead + parts["word/settings.xml"][start:]
    parts |= {"word/settings.xml": settings, "word/_rels/settings.xml.rels": RELATION}
    path.write_bytes(packed(parts))
    word = opened(text_document(), path)
    everything = b"".join(word.parts.values())
    assert b"attachedTemplate" not in everything
    assert b"server" not in everything
    assert "docProps/thumbnail.jpeg" not in word.parts
    assert b"python-docx" not in word.parts["docProps/core.xml"]


RELATION = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
    b'Target="file:///server/council.dotx" TargetMode="External"/></Relationships>'
)


def refusal(path: Path) -> str:
    with pytest.raises(TemplateError) as caught:
        render_docx(text_document(), path)
    message = str(caught.value)
    assert str(path) in message
    assert message.endswith(".")
    return message


def made(folder: Path, content: bytes) -> Path:
    path = folder / "council.docx"
    path.write_bytes(content)
    return path


def test_what_is_no_word_file_is_refused(tmp_path: Path) -> None:
    assert "there is no such file" in refusal(tmp_path / "missing.docx")
    assert "it is a folder" in refusal(tmp_path)
    assert "it is empty" in refusal(made(tmp_path, b""))
    assert "no Word file" in refusal(made(tmp_path, b"Dear all, please find attached"))
    assert "Word 97 to 2003" in refusal(made(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600))
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    assert "password" in refusal(made(tmp_path, locked))
    assert "no word/document.xml" in refusal(made(tmp_path, packed({"a.txt": b"x"})))


def test_what_this_account_may_not_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = council(tmp_path)

    def shut(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", shut)
    assert "may not read it" in refusal(path)


def test_a_template_that_unpacks_to_far_too_much_is_not_unpacked(tmp_path: Path) -> None:
    parts = parts_of(council(tmp_path).read_bytes())
    bomb = packed(parts | {"word/media/image1.bmp": bytes(301_000_000)})
    assert len(bomb) < 1_000_000
    assert "it unpacks to more than 300 MB" in refusal(made(tmp_path, bomb))


def test_macros_are_refused(tmp_path: Path) -> None:
    parts = parts_of(council(tmp_path).read_bytes())
    assert "macros" in refusal(made(tmp_path, packed(parts | {"word/vbaProject.bin": b"x"})))
    kinds = parts["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    assert "macros" in refusal(made(tmp_path, packed(parts | {"[Content_Types].xml": kinds})))


def test_broken_word_files_are_refused(tmp_path: Path) -> None:
    whole = council(tmp_path).read_bytes()
    parts = parts_of(whole)
    document = parts["word/document.xml"]

    def with_part(**replaced: bytes | None) -> Path:
        return changed(made(tmp_path, whole), **replaced)

    assert "no styles" in refusal(with_part(word__styles_xml=None))
    assert "word/styles.xml is damaged" in refusal(with_part(word__styles_xml=b"<w:styles"))
    assert "word/document.xml is damaged" in refusal(with_part(word__document_xml=document[:900]))
    bare = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'
    assert "no page set-up" in refusal(with_part(word__document_xml=bare))
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + document.split(b"?>", 1)[1]
    assert "damaged" in refusal(with_part(word__document_xml=entities))
    assert "do not fit together" in refusal(with_part(_rels___rels=b"<Relationships/>"))
    assert "damaged" in refusal(made(tmp_path, whole[: len(whole) // 2]))
    strict = document.replace(
        b"http://schemas.openxmlformats.org/wordprocessingml", b"http://purl.oclc.org/ooxml/wordprocessingml"
    )
    strict = strict.replace(
        b"http://schemas.openxmlformats.org/officeDocument/2006", b"http://purl.oclc.org/ooxml/officeDocument"
    )
    assert "Strict" in refusal(with_part(word__document_xml=strict))


def sentence_or_document(path: Path) -> str:
    """ "" when a document could be written on this template, else the sentence."""
    try:
        content = render_docx(replace(text_document(), blocks=(t.Heading(1, "H", "h"), LISTS)), path)
    except TemplateError as error:
        return str(error)
    zipfile.ZipFile(io.BytesIO(content)).testzip()
    return ""


LISTS = t.BulletList(("a", ("b", t.Footnote("c"))), ordered=True)


def test_a_bent_byte_is_a_sentence_or_a_document(tmp_path: Path) -> None:
    whole = council(tmp_path).read_bytes()
    for place in range(7, len(whole), len(whole) // 40):
        bent = whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :]
        told = sentence_or_document(made(tmp_path, bent))
        assert not told or str(tmp_path) in told


def test_a_part_with_something_missing_is_a_sentence_or_a_document(tmp_path: Path) -> None:
    """Elements and attributes taken out at random, as other programs leave them out."""
    parts = parts_of(council(tmp_path, numbered="decimal").read_bytes())
    chance = random.Random(11)
    names = ("document", "styles", "numbering", "settings", "header1", "footer1")
    for name in names * 5:
        root = etree.fromstring(parts[f"word/{name}.xml"])
        for one in chance.sample(list(root.iter("*"))[1:], 2):
            if one.attrib and chance.random() < 0.6:
                del one.attrib[chance.choice(sorted(one.attrib))]
            elif one.getparent() is not None:
                one.getparent().remove(one)
        bent = packed(parts | {f"word/{name}.xml": etree.tostring(root)})
        told = sentence_or_document(made(tmp_path, bent))
        assert not told or told.endswith(".")


def test_a_template_reaches_the_writer(tmp_path: Path) -> None:
    document = replace(text_document(), blocks=(t.Heading(1, "H", "h"),))
    path = write(document, tmp_path / "out", ("docx",), templates={"docx": council(tmp_path)})[0]
    assert docx.Document(str(path)).styles["Heading 1"].font.color.rgb is not None


def sized(word: Any, name: str) -> float:
    return int(word.style(name).find(f"{W}rPr/{W}sz").get(f"{W}val")) / 2


def test_our_styles_grow_with_the_templates_text(opened: Opened, tmp_path: Path) -> None:
    """The council's text is 12 points where ours is 10.5."""
    word = opened(text_document(), council(tmp_path))
    assert sized(word, "Wardmote Lead") == 14.5
    assert sized(word, "Wardmote Note") == 9.5
    assert sized(word, "Wardmote Separator") == 1
    cells = word("//w:tbl//w:pStyle/@w:val")
    names = {name for key, name in word.style_names().items() if key in cells}
    assert all(sized(word, name) >= 8.5 for name in names if name != "Wardmote Separator")
    assert max(sized(word, name) for name in names) == 11


def test_our_words_are_never_too_small_beside_small_text(opened: Opened, tmp_path: Path) -> None:
    path = council(tmp_path)
    small = parts_of(path.read_bytes())["word/styles.xml"].replace(b'w:sz w:val="24"', b'w:sz w:val="16"')
    word = opened(text_document(), changed(path, word__styles_xml=small))
    ours = [name for name in word.style_names().values() if name.startswith("Wardmote ")]
    sizes = [sized(word, name) for name in ours if word.style(name).find(f"{W}rPr/{W}sz") is not None]
    assert min(size for size in sizes if size > 1) == 8.5


@pytest.mark.parametrize(("colour", "taken"), [(GREEN, GREEN), ("FFFFFF", ""), ("auto", ""), ("green", "")])
def test_what_we_colour_takes_the_colour_of_the_templates_headings(
    opened: Opened, tmp_path: Path, colour: str, taken: str
) -> None:
    """White headings on a band of their own are no colour for words on paper."""
    path = council(tmp_path)
    styles = parts_of(path.read_bytes())["word/styles.xml"].replace(GREEN.encode(), colour.encode())
    word = opened(text_document(), changed(path, word__styles_xml=styles))
    ours = opened(text_document()).style("Wardmote Eyebrow").find(f"{W}rPr/{W}color").get(f"{W}val")
    assert word.style("Wardmote Eyebrow").find(f"{W}rPr/{W}color").get(f"{W}val") == (taken or ours)


def test_wide_tables_behind_pictures_have_fewer_columns_in_larger_text(
    opened: Opened, tmp_path: Path
) -> None:
    columns = (t.Column("Month"), *(t.Column(f"Column {i}", "right") for i in range(14)))
    wide = t.Table("Behind", columns, (tuple(str(i) for i in range(15)),), "behind", dense=True)
    block = t.PictureBlock(sample.month_line(), "line", data=wide)
    document = replace(text_document(), blocks=(t.Heading(1, "H", "h"), block))
    ours, theirs = opened(document), opened(document, council(tmp_path))
    most = [max(len(row.findall(f"{W}tc")) for row in word("//w:tr")) for word in (ours, theirs)]
    assert most[0] == 8
    assert NARROW < most[1] < 8
