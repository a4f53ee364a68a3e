"""How one figure stood in each snapshot: the same periods side by side, with the day each snapshot was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from wardmote.definitions import Definitions, Measure
from wardmote.evidence import Manifest
from wardmote.evidence.layout import Layout as EvidenceLayout
from wardmote.evidence.observations.corrections import corrections_between
from wardmote.figures import Area, State, TableError, UnknownAreaError
from wardmote.figures.counts import monthly_counts
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period, shift
from wardmote.figures.observed.measures import items_of, names_in
from wardmote.figures.observed.names import placed
from wardmote.figures.observed.places import makeups
from wardmote.figures.observed.record import GAP, Cell
from wardmote.figures.observed.reports import read_reports
from wardmote.figures.performance import measure_of_any_source
from wardmote.figures.periods import read_period
from wardmote.operations.since import workspace_then
from wardmote.operations.tables import last_complete_month
from wardmote.operations.workspace import Workspace

LENGTH = 12
"""Periods that are shown when none is asked for: the latest."""
FAR = "2100-12"
"""A month after all that was reported: reports can be of later months than the police files."""


@dataclass(frozen=True)
class VintagesRequest:
    """Which figure: absent choices are the partnership, and each of the latest twelve months."""

    measure: str
    area: str | None = None
    month: str | None = None
    """One month, YYYY-MM."""
    period: str | None = None
    """A period as people ask for it: 2023-24, Q4 2023-24, 2023, year to 2024-04."""


@dataclass(frozen=True)
class Standing:
    """One period in one snapshot. ``change``: less what the snapshot before said, where both say a number."""

    period: Period
    value: float | None
    state: State
    change: float | None = None
    at_least: float | None = None
    """What the known parts come to, where another is suppressed."""


@dataclass(frozen=True)
class Vintage:
    """One snapshot: when it was made, and how each period stood in it."""

    snapshot: str
    made: str
    """UTC time; what was removed on request since is not in it."""
    standing: tuple[Standing, ...]
    why: str = ""
    """Why it says nothing of the area at all, where it does not."""


@dataclass(frozen=True)
class Vintages:
    """A measure of an area in every snapshot, the oldest first."""

    measure: Measure
    area: Area
    periods: tuple[Period, ...]
    vintages: tuple[Vintage, ...]
    corrected: tuple[str, ...] = ()
    """What partners' later files corrected in these periods, in sentences: 80 became 82, where, when, by whose file."""

    @property
    def revised(self) -> tuple[Period, ...]:
        """Periods of which two snapshots say different numbers."""
        return tuple(
            period
            for at, period in enumerate(self.periods)
            if len({v.standing[at].value for v in self.vintages if v.standing[at].value is not None}) > 1
        )


@dataclass(frozen=True)
class _Said:
    """What one snapshot says, by period; ``why`` it says nothing of the area at all."""

    manifest: Manifest
    cells: Mapping[Period, Cell]
    why: str = ""


def vintages(workspace: Workspace, request: VintagesRequest) -> Vintages:
    """Ask every snapshot for one figure.

    Raises
    ------
    EvidenceAbsent
        When nothing was supplied near the period.
    TableError, UnknownNameError, UnknownAreaError, PeriodError
        When something was asked for that does not exist; each says what does.
    """
    measure = measure_of_any_source(workspace.evidence(), request.measure)
    area = workspace.area(request.area)
    observed = is_observed(workspace.definitions, measure)
    asked = _asked(workspace, request, observed)
    manifests = [manifest for manifest in workspace.store.snapshots() if manifest.files]
    said = [_said(workspace, request, manifest, measure, asked) for manifest in manifests]
    periods = _reported_periods(said, asked) if observed else asked
    found: list[Vintage] = []
    for one in said:
        standing = [_standing(one, period, at, found) for at, period in enumerate(periods)]
        found.append(Vintage(one.manifest.id, one.manifest.made, tuple(standing), one.why))
    corrected = _corrected(workspace, measure, area, periods, manifests) if observed else ()
    return Vintages(measure, area, tuple(periods), tuple(found), corrected)


