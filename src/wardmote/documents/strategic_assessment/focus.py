"""Part 7: a page for each issue that the partnership chose."""

from __future__ import annotations

from wardmote.analyses.finding import Finding
from wardmote.analyses.focus.record import FocusPage, wards_words
from wardmote.analyses.small_areas import Concentration
from wardmote.analyses.wording import amount, count, opening, per
from wardmote.documents.strategic_assessment.columns import (
    numbers,
    rate_in,
)
from wardmote.documents.strategic_assessment.duties import eyebrow
from wardmote.documents.strategic_assessment.needs import PackNeeds
from wardmote.figures import Figure, Row
from wardmote.publishing.cells import count_cell, fine_share_cell
from wardmote.publishing.tree import (
    Block,
    Column,
    Commentary,
    Content,
    FindingItem,
    Findings,
    Heading,
    Inline,
    PageBreak,
    Paragraph,
    PictureBlock,
    SideBySide,
    Strong,
    Table,
)

ANCHOR = "focus"
PROMPT = (
    "{issue}: what do partners see? Who is harmed, who does it, and what has been tried? Mark what is a hypothesis. What "
    "is unknown, who could find it out, and by when?"
)
"""It names the issue, so that whoever hears the page can tell one place for words from the others."""


def focus(needs: PackNeeds) -> list[Block]:
    """The part, regulation 7(c) in England; nothing where no issue was chosen."""
    if not needs.focus:
        return []
    blocks: list[Block] = [
        Heading(1, "Focus pages", ANCHOR, eyebrow=eyebrow(needs, ANCHOR)),
        Paragraph(_lead(needs), "lead"),
    ]
    for page in needs.focus:
        blocks += [*_page(needs, page), PageBreak()]
    return blocks


def focus_figures(needs: PackNeeds) -> tuple[Figure, ...]:
    """The figures of every page: both years, the change and the rate of each issue."""
    return tuple(figure for page in needs.focus for figure in page_figures(needs, page))


def page_figures(needs: PackNeeds, page: FocusPage) -> tuple[Figure, ...]:
    """The figures of one page."""
    if page.row is None:
        return ()
    return tuple(needs.table.figure(page.row, what) for what in ("previous", "current", "percent", "rate"))


def _lead(needs: PackNeeds) -> str:
    chosen, shown = len(needs.definitions.focus), len(needs.focus)
    more = (
        ""
        if chosen == shown
        else f" {opening(amount(chosen - shown, 'more was', 'more were'))} chosen than fit."
    )
    return (
        f"The partnership chose {amount(shown, 'issue', 'issues')}. Each page says what, where, when and what next, how "
        f"sure we are, and leaves room for what partners see.{more}"
    )


def _page(needs: PackNeeds, page: FocusPage) -> list[Block]:
    """One issue: what, where, when, what next, how sure, and what partners see."""
    name = f"{ANCHOR}-{page.focus.id}"
    heading: list[Block] = [Heading(2, page.focus.title, name)]
    if page.focus.why:
        heading.append(Paragraph((Strong("Why it was chosen: "), page.focus.why)))
    if page.row is None or page.what is None:
        return [*heading, Paragraph(page.refused), *_words(needs, page)]
    figures = page_figures(needs, page)
    return [
        *heading,
        Findings((_said(page.what, f"{name}-what", figures),)),
        *_beside(needs, page, name, page.row),
        *_where(needs, page, name),
        Heading(3, "When, and what next", f"{name}-when"),
        Paragraph(page.when, "draft", f"{name}-season", figures),
        Paragraph(page.ahead, "draft", f"{name}-ahead", figures),
        *_pictures(page, name),
        *_words(needs, page),
    ]


def _said(what: Finding, slot: str, figures: tuple[Figure, ...]) -> FindingItem:
    return FindingItem(
        lead=what.lead,
        rest=what.sentence.removeprefix(what.lead),
        verdict=what.verdict,
        draft=True,
        slot=slot,
        figures=figures,
    )


def _beside(needs: PackNeeds, page: FocusPage, name: str, row: Row) -> list[Block]:
    """The rate among like areas, or alone where there is nothing beside it; and what the issue weighs."""
    if page.beside:
        said = " ".join(part for part in (page.beside, page.weighs) if part)
        return [Paragraph(said, "draft", f"{name}-beside", page_figures(needs, page))]
    rate: tuple[Inline, ...] = ()
    if row.rate is not None and row.population is not None:
        people = needs.definitions.populations[row.population.kind].unit
        rate = (rate_in(row), f" {per(needs.definitions)} {people} in the later year. ")
    return [Paragraph((*rate, page.weighs), "note")] if rate or page.weighs else []


def _where(needs: PackNeeds, page: FocusPage, name: str) -> list[Block]:
    """The small areas that hold most of it, and the wards in which it changed."""
    found, wards, figures = page.where, wards_words(page), page_figures(needs, page)
    if found is None:
        return [Paragraph(wards, "draft", f"{name}-wards", figures)] if wards else []
    return [
        Heading(3, "Where", f"{name}-where"),
        Paragraph(f"{found.sentence}{f' {wards}' if wards else ''}", "draft", f"{name}-places", figures),
        _places(needs, page, found),
    ]


def _places(needs: PackNeeds, page: FocusPage, found: Concentration) -> Table:
    """The first of the small areas; their ward and how lasting they are only where that says something."""
    rows = found.rows[: int(needs.definitions.threshold("focus-rows"))]
    wards = len({row.ward for row in rows}) > 1
    lasting = found.areas > len(found.rows)
    cells: list[tuple[Content, ...]] = [
        (
            row.area.name,
            *((row.ward,) if wards else ()),
            count_cell(row.count),
            fine_share_cell(row.share),
            *((f"{row.years_in_top} of {row.years}",) if lasting else ()),
        )
        for row in rows
    ]
    return Table(
        caption=f"{page.focus.title}: the small areas that hold most of it",
        columns=(
            Column("Small area", width=4),
            *((Column("Ward", width=4),) if wards else ()),
            *numbers("Recorded", "Share", *(("Years in the top",) if lasting else ())),
        ),
        rows=tuple(cells),
        anchor=f"{ANCHOR}-{page.focus.id}-top",
        caption_hidden=True,
        notes=(
            f"Share: of the {count(found.located)} of the later year that have a location.",
            *(found.notes if lasting else ()),
        ),
    )


def _pictures(page: FocusPage, name: str) -> list[Block]:
    """The season beside the outlook, then how sure we are; with one picture the two stand side by side."""
    season = PictureBlock(page.season, f"{name}-pattern") if page.season else None
    ahead = PictureBlock(page.outlook, f"{name}-outlook") if page.outlook else None
    sure = Paragraph((Strong("How sure are we? "), " ".join(page.sure)), "note") if page.sure else None
    alone = ahead or season
    if season and ahead:
        return [SideBySide(season, ahead), *([sure] if sure else [])]
    if alone and sure:
        return [SideBySide(alone, sure)]
    return [one for one in (alone, sure) if one]


def _words(needs: PackNeeds, page: FocusPage) -> list[Block]:
    """The place for what partners see and for what nobody knows."""
    name = f"words-{ANCHOR}-{page.focus.id}"
    return [Commentary(name, PROMPT.format(issue=page.focus.title), figures=page_figures(needs, page))]
