"""Findings as plain data, in the schema ``wardmote.check/1``."""

from __future__ import annotations

from typing import Any

from wardmote.checker.findings import Checked, Finding
from wardmote.checker.read_document import Place, Unread

SCHEMA = "wardmote.check/1"


def as_record(checked: Checked) -> dict[str, Any]:
    """``{"schema", "document", "read": {"tables", "figures", "unread"}, "findings": [...]}``; absent is null."""
    return {
        "schema": SCHEMA,
        "document": checked.document,
        "read": {
            "tables": checked.tables,
            "figures": checked.figures,
            "unread": [
                {"what": one.what, "why": one.why, "where": _place(one.place)} for one in checked.unread
            ],
        },
        "findings": [_finding(one) for one in checked.findings],
    }


def as_unreadable(name: str, why: str) -> dict[str, Any]:
    """The record of a document that could not be read at all: nothing was read, and why."""
    whole = Unread("The document", why, Place())
    return as_record(Checked(name, "", 0, 0, 0, (), (whole,)))


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "severity": one.severity,
        "where": {**_place(one.where.place), "text": one.where.text},
        "printed": one.printed,
        "expected": one.expected,
        "why": one.why,
        "slip": one.slip or None,
    }


def _place(place: Place) -> dict[str, Any]:
    return {"page": place.page, "table": place.table, "row": place.row, "column": place.column}
