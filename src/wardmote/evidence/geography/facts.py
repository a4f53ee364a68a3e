"""Facts of several files: equal ones are one, empty ones give way, and different ones are refused."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Generic, TypeVar

from wardmote.evidence.geography.sheets import Sheet
from wardmote.evidence.refusals import Refused

Key = TypeVar("Key", bound=Hashable)
Value = str | float | None
Origin = tuple[Sheet, int]


class Facts(Generic[Key]):
    """What is known of each key, and the file and row that it was read from.

    Parameters
    ----------
    subject
        Says in words what a key is, such as "small area E01000001".
    """

    def __init__(self, subject: Callable[[Key], str]) -> None:
        self._subject = subject
        self._values: dict[Key, tuple[Value, ...]] = {}
        self._origins: dict[Key, tuple[Origin, ...]] = {}

    def __len__(self) -> int:
        return len(self._values)

    def __contains__(self, key: Key) -> bool:
        return key in self._values

    def __getitem__(self, key: Key) -> tuple[Value, ...]:
        return self._values[key]

    def items(self) -> Iterator[tuple[Key, tuple[Value, ...]]]:
        """Keys with their values, in order of key."""
        for key in sorted(self._values):  # type: ignore[type-var]
            yield key, self._values[key]

    def origin(self, key: Key) -> Origin:
        """The file and row that the first value of a key was read from."""
        return self._origins[key][0]

    def add(
        self, key: Key, values: tuple[Value, ...], columns: Sequence[str], sheet: Sheet, row: int
    ) -> None:
        """Take in what one row says of a key.

        Parameters
        ----------
        values
            One value a column; None where the cell is empty.
        columns
            Headers of the values, for the sentence when they disagree.

        Raises
        ------
        Refused
            When another row or file gives the key a different value; names both.
        """
        known = self._values.get(key)
        if known is None:
            self._values[key], self._origins[key] = values, ((sheet, row),) * len(values)
        elif known != values:
            self._merge(key, values, columns, (sheet, row))

    def _merge(self, key: Key, values: tuple[Value, ...], columns: Sequence[str], origin: Origin) -> None:
        merged = list(zip(self._values[key], self._origins[key], strict=True))
        for place, (value, column) in enumerate(zip(values, columns, strict=True)):
            old, old_origin = merged[place]
            if old is None:
                merged[place] = (value, origin)
            elif value is not None and value != old:
                raise disagreement(
                    self._subject(key), column, (*_stand(old_origin), old), (*_stand(origin), value)
                )
        self._values[key] = tuple(value for value, _ in merged)
        self._origins[key] = tuple(place for _, place in merged)


def _stand(origin: Origin) -> tuple[str, str]:
    sheet, row = origin
    return sheet.file.name, sheet.where(row)


def disagreement(
    subject: str, column: str, first: tuple[str, str, object], second: tuple[str, str, object]
) -> Refused:
    """A refusal of two files, or of one, that say different things of the same subject.

    Parameters
    ----------
    first, second
        Name of the file, the place in it, and what it says.
    """
    (one, where, old), (other, there, new) = sorted((first, second), key=lambda said: (said[0], str(said[2])))
    if one == other:
        return Refused(
            one,
            f"{one} says two things about {subject}: {column} is {_said(old)} ({where}) and {_said(new)} "
            f"({there}). Keep only the one that is right and take it in again.",
        )
    return Refused(
        (one, other),
        f"{one} and {other} disagree about {subject}: {column} is {_said(old)} in the first ({where}) and "
        f"{_said(new)} in the second ({there}). Take in only the file that is right, or correct the other.",
    )


def _said(value: object) -> str:
    return f"{value:,.15g}" if isinstance(value, float) else str(value)
