"""Every check, exactly once."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from wardmote.checker.checks import changes_in_words, tables
from wardmote.checker.checks.context import Context
from wardmote.checker.findings import Finding
from wardmote.checker.read_document import ReadDocument

Check = Callable[[ReadDocument, Context], Iterable[Finding]]

CHECKS: tuple[Check, ...] = (
    tables.check, changes_in_words.check,
)  # fmt: skip