def _corrected(
    workspace: Workspace,
    measure: Measure,
    area: Area,
    periods: Sequence[Period],
    manifests: Sequence[Manifest],
) -> tuple[str, ...]:
    """Corrections from snapshot to snapshot of what the figure is made of."""
    evidence = workspace.evidence()
    wanted = {code for way in makeups(evidence, area) for code in way.every_code}
    codes = placed(evidence).codes
    items = items_of(workspace.definitions, measure)
    layout, spans = EvidenceLayout(workspace.folder / "evidence"), {(p.start, p.end) for p in periods}
    names = dict(evidence.connection.execute("SELECT code, name FROM areas WHERE name <> ''").fetchall())
    said: list[str] = []
    for earlier, later in pairwise(manifests):
        found, files = corrections_between(layout, earlier, later)
        said += [
            one.sentence(workspace.definitions, files, names)
            for one in found
            if {one.item, one.detail} & names_in(items, one.source)
            and (one.start, one.end) in spans
            and codes.get((one.source, one.area, one.level)) in wanted
        ]
    return tuple(dict.fromkeys(said))


def is_observed(definitions: Definitions, measure: Measure) -> bool:
    """Whether a measure is counted from reports of partners alone, which have periods of their own."""
    known = (definitions.sources.get(one.source) for one in measure.counted)
    return all(source is not None and source.reader == "observations" for source in known)


def _asked(workspace: Workspace, request: VintagesRequest, observed: bool) -> list[Period]:
    """The periods asked for; none for whatever was reported."""
    if request.month and request.period:
        raise TableError("A month and a period were both asked for. Name one of them.")
    words = request.month or request.period
    if words:
        latest = FAR if observed else last_complete_month(workspace)
        return [read_period(words, latest).counted]
    if observed:
        return []
    latest = last_complete_month(workspace)
    return [Period(month, month) for month in Period(shift(latest, 1 - LENGTH), latest).months]


def _reported_periods(said: Sequence[_Said], asked: Sequence[Period]) -> list[Period]:
    """The latest periods that any snapshot says something of; the one asked for, or what of it was reported."""
    every = {period for one in said for period, cell in one.cells.items() if cell.reported}
    if any(period in every for period in asked):
        return list(asked)
    inside = [p for p in every if not asked or (asked[0].start <= p.start and p.end <= asked[0].end)]
    return sorted(inside, key=lambda period: (period.end, period.start))[-LENGTH:]


def _said(
    workspace: Workspace,
    request: VintagesRequest,
    manifest: Manifest,
    measure: Measure,
    periods: Sequence[Period],
) -> _Said:
    then = workspace_then(workspace, manifest.id)
    try:
        evidence, area = then.evidence(), then.area(request.area)
        if is_observed(evidence.definitions, measure):
            return _Said(manifest, _reported(evidence, area, measure, periods))
        return _Said(manifest, _counted(evidence, area, measure, periods))
    except UnknownAreaError as error:
        return _Said(manifest, {}, str(error))
    finally:
        then.snapshot.close()


def _counted(
    evidence: Evidence, area: Area, measure: Measure, periods: Sequence[Period]
) -> Mapping[Period, Cell]:
    """Counts of records; of a period that was not supplied whole there is none."""
    months = Period(periods[0].start, periods[-1].end).months
    counts = monthly_counts(evidence, [area], [measure], months)
    found = {}
    for period in periods:
        at = [counts.months.index(month) for month in period.months]
        total = int(counts.counts[0, 0, at].sum())
        sent = bool(counts.supplied[0, at].all())
        state = (State.KNOWN if total else State.ZERO) if sent else State.NOT_SUPPLIED
        found[period] = Cell(state, total if sent else None)
    return found


def _reported(
    evidence: Evidence, area: Area, measure: Measure, asked: Sequence[Period]
) -> Mapping[Period, Cell]:
    """What partners reported, period by period, and what the periods asked for come to."""
    reports = read_reports(evidence, area, measure)
    every = (period for line in reports.lines for period in line.cells)
    return {period: reports.cell(period) for period in (*every, *asked)}


def _standing(said: _Said, period: Period, at: int, before: Sequence[Vintage]) -> Standing:
    """One period in one snapshot, against the last snapshot before that says a number of it."""
    absent = Cell(State.NOT_AVAILABLE) if said.why else GAP
    cell = said.cells.get(period, absent)
    earlier = [one.standing[at].value for one in before if one.standing[at].value is not None]
    last = earlier[-1] if earlier else None
    change = None if cell.value is None or last is None else cell.value - last
    return Standing(period, cell.value, cell.state, change, cell.at_least)
