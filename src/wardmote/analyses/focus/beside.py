"""A chosen issue beside others: its rate among like areas, and what it weighs beside how many it is."""

from __future__ import annotations

from wardmote.analyses.peers.one_measure import one_measure
from wardmote.analyses.result import AnalysisResult, CannotBearError
from wardmote.analyses.wording import per, share
from wardmote.evidence.observations.misread import slug
from wardmote.figures.areas import Area, UnknownAreaError
from wardmote.figures.evidence import Evidence
from wardmote.figures.months import Period
from wardmote.figures.peer_groups import peers_around
from wardmote.figures.table import Row


def beside(evidence: Evidence, row: Row, area: Area, partnership: Area, period: Period) -> str:
    """Where the issue's rate stands among the peers of its area, or the wards around it; empty where there are none."""
    try:
        group = peers_around(evidence, area, partnership, period)
        found = one_measure(evidence, group, row.measure, period)
    except (CannotBearError, UnknownAreaError):
        return ""
    rates = ""
    if row.population is not None:
        rates = f"Rates {per(evidence.definitions)} {evidence.definitions.populations[row.population.kind].unit}. "
    return f"{found.title} {rates}The group: {group.title}."


def weight_words(evidence: Evidence, row: Row, harm: AnalysisResult | None) -> str:
    """What the issue weighs of all recorded crimes, beside how many it is; empty where offences cannot be told apart."""
    if harm is None:
        return ""
    of_issue = _codes(evidence, row.measure.id)
    crimes = weight = all_crimes = all_weight = 0.0
    for one in harm.table("offences").records():
        number, each = one["crimes"], one["weight"]
        if not isinstance(number, int | float) or not isinstance(each, int | float):
            continue
        all_crimes, all_weight = all_crimes + number, all_weight + number * each
        if slug(str(one["code"])) in of_issue:
            crimes, weight = crimes + number, weight + number * each
    if not crimes or all_weight <= 0:
        return ""
    by = dict(harm.asked).get("Weights", "the weights held")
    return (
        f"By {by}, it is {share(crimes / all_crimes)} of the crimes weighed and {share(weight / all_weight)} of what they "
        "weigh."
    )


def _codes(evidence: Evidence, category: str) -> set[str]:
    """The offence codes that tables of weights put in a category of police.uk."""
    rows = evidence.connection.execute(
        "SELECT DISTINCT code FROM weights WHERE category = ? ORDER BY code", [category]
    ).fetchall()
    return {slug(str(code)) for (code,) in rows}
