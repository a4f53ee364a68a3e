"""Part 6, since the last assessment: what was said, the figure then, as revised and now, and whether it is still true."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.analyses.since import ORDER, STANDS, Answer, Compared, Since, StillTrue
from wardmote.analyses.wording import amount, count, listed, months_listed, number_word, opening, share
from wardmote.documents.strategic_assessment.columns import sums_note
from wardmote.documents.strategic_assessment.duties import eyebrow
from wardmote.documents.strategic_assessment.needs import EvidenceThen, PackNeeds, SinceNeeds
from wardmote.documents.strategic_assessment.since_months import (
    MonthsOfColumns,
    counted_by,
    months_of_columns,
)
from wardmote.figures import Figure, Verdict
from wardmote.figures.months import in_words
from wardmote.methods.rounding import half_up
from wardmote.publishing.tree import (
    Block,
    BulletList,
    Column,
    Content,
    Heading,
    Inline,
    Number,
    PageBreak,
    Paragraph,
    Quiet,
    Strong,
    Table,
    VerdictMark,
    inlines,
)

THEN, REVISED, NOW = "Then", "As revised", "Now"
STILL = {
    StillTrue.HOLDS: ("stands as it was said", "stand as they were said"),
    StillTrue.REVISED: ("was revised but holds", "were revised but hold"),
    StillTrue.NO_LONGER: ("no longer holds after revision", "no longer hold after revision"),
    StillTrue.NOT_COMPARABLE: ("can no longer be compared", "can no longer be compared"),
    StillTrue.GONE: ("is not in the evidence any more", "are not in the evidence any more"),
    StillTrue.NOT_OVER: ("is of a period that is not over", "are of a period that is not over"),
    StillTrue.OTHER_MONTHS: ("rests on other months today", "rest on other months today"),
}
MEANS = {
    StillTrue.HOLDS: "same counts, same verdict",
    StillTrue.REVISED: "other counts, same verdict",
    StillTrue.OTHER_MONTHS: "same verdict, but months came in or went, so the counts cannot show a revision",
    StillTrue.NO_LONGER: "another verdict",
    StillTrue.NOT_COMPARABLE: "the measure or its recording is defined otherwise today",
}


def since_section(needs: PackNeeds) -> list[Block]:
    """Part 6, regulation 7(b) in England; nothing where nobody asked for it and nobody has judged."""
    heading = Heading(1, "Since the last assessment", "since-last", eyebrow=eyebrow(needs, "since-last"))
    if needs.since is None:
        return _nothing_kept(needs, heading)
    since = needs.since
    if not since.compared.rows:
        nothing = (
            f"The evidence to {since.then.to} held nothing that could be said of {needs.table.area.name}."
        )
        return [heading, Paragraph(nothing, "lead"), BulletList(made_from(since)), PageBreak()]
    return [
        heading,
        Paragraph(_lead(since), "lead"),
        *_what_matters(since.compared),
        Paragraph(_reading(needs, since), "note"),
        _table(needs, since),
        PageBreak(),
    ]


def _nothing_kept(needs: PackNeeds, heading: Heading) -> list[Block]:
    """Once partners have judged, a place for their words where no earlier assessment can be asked again."""
    if needs.judged is None or needs.public is not None:
        return []
    none = (
        "No earlier assessment was set beside this one, so what it said was not asked again. What changed on the year "
        "before stands in the part on levels and patterns."
    )
    return [heading, Paragraph(none, "lead"), PageBreak()]


def since_figures(needs: PackNeeds) -> tuple[Figure, ...]:
    """Every figure that the section prints: as said then, as revised, and now."""
    rows = needs.since.compared.rows if needs.since else ()
    found = (
        figure
        for row in rows
        for answer in (row.question.answer, row.revised, row.now)
        if answer is not None
        for figure in answer.figures
    )
    return tuple({figure.identity: figure for figure in found}.values())


def _lead(since: SinceNeeds) -> str:
    compared = since.compared
    said = [(still, n) for still in ORDER if (n := compared.number(still))]
    parts = [f"{number_word(n)} {STILL[still][n > 1]}" for still, n in said]
    whole = amount(len(compared.rows), "statement", "statements")
    of = f"that the last assessment made of the {year_to(compared.to)}"
    if len(said) == 1:
        many = len(compared.rows) > 1
        return f"{'All' if many else 'The'} {whole} {of} {STILL[said[0][0]][many]}."
    return f"Of {whole} {of}, {listed(parts)}."


def year_to(to: str) -> str:
    """The year that ends in a month, in words."""
    return f"year to {in_words(to)}"


def _what_matters(compared: Since) -> list[Block]:
    """What no longer stands, and counts that moved much, before everything else."""
    first = [row for row in compared.rows if row.matters]
    return [BulletList(tuple(_named(row) for row in first))] if first else []


def _named(row: Compared) -> Content:
    name = Strong(f"{row.name}: {row.still.value}. ")
    then, revised = row.question.answer, row.revised
    if row.still is StillTrue.NOT_OVER:
        return (name, "Not every force has sent the months it was said of.")
    if row.still is StillTrue.GONE or revised is None or not revised.known:
        return (name, f"Then {counts_of(then)}. Today nothing can be counted for that period.")
    return (name, _both(then, revised))


def _both(then: Answer, revised: Answer) -> str:
    """Both counts then and today, and of which months they are where that is not the whole year."""
    before, after = counted_by(then), counted_by(revised)
    if before is not None and after is not None and before.months != after.months:
        return (
            f"Then {counts_of(then)} in {before.short}, {_judged(then)}; today {counts_of(revised)} in {after.short}, "
            f"{_judged(revised)}."
        )
    said = (
        f"{counts_of(then)}, {_judged(then)}; the same months now {counts_of(revised)}, {_judged(revised)}."
    )
    return f"In {before.short}: then {said}" if before is not None and before.fewer else f"Then {said}"


def counts_of(answer: Answer) -> str:
    """The later count, and the earlier before it where there is one."""
    earlier, later = answer.counts
    return count(later) if earlier is None else f"{count(earlier)} to {count(later)}"


def _judged(answer: Answer) -> str:
    return answer.verdict.words if answer.verdict else "not compared"


def _table(needs: PackNeeds, since: SinceNeeds) -> Table:
    compared = since.compared
    later = compared.now_to != compared.to
    months = months_of_columns(compared, (THEN, REVISED, NOW) if later else (THEN, REVISED))
    columns = (
        Column("Measure", width=4.8),
        Column("We said", width=8.8),
        Column(months.head(THEN), width=2.5),
        Column(months.head(REVISED), width=3),
        *((Column(months.head(NOW), width=5.4),) if later else ()),
        Column("Still true?", width=3.5),
    )
    return Table(
        caption=f"What was said of the {year_to(compared.to)}, and what the evidence says today",
        columns=columns,
        rows=tuple(_row(row, months) for row in compared.rows),
        anchor="since-last-table",
        notes=tuple(note for note in (months.note(),) if note),
    )


def _row(row: Compared, months: MonthsOfColumns) -> tuple[Content, ...]:
    then = row.question.answer
    return (
        row.name,
        _said(row),
        of_months(_figure(then, words=False), months.cell(THEN, then)),
        of_months(_revised(row), months.cell(REVISED, row.revised)),
        *((of_months(_figure(row.now), months.cell(NOW, row.now)),) if NOW in months.columns else ()),
        row.still.value if row.still in STANDS else Strong(row.still.value),
    )


def of_months(cell: Content, of: str) -> Content:
    """A cell with the months that its count is of, where they are not those of its column."""
    return (*inlines(cell), Quiet(f"; {of}")) if of else cell


def _said(row: Compared) -> str:
    """The sentence without the measure's name, which stands beside it; else what a table said in its verdict."""
    if row.question.words:
        return opening(row.question.words.removeprefix(row.title).lstrip(": "))
    answer = row.question.answer
    if answer.verdict is None:
        return f"{count(answer.count.value)}, and nothing to compare with."
    return opening(f"{answer.verdict.words} ({counts_of(answer)}).")


