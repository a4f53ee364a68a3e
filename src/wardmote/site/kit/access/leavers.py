"""Addresses of people who left: nothing is asked of them any more, and no link of theirs works."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models.functions import Lower

from wardmote.site.kit.access.models import Person


def left_of(addresses: Iterable[str]) -> frozenset[str]:
    """Those of some addresses whose account was closed because they left, in small letters."""
    wanted = {one.lower() for one in addresses if one}
    if not wanted:
        return frozenset()
    gone = Person.objects.annotate(address=Lower("email")).filter(address__in=wanted, is_active=False)
    return frozenset(gone.values_list("address", flat=True))
