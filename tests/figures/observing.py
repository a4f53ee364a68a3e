"""Observations laid into the small country, with measures of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import yaml
from tests.country import Country, insert

from wardmote.definitions import load
from wardmote.figures import Evidence

KINDS = {
    "reader": "observations",
    "container": "csv",
    "publisher": "A partner",
    "licence": "",
    "source": "A test",
}
SOURCES = [
    {
        "id": "feed",
        "title": "The council's feed",
        "recognise": ["Fed"],
        "layout": {"areas": {"The Old Name": "C1"}},
    },
    {"id": "sheet", "title": "The depot's sheet", "recognise": ["Sheeted"]},
    {
        "id": "office",
        "title": "The office's table",
        "recognise": ["Filed"],
        "open": True,
        "layout": {"negative": True},
    },
]
COMMON = {
    "description": "What a test counts.",
    "population": "residents",
    "direction": "none",
    "source": "A test",
}
MEASURES = [
    {"id": "tipping", "unit": "incidents", "counted": [{"source": "observations", "categories": ["tipping"]}]},
    {"id": "referrals", "unit": "referrals", "direction": "reporting",
     "counted": [{"source": "observations", "categories": ["referrals"]}]},
    {"id": "feel-safe", "unit": "percent", "quantity": "share", "population": "",
     "counted": [{"source": "observations", "categories": ["feel-safe"]}]},
    {"id": "on-the-books", "unit": "people", "quantity": "number", "population": "",
     "counted": [{"source": "observations", "categories": ["on-the-books"]}]},
    {"id": "index", "unit": "points", "quantity": "number", "population": "", "dated": True, "base": False,
     "counted": [{"source": "observations", "categories": ["index"]}]},
    {"id": "theft-told-apart", "unit": "crimes", "counted": [{"source": "office", "categories": ["theft-a", "theft-b"]}]},
    {"id": "one-code", "unit": "crimes", "counted": [{"source": "office", "categories": ["31a"]}]},
    {"id": "all-of-it", "unit": "crimes", "base": False,
     "counted": [{"source": "office", "categories": ["theft-a", "theft-b", "other"]}]},
]  # fmt: skip


def definitions(folder: Path):
    """Our definitions with those of the tests laid over them."""
    for kind, entries in (("sources", [KINDS | one for one in SOURCES]), ("measures", MEASURES)):
        (folder / kind).mkdir(parents=True, exist_ok=True)
        for at, entry in enumerate(entries):
            named = {
                "title": entry["id"].title(),
                "short_title": entry["id"].replace("-", " ").title(),
                "order": at + 900,
            }
            full = (COMMON | named | entry) if kind == "measures" else entry
            (folder / kind / f"test-{entry['id']}.yaml").write_text(yaml.safe_dump(full), encoding="utf-8")
    return load(folder)


def observation(
    item, area, start, end, value, *, source="feed", detail="", level="", state="known", base=None
):
    """One row of the table of observations; a value of None is suppressed unless the state says more."""
    if value is None and state == "known":
        state = "suppressed"
    return (source, item, detail, area, level, start, end, value, state, base, "", "0" * 16)


def quarters(first: str, values: Sequence[float | None], item="tipping", area="C1", **more) -> list[tuple]:
    """Observations of quarters that follow on each other; the value "gap" leaves one out."""
    year, month = int(first[:4]), int(first[5:])
    rows = []
    for at, value in enumerate(values):
        start = year * 12 + month - 1 + 3 * at
        span = [f"{m // 12:04d}-{m % 12 + 1:02d}" for m in (start, start + 2)]
        if value != "gap":
            rows.append(observation(item, area, *span, value, **more))
    return rows


def observing(country: Country, defined, rows: Iterable[tuple]) -> Evidence:
    """Evidence of the country that holds these observations and no others."""
    connection = country.evidence.connection.cursor()
    connection.execute("DELETE FROM observations")
    insert(connection, "observations", list(rows))
    return replace(country.evidence, connection=connection, definitions=defined)
