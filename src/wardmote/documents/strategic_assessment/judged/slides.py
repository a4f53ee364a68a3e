"""What partners recommend, and what became of last year's plan, on a slide each."""

from __future__ import annotations

from collections.abc import Iterator

from wardmote.analyses.wording import amount, inside, opening
from wardmote.documents.strategic_assessment import speaker_notes as say
from wardmote.documents.strategic_assessment.judged.last_plan import lead
from wardmote.documents.strategic_assessment.judged.part import said
from wardmote.documents.strategic_assessment.judged.priorities import standing
from wardmote.documents.strategic_assessment.needs import PackNeeds
from wardmote.documents.strategic_assessment.speaker_notes import speaker_notes
from wardmote.publishing.tree import Column, Content, Quiet, Slide, Strong, Table


def priorities_slide(needs: PackNeeds) -> Iterator[Slide]:
    """The priorities with whose they are and what is to change; never left out."""
    judged = needs.judged
    if judged is None or not judged.recommended.priorities:
        return
    n = len(judged.recommended.priorities)
    what = amount(n, "priority", "priorities")
    title = (
        f"The board approved {what}" if judged.adopted else f"Partners recommend {what}; the board decides"
    )
    rows: tuple[tuple[Content, ...], ...] = tuple(
        (
            one.title,
            said(one.work.owner if one.work else "", "nobody's yet"),
            said(one.work.aim if one.work else ""),
        )
        for one in judged.recommended.priorities
    )
    table = Table(
        caption="Priorities",
        columns=(Column("Priority", width=5), Column("Whose", width=4), Column("What is to change", width=7)),
        rows=rows,
    )
    notes = speaker_notes(needs, *([standing(judged)] if needs.public is None else []), say.JUDGED)
    yield Slide(title, (table,), notes)


def last_plan_slide(needs: PackNeeds) -> Iterator[Slide]:
    """How far each of last year's priorities was carried out; nothing where no plan is kept."""
    plan = needs.judged.last_plan if needs.judged else None
    if plan is None or not plan.recommended.priorities:
        return
    told = [(one, plan.of(one.number)) for one in plan.recommended.priorities]
    done = sum(said_of.state == "done" for _, said_of in told)
    lesson = (Column("Lesson", width=8),) if needs.public is None else ()
    table = Table(
        caption="How far last year's priorities were carried out",
        columns=(Column("Priority", width=5), Column("How far", width=3), *lesson),
        rows=tuple(
            (
                one.title,
                Quiet(it.words) if it.state == "not-known" else Strong(it.words),
                *((said(it.lesson),) if lesson else ()),
            )
            for one, it in told
        ),
    )
    title = f"Of last year's {amount(len(told), 'priority', 'priorities')}, {amount(done, 'was', 'were')} carried out"
    yield Slide(
        opening(title), (table,), speaker_notes(needs, inside(lead(plan)), say.AFTER_A_PLAN), gives_way=2
    )
