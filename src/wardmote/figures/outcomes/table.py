"""Makes the table of outcomes: shares of followed crimes, how long outcomes took, and how far the files agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wardmote.definitions import Measure, measure_called
from wardmote.definitions.word_groups import words_with
from wardmote.figures.areas import Area
from wardmote.figures.comparability import blocks, breaks_between, named_forces
from wardmote.figures.evidence import Evidence
from wardmote.figures.outcomes.cube import ANOTHER, Cube, categories, cube_of
from wardmote.figures.outcomes.following import FollowUp, follow_up
from wardmote.figures.outcomes.reading import Ending, ending_groups, read_endings
from wardmote.figures.outcomes.record import Agreement, Followed, Lag, OutcomeRow, OutcomeTable
from wardmote.figures.outcomes.testing import Tested, tested
from wardmote.figures.performance import DECIDING, TableError
from wardmote.figures.tokens import State, Verdict
from wardmote.figures.years import years_to

CAVEATS = ("outcomes-same-time", "outcomes-of-police-uk", "outcomes-need-suspects")
NO_ID = "Its records carry no Crime ID, so no outcome can be joined to them."
YEAR = 12


def outcome_table(
    evidence: Evidence, area: Area, to: str, *, months: int = YEAR, measures: Sequence[str] = ()
) -> OutcomeTable:
    """Make the table of an area for crimes recorded in a period, against the same months a year before.

    Parameters
    ----------
    to
        Last month of the later period, YYYY-MM.
    measures
        Identifiers to show; all that police.uk supplies when empty. What is shown never changes a verdict.

    Raises
    ------
    TableError
        When the months are not 1 to 12, or a measure cannot be counted from street-level records.
    """
    if not 1 <= months <= YEAR:
        raise TableError(f"A period is 1 to 12 months long; {months} was asked for.")
    definitions = evidence.definitions
    counted = [measure for measure in definitions.measures_in_order() if measure.available]
    shown = _asked(counted, [measure_called(definitions, name) for name in measures])
    previous, current = years_to(to, months, 2)
    follow = follow_up(evidence, area, previous, current)
    endings = read_endings(evidence, area, follow)
    cube = cube_of(evidence, follow, endings, counted)
    between = breaks_between(definitions, previous.start, current.end)
    forces = named_forces(evidence, [area])[area.code] if between else []
    broken = [any(blocks(one, measure, area.level, forces) for one in between) for measure in counted]
    deciding = definitions.digest((*DECIDING, "word_groups"))[:16]
    return OutcomeTable(
        area=area,
        follow=follow,
        rows=tuple(_rows(cube, tested(cube, broken, definitions), shown)),
        followed=tuple(_followed(evidence, follow, endings, m) for m in counted if m.id in shown),
        lags=tuple(_lags(follow, endings)),
        agreement=_agreement(evidence, endings),
        snapshot=evidence.snapshot,
        caveats=tuple(definitions.caveats[name] for name in CAVEATS),
        breaks=tuple(
            one
            for one in between
            if any(blocks(one, m, area.level, forces) for m in counted if m.id in shown)
        ),
        options=f"table=outcomes;length={months};follow={follow.months};rules={deciding}",
        marking=evidence.marking,
    )


def _asked(counted: Sequence[Measure], measures: Sequence[Measure]) -> set[str]:
    other = [measure.id for measure in measures if measure not in counted]
    if other:
        known = ", ".join(measure.id for measure in counted)
        raise TableError(
            f"No outcomes can be joined to {', '.join(other)}. Measures that can be followed are: {known}."
        )
    return {measure.id for measure in measures or counted}


def _rows(cube: Cube, found: Tested, shown: set[str]) -> Iterator[OutcomeRow]:
    of = cube.of.sum(axis=-1)
    for m, measure in enumerate(cube.measures):
        if measure.id not in shown or not of[m].any():
            continue
        for g, group in enumerate(cube.groups):
            if group.id == ANOTHER and not found.n[m, g].any():
                continue
            at = m, g
            yield OutcomeRow(
                measure=measure,
                group=group.id,
                title=group.title,
                heading=group.heading,
                wider=group.wider,
                said=group.said,
                n=(int(found.n[m, g, 0]), int(found.n[m, g, 1])),
                of=(int(of[m, 0]), int(of[m, 1])),
                share=(_number(found.share[m, g, 0]), _number(found.share[m, g, 1])),
                intervals=(
                    _pair(found.low[m, g, 0], found.high[m, g, 0]),
                    _pair(found.low[m, g, 1], found.high[m, g, 1]),
                ),
                points=_number(found.points[at]),
                points_interval=_pair(found.points_low[at], found.points_high[at]),
                phi=_number(found.phi[at]),
                q=_number(found.q[at]),
                verdict=Verdict(found.verdict[at]),
            )


def _number(value: float) -> float | None:
    return float(value) if value == value else None  # NaN is not equal to itself


def _pair(low: float, high: float) -> tuple[float, float] | None:
    return (float(low), float(high)) if low == low else None


def _followed(evidence: Evidence, follow: FollowUp, endings: Sequence[Ending], measure: Measure) -> Followed:
    wanted = categories(measure)
    mine = [one for one in endings if one.category in wanted]
    groups = evidence.definitions.word_groups.values()
    still, silent = (words_with(groups, "crime-outcome", role) for role in ("open", "no-update"))

    def pair(rows: Sequence[Ending]) -> tuple[int, int]:
        then, now = set(follow.kept_before), set(follow.kept)
        return sum(r.n for r in rows if r.month in then), sum(r.n for r in rows if r.month in now)

    there = [one for one in mine if one.followed and one.has_id]
    never = [one for one in there if one.latest is None]
    followed, recorded = pair(there), pair(mine)
    state = State.KNOWN if any(followed) else State.NOT_AVAILABLE if any(recorded) else State.NOT_SUPPLIED
    if follow.kept and not any(recorded):
        state = State.ZERO
    return Followed(
        measure=measure,
        state=state,
        recorded=recorded,
        without_id=pair([one for one in mine if not one.has_id]),
        of_others=pair([one for one in mine if one.has_id and not one.followed]),
        followed=followed,
        open_now=pair([one for one in never if one.said in still]),
        no_update=pair([one for one in never if one.said in silent]),
        reason=NO_ID if state is State.NOT_AVAILABLE else "",
    )


def _lags(follow: FollowUp, endings: Sequence[Ending]) -> Iterator[Lag]:
    """How long the first outcome took, of the earlier period's crimes: they have had the most time."""
    then = set(follow.kept_before)
    mine = [one for one in endings if one.month in then and one.followed and one.has_id]
    total = sum(one.n for one in mine)
    last = follow.months
    steps = [(0, 0), (1, 1), (2, 3), (4, last), (last + 1, YEAR), (YEAR + 1, None)]
    for least, most in [(low, high) for low, high in steps if high is None or high >= low]:
        n = sum(
            one.n
            for one in mine
            if one.lag is not None and max(one.lag, 0) >= least and (most is None or max(one.lag, 0) <= most)
        )
        yield Lag(_lag_words(least, most), least, most, n, n / total if total else None)
    none = sum(one.n for one in mine if one.lag is None)
    yield Lag("No outcome to this day", -1, None, none, none / total if total else None)


def _lag_words(least: int, most: int | None) -> str:
    if most is None:
        return f"More than {least - 1} months later"
    if most == 0:
        return "In the same month"
    if least == most:
        return "A month later" if most == 1 else f"{most} months later"
    return f"{least} to {most} months later"


def _agreement(evidence: Evidence, endings: Sequence[Ending]) -> Agreement:
    """Compare the latest outcome of each followed crime with what its crime file says last."""
    place = {word: at for at, group in enumerate(ending_groups(evidence)) for word in group.words}
    mine = [one for one in endings if one.followed and one.has_id and one.said]
    return Agreement(
        of=sum(one.n for one in mine),
        same=sum(one.n for one in mine if place.get(one.said) == one.latest),
        only_in_crimes=sum(one.n for one in mine if one.latest is None and one.said in place),
        only_in_outcomes=sum(one.n for one in mine if one.latest is not None and one.said not in place),
    )
