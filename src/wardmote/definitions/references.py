"""Whether the definitions fit together: every name that one uses is defined, and what a reader needs is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING, Any

from wardmote.definitions.community_matrices import CommunityMatrix
from wardmote.definitions.concerns import Concern
from wardmote.definitions.models import Break, Force, Measure, Source, Threshold
from wardmote.definitions.owed import Feed
from wardmote.definitions.registers import Register
from wardmote.definitions.surveys import Survey
from wardmote.definitions.word_groups import WordGroup
from wardmote.definitions.yardsticks import Focus, Target

if TYPE_CHECKING:
    from wardmote.definitions.loader import Definitions

NEEDED_COLUMNS = {
    "street": (
        "crime_id", "month", "force", "longitude", "latitude", "location", "lsoa", "category", "outcome",
    ),
    "outcomes": ("crime_id", "month", "force", "lsoa", "outcome"),
    "searches": (
        "month", "kind", "longitude", "latitude", "object", "outcome", "gender", "age-range",
        "self-defined-ethnicity", "officer-defined-ethnicity",
    ),
}  # fmt: skip
"""Roles that a reader needs a column for."""
NEEDED_CHECKS = {
    "street": ("month", "force", "longitude", "latitude", "lsoa", "category"),
    "outcomes": ("month", "force", "lsoa", "outcome"),
    "searches": ("month", "longitude", "latitude", "linked"),
}
"""Roles whose cells a reader checks."""
NEEDING_LEVEL = ("boundaries", "population-by-area")
OBSERVED = (
    "area", "level", "item", "detail", "period", "year", "quarter", "month", "week", "start", "end", "value", "base", "note",
)  # fmt: skip
"""Roles of a source of observations."""
OPEN_CATEGORIES = ("observations", "outcomes", "searches")
"""Readers whose files say themselves what is counted, beyond the words that the definition translates."""


LEANS_ON = {
    "sources": ("levels", "populations"),
    "measures": ("sources", "caveats", "populations"),
    "breaks": ("measures", "forces", "levels"),
    "feeds": ("measures", "sources"),
    "targets": ("measures",),
    "focus": ("measures",),
    "forces": (),
    "word_groups": (),
    "surveys": (),
    "registers": ("rights",),
    "community_matrices": ("measures", "populations"),
    "concerns": ("measures",),
}
"""Kinds whose entries name entries of others; each stands after those that it names."""


def problems(definitions: Definitions, unreadable: Collection[str] = ()) -> dict[str, list[str]]:
    """What does not fit, by kind, each in a few words that say which definition is at fault; sorted.

    A kind that cannot be read is not looked at, nor one that leans on it: nothing can be said of that.
    """
    found: dict[str, list[str]] = {}
    for kind, others in LEANS_ON.items():
        if kind in unreadable or set(others) & set(unreadable):
            continue
        wrong = sorted(set(_of_kind(kind, definitions)))
        if wrong:
            found[kind] = wrong
    return found


def _of_kind(kind: str, definitions: Definitions) -> Iterator[str]:
    if kind == "forces":
        yield from _of_forces(definitions.forces)
    elif kind == "word_groups":
        yield from _of_word_groups(definitions.word_groups)
    elif kind == "surveys":
        yield from _of_surveys(definitions.surveys)
    else:
        one, check = CHECKS[kind]
        for entry in getattr(definitions, kind).values():
            yield from (f"{one} {entry.id}: {said}" for said in check(entry, definitions))


def _of_measure(measure: Measure, definitions: Definitions) -> Iterator[str]:
    yield from (f"no caveat {name}" for name in measure.caveats if name not in definitions.caveats)
    if measure.population and measure.population not in definitions.populations:
        yield f"no population {measure.population}"
    for counted in measure.counted:
        source = definitions.sources.get(counted.source)
        if source is None:
            yield f"no source {counted.source}"
            continue
        known = set(source.categories.values())
        yield from (
            f"no category {name} in source {source.id}"
            for name in counted.categories
            if name not in known and source.reader not in OPEN_CATEGORIES
        )
        twice = sorted(name for name, n in Counter(counted.categories).items() if n > 1)
        yield from (f"category {name} stands twice" for name in twice)
    yield from (f"no source {u.source}" for u in measure.unavailable if u.source not in definitions.sources)


def _of_source(source: Source, definitions: Definitions) -> Iterator[str]:
    if source.level and source.level not in definitions.levels:
        yield f"no level {source.level}"
    if not source.level and source.reader in NEEDING_LEVEL:
        yield "it does not say its level"
    for pattern in source.populations:
        if pattern.population not in definitions.populations:
            yield f"no population {pattern.population}"
    yield from (
        f"a check of {role}, which is none of its columns"
        for role in source.checks
        if role not in source.columns
    )
    if source.reader == "observations":
        yield from _of_layout(source, definitions)
    there = {_same(column) for column in source.recognise}
    for role in NEEDED_COLUMNS.get(source.reader, ()):
        if role not in source.columns:
            yield f"no column for {role}"
        elif _same(source.columns[role]) not in there:
            yield f"column {source.columns[role]} of {role} is not among those it is recognised by"
    yield from (
        f"no check of {role}" for role in NEEDED_CHECKS.get(source.reader, ()) if role not in source.checks
    )


def _of_layout(source: Source, definitions: Definitions) -> Iterator[str]:
    constants = source.layout.constants if source.layout else {}
    yield from (
        f"no role {role}: roles are {', '.join(OBSERVED)}"
        for role in (*source.columns, *constants)
        if role not in OBSERVED
    )
    if source.layout and source.layout.level and source.layout.level not in definitions.levels:
        yield f"no level {source.layout.level} in its layout"


def _same(column: str) -> str:
    return " ".join(column.split()).casefold()


def _of_break(rupture: Break, definitions: Definitions) -> Iterator[str]:
    yield from (f"no measure {name}" for name in rupture.measures if name not in definitions.measures)
    yield from (f"no force {name}" for name in rupture.forces if name not in definitions.forces)
    yield from (f"no level {name}" for name in rupture.levels if name not in definitions.levels)


def _of_feed(feed: Feed, definitions: Definitions) -> Iterator[str]:
    yield from (f"no measure {name}" for name in feed.measures if name not in definitions.measures)
    yield from (f"no source {name}" for name in feed.sources if name not in definitions.sources)


def _of_target(target: Target, definitions: Definitions) -> Iterator[str]:
    measure = definitions.measures.get(target.measure)
    if measure is None:
        yield f"no measure {target.measure}"
    elif target.unit == "rate" and not measure.population:
        yield f"a rate of {measure.id}, which has no population"
    elif (target.unit == "points") != measure.is_share:
        yield (
            f"{measure.id} is a share, so its unit is points (percentage points), not {target.unit}"
            if measure.is_share
            else f"points of {measure.id}, which is no share; write percent, count or rate"
        )


def _of_focus(focus: Focus, definitions: Definitions) -> Iterator[str]:
    measure = definitions.measures.get(focus.measure)
    if measure is None:
        yield f"no measure {focus.measure}"
    elif not measure.available:
        yield f"{measure.id} is not counted month by month from records of the police, and a focus page needs that"


def _of_register(register: Register, definitions: Definitions) -> Iterator[str]:
    yield from (
        f"no right {name}" for name in (register.see, register.change) if name not in definitions.rights
    )
    links = (one.leads_to for one in register.fields if one.kind == "link")
    yield from (f"no register {name}" for name in links if name not in definitions.registers)


def _of_community_matrix(matrix: CommunityMatrix, definitions: Definitions) -> Iterator[str]:
    for one in matrix.variables:
        measure = definitions.measures.get(one.measure)
        if one.measure and measure is None:
            yield f"no measure {one.measure}"
        elif measure is not None and not (measure.is_share or one.per or measure.population):
            yield f"a rate of {one.measure}, which has no population; say per which"
        if one.per and one.per not in definitions.populations:
            yield f"no population {one.per}"


def _of_forces(forces: dict[str, Force]) -> Iterator[str]:
    """A spelling must mean one force."""
    spelled: dict[str, list[str]] = {}
    for force in forces.values():
        for name in force.names:
            spelled.setdefault(name, []).append(force.id)
    for name, meant in sorted(spelled.items()):
        if len(meant) > 1:
            yield f"force {meant[0]}: the spelling “{name}” stands again under {meant[1]}"


def _of_word_groups(groups: dict[str, WordGroup]) -> Iterator[str]:
    """A word must count in one group alone."""
    placed: dict[tuple[str, str], str] = {}
    for group in groups.values():
        for word in group.words:
            if (first := placed.setdefault((group.of, word), group.id)) != group.id:
                yield f"word group {group.id}: the word {word} stands in {first} too"


def _of_concern(concern: Concern, definitions: Definitions) -> Iterator[str]:
    yield from (f"no measure {name}" for name in concern.measures if name not in definitions.measures)


def _of_surveys(surveys: dict[str, Survey]) -> Iterator[str]:
    """A wave of a survey has one codebook, and each file one that it can belong to."""
    waves: dict[tuple[str, str], str] = {}
    columns: dict[tuple[str, ...], Survey] = {}
    for one in surveys.values():
        if (first := waves.setdefault((one.survey, one.wave), one.id)) != one.id:
            yield f"survey {one.id}: wave {one.wave} of {one.survey} has the codebook {first} already"
        alike = columns.setdefault(tuple(sorted(map(_same, one.headings))), one)
        if alike is not one and (not (one.titled and alike.titled) or set(one.titled) & set(alike.titled)):
            yield (
                f"survey {one.id}: its file has the same columns as that of {alike.id}; give each words of its own under "
                "titled that stand in the name of the file or sheet, such as the year"
            )


def out_of_bounds(ours: dict[str, Threshold], all_of_them: dict[str, Threshold]) -> list[str]:
    """Thresholds whose value is outside the bounds of ours: a partnership's own cannot do away with them."""
    found = []
    for name, threshold in sorted(all_of_them.items()):
        bounds = ours.get(name, threshold)
        low = bounds.least is not None and threshold.value < bounds.least
        high = bounds.most is not None and threshold.value > bounds.most
        if low or high:
            found.append(f"threshold {name}: {threshold.value:g}, expected {bounds.bounds}")
    return found


CHECKS: dict[str, tuple[str, Callable[[Any, Definitions], Iterator[str]]]] = {
    "sources": ("source", _of_source),
    "measures": ("measure", _of_measure),
    "breaks": ("break", _of_break),
    "feeds": ("feed", _of_feed),
    "targets": ("target", _of_target),
    "focus": ("focus", _of_focus),
    "registers": ("register", _of_register),
    "community_matrices": ("community matrix", _of_community_matrix),
    "concerns": ("concern", _of_concern),
}
"""What an entry of each kind is called, and what must hold of it."""
