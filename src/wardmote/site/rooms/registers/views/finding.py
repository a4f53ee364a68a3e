"""What every page of a register begins with: the register and the entry that it is of, or nothing at all."""

from __future__ import annotations

from django.http import Http404, HttpRequest, QueryDict

from wardmote.definitions.registers import Register
from wardmote.site.kit.access.scope import scope_from
from wardmote.site.kit.audit import marked
from wardmote.site.kit.registers import rules, selectors
from wardmote.site.kit.registers.models import Entry
from wardmote.site.kit.registers.names import Names, names_for
from wardmote.site.kit.registers.selectors import Asked
from wardmote.site.rooms.registers.forms import ListFilter


def register_or_404(request: HttpRequest, identifier: str, *, to_change: bool = False) -> Register:
    """The register of an address, for who may see it, or change it."""
    scope = scope_from(request)
    found = selectors.register_of(scope, identifier)
    if found is None or (to_change and not rules.may_change(scope, found)):
        raise Http404
    return found


def entry_or_404(request: HttpRequest, register: Register, number: int) -> Entry:
    """The entry of an address, for who may see it."""
    found = selectors.entry(scope_from(request), register, number) if number < 2**31 else None
    if found is None:
        raise Http404
    marked.shows(request, selectors.marking_of(found))
    return found


def names_of(request: HttpRequest, register: Register) -> Names:
    """The names that the pages of a register need."""
    return names_for(register, scope_from(request), selectors.entries)


def asked_of(given: QueryDict, register: Register, names: Names) -> tuple[ListFilter, Asked | None]:
    """What the filters in an address ask for; None where they cannot be understood."""
    form = ListFilter(given, register=register, names=names)
    if not form.is_valid():
        return form, None
    said = form.cleaned_data
    home = said.get("organisation")
    return form, Asked(
        said["words"],
        said["state"],
        int(home) if home else None,
        choices={one.id: said[one.id] for one in register.fields if one.kind == "choice"},
        sort=given.get("sort", "")[:80],
        numbers=frozenset(int(one) for one in given.getlist("number") if one.isdecimal() and len(one) < 10),
    )
