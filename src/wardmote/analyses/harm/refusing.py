"""Why a harm score cannot be given, or not be compared, and which data would bear it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wardmote.analyses.result import Refusal
from wardmote.analyses.wording import count, listed, share
from wardmote.definitions import Break, Definitions
from wardmote.figures.areas import Area
from wardmote.figures.harm import HarmSystem, OffenceYear, OffenceYears, Weighed
from wardmote.figures.months import Period, in_words
from wardmote.figures.periods import in_dates
from wardmote.figures.reference.weights import CategorySpread, spread_by_category

NAMED = 4
"""Offences that a sentence names; more are counted."""
FETCH = (
    "The Home Office's tables of recorded crime count by offence code and partnership: whoever looks after the evidence can "
    "fetch them and take them in, as the how-to page on public data says."
)


def no_weights() -> Refusal:
    """No weights are held."""
    return Refusal(
        "No harm score can be given.",
        "No weights of offences are held, and Wardmote brings none of its own: they are revised, so each is of a release.",
        "Take in a file of weights, such as the crime severity weights of the Office for National Statistics, or any other "
        "system in the layout that the how-to page on weights and deprivation shows.",
    )


def no_codes(area: Area, system: HarmSystem, to: str) -> Refusal:
    """Nothing counts the area's crimes by offence code."""
    until = f" to {in_words(to)}" if to else ""
    widest = max(spread_by_category(system.held), key=_spread, default=None)
    spread = (
        f": in “{widest.category}” the weights run from {_number(widest.least)} to {_number(widest.most)}"
        if widest
        else ""
    )
    small = (
        " No published table counts wards or small areas by offence."
        if area.level in ("ward", "lsoa")
        else ""
    )
    return Refusal(
        f"No harm score can be given for {area.name}: nothing held counts its crimes by offence code{until}.",
        f"Records of police.uk carry a category only, and a category mixes offences of very different weight{spread}."
        f"{small}",
        FETCH,
    )


def _spread(one: CategorySpread) -> float:
    return one.most / one.least if one.least else 0.0


def no_year(years: OffenceYears, *, before: bool = False) -> Refusal:
    """A year of which a period is missing."""
    said = listed([in_dates(period) for period in years.missing[:NAMED]])
    more = f" and {len(years.missing) - NAMED} more" if len(years.missing) > NAMED else ""
    what = "No change since the year before can be given" if before else "No harm score can be given"
    return Refusal(
        f"{what} for {years.area.name}.",
        f"Crimes by offence were not supplied for {said}{more}, and a part of a year is not the year.",
        "Take in the table of the missing quarters."
        if before
        else "Take in the missing quarters, or ask for a year that is whole, which ends earlier.",
    )


def not_counted(area: Area, year: OffenceYear, system: HarmSystem) -> Refusal:
    """A count that is suppressed or was not supplied."""
    return Refusal(
        f"The crimes of {area.name} in the {year.period.words} cannot be weighed.",
        f"It is not known how many there were of {_offences(year.unknown, system)}: a count was suppressed, not supplied, "
        "or told twice. The rarest offences weigh most, so a gap is no nought.",
        "The table as it was published, with every count.",
    )


def too_much_without(area: Area, weighed: Weighed, system: HarmSystem, definitions: Definitions) -> Refusal:
    """Too many crimes have no weight."""
    most = definitions.threshold("harm-without-weight")
    largest = sorted(weighed.without, key=lambda code: (-weighed.without[code], code))
    partial = f" {system.held.warning}" if system.held.warning else ""
    return Refusal(
        f"The crimes of {area.name} in the {weighed.year.period.words} cannot be weighed by {system.name}.",
        f"{share(weighed.share_without)} of them have no weight in it, among them {_offences(largest, system)}; "
        f"more than {share(most)} would be missing from the score.{partial}",
        "Weights that hold these offences: another release, or another system.",
    )


def no_people(area: Area) -> Refusal:
    """Nobody says how many residents there are."""
    return Refusal(
        f"No harm score can be given for {area.name}.",
        "A score is per resident, and no population of it is held.",
        "Take in the population of its small areas; the how-to page on geography says how.",
    )


def half_there(area: Area, group: str, period: Period) -> Refusal:
    """A group of offences of which nothing stands in some period."""
    return Refusal(
        f"No change since the year before can be given for {area.name}.",
        f"Nothing of “{group}” stands in the table for {in_dates(period)}, though it does in other periods. It may not have "
        "been supplied, and what is missing is not nought.",
        "The whole table of both years.",
    )


def broken_change(area: Area, found: Sequence[Break]) -> Refusal:
    """Recording changed between the years."""
    said = " ".join(f"{one.title}: {one.explanation}" for one in found)
    return Refusal(
        f"The harm score of {area.name} cannot be compared with the year before.",
        f"Recording changed between the years. {said}",
        "Two whole years after the change.",
    )


def group_title(definitions: Definitions, source: str, item: str) -> str:
    """The words of a group of offences, as its source writes them."""
    known = definitions.sources.get(source)
    words = [name for name, under in (known.categories.items() if known else ()) if under == item]
    return words[0] if words else item.replace("-", " ").capitalize()


def _offences(codes: Iterable[str], system: HarmSystem) -> str:
    named = list(codes)
    words = [system.offence(code) for code in named[:NAMED]]
    return listed([*words, *([f"{count(len(named) - NAMED)} more"] if len(named) > NAMED else [])])


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:,.1f}"
