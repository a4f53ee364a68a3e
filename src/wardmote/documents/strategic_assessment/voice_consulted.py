"""Whom the partnership asked beside surveys, as its own register of consultations holds it."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.analyses.wording import number_word, opening
from wardmote.documents.strategic_assessment.columns import numbers
from wardmote.documents.strategic_assessment.consulted import Consulted
from wardmote.publishing.cells import DASH, count_cell
from wardmote.publishing.tree import Block, Column, Table


def lead_on_consulted(shown: Sequence[Consulted]) -> str:
    """How many there are, and how many of them speak for more than those who took part."""
    samples = sum(one.sample for one in shown)
    what = "one consultation" if len(shown) == 1 else f"{number_word(len(shown))} consultations"
    of_them = {0: "no random sample among them", len(shown): "of random samples"}.get(
        samples, f"{number_word(samples)} of a random sample"
    )
    return f"{opening(what)} in the partnership's register, {of_them}"


def tables_on_consulted(shown: Sequence[Consulted]) -> list[Block]:
    """Who was asked, when and how, with what each cannot tell; then what people named first."""
    if not shown:
        return []
    who = Table(
        caption="Consultations, as the partnership's register holds them",
        columns=(
            Column("Consultation", width=5),
            Column("When", width=4),
            Column("How", width=5),
            *numbers("Took part"),
        ),
        rows=tuple(
            (
                f"{one.title}: {one.whom}",
                one.days,
                f"{opening(one.mode)}, {one.chosen}",
                count_cell(one.people) if one.people is not None else DASH,
            )
            for one in shown
        ),
        anchor="voice-consulted",
        notes=tuple(f"{one.title}: {one.caveat}" for one in shown if one.caveat),
    )
    named = tuple((one.title, "; ".join(one.concerns), one.reference) for one in shown if one.concerns)
    if not named:
        return [who]
    concerns = Table(
        caption="What people named first, in the words of the register",
        columns=(Column("Consultation", width=4), Column("Top concerns", width=8), Column("Entry", width=3)),
        rows=named,
        anchor="voice-consulted-concerns",
        notes=("Nobody is known to speak for all where people chose themselves whether to take part.",),
    )
    return [who, concerns]
