"""What a file says about itself: title, author, language, dates; never the clock's, never the template's author."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from wardmote.publishing.docx.bare import OFFICE, PACKAGE
from wardmote.publishing.docx.markup import SPACES, e, elements, in_order, words
from wardmote.publishing.tree import Document

W = f"{{{SPACES['w']}}}"
LONGEST = 255
"""Characters that a property may have."""
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


def describe(file: Any, document: Document) -> None:
    """Set the properties of the file; drop what a template said of itself (its word counts, its picture)."""
    moment = datetime(document.date.year, document.date.month, document.date.day)
    author = document.author or document.partnership
    told = {
        "title": document.title,
        "author": author,
        "last_modified_by": author,
        "subject": document.subtitle,
        "keywords": "; ".join(
            part for part in (document.kind, document.partnership, document.marking) if part
        ),
        "category": document.kind,
        "version": document.version,
        "content_status": document.status,
        "language": document.language,
        "comments": "",
    }
    _forget_about_template(file.part.package)
    core = file.core_properties
    for name, value in told.items():
        setattr(core, name, words(value)[:LONGEST])
    core.created = core.modified = moment
    core.revision = 1
    for unset in ("identifier", "last_printed"):
        _clear(core, unset)


def _clear(core: Any, name: str) -> None:
    tag = {"identifier": "identifier", "last_printed": "lastPrinted"}[name]
    for old in [one for one in core._element if one.tag.endswith(f"}}{tag}")]:
        core._element.remove(old)


def _forget_about_template(package: Any) -> None:
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
