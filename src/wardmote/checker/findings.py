"""What the checker says: findings with their place, and the whole answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wardmote.checker.read_document import Place, Unread

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True)
class Where:
    """The place of a finding, and the words around it as printed (at most a line)."""

    place: Place
    text: str


@dataclass(frozen=True)
class Finding:
    """Something in a document that cannot be right, is likely not right, or should be looked at.

    ``kind`` is the identifier of the check in ``definitions/checks`` ("difference", "percentage", "total", ...).
    ``severity``: an error contradicts arithmetic or the calendar; a warning is likely wrong or unlike is compared with
    like; a note is worth a look. ``printed`` and ``expected`` are as a reader would see them; ``why`` is the arithmetic
    in one sentence; ``slip`` the likely slip where arithmetic supports one, else "". ``others`` are further places that
    take part (the row that the total adds up, the other mention of the same quantity).
    """

    kind: str
    severity: Severity
    where: Where
    printed: str
    expected: str
    why: str
    slip: str = ""
    others: tuple[Where, ...] = ()


@dataclass(frozen=True)
class Checked:
    """The answer about one document: how much was read and recomputed, what was found, what could not be read.

    ``figures`` counts the figures understood, ``recomputed`` the checks that were carried out (so that silence can be
    told from a pass).
    """

    document: str
    format: str
    tables: int
    figures: int
    recomputed: int
    findings: tuple[Finding, ...]
    unread: tuple[Unread, ...] = ()
