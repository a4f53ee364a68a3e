"""A small document and findings in it, made by hand: reports are tested without any reader or check."""

from __future__ import annotations

from dataclasses import replace

from wardmote.checker.findings import Checked, Finding, Where
from wardmote.checker.read_document import (
    Cell,
    ContentsEntry,
    ContentsList,
    Heading,
    ItemList,
    Paragraph,
    Place,
    ReadDocument,
    Table,
    Unread,
)

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>&\"'"


def table(rows: list[list[str]], anchor: int = 3) -> Table:
    place = Place(page=2, table=1, anchor=anchor)
    cells = tuple(
        tuple(
            Cell(text, replace(place, row=r, column=c, anchor=anchor)) for c, text in enumerate(row, start=1)
        )
        for r, row in enumerate(rows, start=1)
    )
    return Table(cells, place, caption="Recorded crime")


def document() -> ReadDocument:
    rows = [
        ["Crime", "2012", "2013", "Change"],
        ["Robbery", "29", "35", "Up 5 (17%)"],
        ["Arson", "8", "8", "No change"],
    ]
    return ReadDocument(
        "plan.docx",
        "docx",
        (
            ContentsList((ContentsEntry("What was found", Place(anchor=0), "1", "4"),), Place(anchor=0)),
            Heading("What was found", 1, Place(page=1, anchor=1), "1"),
            Paragraph("Robbery rose by 17%, from 29 to 35.", Place(page=1, anchor=2)),
            table(rows),
            ItemList(
                ("First aim", f"Second {HOSTILE}"),
                (Place(anchor=4), Place(anchor=5)),
                ("1.", "2."),
                True,
                Place(anchor=4),
            ),
        ),
        title="Safer somewhere",
        pages=2,
    )  # fmt: skip


def findings() -> tuple[Finding, ...]:
    cell = Place(page=2, table=1, row=2, column=4, anchor=3)
    return (
        Finding("small-base", "note", Where(Place(page=1, anchor=2), "from 29 to 35"), "17%", "", "It is of 29."),
        Finding(
            "difference", "error", Where(cell, "Robbery 29 35 Up 5 (17%)"), "Up 5 (17%)", "Up 6 (20.7%)",
            "35 less 29 is 6.", "5 in place of 6", (Where(Place(page=1, anchor=2), "Robbery rose by 17%"),),
        ),
        Finding("list-count", "warning", Where(Place(anchor=5), f"Second {HOSTILE}"), HOSTILE, "two", f"Why {HOSTILE}."),
        Finding("made-up-kind", "warning", Where(Place(), "nowhere at all"), "x", "y", "It has no place."),
    )  # fmt: skip


def checked(*found: Finding, figures: int = 12) -> Checked:
    unread = (Unread("A picture", "Words in pictures are not read. Look at it yourself.", Place(page=2)),)
    return Checked("plan.docx", "docx", 1, figures, 9, found, unread)
