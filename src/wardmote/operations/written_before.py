"""Words that were written before the evidence of today was taken in: on which figures they must have been written.

A file of words says when it was saved. Where that was before the current snapshot was made, its writer cannot have
read the figures of today: the words are recorded on those of the last build that they could have read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from wardmote.documents.commentary import Filling, Record, Slot
from wardmote.documents.record import BuildRecord
from wardmote.figures import Figure
from wardmote.operations.builds import KeptBuild, sound_and_damaged
from wardmote.operations.commentary_files import Held
from wardmote.operations.workspace import Workspace

MONTH = re.compile(r"\d{4}-\d{2}")
Question = tuple[str, str, str, str, tuple[int, ...], str]
"""Measure, area, area that it is cut to, unit, how many months before the document's last its months lie, how counted."""


def written_before(
    workspace: Workspace, name: str, held: Held, slots: Sequence[Slot], to: str
) -> dict[str, Record]:
    """What is to be recorded of new words that are older than the current snapshot, by slot.

    ``name`` and ``to``: the document and its last month. Words that no earlier build can have been read by are left
    out, and so are those of a place that had no figures then.
    """
    made = _moment(workspace.snapshot.manifest.made)
    old = [slot for slot in slots if _is_new(held.fillings.get(slot.name)) and held.written[slot.name] < made]
    earlier = _builds_of_earlier_evidence(workspace, name) if old else []
    if not earlier:
        return {}
    found: dict[str, Record] = {}
    for slot in old:
        read = _read_by(earlier, held.written[slot.name], workspace).record
        figures = _figures_then(read, slot, workspace.snapshot.id, to)
        if figures:
            found[slot.name] = Record(held.fillings[slot.name].sha256, read.to, figures)
    return found


def _is_new(filling: Filling | None) -> bool:
    """Whether these are words of which nothing was recorded."""
    if filling is None or not filling.sha256 or filling.record_broken:
        return False
    return filling.record is None or filling.record.sha256 != filling.sha256


def _moment(made: str) -> float:
    """Seconds since 1970; before all words where nobody noted it."""
    return datetime.fromisoformat(made).timestamp() if made else 0.0


def _builds_of_earlier_evidence(workspace: Workspace, name: str) -> list[KeptBuild]:
    """The builds of snapshots before the current one, in the order in which they were said."""
    order = [manifest.id for manifest in workspace.store.snapshots()]
    before = set(order[: order.index(workspace.snapshot.id)])
    stands = workspace.store.standing
    return [
        build for build in sound_and_damaged(workspace, name)[0] if stands(build.record.snapshot) in before
    ]


def _read_by(earlier: Sequence[KeptBuild], written: float, workspace: Workspace) -> KeptBuild:
    """The last build whose evidence was there when the words were saved; the last of all where none was."""
    made = {manifest.id: _moment(manifest.made) for manifest in workspace.store.snapshots()}
    stands = workspace.store.standing
    there = [build for build in earlier if made[stands(build.record.snapshot)] <= written]
    return (there or earlier)[-1]


def _figures_then(read: BuildRecord, slot: Slot, snapshot: str, to: str) -> tuple[Figure, ...]:
    """The figures that an earlier build printed in a slot: those its sentence named, else those that answer the same.

    ``snapshot`` and ``to``: those of the document in which the slot stands now.
    """
    own = [figure for figure in read.figures if figure.snapshot == read.snapshot]
    cited = {identity for said in read.findings if said.name == slot.name for identity in said.figures}
    if cited:
        return tuple(figure for figure in own if figure.identity in cited)
    then: dict[Question, Figure] = {}
    for figure in own:
        then.setdefault(_exactly(figure, read.to), figure)
    for figure in own:  # where months have come in since, the same question of other months
        then.setdefault(_question(figure, read.to), figure)
    today = [figure for figure in slot.figures if figure.snapshot == snapshot]
    found = (then.get(_exactly(figure, to)) or then.get(_question(figure, to)) for figure in today)
    return tuple(figure for figure in found if figure is not None)


def _question(figure: Figure, to: str, counted: str = "") -> Question:
    months = _months_before(figure.period, to)
    return figure.measure.split("/")[0], figure.area, figure.part_of, figure.unit, months, counted


def _exactly(figure: Figure, to: str) -> Question:
    """The question with all that decides how it is counted, but for the definitions themselves."""
    options = ";".join(one for one in figure.options.split(";") if not one.startswith("definitions="))
    counted = f"{MONTH.sub('', options)} {_months_before(options, to)} {figure.population.split(' ')[0]}"
    return _question(figure, to, counted)


def _months_before(text: str, to: str) -> tuple[int, ...]:
    """How many months before the last one each month lies that a text names."""
    last = 12 * int(to[:4]) + int(to[5:])
    return tuple(last - 12 * int(month[:4]) - int(month[5:]) for month in MONTH.findall(text))
