"""Part 10, what residents say: who was asked and how, what most of them named, what changed by more than chance."""

from __future__ import annotations

from wardmote.analyses.surveys.said import SurveySaid
from wardmote.analyses.wording import inside, interval_name, number_word, opening
from wardmote.documents.strategic_assessment.columns import numbers
from wardmote.documents.strategic_assessment.consulted import Consulted
from wardmote.documents.strategic_assessment.duties import eyebrow
from wardmote.documents.strategic_assessment.needs import PackNeeds
from wardmote.documents.strategic_assessment.voice_consulted import lead_on_consulted, tables_on_consulted
from wardmote.methods.rounding import half_up
from wardmote.publishing.cells import DASH, count_cell, share_cell
from wardmote.publishing.tree import Block, Column, Content, Heading, PageBreak, Paragraph, Table

ANCHOR = "voice"
TITLE = "What residents say"
SHOWN = 3
"""Surveys that the part tells of."""


def voice(needs: PackNeeds) -> list[Block]:
    """The part; nothing where no answers are held and no consultation is told of."""
    shown, consulted = needs.voice[:SHOWN], needs.consulted if needs.public is None else ()
    if not shown and not consulted:
        return []
    return [
        Heading(1, TITLE, ANCHOR, eyebrow=eyebrow(needs, ANCHOR)),
        Paragraph(_lead(shown, consulted), "lead"),
        *([_who(shown)] if shown else []),
        *tables_on_consulted(consulted),
        *(Paragraph(_sentence(one), "draft", slot=f"voice-{one.survey}") for one in shown if _sentence(one)),
        *_concerns(needs, shown),
        PageBreak(),
    ]


def _lead(shown: tuple[SurveySaid, ...], consulted: tuple[Consulted, ...]) -> str:
    samples = [one for one in shown if one.sample]
    chosen = sum(one.people for one in shown if not one.sample)
    said = []
    if samples:
        people = sum(one.people for one in samples)
        surveys = "a sample survey" if len(samples) == 1 else f"{number_word(len(samples))} sample surveys"
        said.append(f"{people:,} people answered {surveys}")
    if chosen:
        said.append(f"{chosen:,} chose to respond to a consultation, which is not a sample")
    if consulted:
        said.append(inside(lead_on_consulted(consulted)) if said else lead_on_consulted(consulted))
    return f"{opening('; '.join(said))}. What people say and what is recorded measure different things."


def _sentence(one: SurveySaid) -> str:
    words = " ".join(part for part in (one.changes, one.named) if part)
    return f"{one.title}: {words}" if words else ""


def _who(shown: tuple[SurveySaid, ...]) -> Table:
    """Source, dates, number and how people were reached."""
    return Table(
        caption="Who was asked, and how",
        columns=(
            Column("Survey", width=5),
            Column("When", width=4),
            Column("How", width=5),
            *numbers("Answered"),
        ),
        rows=tuple(
            (
                f"{one.title}, {one.publisher}",
                one.days,
                f"{opening(one.asked)}, {one.mode}",
                count_cell(one.people),
            )
            for one in shown
        ),
        anchor="voice-who",
        notes=tuple(f"{one.title}: {one.chosen}" for one in shown),
    )


def _concerns(needs: PackNeeds, shown: tuple[SurveySaid, ...]) -> list[Block]:
    """What most people named, of the survey that says most: a sample if there is one."""
    one = _saying_most(shown)
    if one is None:
        return []
    rows: tuple[tuple[Content, ...], ...] = tuple(
        (row.label, share_cell(row.percent / 100), *((span_cell(row.low, row.high),) if one.sample else ()))
        for row in one.concerns
    )
    interval = interval_name(needs.definitions)
    note = f"{one.title}{', weighted' if one.weighted else ''}. People could name several."
    return [
        Table(
            caption=one.question,
            columns=(Column("Answer", width=5), *numbers("Share", *([interval] if one.sample else []))),
            rows=rows,
            anchor="voice-concerns",
            notes=(note,),
        )
    ]


def shown_concerns(needs: PackNeeds) -> SurveySaid | None:
    """The survey whose answers the part prints in a table: a sample if there is one; None where none is."""
    return _saying_most(needs.voice[:SHOWN])


def _saying_most(shown: tuple[SurveySaid, ...]) -> SurveySaid | None:
    return next((said for said in shown if said.concerns), None)


def span_cell(low: float | None, high: float | None) -> Content:
    """An interval of a share, in whole percent."""
    if low is None or high is None:
        return DASH
    return f"{half_up(low, 0):.0f}% to {half_up(high, 0):.0f}%"
