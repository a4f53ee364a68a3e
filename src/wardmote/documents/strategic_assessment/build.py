"""Lays the parts of the strategic assessment into one document tree."""

from __future__ import annotations

from wardmote.documents.strategic_assessment.annex import annex
from wardmote.documents.strategic_assessment.data_quality import data_quality
from wardmote.documents.strategic_assessment.everything_else import everything_else
from wardmote.documents.strategic_assessment.levels import levels
from wardmote.documents.strategic_assessment.needs import PackNeeds
from wardmote.documents.strategic_assessment.not_yet import not_yet
from wardmote.documents.strategic_assessment.opening import cover, how_to_read, one_page
from wardmote.figures.months import in_words, last_day
from wardmote.publishing.tree import Document


def build(needs: PackNeeds) -> Document:
    """The evidence pack as a document: dated by its data, so that the same evidence gives the same bytes."""
    table = needs.table
    outline = needs.definitions.documents["strategic-assessment"]
    return Document(
        title=f"{outline.title_before_judgement}: {table.current.words}",
        subtitle=f"Evidence for the strategic assessment of {table.area.name}",
        partnership=needs.partnership,
        kind=outline.title_before_judgement,
        data_to=in_words(table.current.end),
        version="draft",
        status="Draft",
        date=last_day(table.current.end),
        marking=needs.marking,
        author=needs.partnership,
        blocks=(
            *cover(needs),
            *one_page(needs),
            *how_to_read(needs),
            *levels(needs),
            *everything_else(needs),
            *not_yet(needs),
            *data_quality(needs),
            *annex(needs),
        ),
    )
