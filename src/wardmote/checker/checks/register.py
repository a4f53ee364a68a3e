"""Every check, exactly once."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from wardmote.checker.checks import (
    acronyms,
    calendar_dates,
    changes_in_words,
    contents,
    cross_references,
    hidden_numbers,
    labelled_amounts,
    list_counts,
    numbering,
    parts_in_words,
    ranks,
    scores,
    stated_twice,
    surveys,
    table_shapes,
    tables,
    unlike_periods,
)
from wardmote.checker.checks.context import Context
from wardmote.checker.findings import Finding
from wardmote.checker.read_document import ReadDocument

Check = Callable[[ReadDocument, Context], Iterable[Finding]]

CHECKS: tuple[Check, ...] = (
    tables.check,
    table_shapes.check,
    labelled_amounts.check,
    hidden_numbers.check,
    scores.check,
    ranks.check,
    changes_in_words.check,
    parts_in_words.check,
    surveys.check,
    stated_twice.check,
    calendar_dates.check,
    unlike_periods.check,
    cross_references.check,
    contents.check,
    numbering.check,
    list_counts.check,
    acronyms.check,
)
