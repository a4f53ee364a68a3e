"""How sure a harm score is, and what to know of the crimes and the weights behind it."""

from __future__ import annotations

from wardmote.analyses.harm.scoring import AreaHarm
from wardmote.analyses.harm.tables import counted
from wardmote.analyses.wording import count, listed, opening, share
from wardmote.definitions import Definitions
from wardmote.definitions.word_groups import groups_of
from wardmote.figures.evidence import Evidence
from wardmote.figures.harm import HarmSystem, Weighed

DAYS = 365.25 / 12


def sure_of(harm: AreaHarm, system: HarmSystem, definitions: Definitions) -> tuple[str, ...]:
    """The methods by name, what they assume and where they fail."""
    made = [
        f"Score: the sum of weight and number of crimes over residents, as the Office for National Statistics defines its "
        f"Crime Severity Score, by {system.name}. Scores by another system or release cannot be set beside it.",
        "Interval: gamma (Fay and Feuer 1997), for which each crime comes by chance and by itself. Crimes come in runs, so "
        "the truth is wider; and no interval holds what is never reported or recorded otherwise.",
    ]
    if harm.change is not None:
        made += [
            "Change: split at the means of both years (Marshall and Edgeworth, Kitagawa), so that number and mix add up "
            "exactly. Its interval is made of those of both years (Zou and Donner 2008) and is of chance alone.",
            "Groups: each has its own interval, so of twenty that did not change about one looks as if it had.",
        ]
    made.append(
        "The rarest offences weigh most: one more homicide or rape can move the score of a small area, so look at the "
        "groups before the whole."
    )
    return tuple(made)


def caveats_of(evidence: Evidence, harm: AreaHarm, system: HarmSystem) -> tuple[str, ...]:
    """What to know of the data, a sentence or two each."""
    return tuple(
        part
        for part in (
            system.held.warning,
            _newer(system),
            _people(evidence, harm),
            _summed(evidence, harm),
            _left_out(evidence, harm, system),
            *(said for one in (harm.before, harm.now) if one for said in _revised(one, system)),
            _breaks_of_weights(harm, system),
        )
        if part
    )


def _newer(system: HarmSystem) -> str:
    if not system.held.newer:
        return ""
    return f"Newer weights are held: release {listed(system.held.newer)}. They can be asked for by name."


def _people(evidence: Evidence, harm: AreaHarm) -> str:
    people = harm.people
    both = ", in both years" if harm.before else ""
    said = f"Per {count(people.value)} residents of {people.on.day} {people.on:%B %Y}{both}."
    apart = abs((people.on - harm.period.middle).days) / DAYS
    if apart < evidence.definitions.threshold("harm-population-age"):
        return said
    return (
        f"{said} That is {count(apart / 12)} years from the middle of the year scored: where the number of residents has "
        "changed since, the score is wrong by as much."
    )


def _summed(evidence: Evidence, harm: AreaHarm) -> str:
    if not harm.years.level or harm.years.parts < 2:
        return ""
    return f"Summed from {harm.years.parts} {evidence.definitions.levels[harm.years.level].plural}."


def _left_out(evidence: Evidence, harm: AreaHarm, system: HarmSystem) -> str:
    """What was left out on purpose, or may have to be."""
    groups = groups_of(evidence.definitions.word_groups.values(), "offence")
    if system.left_out:
        unsure = any(group.certainty != "confirmed" for group in groups)
        whole = counted(harm.now)
        part = f" ({share(harm.now.left_out / whole)} of all)" if whole else ""
        doubt = (
            " Which codes these are is Wardmote's reading and not confirmed: see definitions/word_groups/offences.yaml."
            if unsure
            else ""
        )
        return (
            f"{count(harm.now.left_out)} crimes{part} that the police find themselves were left out, such as drugs, weapons "
            f"and handling of stolen goods.{doubt}"
        )
    if system.own_rules:
        return (
            "Every offence with a weight is in the score. If the rules of the system leave out what the police find "
            "themselves, as the Cambridge Crime Harm Index does, ask for crimes that victims report."
        )
    return ""


def _revised(weighed: Weighed, system: HarmSystem) -> list[str]:
    """Counts below zero: netted within the year, and counted as none where the year itself is below zero."""
    found = []
    netted = sorted(code for code in weighed.year.taken_back if code not in weighed.below_zero)
    year = weighed.year.period.words
    if netted:
        named = listed(
            [f"{system.offence(code)} ({_minus(weighed.year.taken_back[code])})" for code in netted]
        )
        found.append(
            f"{opening(year)}: revisions of earlier records stand below zero in some quarter and are netted against the "
            f"year's own count: {named}."
        )
    if weighed.below_zero:
        named = listed(
            [
                f"{system.offence(code)} ({_minus(value)})"
                for code, value in sorted(weighed.below_zero.items())
            ]
        )
        found.append(
            f"{opening(year)}: the whole year stands below zero for {named}, as crimes of earlier years were taken back. No "
            "crime weighs less than nothing: it is counted as none."
        )
    return found


def _minus(value: float) -> str:
    return f"−{count(abs(value))}"


def _breaks_of_weights(harm: AreaHarm, system: HarmSystem) -> str:
    """Weights that are older or younger than the year that they weigh."""
    release, year = system.held.release[:4], harm.period.end[:4]
    apart = abs(int(year) - int(release))
    if not apart:
        return ""
    return (
        f"Weights of release {system.held.release} weigh crimes of {year}. All years here are by the same weights, so that "
        "no revision of weights stands in a change."
    )
