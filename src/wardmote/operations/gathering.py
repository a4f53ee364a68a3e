"""Gathers what the strategic assessment needs: everything that the evidence alone can say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wardmote.analyses.ahead.season_seen import seasons_seen
from wardmote.analyses.changes import change_dots
from wardmote.analyses.feeds import FeedStatus
from wardmote.analyses.finding import CHANGED
from wardmote.analyses.focus.record import FocusPage
from wardmote.analyses.headlines import headlines
from wardmote.analyses.monthly import month_lines, months_in_hand, small_multiples
from wardmote.analyses.observed_finding import clearest_change
from wardmote.analyses.over_time.control_every import new_signals
from wardmote.analyses.over_time.control_result import ControlSeen
from wardmote.analyses.pictures import AreaMap
from wardmote.analyses.place_and_people import place_and_people
from wardmote.analyses.places import area_rates
from wardmote.analyses.quality import quality
from wardmote.analyses.rates_beside import rows_beside, surrounding_force
from wardmote.analyses.result import AnalysisResult, CannotBearError
from wardmote.analyses.small_areas import concentrations
from wardmote.analyses.supply import supply
from wardmote.analyses.surveys.said import SurveySaid
from wardmote.analyses.within import within
from wardmote.definitions.asking import UnknownNameError
from wardmote.documents.strategic_assessment import PackNeeds, SourceFacts
from wardmote.evidence import Progress, quiet
from wardmote.figures import Evidence, Row, Table
from wardmote.figures.comparability import named_forces
from wardmote.figures.held_records import held_records
from wardmote.figures.months import last_day
from wardmote.figures.reference.held import releases_held
from wardmote.figures.survey_waves import waves_held
from wardmote.operations.feeds import feeds
from wardmote.operations.outcomes import outcomes_to, searches_to
from wardmote.operations.public_edition import protection, public_pack
from wardmote.operations.public_months import hidden_records
from wardmote.operations.tables import TableRequest, table
from wardmote.operations.workspace import Workspace

STEPS = ("Figures", "Months and seasons", "Places")
ALL_STEPS = 6
"""Steps of an assessment: these, and those that follow on them."""


def gather(workspace: Workspace, to: str, progress: Progress = quiet, *, public: bool = False) -> PackNeeds:
    """Everything that the evidence can say for the pack; for the public only what it may know.

    Raises
    ------
    DisclosureError
        When the public may know nothing of it, as small counts follow whatever is left out.
    """
    progress(STEPS[0], 0, ALL_STEPS)
    definitions, guard = workspace.definitions, protection(workspace) if public else None
    evidence = guard.evidence if guard else workspace.evidence()
    known = table(workspace, TableRequest(to=to, two_years=True))
    made = guard.table(replace(known, marking=evidence.marking)) if guard else known
    force_rates = _force_rates(evidence, made)
    progress(STEPS[1], 1, ALL_STEPS)
    lines = month_lines(evidence, made)
    base = [line for name, line in lines.items() if definitions.measures[name].base]
    measures = [row.measure for row in made.rows if row.measure.base and row.measure.available]
    lines_from = months_in_hand(definitions, to).start
    peaking = seasons_seen(evidence, made.area, measures, (lines_from if guard else "", to))
    progress(STEPS[2], 2, ALL_STEPS)
    changed = within(evidence, made)
    harm = None if guard else _harm(evidence, made)
    needs = PackNeeds(
        partnership=workspace.settings.name,
        marking=evidence.marking,
        definitions=definitions,
        table=made,
        headlines=headlines(made, definitions),
        changes=change_dots(made, definitions),
        lines=lines,
        multiples=small_multiples(base, made.area, months_in_hand(definitions, to)),
        wards=area_rates(evidence, made, definitions.measures["all-crime"]),
        within=changed,
        concentrations=concentrations(evidence, made),
        seasons=peaking,
        quality=quality(evidence, made),
        supply=supply(evidence, named_forces(evidence, [made.area])[made.area.code]),
        sources=source_facts(workspace),
        force_rates=force_rates,
        colour=workspace.settings.colour,
        feeds=_owed(workspace, to),
        outcomes=outcomes_to(evidence, made.area, to),
        searches=searches_to(evidence, made.area, to),
        held=held_records(evidence, made.area),
        observed_finding=clearest_change(made),
        place=place_and_people(evidence, made.area, made.current),
        place_map=None if guard else _place_map(evidence, made, changed.rows),
        signals=() if guard else _signals(evidence, made, to),
        focus=() if guard else _focus(evidence, made, changed.rows, harm),
        harm=harm,
        voice=() if public and workspace.settings.withhold_partner_figures else _voice(evidence, to),
    )
    return public_pack(needs, known, guard, hidden_records(workspace, guard)) if guard else needs


def _signals(evidence: Evidence, made: Table, to: str) -> tuple[tuple[str, ControlSeen], ...]:
    return new_signals(evidence, made.area, to, int(evidence.definitions.threshold("examples-drawn")))


def _place_map(evidence: Evidence, made: Table, within_wards: Sequence[Row]) -> AreaMap | None:
    """A map of the measure that changed by more than chance in most wards, the clearest of several."""
    changed = [row.measure.id for row in within_wards if row.verdict in CHANGED]
    if not changed:
        return None
    most = max(dict.fromkeys(changed), key=changed.count)
    return area_rates(evidence, made, evidence.definitions.measures[most]).picture


def _focus(
    evidence: Evidence, made: Table, changed: Sequence[Row], harm: AnalysisResult | None
) -> tuple[FocusPage, ...]:
    """The pages of chosen issues; what computes them is loaded only where there are any."""
    if not evidence.definitions.focus:
        return ()
    from wardmote.analyses.focus.page import focus_pages

    return focus_pages(evidence, made, changed, harm)


def _harm(evidence: Evidence, made: Table) -> AnalysisResult | None:
    """What the recorded crimes weigh by the one system of weights held; None where they cannot be weighed by one."""
    if not releases_held(evidence, "weights"):
        return None
    from wardmote.analyses.harm import HarmAsked, harm_result

    try:
        return harm_result(evidence, HarmAsked(area=made.area, to=made.current.end))
    except (CannotBearError, UnknownNameError):
        return None


def _voice(evidence: Evidence, to: str) -> tuple[SurveySaid, ...]:
    """What residents say; a workspace without answers loads none of what computes it."""
    if not waves_held(evidence):
        return ()
    from wardmote.analyses.surveys.voice import voice

    return voice(evidence, to)


def _owed(workspace: Workspace, to: str) -> tuple[FeedStatus, ...]:
    """Feeds of observations as they stood at the end of a month; none where none is defined."""
    sources = workspace.definitions.sources
    watched = {
        feed.id
        for feed in workspace.definitions.feeds.values()
        if any(sources[name].reader == "observations" for name in feed.sources)
    }
    if not watched:
        return ()
    return tuple(one for one in feeds(workspace, last_day(to)) if one.feed.id in watched)


def source_facts(workspace: Workspace) -> tuple[SourceFacts, ...]:
    """What the snapshot was made of, one line a kind of source."""
    facts: dict[str, SourceFacts] = {}
    for record in workspace.snapshot.manifest.sources:
        source = workspace.definitions.sources.get(record.source.split("/")[0])
        if source is None:
            continue
        before = facts.get(source.id)
        facts[source.id] = SourceFacts(
            title=source.title,
            publisher=source.publisher,
            licence=source.licence,
            files=(before.files if before else 0) + 1,
            rows=(before.rows if before else 0) + record.rows,
            rejected=(before.rejected if before else 0) + record.rejected,
            repeated=(before.repeated if before else 0) + record.repeated,
            unknown_areas=(before.unknown_areas if before else 0) + record.unknown_lsoa,
            records=source.reader in ("street", "outcomes", "searches"),
            observations=source.reader == "observations",
            answers=source.reader == "responses",
        )
    return tuple(facts[name] for name in sorted(facts))


def _force_rates(evidence: Evidence, made: Table) -> dict[str, Row]:
    """The surrounding force area's rows; none where the partnership is the whole of it, or lies in several."""
    rows = rows_beside(evidence, made, surrounding_force(evidence, made.area))
    return {name: row for name, row in rows.items() if row.rate is not None}
