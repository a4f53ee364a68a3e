"""Lays the parts of the strategic assessment into one document tree."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.documents.measure_titles import measure_titles
from wardmote.documents.public_edition import as_public, left_out
from wardmote.documents.strategic_assessment.annex import annex
from wardmote.documents.strategic_assessment.data_quality import data_quality
from wardmote.documents.strategic_assessment.duties import outline_of
from wardmote.documents.strategic_assessment.everything_else import everything_else
from wardmote.documents.strategic_assessment.figures import printed_figures, section_figures
from wardmote.documents.strategic_assessment.focus import focus
from wardmote.documents.strategic_assessment.judged.county import county
from wardmote.documents.strategic_assessment.judged.hypotheses import hypotheses
from wardmote.documents.strategic_assessment.judged.last_plan import last_plan
from wardmote.documents.strategic_assessment.judged.priorities import priorities
from wardmote.documents.strategic_assessment.judged.scan import scan
from wardmote.documents.strategic_assessment.judged.statutory import all_judged, called
from wardmote.documents.strategic_assessment.judged.tasks import recommendations
from wardmote.documents.strategic_assessment.levels import levels
from wardmote.documents.strategic_assessment.needs import PackNeeds
from wardmote.documents.strategic_assessment.not_yet import not_yet
from wardmote.documents.strategic_assessment.observed import observed
from wardmote.documents.strategic_assessment.opening import cover, how_to_read, one_page
from wardmote.documents.strategic_assessment.place import place_and_people
from wardmote.documents.strategic_assessment.since import since_section
from wardmote.documents.strategic_assessment.slides import slides
from wardmote.documents.strategic_assessment.voice import voice
from wardmote.figures import Figure
from wardmote.figures.months import in_words, last_day
from wardmote.publishing.tree import Block, Commentary, Document, PageBreak


def build(needs: PackNeeds) -> Document:
    """The assessment as a document, an evidence pack until all that partners must judge is there.

    Dated by its data, so that the same evidence and the same judgement give the same bytes.
    """
    table = needs.table
    figures, judged, kind = printed_figures(needs), all_judged(needs), called(needs)
    made = Document(
        title=f"{kind}: {table.current.words}",
        subtitle=table.area.name if judged else f"Evidence for the strategic assessment of {table.area.name}",
        partnership=needs.partnership,
        kind=kind,
        data_to=in_words(table.current.end),
        version="draft",
        status="Draft",
        date=last_day(table.current.end),
        marking=needs.marking,
        author=needs.partnership,
        blocks=_blocks(needs),
        number_headings=True,
        colour=needs.colour,
        figures=figures,
        measures=measure_titles(needs.definitions, figures),
        slides=slides(needs),
    )
    return as_public(made, needs.public)


def _blocks(needs: PackNeeds) -> tuple[Block, ...]:
    """Every part in order; a part that partners can say something about ends with a place for their words."""
    outline, figures = outline_of(needs), section_figures(needs)
    prompts = {part.id: part.prompt for part in outline.parts} | {"not-yet-assessed": outline.not_yet_prompt}

    def asked(section: str, blocks: Sequence[Block]) -> list[Block]:
        return _with_words(section, blocks, prompts.get(section, ""), figures.get(section, ()))

    return (
        *cover(needs),
        *asked("one-page", one_page(needs)),
        *how_to_read(needs),
        *left_out(needs.public),
        *place_and_people(needs),
        *asked("levels-and-patterns", levels(needs)),
        *asked("observed", observed(needs)),
        *asked("since-last", since_section(needs)),
        *focus(needs),
        *asked("hypotheses", hypotheses(needs)),
        *asked("everything-else", everything_else(needs)),
        *asked("voice", voice(needs)),
        *asked("last-plan", last_plan(needs)),
        *scan(needs),
        *asked("priorities", priorities(needs)),
        *asked("county-and-force", county(needs)),
        *asked("not-yet-assessed", not_yet(needs)),
        *asked("data-quality", data_quality(needs)),
        *recommendations(needs),
        *annex(needs),
    )


def _with_words(
    section: str, blocks: Sequence[Block], prompt: str, figures: tuple[Figure, ...]
) -> list[Block]:
    """The section with a place for people's words at its end, before the page turns."""
    if not prompt or not blocks:
        return list(blocks)
    end = len(blocks) - isinstance(blocks[-1], PageBreak)
    return [*blocks[:end], Commentary(f"words-{section}", prompt, figures=figures), *blocks[end:]]
