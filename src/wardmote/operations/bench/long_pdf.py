"""A long PDF read and checked, against its limit."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pypdfium2 as pdfium

from wardmote.operations.bench.hundred import many_sections
from wardmote.operations.bench.plan import Plan
from wardmote.operations.bench.processes import run_step
from wardmote.operations.bench.report import Line, seconds
from wardmote.publishing.writing import write


def check_line(plan: Plan, *, judged: bool) -> Line:
    """Time the reading and all checks of a PDF of so many pages, in a process of its own, with what both load."""
    limit, pages = plan.limits.check_seconds, plan.method.check_pages
    with tempfile.TemporaryDirectory() as folder:
        run = run_step("check", document=str(write_pages(Path(folder), pages, plan.method.document_sections)))
    return Line(
        f"A PDF of {run.answer['pages']} pages read and checked",
        seconds(run.seconds),
        f"limit {seconds(limit)}",
        ratio=f"{run.seconds / limit:.2f}" if judged else "",
        met=run.seconds <= limit if judged else None,
        remark=f"processor time {seconds(run.answer['processor_seconds'])}",
    )


def write_pages(folder: Path, pages: int, sections: int) -> Path:
    """A PDF of so many pages: the bench's document, its pages again and again."""
    (made,) = write(many_sections(sections), folder, ("pdf",))
    source, whole = pdfium.PdfDocument(made), pdfium.PdfDocument.new()
    while len(whole) < pages:
        whole.import_pages(source, list(range(min(len(source), pages - len(whole)))))
    whole.save(folder / "long.pdf")
    whole.close()
    source.close()
    return folder / "long.pdf"
