"""The pack as slides for a board: what it must know first, and last what it is asked. Nothing new is said here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from wardmote.analyses.change_in_words import not_comparable_finding
from wardmote.analyses.finding import CHANGED
from wardmote.analyses.pictures import MonthLine, MonthPattern, SmallMultiples
from wardmote.analyses.wording import amount, count, inside, listed, number_word, opening
from wardmote.documents.strategic_assessment import speaker_notes as say
from wardmote.documents.strategic_assessment.data_quality import lost_sentence
from wardmote.documents.strategic_assessment.duties import outline_of
from wardmote.documents.strategic_assessment.figures import section_figures
from wardmote.documents.strategic_assessment.issue_slides import focus_slide, voice_slide
from wardmote.documents.strategic_assessment.judged.slides import last_plan_slide, priorities_slide
from wardmote.documents.strategic_assessment.levels import levels
from wardmote.documents.strategic_assessment.needs import PackNeeds
from wardmote.documents.strategic_assessment.not_yet import parts_waiting
from wardmote.documents.strategic_assessment.observed import (
    TITLE,
    shown_rows,
    slide_notes,
    slide_table,
)
from wardmote.documents.strategic_assessment.opening import how_to_read, one_page
from wardmote.documents.strategic_assessment.since_slide import since_slide
from wardmote.documents.strategic_assessment.speaker_notes import speaker_notes
from wardmote.documents.strategic_assessment.wards import printed_within
from wardmote.figures import Verdict
from wardmote.publishing.rewriting import rewritten
from wardmote.publishing.tree import (
    Block,
    BulletList,
    Column,
    Commentary,
    Emphasis,
    FindingItem,
    Findings,
    Paragraph,
    PictureBlock,
    Reference,
    Slide,
    Table,
    walk,
)

OBSERVED, MONTHS, SEASON, EXPLAINED = 6, 5, 4, 3
"""What gives way where there are too many slides: what partners count first, where nothing of it changed, and then the
months of every measure. Chosen issues and residents stay longest of them (``issue_slides``)."""
SAID_IN = ("one-page", "levels-and-patterns")
"""The parts whose words stand on a slide."""

Kind = TypeVar("Kind", bound=Block)


def slides(needs: PackNeeds) -> tuple[Slide, ...]:
    """What the evidence cannot fill is left out; what gives way first, the document shows in full."""
    opening_blocks, level_blocks = one_page(needs), levels(needs)
    return (
        *_year(needs, opening_blocks),
        *_where(needs),
        *_verdicts(needs),
        *_changes(needs, level_blocks),
        *_clearest(needs, level_blocks),
        *_season(needs, level_blocks),
        *_months(needs, level_blocks),
        *_within(needs, level_blocks),
        *_observed(needs),
        *priorities_slide(needs),
        *focus_slide(needs),
        *voice_slide(needs),
        *since_slide(needs),
        *last_plan_slide(needs),
        *_words(needs),
        *_limits(needs),
        *_not_yet(needs, opening_blocks),
    )


def _blocks(blocks: Sequence[Block], kind: type[Kind]) -> list[Kind]:
    return [block for block in walk(tuple(blocks)) if isinstance(block, kind)]


def _pictures(blocks: Sequence[Block], kind: type) -> list[PictureBlock]:
    return [block for block in _blocks(blocks, PictureBlock) if isinstance(block.picture, kind)]


def _year(needs: PackNeeds, blocks: Sequence[Block]) -> Iterator[Slide]:
    lead = next(block for block in _blocks(blocks, Paragraph) if block.style == "lead")
    found = _blocks(blocks, Findings)
    shown = rewritten(found[0], _elsewhere) if found else lead
    notes = speaker_notes(needs, needs.headlines.lead, say.RECORDED, say.NO_CAUSE)
    yield Slide(needs.headlines.title, (shown,), notes)


def _observed(needs: PackNeeds) -> Iterator[Slide]:
    """What partners and the Home Office count, as far as it fits."""
    table = slide_table(needs)
    if table is not None:
        changed = any(row.verdict in CHANGED for row in shown_rows(needs))
        yield Slide(TITLE, (table,), slide_notes(needs), EXPLAINED if changed else OBSERVED)


def _elsewhere(node: object) -> object:
    """A finding whose list stands in the document, which is not here."""
    if isinstance(node, FindingItem) and isinstance(node.rest, str):
        return replace(node, rest=node.rest.replace("more in the list", "more in the document"))
    return node


def _where(needs: PackNeeds) -> Iterator[Slide]:
    if needs.wards.picture is not None:
        picture = PictureBlock(needs.wards.picture, "slide-wards")
        yield Slide(picture.picture.caption.title, (picture,), speaker_notes(needs, say.WARD_RATES))


def _asked(blocks: Sequence[Block]) -> BulletList:
    """What the first page asks for; a part of the document that it refers to goes by its name, as it is not here."""

    def named(node: object) -> object:
        return Emphasis(opening(node.anchor.replace("-", " "))) if isinstance(node, Reference) else node

    return rewritten(_blocks(blocks, BulletList)[0], named)


def _verdicts(needs: PackNeeds) -> Iterator[Slide]:
    blocks = how_to_read(needs)
    if any(row.current is not None for row in needs.table.rows):
        table = _blocks(blocks, Table)[0]
        title = opening(f"{number_word(len(table.rows))} words carry every comparison")
        yield Slide(title, (table,), speaker_notes(needs, say.NO_CAUSE), EXPLAINED)


def _changes(needs: PackNeeds, blocks: Sequence[Block]) -> Iterator[Slide]:
    if needs.changes.rows:
        words = needs.changes.caption
        block = PictureBlock(needs.changes, "slide-changes")
        yield Slide(words.title, (block,), speaker_notes(needs, words.note, say.INTERVALS, say.NO_CAUSE))


def _clearest(needs: PackNeeds, blocks: Sequence[Block]) -> Iterator[Slide]:
    """The monthly lines that the document draws too, at most two beside each other."""
    lines = _pictures(blocks, MonthLine)[:2]
    if lines:
        first, *others = (block.picture.caption.title for block in lines)
        title = "; ".join([first, *(inside(other) for other in others)])
        yield Slide(title, tuple(lines), speaker_notes(needs, say.CLEAREST, say.NO_CAUSE))


def _season(needs: PackNeeds, blocks: Sequence[Block]) -> Iterator[Slide]:
    for block in _pictures(blocks, MonthPattern)[:1]:
        words = block.picture.caption.title
        title = words.partition(", at about")[0]
        yield Slide(title, (block,), speaker_notes(needs, f"{words}.", say.SEASON, say.NO_CAUSE), SEASON)


def _months(needs: PackNeeds, blocks: Sequence[Block]) -> Iterator[Slide]:
    for block in _pictures(blocks, SmallMultiples)[:1]:
        notes = speaker_notes(needs, say.LEVELS, say.NO_CAUSE)
        yield Slide(block.picture.caption.title, (block,), notes, MONTHS)


def _within(needs: PackNeeds, blocks: Sequence[Block]) -> Iterator[Slide]:
    """What changed within wards: the rows that the title counts, and no others."""
    table = next((block for block in _blocks(blocks, Table) if block.anchor == "within-table"), None)
    if table is None:
        return
    changed = sum(row.verdict in CHANGED for row in needs.within.rows)
    listed_rows = sum(row.verdict in CHANGED for row in printed_within(needs))
    title = f"Within wards, {number_word(changed)} of {count(needs.within.judged)} comparisons changed by more than chance"
    notes = speaker_notes(needs, needs.within.sentence, say.WARD_CHANGES, say.NO_CAUSE)
    if not listed_rows:
        yield Slide(title, (Paragraph(needs.within.sentence, "draft"),), notes)
        return
    clearest = f"The clearest {listed_rows} of {changed}. " if listed_rows < changed else ""
    shown = replace(
        table,
        caption="Wards and measures that changed by more than chance, the clearest first",
        rows=table.rows[:listed_rows],
        notes=(f"{clearest}Located records only.", *table.notes[1:]),
    )
    yield Slide(title, (shown,), notes)


def _words(needs: PackNeeds) -> Iterator[Slide]:
    """The places for words of the first parts, which the document has too: what is written there stands here."""
    figures = section_figures(needs)
    places = tuple(
        Commentary(f"words-{part.id}", part.prompt, figures=figures.get(part.id, ()))
        for part in outline_of(needs).parts
        if part.id in SAID_IN and part.prompt
    )
    if places:
        yield Slide("What partners say", places, speaker_notes(needs, say.WORDS))


def _limits(needs: PackNeeds) -> Iterator[Slide]:
    """What cannot be compared, what was not supplied or located, what was taken in: a line each."""
    base = [row for row in needs.table.rows if row.measure.base and row.verdict is not None]
    broken = [row for row in base if row.verdict == Verdict.NOT_COMPARABLE]
    lines = [not_comparable_finding(needs.table, broken).sentence] if broken else []
    lines += [f"{needs.quality.sentence} {lost_sentence(needs)}", *_taken_in(needs)]
    yield Slide(
        _limits_title(len(base), len(broken)), (BulletList(tuple(lines)),), speaker_notes(needs, say.GAPS)
    )


def _limits_title(judged: int, broken: int) -> str:
    if not broken:
        return "The figures have limits that no verdict removes"
    of = (
        f"{number_word(broken)} of {amount(judged, 'measure', 'measures')}"
        if broken < judged
        else "No measure"
    )
    return opening(f"{of} {'cannot' if broken < judged else 'can'} be compared with the year before")


def _taken_in(needs: PackNeeds) -> list[str]:
    sources = [one for one in needs.sources if one.records]
    said = [
        f"{inside(one.title)}: {count(one.rows)} rows, {count(one.rejected) if one.rejected else 'none'} rejected"
        for one in sources
    ]
    return [f"Taken in: {'; '.join(said)}."] if said else []


def _not_yet(needs: PackNeeds, blocks: Sequence[Block]) -> Iterator[Slide]:
    """What is missing by who can supply it, beside the decisions asked for."""
    asked = _asked(blocks)
    parts = parts_waiting(needs)
    if not parts:
        title = opening(f"partners are asked {amount(len(asked.items), 'thing', 'things')}")
        yield Slide(title, (asked,), speaker_notes(needs))
        return
    suppliers: dict[str, list[str]] = {}
    for part in parts:
        suppliers.setdefault(part.who or "To be agreed", []).append(inside(part.title))
    table = Table(
        caption="Who can supply what is not yet assessed",
        columns=(Column("Who can supply it", width=1), Column("Not yet assessed", width=1)),
        rows=tuple((who, opening(listed(titles))) for who, titles in suppliers.items()),
    )
    title = opening(f"{amount(len(parts), 'part waits', 'parts wait')} for partners, who are asked to decide")
    yield Slide(title, (table, asked), speaker_notes(needs, say.NOT_ASSESSED))
