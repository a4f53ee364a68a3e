"""Part 7, why (regulation 7(c) in England): what people believe, for and against. No cause is claimed."""

from __future__ import annotations

from wardmote.analyses.wording import amount, number_word, opening
from wardmote.documents.judgement import Hypothesis
from wardmote.documents.strategic_assessment.judged.part import heading, said
from wardmote.documents.strategic_assessment.needs import PackNeeds
from wardmote.publishing.tree import Block, Column, Content, PageBreak, Paragraph, Strong, Table, inlines

ANCHOR = "hypotheses"


def hypotheses(needs: PackNeeds) -> list[Block]:
    """The part; nothing without judgement, and nothing in the public edition."""
    if needs.judged is None or needs.public is not None:
        return []
    held = needs.judged.hypotheses
    table = [_table(held)] if held else []
    return [heading(needs, ANCHOR), Paragraph(_lead(held), "lead"), *table, PageBreak()]


def _lead(held: tuple[Hypothesis, ...]) -> str:
    if not held:
        return "No hypothesis stands in the partnership's register."
    weighed = sum(one.weighed for one in held)
    of_them = "all of them" if weighed == len(held) else f"{number_word(weighed)} of them"
    return (
        f"{opening(amount(len(held), 'hypothesis', 'hypotheses'))} of partners; how strong it is, was looked at for "
        f"{of_them}. These are what people believe, in their own words. None is a finding, and no cause is claimed."
    )


def _table(held: tuple[Hypothesis, ...]) -> Table:
    return Table(
        caption="Hypotheses, as the partnership's register holds them",
        columns=(
            Column("What is believed", width=6),
            Column("What speaks for it", width=5),
            Column("What speaks against it", width=5),
            Column("How strong", width=3),
            Column("Whose", width=3),
        ),
        rows=tuple(_row(one) for one in held),
        anchor="hypotheses-table",
        notes=(f"Entries: {'; '.join(one.reference for one in held)}.",),
    )


def _row(one: Hypothesis) -> tuple[Content, ...]:
    claim = (Strong(f"{one.issue}: "), one.claim) if one.issue else one.claim
    stands = f" ({one.stands.lower()})" if one.stands else ""
    return (
        claim,
        said(one.speaks_for),
        said(one.speaks_against),
        (*inlines(said(one.strength, "not looked at")), stands),
        said(one.owner, "nobody's yet"),
    )
