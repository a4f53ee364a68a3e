"""The record as a file: CSV and JSON hold the same."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator

from wardmote.site.kit.audit.models import AuditRecord

COLUMNS = (
    "id", "at", "person", "name", "organisation", "action", "kind", "key", "words", "before", "after",
    "marking", "address", "session", "previous", "seal",
)  # fmt: skip
RISKY = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that a spreadsheet takes for a formula."""


def as_csv(found: Iterable[AuditRecord]) -> Iterator[str]:
    """A head, then a line for each record."""
    yield _line(COLUMNS)
    for one in found:
        yield _line([_safe(value) for value in _row(one).values()])


def as_json(found: Iterable[AuditRecord]) -> Iterator[str]:
    """A list of objects, one a line."""
    yield "["
    for number, one in enumerate(found):
        yield (",\n" if number else "\n") + json.dumps(_row(one), ensure_ascii=False)
    yield "\n]\n"


WRITTEN_AS: dict[str, tuple[str, Callable[[Iterable[AuditRecord]], Iterator[str]]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "json": ("application/json", as_json),
}


def _row(one: AuditRecord) -> dict[str, object]:
    made = {name: getattr(one, name) for name in COLUMNS}
    return made | {"at": one.at.isoformat()}


def _safe(value: object) -> str:
    text = (
        json.dumps(value, ensure_ascii=False)
        if isinstance(value, dict)
        else ""
        if value is None
        else str(value)
    )
    return f"'{text}" if text.startswith(RISKY) else text


def _line(values: Iterable[object]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(values)
    return out.getvalue()
