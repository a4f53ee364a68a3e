"""What every page knows: whose site it is, who looks at it, and where they may go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from wardmote.site.kit.access.scope import NOBODY
from wardmote.site.kit.house import workspace


@dataclass(frozen=True)
class Room:
    """An entry of the navigation."""

    title: str
    address: str
    current: bool


ROOMS: list[tuple[str, str, str]] = [
    ("Home", "home", "home-see"),
    ("Audit", "audit", "audit-see"),
]
"""Title, route and right of every room, in order of the navigation."""


def around_the_page(request: HttpRequest) -> dict[str, Any]:
    """Partnership, marking, person and navigation."""
    scope = getattr(request, "scope", NOBODY)
    return {
        "partnership": workspace().settings,
        "person": request.user if request.user.is_authenticated else None,
        "scope": scope,
        "rooms": [_room(request, title, route) for title, route, right in ROOMS if scope.may(right)],
        "language": "en",
    }


def _room(request: HttpRequest, title: str, route: str) -> Room:
    address = reverse(route)
    within = request.path.startswith(address) if address != "/" else request.path == "/"
    return Room(gettext(title), address, within)
