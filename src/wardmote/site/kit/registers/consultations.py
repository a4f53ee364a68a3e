"""The consultations of the register as the strategic assessment takes them: frozen, each with its version."""

from __future__ import annotations

from datetime import date, timedelta

from wardmote.definitions import DefinitionError
from wardmote.documents.strategic_assessment.consulted import Consulted
from wardmote.site.kit.access.limits import span
from wardmote.site.kit.access.scope import Scope
from wardmote.site.kit.registers import selectors
from wardmote.site.kit.registers.selectors import Asked, Row
from wardmote.site.kit.registers.values import day_in_words

REGISTER, DONE, SAMPLE = "consultation", "done", "sample"


def consultations(scope: Scope, day: date) -> tuple[Consulted, ...]:
    """Those that are done and ended within the days that a threshold sets before a day, samples first, then the newest.

    None where whoever asks may not see the register, or the partnership's own has no such status.
    """
    try:
        register = selectors.register_of(scope, REGISTER)
    except DefinitionError:
        return ()
    if register is None:
        return ()
    oldest = day - span("consultation-told-days")
    rows = [
        one for one in selectors.rows(scope, register, Asked(state=DONE), day) if _within(one, oldest, day)
    ]
    newest = sorted(rows, key=lambda one: str(one.entry.values.get("ended", "")), reverse=True)
    return tuple(_frozen(one) for one in sorted(newest, key=lambda one: not _is_sample(one)))


def _within(row: Row, oldest: date, day: date) -> bool:
    ended = row.entry.values.get("ended")
    return bool(ended) and oldest - timedelta(days=1) < date.fromisoformat(ended) <= day


def _is_sample(row: Row) -> bool:
    return bool(row.entry.values.get("chosen") == SAMPLE)


def _frozen(row: Row) -> Consulted:
    said = row.entry.values
    began, ended = said.get("began"), said["ended"]
    days = (
        day_in_words(ended) if began in (None, ended) else f"{day_in_words(began)} to {day_in_words(ended)}"
    )
    people = said.get("people")
    return Consulted(
        reference=f"{row.register.one} {row.entry.number}, version {row.entry.version}",
        title=row.title,
        whom=row.words("whom"),
        days=days,
        mode=row.words("mode").lower(),
        chosen=row.words("chosen").lower(),
        sample=_is_sample(row),
        people=int(people) if people is not None else None,
        concerns=tuple(line.strip() for line in str(said.get("concerns", "")).split("\n") if line.strip()),
        caveat=str(said.get("caveat", "")),
    )
