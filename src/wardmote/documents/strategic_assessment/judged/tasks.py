"""Part 17, recommendations and gaps: what is to be done and what is not known, each with an owner and a day."""

from __future__ import annotations

from wardmote.analyses.wording import amount, opening
from wardmote.documents.judgement import Task
from wardmote.documents.strategic_assessment.judged.part import day_words, heading, said
from wardmote.documents.strategic_assessment.needs import PackNeeds
from wardmote.publishing.tree import Block, Column, PageBreak, Paragraph, Quiet, Table

ANCHOR = "recommendations"


def recommendations(needs: PackNeeds) -> list[Block]:
    """The part; nothing without judgement, and nothing in the public edition."""
    if needs.judged is None or needs.public is not None:
        return []
    asked, gaps = needs.judged.recommendations, needs.judged.gaps
    lead = (
        f"{opening(amount(len(asked), 'recommendation is', 'recommendations are'))} open, and "
        f"{amount(len(gaps), 'gap', 'gaps')} in what is known."
    )
    return [
        heading(needs, ANCHOR),
        Paragraph(lead, "lead"),
        *_table(
            "Recommendations that are open",
            ("What is recommended", "By"),
            "Due",
            asked,
            "recommendations-open",
        ),
        *_table("What is not known yet", ("Issue", "What is not known"), "Review", gaps, "gaps-open"),
        PageBreak(),
    ]


def _table(
    caption: str, heads: tuple[str, str], day: str, tasks: tuple[Task, ...], anchor: str
) -> list[Block]:
    if not tasks:
        return []
    return [
        Table(
            caption=caption,
            columns=(
                Column(heads[0], width=6),
                Column(heads[1], width=4),
                Column("Owner", width=3),
                Column(day, width=3),
                Column("Stands", width=3),
            ),
            rows=tuple(
                (
                    one.title,
                    said(one.origin),
                    said(one.owner, "nobody's yet"),
                    day_words(one.due) if one.due else Quiet("no day set"),
                    said(one.stands),
                )
                for one in tasks
            ),
            anchor=anchor,
            notes=(f"Entries: {'; '.join(one.reference for one in tasks)}.",),
        )
    ]
