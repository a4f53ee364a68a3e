"""Part 13, proposed priorities (regulation 7(d) in England): in, out, why, passed over, who thought otherwise, capacity."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.analyses.wording import amount, listed, number_word, opening
from wardmote.documents.judged import Decided, Recommended, Work
from wardmote.documents.judgement import Judged
from wardmote.documents.strategic_assessment.judged.part import board_words, day_words, heading, said
from wardmote.documents.strategic_assessment.needs import PackNeeds
from wardmote.figures import Figure
from wardmote.publishing.tree import (
    Block,
    BulletList,
    Column,
    Content,
    Heading,
    Paragraph,
    Quiet,
    Strong,
    Table,
)

ANCHOR = "priorities"


def priorities(needs: PackNeeds) -> list[Block]:
    """The part; nothing without judgement. The public reads what is in and out, and why."""
    judged = needs.judged
    if judged is None:
        return []
    record, public = judged.recommended, needs.public is not None
    return [
        heading(needs, ANCHOR),
        Paragraph(_lead(judged, public=public), "lead"),
        *_words_of_the_board(judged, public=public),
        *([_in(needs, record)] if record.priorities else []),
        *_out(record, public=public),
        *([] if public else [*_passed_over(record), *_dissent(record), *_capacity(record)]),
    ]


def standing(judged: Judged) -> str:
    """By whom it is recommended, and what the board decided, in a sentence."""
    record = judged.recommended
    chair = f", chaired by {record.chair}," if record.chair else ""
    return f"Recommended by the workshop of {day_words(record.day)}{chair}: {board_words(judged.adoption)}."


def decided_figures(needs: PackNeeds) -> tuple[Figure, ...]:
    """The kept figures that the priorities were decided on."""
    if needs.judged is None or needs.public is not None:
        return ()
    return tuple(figure for one in needs.judged.recommended.issues for figure in one.figures)


def _lead(judged: Judged, *, public: bool) -> str:
    record = judged.recommended
    n, out = len(record.priorities), len(record.issues) - len(record.priorities)
    made = f"{opening(amount(n, 'priority', 'priorities'))}, from {amount(len(record.issues), 'issue', 'issues')}."
    who = (
        standing(judged)
        if not public
        else f"{board_words(judged.adoption)[0].upper()}{board_words(judged.adoption)[1:]}."
    )
    there = [one for one in record.there if one.present]
    quorum = f"; {number_word(record.quorum)} are needed" if record.quorum else ""
    held = (
        ""
        if public
        else f" {opening(number_word(len(there)))} of {amount(len(record.there), 'partner', 'partners')} were there{quorum}."
    )
    rest = (
        f" Why {'the other one is not' if out == 1 else f'the other {number_word(out)} are not'}, stands below."
        if out
        else ""
    )
    return f"{made} {who}{held}{rest}"


def _words_of_the_board(judged: Judged, *, public: bool) -> list[Block]:
    if public or judged.adoption is None or not judged.adoption.words:
        return []
    return [Paragraph((Strong("The board said: "), judged.adoption.words))]


def _in(needs: PackNeeds, record: Recommended) -> Table:
    public = needs.public is not None
    own = () if public else (Column("How that is seen", width=4), Column("First step, and by when", width=5))
    return Table(
        caption="Priorities",
        columns=(
            Column("Priority", width=4),
            Column("Why", width=6),
            Column("Whose", width=3),
            Column("What is to change", width=5),
            *own,
        ),
        rows=tuple(_priority(needs, one) for one in record.priorities),
        anchor="priorities-in",
        notes=_refreshed(needs),
    )


def _refreshed(needs: PackNeeds) -> tuple[str, ...]:
    later = needs.judged.refreshed if needs.judged else None
    if later is None or needs.public is not None:
        return ()
    return (
        f"Whose, change, step and day: as version {later.version} says, {day_words(later.day)}: {later.why}",
    )


def _priority(needs: PackNeeds, one: Decided) -> tuple[Content, ...]:
    work, public = _work(needs, one), needs.public is not None
    if work is None:
        rest = () if public else (Quiet("not said"), Quiet("not said"))
        return (one.title, said(one.reason), Quiet("nobody's yet"), Quiet("not said"), *rest)
    by = f", by {day_words(work.due)}" if work.due else ""
    own = () if public else (said(_seen(needs, work)), said(f"{work.first_action}{by}"))
    return (one.title, said(one.reason), said(work.owner, "nobody's yet"), said(work.aim), *own)


def _work(needs: PackNeeds, one: Decided) -> Work | None:
    """The work as its latest version says."""
    later = needs.judged.refreshed if needs.judged else None
    return (later.works.get(one.number) if later else None) or one.work


def _seen(needs: PackNeeds, work: Work) -> str:
    """How it is seen that something changed: the measure by its title, and what was said of it."""
    measure = needs.definitions.measures.get(work.measure)
    title = measure.title if measure else work.measure
    return "; ".join(one for one in (title, work.measured_by) if one)


def _out(record: Recommended, *, public: bool) -> list[Block]:
    place = () if public else (Column("Place", width=2),)
    made: list[Block] = []
    if record.others:
        made.append(
            Table(
                caption="What is not a priority, and why",
                columns=(
                    Column("Issue", width=4),
                    *place,
                    Column("What becomes of it", width=3),
                    Column("Why", width=8),
                ),
                rows=tuple(
                    (
                        one.title,
                        *(() if public else (one.places.place or Quiet("none"),)),
                        one.outcome.words,
                        said(one.reason),
                    )
                    for one in record.others
                ),
                anchor="priorities-out",
            )
        )
    if record.not_discussed:
        made.append(_not_discussed(record, public=public))
    return made


def _not_discussed(record: Recommended, *, public: bool) -> Paragraph:
    """The issues of the scan that did not lie on the table: their names, where they stood, and the reason of all."""
    off = record.not_discussed
    names = listed(
        [
            one.title
            if public
            else f"{one.title} ({f'place {one.places.place}' if one.places.total is not None else 'no place'})"
            for one in off
        ]
    )
    why = " ".join(dict.fromkeys(one.reason.strip() for one in off if one.reason.strip()))
    return Paragraph(
        (Strong("Scored in the scan, and not discussed in the workshop: "), f"{names}. {why}".strip())
    )


def _passed_over(record: Recommended) -> list[Block]:
    """Which issues stood above one that was chosen, and were not."""
    titles = {one.number: one.title for one in record.issues}
    items: list[Content] = [
        (
            Strong(one.title),
            f" was chosen before {listed([titles.get(at, str(at)) for at in one.passed_over])}: {one.passing or one.reason}",
        )
        for one in record.issues
        if one.passed_over
    ]
    return _under("Chosen before issues that stood above them", "passed-over", items)


def _dissent(record: Recommended) -> list[Block]:
    titles = {one.number: one.title for one in record.issues}
    items: list[Content] = [
        (Strong(f"{one.partner}, {_of(one.issue, titles)}: "), one.words) for one in record.dissents
    ]
    return _under(
        "Who thought otherwise", "dissent", items or ["Nobody asked for another view to be recorded."]
    )


def _of(issue: int | None, titles: dict[int, str]) -> str:
    return "on the whole" if issue is None else f"on {titles.get(issue, f'issue {issue}')}"


def _capacity(record: Recommended) -> list[Block]:
    told = (
        ("Money", record.capacity.money),
        ("People", record.capacity.people),
        ("Who else leads", record.capacity.others),
    )
    items: list[Content] = [(Strong(f"{name}: "), words) for name, words in told if words.strip()]
    return _under("What there is to do it with", "capacity", items or ["Nobody said what there is."])


def _under(title: str, anchor: str, items: Sequence[Content]) -> list[Block]:
    return [Heading(2, title, anchor), BulletList(tuple(items))] if items else []