def _figure(answer: Answer | None, *, words: bool = True) -> Content:
    """The later count and the verdict on its change."""
    if answer is None or not answer.known:
        return Quiet(answer.count.state.words if answer else "not in the evidence")
    return (_number(answer.count), *_verdict(answer.verdict, words))


def _revised(row: Compared) -> Content:
    """The same of today's evidence, and the earlier year's count where that was revised."""
    if row.still is StillTrue.NOT_OVER:
        return Quiet("not complete")
    then, now = row.question.answer, row.revised
    if now is None or not now.known:
        return _figure(now)
    figure = _figure(now, words=now.verdict != then.verdict)
    earlier = now.earlier
    if earlier is None or then.earlier is None or earlier.value == then.earlier.value:
        return figure
    return (*inlines(figure), "; the year before ", _number(earlier), ", was ", _number(then.earlier))


def _number(figure: Figure) -> Number:
    value = figure.value or 0.0
    return Number(count(value), half_up(value, 0), "count")


def _verdict(verdict: Verdict | None, words: bool) -> tuple[Inline, ...]:
    return (" ", VerdictMark(verdict, words)) if verdict else ()


def _reading(needs: PackNeeds, since: SinceNeeds) -> str:
    """How to read the table and what it was made from: before it, as it may run over the page."""
    compared = since.compared
    least = needs.definitions.threshold("revision-share")
    later = (
        f"Now, the {year_to(compared.now_to)}, is another question and makes nothing untrue that was said."
        if compared.now_to != compared.to
        else ""
    )
    said = (
        f"Then, as revised: the {year_to(compared.to)} and its change, by the evidence as it was and as it is.",
        later,
        what_phrases_mean(compared),
        f"First stand words that no longer hold, and counts revised by {share(least)} or more.",
        *_sums(needs, compared),
        *made_from(since),
    )
    return " ".join(part for part in said if part)


