"""What became of what the last assessment said, on one slide: what no longer holds and what moved most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wardmote.analyses.since import ORDER, STANDS, Answer, Compared, Since
from wardmote.analyses.wording import amount, listed, number_word, opening
from wardmote.documents.strategic_assessment import speaker_notes as say
from wardmote.documents.strategic_assessment.needs import PackNeeds, SinceNeeds
from wardmote.documents.strategic_assessment.since import (
    REVISED,
    STILL,
    THEN,
    counts_of,
    made_from,
    of_months,
    what_phrases_mean,
    year_to,
)
from wardmote.documents.strategic_assessment.since_months import MonthsOfColumns, months_of_columns
from wardmote.documents.strategic_assessment.speaker_notes import speaker_notes
from wardmote.publishing.tree import Column, Content, Paragraph, Quiet, Slide, Strong, Table, VerdictMark

ROWS = 6
"""The most statements that stand on the slide."""


def since_slide(needs: PackNeeds) -> Iterator[Slide]:
    """The slide, where somebody asked for it; both snapshots and the months that were counted are for the speaker."""
    since = needs.since
    if since is None:
        return
    if not since.compared.rows:
        nothing = (
            f"The evidence to {since.then.to} held nothing that could be said of {needs.table.area.name}."
        )
        notes = speaker_notes(needs, *made_from(since), say.SINCE)
        yield Slide("The last assessment said nothing that can be asked again", (Paragraph(nothing),), notes)
        return
    months = months_of_columns(since.compared, (THEN, REVISED))
    yield Slide(_title(since.compared), (_table(since.compared, months),), _notes(needs, since, months))


def _title(compared: Since) -> str:
    """How many statements no longer stand; where all do, that they do, and how many were revised."""
    found = [(still, n) for still in ORDER if (n := compared.number(still))]
    fallen = [one for one in found if one[0] not in STANDS]
    whole = amount(len(compared.rows), "statement", "statements")
    of = f"of the {year_to(compared.to)}"
    if len(found) == 1:
        many = len(compared.rows) > 1
        return f"{'All' if many else 'The'} {whole} {of} {STILL[found[0][0]][many]}"
    if len(fallen) > 2:
        return f"Of {whole} {of}, {number_word(sum(n for _, n in fallen))} cannot stand as they were said"
    return f"Of {whole} {of}, {listed([f'{number_word(n)} {STILL[still][n > 1]}' for still, n in fallen or found])}"


def _told(compared: Since) -> Sequence[Compared]:
    """What matters, then what moved most; where nothing did, what was said first."""
    rest = sorted((row for row in compared.rows if not row.matters), key=lambda row: -(row.moved or 0))
    return [*(row for row in compared.rows if row.matters), *rest][:ROWS]


def _table(compared: Since, months: MonthsOfColumns) -> Table:
    told = _told(compared)
    left = len(compared.rows) - len(told)
    return Table(
        caption="What no longer holds, then what was revised most",
        columns=(
            Column("Measure", width=4),
            Column("We said", width=3),
            Column(months.head(THEN), width=3),
            Column(months.head(REVISED), width=3),
            Column("Still true?", width=4),
        ),
        rows=tuple(_row(row, months) for row in told),
        notes=(f"{opening(number_word(left))} more in the document.",) if left else (),
    )


def _row(row: Compared, months: MonthsOfColumns) -> tuple[Content, ...]:
    then, revised = row.question.answer, row.revised
    return (
        row.name,
        VerdictMark(then.verdict) if then.verdict else Quiet("not compared"),
        of_months(counts_of(then), months.cell(THEN, then)),
        of_months(_revised(then, revised), months.cell(REVISED, revised)),
        row.still.value if row.still in STANDS else Strong(row.still.value),
    )


def _revised(then: Answer, revised: Answer | None) -> Content:
    """The same counts today, and the verdict on them where it is another."""
    if revised is None or not revised.known:
        return Quiet(revised.count.state.words if revised else "nothing to count")
    if revised.verdict is None or revised.verdict == then.verdict:
        return counts_of(revised)
    return (counts_of(revised), ", ", VerdictMark(revised.verdict))


def _notes(needs: PackNeeds, since: SinceNeeds, months: MonthsOfColumns) -> str:
    counted = (
        f"Counts are of the {year_to(since.compared.to)}, and before it of the same months a year earlier."
    )
    return speaker_notes(
        needs, *made_from(since), months.note() or counted, what_phrases_mean(since.compared), say.SINCE
    )
