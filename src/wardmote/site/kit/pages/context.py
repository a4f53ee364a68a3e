"""What every page knows: whose site it is, who looks at it, and where they may go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from wardmote import __version__
from wardmote.site.kit.access.scope import NOBODY
from wardmote.site.kit.access.watch import ends_soon
from wardmote.site.kit.house import workspace
from wardmote.site.kit.pages.colours import accent, colours_address
from wardmote.site.kit.pages.standing import standing


@dataclass(frozen=True)
class Room:
    """An entry of the navigation."""

    title: str
    address: str
    current: bool
    """Whether the page that is shown lies in this room."""


ROOMS: list[tuple[str, str, str]] = [
    ("Home", "home", "home-see"),
    ("Evidence", "evidence", "evidence-see"),
    ("Insight", "insight", "figures-see"),
    ("Library", "library", "documents-see"),
    ("Scan", "scans", "scan-see"),
    ("Workshop", "workshops", "workshop-see"),
    ("Priorities", "priorities", "priorities-see"),
    ("Registers", "registers", "registers-see"),
    ("Check", "check", "documents-check"),
    ("People", "people", "people-see"),
    ("Settings", "settings", "settings-change"),
    ("Audit", "audit", "audit-see"),
]
"""Title, route and right of every room, in order of the navigation."""


def around_the_page(request: HttpRequest) -> dict[str, Any]:
    """Partnership, marking, person, navigation, and how far the data goes."""
    scope = getattr(request, "scope", NOBODY)
    settings, rooms = workspace().settings, _rooms(request)
    ends = getattr(request, "session_ends", None)
    signed_in = request.user.is_authenticated if hasattr(request, "user") else False
    return {
        "partnership": settings,
        "marking": settings.marking,
        "person": request.user if signed_in else None,
        "scope": scope,
        "rooms": rooms,
        "navigation": [_entry(room, request.path) for room in rooms],
        "language": (get_language() or "en").partition("-")[0],
        "accent": accent(settings.colour),
        "colours": colours_address(settings.colour),
        "version": __version__,
        "session_ends_at": date_format(timezone.localtime(ends), "H:i") if ends else "",
        "session_ends_soon": ends_soon(ends),
        "data_to": standing().data_to if signed_in else "",
        "snapshot": standing().snapshot if signed_in else "",
    }


def _rooms(request: HttpRequest) -> list[Room]:
    scope = getattr(request, "scope", NOBODY)
    return [_room(request, title, route) for title, route, right in ROOMS if scope.may(right)]


def _room(request: HttpRequest, title: str, route: str) -> Room:
    address = reverse(route)
    within = request.path.startswith(address) if address != "/" else request.path == "/"
    return Room(gettext(title), address, within)


def _entry(room: Room, path: str) -> dict[str, Any]:
    """An entry as the service navigation of the design system takes it."""
    here = room.address == path
    return {"text": room.title, "href": room.address, "current": here, "active": room.current and not here}
