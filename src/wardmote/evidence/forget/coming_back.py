"""What is taken in again after it was removed on request: refused unless it is asked for, and said so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from wardmote.evidence.forget.tombstones import Tombstone
from wardmote.evidence.manifest import SourceRecord
from wardmote.evidence.refusals import Refused
from wardmote.evidence.to_type import to_type

SHOWN = 3


def refusals(names: Mapping[str, str], tombstones: Sequence[Tombstone]) -> list[Refused]:
    """A refusal for each file that held something which was removed on request.

    Parameters
    ----------
    names
        Hash of each file that is about to be read -> what the user calls it.
    """
    removed = {one: tombstone for tombstone in tombstones for one in tombstone.files}
    return [
        Refused(name, _sentence(name, removed[sha256])) for sha256, name in names.items() if sha256 in removed
    ]


def _sentence(name: str, tombstone: Tombstone) -> str:
    return (
        f"{name} holds what was removed on request on {tombstone.day} ({tombstone.reason}). Taking it in would bring "
        f"that back.{to_type(' If that is meant, add --again.')}"
    )


def notes(sources: Iterable[SourceRecord], tombstones: Sequence[Tombstone]) -> list[str]:
    """Sentences on months of a force that were removed on request, and come back in a file of this call."""
    removed = {key: tombstone for tombstone in tombstones for key in tombstone.force_months}
    found: dict[int, set[tuple[str, str]]] = {}
    for source in sources:
        for key in {unit.key for unit in source.units} | {(p.supplier, p.period) for p in source.parts}:
            if key in removed:
                found.setdefault(removed[key].number, set()).add(key)
    by_number = {tombstone.number: tombstone for tombstone in tombstones}
    return [_note(sorted(keys), by_number[number]) for number, keys in sorted(found.items())]


def _note(keys: list[tuple[str, str]], tombstone: Tombstone) -> str:
    shown = ", ".join(f"{force} {month}" for force, month in keys[:SHOWN])
    more = f" and {len(keys) - SHOWN} more" if len(keys) > SHOWN else ""
    return (
        f"Removed on request on {tombstone.day} ({tombstone.reason}), and now taken in again: {shown}{more}. If that is "
        "not meant, it has to be removed again."
    )
