"""Word refuses a file whose elements stand in another order than the schema's; LibreOffice does not mind.

The orders are those of the schema of ECMA-376, 5th edition, part 1, for the elements that this writer uses.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from tests.publishing.docx.council_template import council
from tests.publishing.docx.test_word_templates import text_document

SIDES = ["top", "left", "bottom", "right"]
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath numSpacing",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "num": "abstractNumId lvlOverride",
    "font": "altName panose1 charset family notTrueType pitch sig embedRegular embedBold embedItalic embedBoldItalic",
    "settings": "writeProtection view zoom removePersonalInformation embedTrueTypeFonts mirrorMargins "
    "bordersDoNotSurroundHeader bordersDoNotSurroundFooter proofState attachedTemplate trackRevisions "
    "doNotTrackMoves defaultTabStop drawingGridHorizontalSpacing drawingGridVerticalSpacing "
    "displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery evenAndOddHeaders characterSpacingControl "
    "savePreviewPicture hdrShapeDefaults footnotePr endnotePr compat docVars rsids mathPr attachedSchema "
    "themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats doNotAutoCompressPictures shapeDefaults "
    "decimalSymbol listSeparator docId conflictMode discardImageEditingData defaultImageDpi",
    **{name: " ".join(SIDES) for name in ("pBdr", "tblCellMar", "tcMar")},
    "tblBorders": "top left bottom right insideH insideV",
    "tcBorders": "top left bottom right insideH insideV tl2br tr2bl",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "inline": "extent effectExtent docPr cNvGraphicFramePr graphic",
}


def out_of_order(root: Any) -> list[str]:
    faults = []
    for parent in root.iter("*"):
        order = ORDERS.get(etree.QName(parent).localname)
        if order is None:
            continue
        ranks = order.split()
        names = [etree.QName(child).localname.replace("footerRef", "headerRef") for child in parent]
        places = [ranks.index(name) for name in names]
        if places != sorted(places):
            faults.append(f"{etree.QName(parent).localname}: {[etree.QName(c).localname for c in parent]}")
    return faults


def xml_parts(word: Any) -> list[str]:
    return [
        name
        for name in word.parts
        if name.startswith("word/") and name.endswith(".xml") and "theme" not in name
    ]


def test_elements_stand_in_the_order_of_the_schema(word: Any) -> None:
    for name in xml_parts(word):
        assert not out_of_order(etree.fromstring(word.parts[name])), name


@pytest.mark.parametrize("numbered", ["", "decimal"])
def test_they_do_in_a_template_too(opened: Callable[..., Any], tmp_path: Path, numbered: str) -> None:
    word = opened(text_document(), council(tmp_path, numbered=numbered))
    for name in xml_parts(word):
        assert not out_of_order(etree.fromstring(word.parts[name])), name


def test_everything_named_exists_and_every_id_is_used_once(word: Any) -> None:
    styles = set(word.style_names())
    for name in xml_parts(word):
        for kind in ("pStyle", "rStyle", "tblStyle", "basedOn", "next"):
            assert set(word(f"//w:{kind}/@w:val", name)) <= styles, name
        relations = name.replace("word/", "word/_rels/") + ".rels"
        known = set(word("//@Id", relations)) if relations in word.parts else set()
        assert set(word("//@r:id | //@r:embed", name)) <= known, name
    numbers = set(word("//w:num/@w:numId", "word/numbering.xml"))
    assert set(word("//w:numId/@w:val")) | set(word("//w:numId/@w:val", "word/styles.xml")) <= numbers | {"0"}
    for path in (
        "//w:bookmarkStart/@w:id",
        "//w:bookmarkStart/@w:name",
        "//wp:docPr/@id",
        "//w:sdtPr/w:id/@w:val",
    ):
        found = word(path)
        assert len(found) == len(set(found)), path
    assert sorted(word("//w:bookmarkStart/@w:id")) == sorted(word("//w:bookmarkEnd/@w:id"))
    places = set(word("//w:bookmarkStart/@w:name"))
    assert set(word("//w:hyperlink/@w:anchor")) <= places
    assert {code.split()[1] for code in word("//w:instrText/text()") if "PAGEREF" in code} <= places
    assert len(word("//w:fldChar[@w:fldCharType='begin']")) == len(word("//w:fldChar[@w:fldCharType='end']"))
