"""Part 11, last year's plan (regulation 7(f) in England): how far it was done in people's words, and its figures."""

from __future__ import annotations

from wardmote.analyses.then_and_now import ThenNow, then_and_now
from wardmote.analyses.wording import amount, inside, listed, number_word, opening
from wardmote.documents.judged import Decided
from wardmote.documents.judgement import LastPlan
from wardmote.documents.strategic_assessment.columns import numbers
from wardmote.documents.strategic_assessment.judged.part import board_words, day_words, heading, said
from wardmote.documents.strategic_assessment.needs import PackNeeds
from wardmote.figures import Figure
from wardmote.publishing.cells import count_cell
from wardmote.publishing.tree import (
    Block,
    Column,
    Content,
    Paragraph,
    Quiet,
    Strong,
    Table,
    VerdictMark,
)

ANCHOR = "last-plan"
STATES = ("done", "part", "not-done", "not-known")
CHANGES = ("%", "percentage points")
"""Units of figures that are themselves a change."""


def last_plan(needs: PackNeeds) -> list[Block]:
    """The part; nothing without judgement."""
    if needs.judged is None:
        return []
    plan, blocks = needs.judged.last_plan, [heading(needs, ANCHOR)]
    if plan is None:
        none = "No plan of last year is kept here, so how far it was carried out cannot be told from records."
        return [*blocks, Paragraph(none, "lead")]
    rows = outcomes(needs, plan) if needs.public is None else ()
    return [
        *blocks,
        Paragraph(lead(plan), "lead"),
        _done(plan, public=needs.public is not None),
        *([_figures(rows)] if rows else []),
    ]


def lead(plan: LastPlan) -> str:
    """How many of its priorities were done, and where it comes from."""
    found = [plan.of(one.number) for one in plan.recommended.priorities]
    of_each = {state: [one for one in found if one.state == state] for state in STATES}
    each = listed(
        [
            f"{number_word(len(some))} {'is' if len(some) == 1 else 'are'} {some[0].words.lower()}"
            for some in of_each.values()
            if some
        ]
    )
    from_day = f"recommended by the workshop of {day_words(plan.recommended.day)}"
    if not found:
        return f"Last year's plan, {from_day}, holds no priority."
    whole = opening(amount(len(found), "priority", "priorities"))
    board = board_words(plan.adoption)
    return f"{whole} of last year, {from_day}: {each}. {board[0].upper()}{board[1:]}."


def outcomes(needs: PackNeeds, plan: LastPlan) -> tuple[tuple[Decided, ThenNow], ...]:
    """Each priority's kept counts beside the same today, in the order of the plan."""
    return tuple(
        (one, needs.then_now.get(figure.identity) or then_and_now(figure, needs.table))
        for one in plan.recommended.priorities
        for figure in counts_of(one)
    )


def counts_of(one: Decided) -> tuple[Figure, ...]:
    """The kept figures of an issue that are counts, not changes of counts."""
    return tuple(figure for figure in one.figures if figure.unit not in CHANGES)


def plan_figures(needs: PackNeeds) -> tuple[Figure, ...]:
    """Every figure that the part prints: as kept, then as it is today."""
    if needs.judged is None or needs.judged.last_plan is None or needs.public is not None:
        return ()
    rows = [one for _, one in outcomes(needs, needs.judged.last_plan)]
    return (*(one.then for one in rows), *(one.now for one in rows if one.now is not None))


def _done(plan: LastPlan, *, public: bool) -> Table:
    own = (
        ()
        if public
        else (
            Column("What was delivered", width=5),
            Column("What shows it", width=4),
            Column("Lesson", width=4),
        )
    )
    later = plan.refreshed
    return Table(
        caption="How far last year's priorities were carried out",
        columns=(Column("Priority, and what was to change", width=6), Column("How far", width=3), *own),
        rows=tuple(_row(plan, one, public=public) for one in plan.recommended.priorities),
        anchor="last-plan-done",
        notes=(
            "How far it was done is what the partnership says of itself.",
            *(
                [f"What was to change: as version {later.version} of the plan says, {day_words(later.day)}."]
                if later
                else []
            ),
        ),
    )


def _row(plan: LastPlan, one: Decided, *, public: bool) -> tuple[Content, ...]:
    done = plan.of(one.number)
    aim = f": {inside(plan.aim(one))}" if plan.aim(one) else ""
    state: Content = Strong(done.words) if done.state != "not-known" else Quiet(done.words)
    own = () if public else (said(done.output), said(done.evidence), said(done.lesson))
    return ((Strong(one.title), aim), state, *own)


def _figures(rows: tuple[tuple[Decided, ThenNow], ...]) -> Table:
    return Table(
        caption="The figures that last year's priorities were decided on, then and now",
        columns=(
            Column("Priority", width=4),
            Column("What is counted", width=4),
            *numbers("Then", "Now"),
            Column("What may be said", width=6),
        ),
        rows=tuple(_compared(*row) for row in rows),
        anchor="last-plan-figures",
        notes=(
            "Then: as the workshop saw it, kept with the record. Now: the same measure today.",
            "A figure that moved after a plan does not show that the plan moved it.",
        ),
    )


def _compared(one: Decided, row: ThenNow) -> tuple[Content, ...]:
    mark = VerdictMark(row.verdict) if row.verdict else None
    rest = row.words.partition(". ")[2] if mark else row.words
    return (
        one.title,
        f"{row.title}, {row.of_then}{f' and {row.of_now}' if row.of_now not in ('', row.of_then) else ''}",
        count_cell(row.then.value, Quiet(row.then.state.words)),
        count_cell(row.now.value if row.now else None, Quiet(row.now.state.words if row.now else "not held")),
        (mark, f". {rest}" if rest else "") if mark else rest,
    )
