"""Consultations from a file of their register, so that an assessment can be written without the site."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from wardmote.definitions.registers import Register
from wardmote.documents.strategic_assessment.consulted import Consulted
from wardmote.evidence.recognise import same
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.given_tables import tables_of
from wardmote.operations.workspace import Workspace

REGISTER, DONE, SAMPLE = "consultation", "done", "sample"


def consulted_from(workspace: Workspace, path: Path) -> tuple[Consulted, ...]:
    """The consultations that are done, of a file that the register gives (CSV, XLSX, ODS): samples first, then the newest.

    Raises
    ------
    AskedWronglyError
        When it is no file of that register, or a cell that must hold a day, a number or a choice holds another thing.
    EvidenceError
        When it cannot be read at all.
    """
    register = workspace.definitions.registers[REGISTER]
    name = register.name.title
    tables = tables_of([path], workspace.definitions, [(name, "Status")])
    table = next((one for one in tables if same(name) in map(same, one.columns)), None)
    if table is None or "status" not in map(same, table.columns):
        raise AskedWronglyError(
            f"{path.name} is no file of the register of consultations: it has no columns “{name}” and “Status”."
        )
    if table.faults:
        raise AskedWronglyError(table.faults[0])
    heads = [same(one) for one in table.columns]
    done = register.status(DONE).title
    found = []
    for row in table.whole:
        said = dict(zip(heads, (one.removeprefix("'") for one in row.cells), strict=True))
        if same(said["status"]) == same(done):
            found.append(_Row(register, said, f"{table.name}, row {row.line}").consulted())
    return tuple(
        one for _ended, one in sorted(found, key=lambda one: (not one[1].sample, -one[0].toordinal()))
    )


class _Row:
    def __init__(self, register: Register, said: Mapping[str, str], where: str) -> None:
        self.register, self.said, self.where = register, said, where

    def consulted(self) -> tuple[date, Consulted]:
        """When it ended, and the consultation."""
        began, ended = self._day("began"), self._day("ended")
        if ended is None:
            raise self._wrong("ended", "a day, as it is done")
        people = self._says("people").replace(",", "").removesuffix(".0")
        if people and not people.isdecimal():
            raise self._wrong("people", "a whole number")
        days = _words(ended) if began in (None, ended) else f"{_words(began)} to {_words(ended)}"
        return ended, Consulted(
            reference=f"{self.register.one} {self.said.get('no.', '')}".strip(),
            title=self._says(self.register.name.id),
            whom=self._says("whom"),
            days=days,
            mode=self._says("mode").lower(),
            chosen=self._says("chosen").lower(),
            sample=bool(self._says("chosen")) and same(self._says("chosen")) == self._sample(),
            people=int(people) if people else None,
            concerns=tuple(line.strip() for line in self._says("concerns").splitlines() if line.strip()),
            caveat=self._says("caveat"),
        )

    def _says(self, field: str) -> str:
        known = {one.id: one.title for one in self.register.fields}
        return self.said.get(same(known[field]), "") if field in known else ""

    def _sample(self) -> str:
        chosen = next((one for one in self.register.fields if one.id == "chosen"), None)
        return same(chosen.choices.get(SAMPLE, "")) if chosen else ""

    def _day(self, field: str) -> date | None:
        text = self._says(field)
        try:
            return date.fromisoformat(text[:10]) if text else None
        except ValueError as error:
            raise self._wrong(field, "a day, as 2026-03-04") from error

    def _wrong(self, field: str, expected: str) -> AskedWronglyError:
        title = self.register.field(field).title
        found = self._says(field)
        shown = f"“{found[:40]}”" if found else "an empty cell"
        return AskedWronglyError(f"{self.where}, column “{title}”: found {shown}, expected {expected}.")


def _words(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""
