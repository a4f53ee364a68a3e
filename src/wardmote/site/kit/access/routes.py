"""Which right each route asks for. A route that declares none cannot be reached, and a test finds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from django.urls import URLPattern, URLResolver, get_resolver

PUBLIC = ""
"""The right of a route that anybody may reach."""

AnyView = TypeVar("AnyView", bound=Callable[..., Any])


@dataclass(frozen=True)
class Declaration:
    """What a route asks for.

    ``right`` is the identifier of a right, or ``PUBLIC``. ``read_is_recorded``: looking is recorded in the audit too.
    ``why`` tells why a public route is public, or what a route of another's library does.
    """

    right: str
    read_is_recorded: bool = False
    why: str = ""


BORROWED: dict[str, Declaration] = {}
"""Declarations of routes that libraries bring, by the route's name."""


def needs(right: str, *, read_is_recorded: bool = False) -> Callable[[AnyView], AnyView]:
    """Declare the right that a view asks for."""
    return _declare(Declaration(right, read_is_recorded))


def open_to_all(why: str) -> Callable[[AnyView], AnyView]:
    """Declare that anybody may reach a view, signed in or not, and why."""
    return _declare(Declaration(PUBLIC, why=why))


def borrow(name: str, right: str, why: str) -> None:
    """Declare what a route of a library asks for."""
    BORROWED[name] = Declaration(right, why=why)


def declaration_of(view: Callable[..., Any], name: str | None) -> Declaration | None:
    """What a view asks for; None when nobody declared it."""
    made = getattr(view, "declaration", None) or getattr(
        getattr(view, "view_class", None), "declaration", None
    )
    return made if isinstance(made, Declaration) else BORROWED.get(name or "")


def every_route() -> Iterator[tuple[str, str | None, Declaration | None]]:
    """Every address pattern of the site with its name and what it asks for."""
    yield from _under(get_resolver(), "/")


def _under(resolver: URLResolver, before: str) -> Iterator[tuple[str, str | None, Declaration | None]]:
    for one in resolver.url_patterns:
        address = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield address, one.name, declaration_of(one.callback, one.name)
        else:
            yield from _under(one, address)


def _declare(made: Declaration) -> Callable[[AnyView], AnyView]:
    def mark(view: AnyView) -> AnyView:
        view.declaration = made  # type: ignore[attr-defined]
        return view

    return mark
