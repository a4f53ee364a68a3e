"""A made-up document of many sections, written in every format: text, a table in each, a picture in every fifth."""

from __future__ import annotations

import tempfile
from datetime import date
from math import sin, tau
from pathlib import Path

from wardmote.analyses.pictures import Caption, ChangeDots, ChangeRow, MonthLine, MonthPattern, Picture
from wardmote.figures import Verdict
from wardmote.figures.months import shift
from wardmote.operations.bench.plan import Plan
from wardmote.operations.bench.processes import run_step
from wardmote.operations.bench.report import Line, seconds
from wardmote.publishing.tree import (
    Block,
    Column,
    Contents,
    Cover,
    Document,
    Heading,
    Number,
    PageBreak,
    Paragraph,
    PictureBlock,
    Table,
    VerdictMark,
)
from wardmote.publishing.writing import WRITERS, write

ROWS, EVERY = 10, 5
MONTHS = tuple(shift("2021-05", step) for step in range(36))
WORDS = (
    "The months of this place vary about as much as those of the year before, so the difference between the two years "
    "is one that chance alone would often make. What is counted here was recorded by the police; much is not reported."
)


def document_line(plan: Plan, *, judged: bool) -> Line:
    """Time the writing of a document in all formats, in a process of its own, what each format loads included."""
    limit, sections = plan.limits.document_seconds, plan.method.document_sections
    run = run_step("document", sections=sections)
    return Line(
        f"A document of {sections} sections in {len(WRITERS)} formats",
        seconds(run.seconds),
        f"limit {seconds(limit)}",
        ratio=f"{run.seconds / limit:.2f}" if judged else "",
        met=run.seconds <= limit if judged else None,
        remark=f"processor time {seconds(run.answer['processor_seconds'])}",
    )


def write_all(sections: int) -> int:
    """Write the document in every format; returns the bytes written."""
    with tempfile.TemporaryDirectory() as folder:
        return sum(
            path.stat().st_size for path in write(many_sections(sections), Path(folder), tuple(WRITERS))
        )


def many_sections(sections: int) -> Document:
    """The document, the same each time."""
    blocks: list[Block] = [Cover((("Area", "A made-up place"),)), Contents(), PageBreak()]
    for number in range(sections):
        blocks += _section(number)
    return Document(
        title=f"{sections} sections",
        partnership="A made-up partnership",
        kind="Bench",
        data_to="April 2024",
        version="1",
        date=date(2024, 4, 30),
        number_headings=True,
        blocks=tuple(blocks),
    )


def _section(number: int) -> list[Block]:
    picture = [PictureBlock(_picture(number), f"picture-{number}")] if number % EVERY == 0 else []
    return [
        Heading(1, f"Place {number + 1}", f"place-{number}"),
        Paragraph(WORDS),
        Paragraph(WORDS),
        _table(number),
        *picture,
    ]


def _table(number: int) -> Table:
    verdicts = tuple(Verdict)
    rows = tuple(
        (
            f"Measure {row + 1}",
            Number(f"{row * number:,}", row * number),
            Number(f"{row + number:,}", row + number),
            VerdictMark(verdicts[(row + number) % len(verdicts)]),
        )
        for row in range(ROWS)
    )
    columns = (Column("Measure"), Column("Before", "right"), Column("After", "right"), Column("Verdict"))
    return Table(f"Counts of place {number + 1}", columns, rows, f"counts-{number}")


def _picture(number: int) -> Picture:
    caption = Caption(
        f"Place {number + 1} month by month", "Made-up counts", f"A line of place {number + 1}."
    )
    wave = tuple(1 + 0.4 * sin(tau * (month + number) / 12) for month in range(36))
    if number % 3 == 0:
        return MonthLine(caption, "Recorded", MONTHS, tuple(round(90 * value) for value in wave))
    if number % 3 == 1:
        return MonthPattern(caption, wave[:12], (wave[:12], wave[12:24], wave[24:]))
    rows = tuple(
        ChangeRow(f"Measure {row + 1}", row - 5.0, row - 20.0, row + 10.0, Verdict.NO_CLEAR_CHANGE)
        for row in range(ROWS)
    )
    return ChangeDots(caption, rows)
