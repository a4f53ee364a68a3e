"""Asks of today's evidence what the last assessment said, and gathers what the section about it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from wardmote.analyses.since import Answer, Key, Question, compare, questions
from wardmote.documents.record import BuildRecord
from wardmote.documents.strategic_assessment.needs import EvidenceThen, SinceNeeds
from wardmote.evidence import Snapshot
from wardmote.evidence.revisions import revisions
from wardmote.figures import (
    Area,
    Figure,
    Row,
    Table,
    UnknownAreaError,
    find_area,
    performance_table,
    rows_of_areas,
)
from wardmote.figures.months import in_words
from wardmote.operations.earlier import find_earlier
from wardmote.operations.tables import last_complete_month
from wardmote.operations.workspace import Workspace

MadeAnew = Callable[[Workspace, str], BuildRecord]
"""Makes a document of a workspace as it was, to a last month, and records it."""


@dataclass(frozen=True)
class WorkspaceThen(Workspace):
    """A workspace whose evidence is that of an earlier snapshot; everything else in it is today's."""

    held: str

    @cached_property
    def snapshot(self) -> Snapshot:
        """The earlier snapshot, open for reading."""
        return self.store.open(self.held)


def workspace_then(workspace: Workspace, snapshot: str) -> WorkspaceThen:
    """The same workspace over an earlier snapshot; its definitions and its store are read once."""
    then = WorkspaceThen(workspace.folder, workspace.settings, snapshot)
    vars(then).update(definitions=workspace.definitions, store=workspace.store)
    return then


@dataclass(frozen=True)
class SinceLast:
    """What the section needs, what was said then, for a redline, and what to know about the choice."""

    needs: SinceNeeds
    earlier: BuildRecord
    notes: tuple[str, ...] = ()


def gather_since(workspace: Workspace, since: str, made: Table, anew: MadeAnew) -> SinceLast:
    """What was said from an earlier snapshot, asked again of the current one.

    Parameters
    ----------
    since
        A build or a snapshot, the first digits of one, or ``last``.
    made
        The current table by measure of the partnership.
    anew
        Makes the earlier document where no build of it is kept.

    Raises
    ------
    BuildNotFoundError
        When no build and no snapshot answers to ``since``.
    BuildDamagedError, EvidenceError
        When what was kept cannot be read.
    """
    found = find_earlier(workspace, since, made.current.end)
    manifest, kept = found.manifest, found.build
    earlier = kept.record if kept else _made_anew(workspace, manifest.id, anew)
    said = [figure for figure in earlier.figures if figure.snapshot == earlier.snapshot]
    asked = questions(said, earlier.findings, earlier.area, earlier.to)
    complete = last_complete_month(workspace)
    revised = _answers(workspace, asked, made, earlier.to) if earlier.to <= complete else {}
    now = _answers(workspace, asked, made, made.current.end)
    current = workspace.store.manifest(made.snapshot)
    months = (earlier.to, made.current.end, complete)
    needs = SinceNeeds(
        compared=compare(asked, revised, now, workspace.definitions, months, earlier.area),
        build=kept.id if kept else "",
        then=EvidenceThen(manifest.id, in_words(earlier.to)),
        now=EvidenceThen(current.id, in_words(made.current.end)),
        revisions=revisions(manifest, current),
        definitions_changed=_deciding(said) != _deciding(made.figure(row) for row in made.rows),
    )
    return SinceLast(needs, earlier, (*found.notes, _taken(needs)))


def _taken(needs: SinceNeeds) -> str:
    """Which earlier assessment this one is compared with."""
    if needs.build:
        return f"Compared with build {needs.build}: year to {needs.then.to}, snapshot {needs.then.snapshot}."
    return (
        f"Compared with the year to {needs.then.to} of snapshot {needs.then.snapshot}. No build of it is kept, so its "
        "figures were made anew."
    )


def _made_anew(workspace: Workspace, snapshot: str, anew: MadeAnew) -> BuildRecord:
    earlier = workspace_then(workspace, snapshot)
    try:
        return anew(earlier, last_complete_month(earlier))
    finally:
        earlier.snapshot.close()


def _deciding(figures: Iterable[Figure]) -> set[str]:
    """The definitions that decided these figures: what their options say of them."""
    options = (figure.options.split(";") for figure in figures)
    return {part for parts in options for part in parts if part.startswith("definitions=")}


def _answers(workspace: Workspace, asked: Sequence[Question], made: Table, to: str) -> dict[Key, Answer]:
    """Today's answers to these questions for the year to a month; a question nobody can answer has none."""
    whole = made if to == made.current.end else performance_table(workspace.evidence(), made.area, to)
    parts = {(question.key[1], question.key[2]) for question in asked if question.key[1] != made.area.code}
    rows = [*whole.rows, *_rows_of_parts(workspace, made.area, _areas(workspace, made.area, parts), to)]
    wanted = {question.key for question in asked}
    return {key: _answer(whole, row) for row in rows if (key := _key(row)) in wanted}


def _areas(workspace: Workspace, whole: Area, parts: Iterable[tuple[str, str]]) -> list[Area]:
    """The areas of these codes that the snapshot still knows, cut to the whole as they were."""
    found: list[Area] = []
    for code, part_of in sorted(parts):
        if part_of not in ("", whole.code):
            continue
        try:
            area = find_area(workspace.snapshot.connection(), code)
        except UnknownAreaError:
            continue
        found.append(replace(area, name=f"{area.name} (part)", part_of=part_of) if part_of else area)
    return found


def _rows_of_parts(workspace: Workspace, whole: Area, areas: Sequence[Area], to: str) -> list[Row]:
    return rows_of_areas(workspace.evidence(), areas, to, within=whole) if areas else []


def _key(row: Row) -> Key:
    return row.measure.id, row.area.code, row.area.part_of


def _answer(table: Table, row: Row) -> Answer:
    return Answer(
        count=table.figure(row),
        earlier=table.figure(row, "previous") if row.previous is not None else None,
        change=table.figure(row, "percent") if row.verdict is not None else None,
    )


__all__ = ["MadeAnew", "SinceLast", "WorkspaceThen", "gather_since", "workspace_then"]
