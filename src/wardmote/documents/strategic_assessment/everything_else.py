"""Part 8: one line for each measure that the first page does not name, and why it has no focus."""

from __future__ import annotations

from wardmote.analyses.change_in_words import change_finding
from wardmote.analyses.what_matters import by_what_matters
from wardmote.analyses.wording import opening
from wardmote.documents.strategic_assessment.needs import PackNeeds
from wardmote.documents.strategic_assessment.opening import chosen
from wardmote.figures import Row, State, Verdict
from wardmote.publishing.tree import (
    Block,
    Column,
    Content,
    Heading,
    PageBreak,
    Paragraph,
    Quiet,
    Reference,
    Table,
    inlines,
)


def everything_else(needs: PackNeeds) -> list[Block]:
    """Part 8: one line for each measure that the first page did not name, and why it has no focus."""
    doubted = needs.definitions.threshold("not-located-share")
    rows: list[tuple[Content, ...]] = [
        (row.measure.short_title, Quiet(f"{opening(State.SUPPRESSED.words)} in this public edition."))
        if row.suppressed
        else (row.measure.short_title, _with_reason(_one_line(needs, row, doubted), why_no_focus(row)))
        for row in other_rows(needs)
    ]
    rows += [
        (row.measure.short_title, (Quiet("Not available from police.uk. "), row.reason))
        for row in missing_rows(needs)
    ]
    return [
        Heading(1, "Everything else", "everything-else"),
        Paragraph(
            "One line for each measure that the first page does not name. Partners may ask for a focus page on any.",
            "lead",
        ),
        Table(
            caption="Measures without a focus",
            columns=(
                Column("Measure", width=3),
                Column("What the figures say, and why no focus", width=11),
            ),
            rows=tuple(rows),
            anchor="everything-else-table",
            caption_hidden=True,
        ),
        PageBreak(),
    ]


def other_rows(needs: PackNeeds) -> list[Row]:
    """The rows of measures that the first page does not name."""
    area = needs.table.area.code
    named = {figure.measure for finding in chosen(needs) for figure in finding.figures if figure.area == area}
    return [
        row
        for row in by_what_matters(needs.table.rows)
        if row.measure.base and row.measure.reference not in named and row.state != State.NOT_AVAILABLE
    ]


def missing_rows(needs: PackNeeds) -> list[Row]:
    """The rows of measures that no source can give."""
    return [row for row in needs.table.rows if row.state == State.NOT_AVAILABLE]


def _one_line(needs: PackNeeds, row: Row, doubted: float) -> str:
    """What the figures say, without the measure's name, which stands beside it."""
    finding = change_finding(needs.table, row, doubted)
    return opening(finding.sentence.removeprefix(row.measure.short_title).lstrip(": "))


def _with_reason(line: str, why: Content) -> Content:
    return (f"{line} ", *inlines(why)) if why else line


def why_no_focus(row: Row) -> Content:
    """Why the first page does not name a measure; empty where what the figures say is reason enough."""
    if row.current is None:
        return ""
    if row.previous is None:
        return "Nothing to compare with."
    reasons: dict[Verdict, Content] = {
        Verdict.ROSE: "Changed; clearer changes fill the first page.",
        Verdict.FELL: "Changed; clearer changes fill the first page.",
        Verdict.NO_CLEAR_CHANGE: "",
        Verdict.TOO_FEW: "",
        Verdict.NOT_COMPARABLE: ("See ", Reference("data-quality"), "."),
        Verdict.LOCATION_UNCERTAIN: ("See ", Reference("data-quality"), "."),
    }
    return reasons[row.verdict] if row.verdict else "Not compared."
