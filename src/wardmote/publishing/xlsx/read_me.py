"""The first sheet: what the workbook is, what stands on its sheets, what its words and states mean."""

from __future__ import annotations

from collections.abc import Sequence

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from wardmote.figures import State, Verdict
from wardmote.publishing.tree import Document, VerdictMark, plain
from wardmote.publishing.xlsx.lines import Lines
from wardmote.publishing.xlsx.looks import TITLE_SIZE, Looks, guarded
from wardmote.publishing.xlsx.paper import Filled, for_paper
from wardmote.publishing.xlsx.places import inside
from wardmote.publishing.xlsx.sheets import READ_ME, Sheet
from wardmote.publishing.xlsx.values import whole
from wardmote.publishing.xlsx.widths import ROW, row_height

WIDTHS = (220, 760)
"""Pixels of the two columns."""
STATES: tuple[tuple[State, str], ...] = (
    (State.ZERO, "0. It was counted, and there were none."),
    (State.NOT_SUPPLIED, "The records did not come, so nobody can count. Never a zero."),
    (State.NOT_AVAILABLE, "The evidence cannot give this number, or gives too few to work it out."),
    (State.NOT_ASSESSED, "Nobody has looked yet. It does not mean that there is nothing."),
    (State.SUPPRESSED, "Known, but left out so that nobody can be recognised."),
)
VERDICTS: tuple[tuple[Verdict, str], ...] = (
    (Verdict.ROSE, "Higher than in the earlier period by more than chance."),
    (Verdict.FELL, "Lower than in the earlier period by more than chance."),
    (Verdict.NO_CLEAR_CHANGE, "Not clearly more than chance. It does not mean that nothing changed."),
    (Verdict.NOT_COMPARABLE, "Recording or geography changed in between, so the change is not tested."),
    (Verdict.TOO_FEW, "Too few counts, or too few months, to test a change."),
    (Verdict.LOCATION_UNCERTAIN, "The answer depends on records that have no location."),
)
READING: tuple[tuple[str, str], ...] = (
    (
        "Numbers",
        "Numbers are numbers, kept as calculated and shown as the document prints them. No cell holds a formula.",
    ),
    ("Tables", "Each sheet holds one table, with its title in cell A1 and its notes underneath."),
)
Line = tuple[str, str, str]
"""Label, words, and the sheet that the label leads to ("" for none)."""


def lay_read_me(book: xlsxwriter.Workbook, document: Document, sheets: Sequence[Sheet], looks: Looks) -> None:
    """Add the first sheet to the workbook."""
    page = book.add_worksheet(READ_ME)
    page.set_tab_color(looks.colour.accent)
    for index, width in enumerate(WIDTHS):
        page.set_column_pixels(index, index, width)
    Lines(page, WIDTHS).write(0, document.title, looks.title, TITLE_SIZE, bold=True)
    row = 0
    for heading, lines in _parts(document, sheets):
        page.write_string(row + 2, 0, heading, looks.heading())
        row = _write(page, row + 3, lines, looks)
    page.hide_gridlines(2)
    for_paper(page, document, Filled(row, WIDTHS, sum(WIDTHS), row * ROW))


def _parts(document: Document, sheets: Sequence[Sheet]) -> list[tuple[str, list[Line]]]:
    facts = (
        ("Subtitle", document.subtitle),
        ("Partnership", document.partnership),
        ("Kind", document.kind),
        ("Data to", document.data_to),
        ("Date", f"{document.date.day} {document.date:%B %Y}"),
        ("Version", document.version),
        ("Status", document.status),
        ("Marking", document.marking),
        ("Author", document.by),
    )
    return [
        ("This document", [(label, words, "") for label, words in facts if words]),
        ("Sheets", [(sheet.name, sheet.says, sheet.name) for sheet in sheets]),
        (
            "How to read the sheets",
            [(label, words, "") for label, words in (*READING, *_of_register(sheets))],
        ),
        ("What stands where a number could", [(state.words, words, "") for state, words in STATES]),
        ("What is said of a change", [(plain(VerdictMark(one)), words, "") for one, words in VERDICTS]),
    ]


def _of_register(sheets: Sequence[Sheet]) -> list[tuple[str, str]]:
    """What stands above and under a register that prints without it."""
    lines = [line for sheet in sheets if sheet.pages_wide > 1 for line in (*sheet.above, *sheet.notes)]
    name = next((sheet.name for sheet in sheets if sheet.pages_wide > 1), "")
    return [(name if not at else "", line) for at, line in enumerate(lines)]


def _write(page: Worksheet, row: int, lines: Sequence[Line], looks: Looks) -> int:
    """Write lines of label and words from a row on; return the last."""
    for label, words, sheet in lines:
        if sheet:
            page.write_url(row, 0, inside(sheet, "A1"), looks.link(text_wrap=True), label)
        elif label:
            page.write_string(row, 0, label, looks(text_wrap=True))
        height = row_height(((label, WIDTHS[0], False), (words, WIDTHS[1], False)))
        if height is not None:
            page.set_row_pixels(row, height)
        text = whole(words)
        page.write_string(row, 1, text, looks(text_wrap=True, **guarded(text)))
        row += 1
    return row - 1
