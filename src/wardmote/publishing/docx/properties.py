"""What a template says of itself is forgotten; which language the words are in, and settings, each at its place."""

from __future__ import annotations

from typing import Any

from wardmote.publishing.docx.bare import OFFICE, PACKAGE
from wardmote.publishing.docx.markup import SPACES, e, elements, in_order

W = f"{{{SPACES['w']}}}"
SETTINGS = (
    "writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime", "doNotDisplayPageBoundaries",
    "displayBackgroundShape", "printPostScriptOverText", "printFractionalCharacterWidth", "printFormsData",
    "embedTrueTypeFonts", "embedSystemFonts", "saveSubsetFonts", "saveFormsData", "mirrorMargins",
    "alignBordersAndEdges", "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter", "gutterAtTop",
    "hideSpellingErrors", "hideGrammaticalErrors", "activeWritingStyle", "proofState", "formsDesign",
    "attachedTemplate", "linkStyles", "stylePaneFormatFilter", "stylePaneSortMethod", "documentType", "mailMerge",
    "revisionView", "trackRevisions", "doNotTrackMoves", "doNotTrackFormatting", "documentProtection",
    "autoFormatOverride", "styleLockTheme", "styleLockQFSet", "defaultTabStop", "autoHyphenation",
    "consecutiveHyphenLimit", "hyphenationZone", "doNotHyphenateCaps", "showEnvelope", "summaryLength", "clickAndTypeStyle",
    "defaultTableStyle", "evenAndOddHeaders", "bookFoldRevPrinting", "bookFoldPrinting", "bookFoldPrintingSheets",
    "drawingGridHorizontalSpacing", "drawingGridVerticalSpacing", "displayHorizontalDrawingGridEvery",
    "displayVerticalDrawingGridEvery", "doNotUseMarginsForDrawingGridOrigin", "drawingGridHorizontalOrigin",
    "drawingGridVerticalOrigin", "doNotShadeFormData", "noPunctuationKerning", "characterSpacingControl",
    "printTwoOnOne", "strictFirstAndLastChars", "noLineBreaksAfter", "noLineBreaksBefore", "savePreviewPicture",
    "doNotValidateAgainstSchema", "saveInvalidXml", "ignoreMixedContent", "alwaysShowPlaceholderText",
    "doNotDemarcateInvalidXml", "saveXmlDataOnly", "useXSLTWhenSaving", "saveThroughXslt", "showXMLTags",
    "alwaysMergeEmptyNamespace", "updateFields", "hdrShapeDefaults", "footnotePr", "endnotePr", "compat", "docVars",
    "rsids", "mathPr", "attachedSchema", "themeFontLang", "clrSchemeMapping",
)  # fmt: skip
"""The settings in the order of the schema, as far as we put any."""


def forget_about_template(package: Any) -> None:
    """Drop what a template said of itself: its word counts, its picture."""
    for key, relation in list(package.rels.items()):
        if relation.reltype in (
            f"{OFFICE}/extended-properties",
            f"{PACKAGE}/relationships/metadata/thumbnail",
        ):
            del package.rels[key]


def speak(file: Any, language: str) -> None:
    """Say which language the words are in: in the styles' defaults, for every style, and in the settings."""
    styles = file.styles.element
    defaults = styles.find(f"{W}docDefaults")
    if defaults is None:
        styles.insert(0, elements(e("docDefaults"))[0])
        defaults = styles[0]
    looks = _child(_child(defaults, "rPrDefault"), "rPr")
    for old in looks.findall(f"{W}lang"):
        looks.remove(old)
    looks.append(elements(e("lang", val=language, eastAsia=language, bidi="ar-SA"))[0])
    put_setting(file, e("themeFontLang", val=language))


def _child(parent: Any, name: str) -> Any:
    found = parent.find(f"{W}{name}")
    if found is None:
        parent.insert(0, elements(e(name))[0])
        found = parent[0]
    return found


def put_setting(file: Any, markup: str) -> None:
    """Put a setting at its place, for the one of its kind that stood there."""
    in_order(file.settings.element, elements(markup)[0], SETTINGS)
