"""Who may see what of the evidence desk: pure rules."""

from __future__ import annotations

from collections.abc import Collection

from wardmote.definitions import Feed
from wardmote.site.kit.access.scope import Scope

SEE, UPLOAD, MANAGE = "evidence-see", "evidence-upload", "evidence-manage"


def sees_whole_board(scope: Scope) -> bool:
    """Whether they see what every partner owes, not their own organisation's duties alone."""
    return scope.may(SEE) and scope.sight(SEE) == "partnership"


def sees_feed(scope: Scope, feed: Feed, providers: Collection[str]) -> bool:
    """Whether a feed stands on their board. ``providers``: names of their organisations in the definitions of feeds."""
    return sees_whole_board(scope) or feed.provider.casefold() in {one.casefold() for one in providers}


def may_teach(scope: Scope) -> bool:
    """Whether they may say how files are read."""
    return scope.may(MANAGE)


def may_remind(scope: Scope) -> bool:
    """Whether they may remind partners of what is missing."""
    return scope.may(MANAGE)
