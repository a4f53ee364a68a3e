"""Walking the chain of records: is each as it was written, and is none missing?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from wardmote.site.kit.audit.models import AuditRecord, ChainHead
from wardmote.site.kit.audit.recording import BEGINNING, seal_of

AT_ONCE = 2000


@dataclass(frozen=True)
class Broken:
    """The first record that is not as it was written, or has lost the one before it. ``key`` is its number."""

    key: int
    at: datetime
    why: str


@dataclass(frozen=True)
class Verdict:
    """What a walk found: ``records`` read before it ended, and the first broken one (None: all is whole)."""

    records: int
    broken: Broken | None
    end_is_missing: bool = False
    """Whether records at the end are gone: the last one is not the one that was written last."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing was changed, removed or put between."""
        return self.broken is None and not self.end_is_missing

    @property
    def sentence(self) -> str:
        """What was found, in words."""
        if self.broken:
            return (
                f"Record {self.broken.key} of {self.broken.at:%d %B %Y, %H:%M} is broken: {self.broken.why}"
            )
        if self.end_is_missing:
            return f"Records after the last of these {self.records} have been removed."
        return f"All {self.records} records are whole: none was changed, removed or put between."


def verify() -> Verdict:
    """Walk all records, oldest first, to the first that is broken."""
    last, read = BEGINNING, 0
    for one in AuditRecord.objects.order_by("pk").iterator(chunk_size=AT_ONCE):
        why = _fault_of(one, last)
        if why:
            return Verdict(read, Broken(one.pk, one.at, why))
        last, read = one.seal, read + 1
    head = ChainHead.objects.filter(pk=1).first()
    return Verdict(read, None, end_is_missing=(head.seal if head else BEGINNING) != last)


def _fault_of(one: AuditRecord, last: str) -> str:
    if one.previous != last:
        return "a record before it was removed, or one was put between."
    return "" if seal_of(one) == one.seal else "what it says was changed after it was written."
