"""What the recorded crimes weigh, in a few sentences, where weights are held."""

from __future__ import annotations

from wardmote.analyses.wording import opening
from wardmote.documents.strategic_assessment.needs import PackNeeds
from wardmote.publishing.tree import Block, Heading, Paragraph

TOLD = 2
"""Findings of the analysis that the pack repeats: the score, and its change. The rest is asked for by name."""


def harm(needs: PackNeeds) -> list[Block]:
    """The block; nothing where no weights are held, or the area's crimes cannot be weighed."""
    if needs.harm is None:
        return []
    told = needs.harm.findings[:TOLD]
    return [
        Heading(2, "Harm", "harm"),
        Paragraph(
            opening(" ".join(finding.sentence for finding in told)),
            "draft",
            slot="harm",
            figures=tuple(figure for finding in told for figure in finding.figures),
        ),
        Paragraph(" ".join(needs.harm.sure[:1]), "note"),
    ]
