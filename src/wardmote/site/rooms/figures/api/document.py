"""What the interface says of itself: to programs as OpenAPI, to people as a list."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from wardmote.site.kit.access.programs import PREFIX


@dataclass(frozen=True)
class OfferedRoute:
    """A route in words: its address, what it answers, and what it can be asked."""

    name: str
    address: str
    summary: str
    words: str
    asks: tuple[tuple[str, str], ...]


@cache
def openapi_document() -> dict[str, Any]:
    """The OpenAPI document."""
    from wardmote.site.rooms.figures.api.door import api

    made: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=PREFIX))
    return made


@cache
def offered_routes() -> tuple[OfferedRoute, ...]:
    """Every route, in the order of the document."""
    return tuple(
        OfferedRoute(
            told["operationId"],
            address,
            told["summary"],
            told["description"].removeprefix(f"{told['summary']}. ").strip() or "",
            tuple((one["name"], one["schema"].get("description", "")) for one in told.get("parameters", [])),
        )
        for address, methods in openapi_document()["paths"].items()
        for told in methods.values()
    )


def asks_of(name: str) -> tuple[tuple[str, str], ...]:
    """What a route can be asked, by its name; nothing for one that is none."""
    return next((one.asks for one in offered_routes() if one.name == name), ())
