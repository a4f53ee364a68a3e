"""The public edition of what a partnership publishes: one protected set of figures, and what it leaves out, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from wardmote.analyses.headlines import headlines
from wardmote.analyses.monthly import months_in_hand, small_multiples
from wardmote.analyses.places import AreaRates
from wardmote.analyses.within import WithinArea
from wardmote.analyses.wording import amount, inside, listed
from wardmote.documents.public_edition import MARKING
from wardmote.figures import Row, Table
from wardmote.figures.disclosure import (
    Protection,
    PublicEdition,
    counts_left_out,
    hidden_rows,
)
from wardmote.figures.held_records import HeldRecords
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.public_months import Hidden, whole_months
from wardmote.operations.workspace import Workspace

if TYPE_CHECKING:
    from wardmote.documents.area_profile import ProfileNeeds
    from wardmote.documents.strategic_assessment import PackNeeds

SUFFIX = "-public"
"""What the files and the builds of a public edition are called, after the name of the document."""
OUTCOMES, SEARCHES = "police-uk-outcomes", "police-uk-stop-and-search"


class PublicEditionError(AskedWronglyError):
    """A public edition that cannot be made as it was asked for; says what to do instead."""


def protection(workspace: Workspace) -> Protection:
    """How the partnership's settings protect what it publishes. Its figures are marked as those of a public edition."""
    settings = workspace.settings
    return Protection(
        replace(workspace.evidence(), marking=MARKING),
        workspace.area(),
        open_data=settings.suppress_open_data,
        partners=not settings.withhold_partner_figures,
    )


def public_name(name: str) -> str:
    """What the public edition of a document is called in files and records."""
    return f"{name}{SUFFIX}"


def public_pack(needs: PackNeeds, known: Table, guard: Protection, hidden_months: Hidden) -> PackNeeds:
    """What the evidence pack may say to the public, with what it leaves out.

    Parameters
    ----------
    needs
        As gathered, with the public table.
    known
        The same table before anything was left out.
    hidden_months
        What is left out of single months.
    """
    shown = whole_months(hidden_months, needs.lines)
    lines = {name: line for name, line in needs.lines.items() if name in shown}
    base = [line for name, line in lines.items() if needs.definitions.measures[name].base]
    said = [*_counts(guard, needs.table), *_partners(guard, known, needs.table)]
    if len(lines) < len(needs.lines):
        gone = [needs.definitions.measures[name].short_title for name in needs.lines if name not in shown]
        said.append(guard.said("public-months", measures=names(gone)))
    if needs.definitions.focus:
        said.append(guard.said("public-focus"))
    area, to = needs.table.area, needs.table.current.end
    made = replace(
        needs,
        lines=lines,
        multiples=small_multiples(base, area, months_in_hand(needs.definitions, to)),
        seasons=tuple(one for one in needs.seasons if one.measure in shown),
        headlines=headlines(told(needs.table), needs.definitions),
    )
    if made.place is not None:
        made = replace(made, place=replace(made.place, placed=""))
    if guard.covers_records(needs.table):
        made = _without_places(made, guard, said)
    made = _without_records(made, guard, said)
    return replace(made, public=PublicEdition(tuple(said), hidden_rows(known, needs.table)))


def told(table: Table) -> Table:
    """The table without the rows of which a count was left out: no sentence can be made of those."""
    return replace(table, rows=tuple(row for row in table.rows if not row.suppressed))


def public_profile(needs: ProfileNeeds, guard: Protection, hidden_months: Hidden) -> ProfileNeeds:
    """What the page about an area may say to the public, with what it leaves out.

    ``needs`` as gathered, with the public table and what was made of its rows without gaps.
    """
    said, profile = _counts(guard, needs.table), needs.profile
    if guard.covers_records(needs.table):
        said.append(guard.said("public-around"))
        if not _shown_by_month(needs, hidden_months):
            said.append(guard.said("public-no-months"))
            profile = replace(profile, line=None)
        profile = replace(profile, picture=None)
    hidden = [row for row in needs.table.rows if row.suppressed]
    if hidden:
        profile = replace(profile, rest=(*profile.rest, f"Suppressed: {_titles(hidden)}."))
    return replace(needs, profile=profile, public=PublicEdition(tuple(said)))


def _shown_by_month(needs: ProfileNeeds, hidden_months: Hidden) -> bool:
    """Whether the line may stand: of the partnership alone, as months of parts and of the whole tell of other parts."""
    line = needs.profile.line
    rows = [row for row in needs.table.rows if line and row.measure.short_title == line.label]
    if line is None or not rows or not needs.place.whole:
        return False
    return bool(whole_months(hidden_months, [rows[0].measure.id]))


def _counts(guard: Protection, table: Table) -> list[str]:
    """Whose counts are protected, and how many were left out."""
    hidden = counts_left_out(table)
    return [
        guard.said("public-open-counts-protected" if guard.open_data else "public-open-counts"),
        guard.said("public-counts-suppressed", counts=amount(hidden, "count", "counts"))
        if hidden
        else guard.said("public-nothing-suppressed"),
    ]


def _partners(guard: Protection, known: Table, table: Table) -> list[str]:
    """What partners sent that is left out whole, or shown by year alone."""
    printed = {(row.area.code, row.measure.id) for row in table.observed}
    gone = [row for row in known.observed if (row.area.code, row.measure.id) not in printed]
    lined = {row.measure.id for row in known.observed if row.observed and row.observed.line}
    yearly = [
        row for row in table.observed if row.measure.id in lined and row.observed and not row.observed.line
    ]
    return [
        *([guard.said("public-partners-withheld", measures=_titles(gone))] if gone else []),
        *([guard.said("public-partners-lines", measures=_titles(yearly))] if yearly else []),
    ]


def _without_places(needs: PackNeeds, guard: Protection, said: list[str]) -> PackNeeds:
    """Without what areas within give away, where counts of records are protected."""
    wards = needs.wards
    if wards.rows:
        said.append(guard.said("public-wards"))
        wards = AreaRates(None, (), (), rated=False)
    if needs.within.areas:
        said.append(guard.said("public-within"))
    if needs.concentrations:
        said.append(guard.said("public-small-areas"))
    if needs.force_rates:
        said.append(guard.said("public-around"))
    said.append(guard.said("public-no-location"))
    return replace(
        needs,
        wards=wards,
        within=WithinArea((), 0, 0, "", None),
        concentrations=(),
        force_rates={},
        supply=None,
    )


def _without_records(needs: PackNeeds, guard: Protection, said: list[str]) -> PackNeeds:
    """Without outcomes and searches, where their sources are protected."""
    if needs.outcomes is not None and guard.covers_sources((OUTCOMES,)):
        said.append(guard.said("public-outcomes"))
        needs = replace(needs, outcomes=None, held=_other(needs, "outcomes"))
    if needs.searches is not None and guard.covers_sources((SEARCHES,)):
        said.append(guard.said("public-searches"))
        needs = replace(needs, searches=None, held=_other(needs, "searches"))
    return needs


def _other(needs: PackNeeds, kind: str) -> tuple[HeldRecords, ...]:
    return tuple(one for one in needs.held if one.kind != kind)


def _titles(rows: Sequence[Row]) -> str:
    return names([row.measure.short_title for row in rows])


def names(titles: Sequence[str]) -> str:
    """Titles as part of a sentence, each once."""
    return listed([inside(title) for title in dict.fromkeys(titles)])
