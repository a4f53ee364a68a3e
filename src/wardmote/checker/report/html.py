"""The document as it was read with its marks beside it, as one HTML page without script or request to anywhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from wardmote.checker.findings import Checked, Finding
from wardmote.checker.read_document import Block, Cell, Place, ReadDocument, Table
from wardmote.checker.report.placing import Placed, placed
from wardmote.checker.report.wording import (
    MANY,
    MEANING,
    SEVERITIES,
    by_severity,
    counted,
    extent,
    likely,
    place_in_words,
    title_of,
    verdict,
)
from wardmote.definitions import Definitions, load
from wardmote.publishing.html import font_faces
from wardmote.publishing.inline_html import trusted
from wardmote.publishing.legible import legible
from wardmote.publishing.theme import theme

SIGNS = {"error": "✕", "warning": "!", "note": "i"}
"""A sign and a word stand with every colour."""
PLAIN_ROWS = 400
"""Rows of a table beyond which only those with marks, and those beside them, are shown."""


def as_html(
    document: ReadDocument, checked: Checked, definitions: Definitions | None = None, back: str = ""
) -> str:
    """The report as one page. The same document and findings give the same text.

    ``back`` is the address of the page where another document is checked; "" for a report that stands alone.
    """
    grouped = by_severity(checked)
    findings = [finding for found in grouped.values() for finding in found]
    marks = placed(document, findings)
    page = _environment().get_template("report.html.j2")
    whole = page.render(
        document=document,
        checked=checked,
        blocks=list(enumerate(document.blocks)),
        marks=marks,
        findings=list(enumerate(findings, start=1)),
        grouped=grouped,
        severities=SEVERITIES,
        words=_Words(document.format, definitions or load()),
        style=_style(),
        verdict=verdict(checked),
        extent=extent(checked),
        back=back,
    )
    return legible(whole)


@dataclass(frozen=True)
class _Words:
    """The words of one report."""

    form: str
    definitions: Definitions
    meaning = MEANING
    many = MANY
    signs = SIGNS

    def title(self, finding: Finding) -> str:
        return title_of(finding.kind, self.definitions)

    def place(self, finding: Finding) -> str:
        return place_in_words(finding.where.place, self.form)

    def slip(self, finding: Finding) -> str:
        return likely(finding)

    def count(self, number: int, one: str, many: str = "") -> str:
        return counted(number, one, many)

    def unread(self, place: Place) -> str:
        return place_in_words(place, self.form)


def marked(text: str, found: Sequence[tuple[int, Finding]]) -> Markup:
    """Words with what is printed wrongly marked in them, and numbers that lead to the notes."""
    spans: list[tuple[int, int, str, list[int]]] = []
    loose: list[tuple[int, Finding]] = []
    for number, finding in found:
        at = _place_in(text, finding.printed)
        if at < 0:
            loose.append((number, finding))
            continue
        end = at + len(finding.printed)
        clash = next((span for span in spans if span[0] < end and at < span[1]), None)
        if clash is None:
            spans.append((at, end, finding.severity, [number]))
        else:
            clash[3].append(number)
    made = Markup("")
    here = 0
    for start, end, severity, numbers in sorted(spans):
        made += escape(text[here:start])
        made += Markup('<mark class="{}">{}</mark>').format(severity, text[start:end]) + _leads(numbers)
        here = end
    made += escape(text[here:])
    return made + _leads([number for number, _ in loose])


def _place_in(text: str, printed: str) -> int:
    """Where what is printed begins, first as a whole word or number ("4%" is none of "74%"); -1 where it does not."""
    if not printed:
        return -1
    whole = re.search(rf"(?<![\w.,]){re.escape(printed)}(?!\w|[.,]\d)", text)
    return whole.start() if whole else text.find(printed)


def _leads(numbers: Sequence[int]) -> Markup:
    return Markup("").join(
        Markup(
            '<a class="lead-to" href="#f{0}" id="m{0}"><span class="hidden">Finding </span>{0}</a>'
        ).format(number)
        for number in numbers
    )


def shown_rows(table: Table, marks: Placed, number: int) -> list[tuple[int, tuple[Cell, ...]] | None]:
    """The rows to show with their numbers from 0; None stands for rows that are left out of a very long table."""
    rows = list(enumerate(table.rows))
    if len(rows) <= PLAIN_ROWS:
        return list(rows)
    near = {at for key in marks.by_part if key[0] == number and key[1] is not None for at in _near(key[1])}
    near |= set(range(max(table.header_rows, 3)))
    shown: list[tuple[int, tuple[Cell, ...]] | None] = []
    for at, row in rows:
        if at in near:
            shown.append((at, row))
        elif shown and shown[-1] is not None:
            shown.append(None)
    return shown


def _near(row: int) -> range:
    return range(max(0, row - 2), row + 3)


def number_columns(table: Table) -> set[int]:
    """The columns that are printed to the right: most of their cells that hold anything hold a number."""
    body = table.rows[table.header_rows :]
    found = set()
    for at in range(len(table.rows[0]) if table.rows else 0):
        held = [row[at].text for row in body if at < len(row) and row[at].text]
        if held and sum(_is_number(text) for text in held) * 2 > len(held):
            found.add(at)
    return found


def _is_number(text: str) -> bool:
    kept = [c for c in text if not c.isspace()]
    return sum(c.isdigit() or c in ".,%£()+-−–▲▼↑↓*" for c in kept) * 2 > len(kept)


def beside(finding: Finding) -> list[str]:
    """The words of other places that take part, each once and none that the finding's own place shows."""
    return [text for text in dict.fromkeys(one.text for one in finding.others) if text != finding.where.text]


def heading_level(level: int) -> int:
    """Headings of the document stand under the report's own."""
    return min(6, level + 2)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("wardmote.checker.report"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.globals |= {
        "marked": marked,
        "shown_rows": shown_rows,
        "number_columns": number_columns,
        "beside": beside,
        "heading_level": heading_level,
    }
    environment.filters |= {"kind": _kind}
    return environment


def _kind(block: Block) -> str:
    return type(block).__name__


@cache
def _style() -> Markup:
    look = theme()
    colours = "".join(f"--{name.replace('_', '-')}:{value};" for name, value in vars(look.colour).items())
    colours += "".join(f"--series-{at}:{value};" for at, value in enumerate(look.series, start=1))
    sheet = _environment().get_template("report.css.j2").render(
        colours=trusted(colours), stack=trusted(look.stack), fonts=font_faces()
    )  # fmt: skip
    return trusted(sheet)
