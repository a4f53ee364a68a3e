"""What else a figure may be of: measures that hold the one meant, are part of it, or go by the same name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wardmote.analyses.reconcile.ways import MeasureOption
from wardmote.analyses.wording import listed
from wardmote.definitions import Definitions, Measure


def measure_options(definitions: Definitions, measure: Measure) -> list[MeasureOption]:
    """The measure meant, composites that hold it, its parts, all crime with incidents, and namesakes elsewhere.

    A namesake is a measure of another kind of source whose title holds every word of this one, or the reverse: burglary
    of police.uk, and residential and business burglary of the Home Office, each alone and together.
    """
    countable = [
        one
        for one in definitions.measures_in_order()
        if (one.available or one.observed) and one.is_share == measure.is_share
    ]
    found = [MeasureOption("definition", "", (measure,))]
    mine = _categories(measure)
    for one in countable:
        theirs = _categories(one)
        if one.id != measure.id and mine and (mine < theirs or theirs < mine):
            found.append(MeasureOption("definition", f"as {_named(one)}", (one,)))
    found += _added(measure, countable)
    found += _namesakes(measure, [one for one in countable if one.available != measure.available])
    return found


def _added(measure: Measure, countable: Sequence[Measure]) -> Iterator[MeasureOption]:
    """A composite of records with each of what it leaves out: all crime with incidents."""
    if measure.base or not measure.available:
        return
    for one in countable:
        if one.base and one.available and not _categories(one) & _categories(measure):
            yield MeasureOption("definition", f"with {one.short_title} added to it", (measure, one))


def _namesakes(measure: Measure, others: Sequence[Measure]) -> list[MeasureOption]:
    mine = _words(measure)
    found = [one for one in others if mine <= _words(one) or _words(one) <= mine]
    single = [MeasureOption("definition", f"as {_named(one)}", (one,)) for one in found]
    parts = [one for one in found if mine < _words(one) and one.adds_up]
    apart = sum(len(_categories(one)) for one in parts) == len({n for one in parts for n in _categories(one)})
    if len(parts) < 2 or not apart:
        return single
    together = f"as {listed([_named(one) for one in parts])} together"
    return [*single, MeasureOption("definition", together, tuple(parts))]


def _named(measure: Measure) -> str:
    """A measure with the kind of source that it is counted from, since two may have one title."""
    return f"{measure.title} ({'police.uk' if measure.available else 'as reported'})"


def _words(measure: Measure) -> frozenset[str]:
    return frozenset(measure.title.split(" (")[0].casefold().split())


def _categories(measure: Measure) -> set[tuple[str, str]]:
    return {(counted.source, name) for counted in measure.counted for name in counted.categories}
