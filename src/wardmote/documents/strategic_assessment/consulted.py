"""A consultation of the partnership's own register, frozen: who calls the assessment fills these."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Consulted:
    """A consultation that is done, as it stood in the register when the document was built.

    ``reference``: its name and version there, such as consultation 3, version 2. ``people`` None: not known, which is not
    nobody. ``concerns``: what people named, the first first, in the words of whoever wrote it down. ``caveat``: what it
    cannot tell.
    """

    reference: str
    title: str
    whom: str
    days: str
    mode: str
    chosen: str
    sample: bool
    """Whether those who took part were a random sample."""
    people: int | None
    concerns: tuple[str, ...]
    caveat: str
