"""What the register of consultations says of an issue, as the rules of a matrix read it: like the answers of a survey."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wardmote.analyses.priorities.suggest import Reading
from wardmote.analyses.surveys.asking import Settings
from wardmote.analyses.surveys.voice import many
from wardmote.analyses.wording import count, share
from wardmote.documents.strategic_assessment.consulted import Consulted
from wardmote.figures import Figure, Table
from wardmote.figures.tokens import State
from wardmote.operations.workspace import Workspace

REGISTER = "consultation"
WHOLE = 100.0
LINE = re.compile(r"(?P<label>.*?)[\s:,;–—-]*\(?\s*(?P<percent>\d{1,3}(?:\.\d+)?)\s*(?:%|per cent)\s*\)?\.?")
"""A concern with its share: "Anti-social behaviour (31%)", "Burglary: 22 per cent"."""


def consulted_readings(
    workspace: Workspace, table: Table, measure: str, held: Iterable[Consulted]
) -> tuple[Reading, ...]:
    """What people named who were consulted, where definitions of concerns say that it speaks of a measure.

    In the order in which consultations are given: samples first, then the newest. A concern without a share, or of nobody
    knows how many people, is told and suggests nothing; a share that too few people stand behind is left out, as in surveys.
    """
    concerns = [one for one in workspace.definitions.concerns.values() if measure in one.measures]
    settings = Settings.of(workspace.definitions)
    found = []
    for one in held if concerns else ():
        for place, line in enumerate(one.concerns, 1):
            label, percent = shared(line)
            if not any(concern.is_named_by(label) for concern in concerns):
                continue
            if percent is None or one.people is None or _stands(one.people, percent, settings):
                found.append(_reading(table, one, place, label, percent))
    return tuple(found)


def shared(line: str) -> tuple[str, float | None]:
    """A concern as somebody wrote it down: what was named, and by what share in percent; None where it has none."""
    found = LINE.fullmatch(line.strip())
    if found is None or float(found["percent"]) > WHOLE:
        return line.strip(), None
    return found["label"].strip(), float(found["percent"])


def _stands(people: int, percent: float, settings: Settings) -> bool:
    return many(round(people * percent / WHOLE), people, settings)


def _reading(table: Table, one: Consulted, place: int, label: str, percent: float | None) -> Reading:
    known = percent is not None and one.people is not None
    state = State.NOT_AVAILABLE if not known else State.KNOWN if percent else State.ZERO
    figure = Figure(
        percent if known else None, state, "% of people who took part", f"{REGISTER}/{one.reference}/{place}",
        table.area.code, table.area.name, one.days, table.snapshot,
        f"took part: {one.people if one.people is not None else 'not known'}; {one.chosen}", sources=(REGISTER,),
        marking=table.marking,
    )  # fmt: skip
    return Reading("survey", figure, label, said=_sentence(one, place, label, percent))


def _sentence(one: Consulted, place: int, label: str, percent: float | None) -> str:
    """Who was asked, how those who took part were chosen, what they named, and what it cannot tell."""
    people = "how many took part is not known" if one.people is None else f"{count(one.people)} took part"
    named = (
        f"{label.lower()} is concern {place} of {len(one.concerns)} that were named"
        if percent is None
        else f"{share(percent / WHOLE)} named {label.lower()}"
    )
    return f"{one.title}, {one.days} ({one.whom}; {people}; {one.chosen}): {named}. {one.caveat}".strip()