def what_phrases_mean(compared: Since) -> str:
    """What the phrases mean that stand in the table."""
    return " ".join(
        f"{opening(still.value)}: {means}." for still, means in MEANS.items() if compared.number(still)
    )


def _sums(needs: PackNeeds, compared: Since) -> tuple[str, ...]:
    """Which rows are sums of others, so that nobody adds them up."""
    measures = needs.definitions.measures
    return sums_note(
        measures[row.question.key[0]] for row in compared.rows if row.question.key[0] in measures
    )


def made_from(since: SinceNeeds) -> tuple[str, ...]:
    """Which evidence stands behind then and now, and what came between."""
    how = (
        f"What was said is kept in build {since.build}."
        if since.build
        else "No build of that evidence was kept: its figures were made anew, by the definitions of today."
    )
    return (
        f"Then: {_evidence(since.then)} {how} Now: {_evidence(since.now)}",
        f"Between them: {_between(since)}",
    )


def _evidence(evidence: EvidenceThen) -> str:
    return f"data to {evidence.to}, snapshot {evidence.snapshot}."


def _between(since: SinceNeeds) -> str:
    found = since.revisions
    parts = [
        *(_added(found.added, found.rows_added)),
        *(_sent_again(found.revised, found.rows_before, found.rows_after)),
        *([f"{_months(found.gone)} no longer supplied in full"] if found.gone else []),
    ]
    start = opening(f"{'; '.join(parts)}.") if parts else "No police file was added or sent again."
    defined = " What is counted, or how, is defined otherwise in part." if since.definitions_changed else ""
    return start + defined


def _added(months: Sequence[str], rows: int) -> list[str]:
    return [f"{_months(months)} added, with {count(rows)} records"] if months else []


def _sent_again(months: Sequence[str], before: int, after: int) -> list[str]:
    if not months:
        return []
    return [
        f"{_months(months)} sent again with other content: {count(after)} records, {count(before)} before"
    ]


def _months(months: Sequence[str]) -> str:
    return f"{amount(len(months), 'month', 'months')} ({months_listed(months)})"
