"""Why somebody may see something, or not: which right it asks for, and which of their roles gives it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wardmote.definitions import Definitions
from wardmote.site.kit.access.routes import PUBLIC, declaration_of
from wardmote.site.kit.access.scope import Scope

SEEN = {
    "partnership": gettext_lazy("Of what lies there they see all that the partnership has."),
    "organisation": gettext_lazy("Of what lies there they see what belongs to their own organisation."),
    "own": gettext_lazy("Of what lies there they see only what is their own."),
    "public": gettext_lazy("Of what lies there they see only what is published."),
}


@dataclass(frozen=True)
class Explanation:
    """Whether somebody may, and why, in sentences."""

    may: bool
    sentences: tuple[str, ...]


def why_address(scope: Scope, address: str, definitions: Definitions) -> Explanation:
    """Whether a page is open to somebody, by its address: with or without the name of the site before it."""
    path = urlsplit(address.strip()).path or "/"
    try:
        match = resolve(path)
    except (Resolver404, ValueError):
        return Explanation(False, (_("There is no page at this address."),))
    declared = declaration_of(match.func, match.url_name)
    if declared is None:
        return Explanation(False, (_("There is no page at this address."),))
    if declared.right == PUBLIC:
        return Explanation(True, (_("This page is open to everybody."),))
    found = why_right(scope, declared.right, definitions)
    if found.may and match.kwargs:
        last = _(
            "This page is about one thing. It is shown if that thing is there and belongs to what they see."
        )
        return Explanation(True, (*found.sentences, last))
    return found


def why_right(scope: Scope, right: str, definitions: Definitions) -> Explanation:
    """Whether somebody has a right, and by which role."""
    known = definitions.rights.get(right)
    if known is None:
        return Explanation(False, (_("There is no such right."),))
    asks = _("It takes the right to %(right)s.") % {"right": known.title}
    giving = [
        role for role in sorted(definitions.roles.values(), key=lambda one: one.order) if right in role.rights
    ]
    names = ", ".join(role.title.lower() for role in giving) or _("no role")
    if not scope.may(right):
        return Explanation(
            False,
            (asks, _("This right comes with: %(roles)s. They have none of these today.") % {"roles": names}),
        )
    by = ", ".join(role.title.lower() for role in giving if role.id in scope.roles)
    return Explanation(
        True, (asks, _("They have it as %(roles)s.") % {"roles": by}, str(SEEN[scope.sight(right)]))
    )
