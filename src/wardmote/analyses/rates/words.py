"""Rates at equal ages, as people say them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from wardmote.analyses.rates.standardising import Standardised, months_apart
from wardmote.analyses.wording import (
    count,
    inside,
    interval_name,
    level_name,
    listed,
    number_word,
    one_decimal,
    per,
    share,
)
from wardmote.definitions import Definitions
from wardmote.evidence.observations.age_bands import AgeBand
from wardmote.figures.areas import Area
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period
from wardmote.figures.peer_groups import level_of
from wardmote.methods.peers.group import Position
from wardmote.methods.rounding import half_up

NAMED = 6


def title(evidence: Evidence, found: Standardised, own: Area) -> str:
    """What was found, in one sentence: of the own area where it is one of those compared, else of all."""
    at = found.at(own)
    return _of_all(evidence, found) if at is None else _of_own(found, at)


def _of_own(found: Standardised, at: int) -> str:
    many, times = found.counted.measure.title, _times(float(found.ratio.value[at]))
    if found.equal.position[at] == Position.INLINE:
        return (
            f"{many}: {found.areas[at].name} has {times} what the ages of its people alone would give, within what such "
            "areas vary by."
        )
    more = "more" if found.equal.position[at] == Position.ABOVE else "fewer"
    return f"{many}: {found.areas[at].name} has {more} than the ages of its people alone would give, {times} as many."


def _of_all(evidence: Evidence, found: Standardised) -> str:
    measure, number = inside(found.counted.measure.title), number_word(len(found.areas))
    plural = level_name(evidence.definitions, level_of(found.areas[0]), 2)
    above, below = (_named(found, position) for position in (Position.ABOVE, Position.BELOW))
    if not above and not below:
        return f"At equal ages, none of the {number} {plural} has unusually many or few {measure}."
    said = f"{_few(above)} {_has(above)} more {measure}" if above else ""
    if below:
        said = (
            f"{said}, and {_few(below)} fewer," if above else f"{_few(below)} {_has(below)} fewer {measure}"
        )
    return f"At equal ages, {said} than the {number} {plural} together."


def _has(names: Sequence[str]) -> str:
    return "has" if len(names) == 1 else "have"


def _named(found: Standardised, position: Position) -> list[str]:
    order = np.argsort(-found.ratio.value if position == Position.ABOVE else found.ratio.value, kind="stable")
    return [found.areas[at].name for at in order if found.equal.position[at] == position]


def _few(names: Sequence[str]) -> str:
    return (
        listed(names) if len(names) <= NAMED else f"{', '.join(names[:NAMED])} and {len(names) - NAMED} more"
    )


def _times(value: float) -> str:
    return f"{half_up(value, 2):.2f} times"


def rates(evidence: Evidence, found: Standardised, own: Area) -> str:
    """The plain and the standardised rate of the own area, or of the area with the highest, with its interval."""
    at, direct = found.at(own), found.direct.value
    if at is None:
        at = int(np.nanargmax(direct)) if not np.isnan(direct).all() else int(np.argmax(found.ratio.value))
    definitions, unit = evidence.definitions, people_words(evidence.definitions, found.bands)
    plain, a_year = float(found.plain.rate.value[at]), " a year" if found.counted.years > 1 else ""
    said = (
        f"{found.areas[at].name} has {count(found.events[at])} {when(found.period)}, "
        f"{one_decimal(plain)} {per(definitions)} {unit}{a_year}"
    )
    if np.isnan(direct[at]):
        ratio = half_up(float(found.ratio.value[at]), 2)
        return (
            f"{said}; no directly standardised rate is given for so few. Its ratio is {ratio:.2f} "
            f"({interval_name(definitions)} {_interval(found, at)})."
        )
    return (
        f"{said}. With the ages of all {len(found.areas)} areas together it would be "
        f"{one_decimal(float(direct[at]))} ({interval_name(definitions)} {one_decimal(float(found.direct.low[at]))} to "
        f"{one_decimal(float(found.direct.high[at]))}), against {one_decimal(found.standard_rate)} of all of them."
    )


def _interval(found: Standardised, at: int) -> str:
    return f"{half_up(float(found.ratio.low[at]), 2):.2f} to {half_up(float(found.ratio.high[at]), 2):.2f}"


def moved(found: Standardised) -> str:
    """Areas whose place is another at equal ages than by the plain rate; says so where there are none."""
    groups: dict[tuple[Position, Position], list[str]] = {}
    for area, plain, equal in zip(found.areas, found.plain.position, found.equal.position, strict=True):
        if plain != equal:
            groups.setdefault((plain, equal), []).append(area.name)
    if not groups:
        return "By their plain rates the same areas would stand out, or none."
    said = [
        f"{_few(names)} {plain.value} by the plain rate, {equal.value} at equal ages"
        for (plain, equal), names in groups.items()
    ]
    return f"Ages change the picture: {'; '.join(said)}."


def meaning(found: Standardised) -> str:
    """What may be concluded, and what not."""
    reporting = found.counted.measure.direction == "reporting"
    more = " More may also mean that more is noticed and reported." if reporting else ""
    return (
        "What ages alone would make is taken out; whatever else differs between the areas is still in, so a difference that "
        f"remains has no cause shown here.{more}"
    )


def sure(evidence: Evidence, found: Standardised) -> tuple[str, ...]:
    """The methods by name, what they assume, and where they fail."""
    definitions = evidence.definitions
    fewest = count(definitions.threshold("rates-fewest"))
    spread = found.equal.dispersion
    widened = spread is not None and spread.tau2 > 0
    return (
        f"Directly standardised rate: the rate of each band of age in the area, weighted by the people of that age in all "
        f"areas together; interval of Dobson on Byar's limits. None is given of fewer than {fewest} events.",
        "Standardised ratio (indirect): events against those that the rates by age of all areas together would give; Byar's "
        "interval, exact below ten. It compares an area with all of them; two areas are compared by the directly "
        "standardised rate.",
        f"Above and Below: outside the {share(definitions.threshold('confidence'))} limits round all areas together"
        + (", widened by what these areas differ beyond chance." if widened else ", those of chance alone."),
        "Events are taken as independent. Where the same people are counted again and again, every interval is too narrow.",
        "Bands are taken as alike inside: with wide bands a part of the difference of ages remains.",
    )


def caveats(evidence: Evidence, found: Standardised) -> tuple[str, ...]:
    """What to know about the data."""
    definitions = evidence.definitions
    said = list(found.notes)
    dated = listed([f"{day.day} {day:%B %Y}" for day in found.on])
    limit = definitions.threshold("rates-population-age")
    if any(months_apart(day, found.period) > limit for day in found.on):
        said.append(f"The residents by age are those of {dated}, the counts those {when(found.period)}.")
    if found.unknown:
        said.append(
            f"Left out, as the age is not known: {count(found.unknown)} {found.counted.measure.unit}."
        )
    reasons: dict[str, list[str]] = {}
    for one in found.left_out:
        reasons.setdefault(one.why, []).append(one.area.name)
    said += [f"Not compared: {_few(names)} ({why})." for why, names in reasons.items()]
    whole = ~np.isnan(found.counts[:, 0])
    if not whole.all():
        names = [area.name for area, there in zip(found.areas, whole, strict=True) if not there]
        said.append(
            f"Of {_few(names)} only the sum of all ages is known: {'it has' if len(names) == 1 else 'they have'} a ratio, "
            "no directly standardised rate, and no part in the rates by age."
        )
    own = found.counted.measure.caveats
    said += [definitions.caveats[name].text for name in own if name in definitions.caveats]
    return tuple(said)


def when(period: Period) -> str:
    """A period after what was counted: in the year to March 2026, or from April 2023 to March 2026."""
    return f"in the {period.words}" if period.words.startswith("year") else f"from {period.words}"


def people_words(definitions: Definitions, bands: Sequence[AgeBand]) -> str:
    """Whose rate it is: residents; or residents aged 18 and over, where children are not counted."""
    unit = definitions.populations["residents"].unit
    first, last = bands[0].first, bands[-1].last
    if last is not None:
        return f"{unit} aged {first} to {last}"
    return unit if first == 0 else f"{unit} aged {first} and over"
