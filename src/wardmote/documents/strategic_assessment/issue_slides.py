"""What the partnership chose, and what residents say, on a slide each."""

from __future__ import annotations

from collections.abc import Iterator

from wardmote.analyses.focus.record import FocusPage
from wardmote.analyses.wording import amount, inside, interval_name, share
from wardmote.documents.strategic_assessment import speaker_notes as say
from wardmote.documents.strategic_assessment.columns import both_years, count_cells, numbers, verdict_cell
from wardmote.documents.strategic_assessment.needs import PackNeeds
from wardmote.documents.strategic_assessment.speaker_notes import speaker_notes
from wardmote.documents.strategic_assessment.voice import shown_concerns, span_cell
from wardmote.publishing.cells import share_cell
from wardmote.publishing.tree import Column, Content, Quiet, Slide, Table

NO_OUTLOOK = "no outlook"


def focus_slide(needs: PackNeeds) -> Iterator[Slide]:
    """The chosen issues, a row each: both years, the verdict, and what is to be expected; nothing where none was chosen."""
    shown = [page for page in needs.focus if page.row is not None]
    if not shown:
        return
    rows: tuple[tuple[Content, ...], ...] = tuple(_issue(page) for page in shown)
    table = Table(
        caption="The issues that the partnership chose",
        columns=(
            Column("Issue", width=4),
            *both_years(needs),
            Column("Verdict", width=3),
            Column("If things remain broadly the same", width=6),
        ),
        rows=rows,
    )
    notes = speaker_notes(needs, *(_beside(page) for page in shown if page.beside), say.OUTLOOK, say.NO_CAUSE)
    yield Slide(
        f"The partnership looks more closely at {amount(len(shown), 'issue', 'issues')}",
        (table,),
        notes,
        gives_way=1,
    )


def _issue(page: FocusPage) -> tuple[Content, ...]:
    if page.row is None:
        return ()
    return (page.focus.title, *count_cells(page.row), verdict_cell(page.row), _outlook(page))


def _outlook(page: FocusPage) -> Content:
    """What is to be expected, without the measure's name, which stands beside it."""
    if page.outlook is None:
        return Quiet(NO_OUTLOOK)
    return page.outlook.caption.title.rpartition(": ")[2]


def _beside(page: FocusPage) -> str:
    return f"{page.focus.title}: {inside(page.beside)}"


def voice_slide(needs: PackNeeds) -> Iterator[Slide]:
    """What most people named in the survey that says most; nothing where no answers are held."""
    one = shown_concerns(needs)
    if one is None:
        return
    interval = interval_name(needs.definitions)
    table = Table(
        caption=one.question,
        columns=(Column("Answer", width=5), *numbers("Share", *([interval] if one.sample else []))),
        rows=tuple(
            (
                row.label,
                share_cell(row.percent / 100),
                *((span_cell(row.low, row.high),) if one.sample else ()),
            )
            for row in one.concerns
        ),
        notes=(f"{one.title}{', weighted' if one.weighted else ''}. People could name several.",),
    )
    first, who = one.concerns[0], "who answered" if one.sample else "who chose to respond"
    title = f"{first.label}: named most often, by {share(first.percent / 100)} of the {one.people:,} {who}"
    notes = speaker_notes(needs, one.named, one.changes, one.chosen, say.VOICE)
    yield Slide(title, (table,), notes, gives_way=2)
