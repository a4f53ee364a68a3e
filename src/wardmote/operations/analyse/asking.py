"""How an analysis says what may be asked of it: a frozen dataclass whose fields carry words for people.

The command line, the notebook and the site make their options and forms from the same fields.
"""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any


@dataclass(frozen=True)
class Ask:
    """What a field of a request is. ``first``: given without a name on the command line, in order of the fields."""

    help: str
    metavar: str = ""
    first: bool = False


MeasureAsked = Annotated[str, Ask("Identifier of the measure.", "MEASURE", first=True)]
AreaAsked = Annotated[str | None, Ask("Area code or group; the partnership itself without one.", "CODE")]
ToAsked = Annotated[
    str | None, Ask("Last month; without it the last one complete in all sources.", "YYYY-MM")
]


@dataclass(frozen=True)
class MeasureRequest:
    """An analysis of one measure of one area."""

    measure: MeasureAsked
    area: AreaAsked = None
    to: ToAsked = None


@dataclass(frozen=True)
class Field:
    """A field of a request: its name, its type, what it is when nobody says, and its words."""

    name: str
    type: Any
    default: Any
    ask: Ask

    @property
    def needed(self) -> bool:
        """Whether it must be given."""
        return self.default is dataclasses.MISSING


def fields_of(request: type) -> Iterator[Field]:
    """The fields of a request type.

    Raises
    ------
    TypeError
        When a field carries no ``Ask``: nobody could be told what it is.
    """
    types = typing.get_type_hints(request, include_extras=True)
    for field in dataclasses.fields(request):
        kind, *said = typing.get_args(types[field.name]) or (None,)
        ask = next((one for one in said if isinstance(one, Ask)), None)
        if ask is None:
            raise TypeError(f"{request.__name__}.{field.name} does not say what it asks for.")
        yield Field(field.name, kind, field.default, ask)
