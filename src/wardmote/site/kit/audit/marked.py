"""What is shown under a marking: of some, each reading is recorded, and the definitions of markings say of which."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.http import HttpRequest

from wardmote.site.kit.house import workspace


def of_papers() -> str:
    """The marking of all papers of the partnership that carry none of their own."""
    return workspace().settings.marking


def recorded(markings: Iterable[str]) -> str:
    """The first marking of some of which a reading is recorded; empty where none is."""
    asking = [one for one in workspace().definitions.markings.values() if one.read_is_recorded]
    return next((words for words in markings if any(re.search(one.match, words) for one in asking)), "")


def shows(request: HttpRequest, *markings: str) -> None:
    """Tell under which markings the answer shows something: the gate then records the reading, once, where one asks."""
    request.shown_under = markings  # type: ignore[attr-defined]


def shown_under(request: HttpRequest) -> str:
    """The marking because of which the reading of an answer is recorded; empty where it is not."""
    return recorded(dict.fromkeys(getattr(request, "shown_under", ())))
