"""Brings counts of residents or households of every small area from Nomis, page by page."""

from __future__ import annotations

import csv
import io

from wardmote.definitions.fetching import PeopleTable
from wardmote.evidence import Progress
from wardmote.operations.fetch.errors import FetchError
from wardmote.operations.fetch.troubles import by_hand, host_of
from wardmote.operations.fetch.web import Web

Counts = dict[str, str]
"""Code of a small area -> the number, as it was published."""


def bring_people(web: Web, table: PeopleTable, progress: Progress) -> tuple[str, Counts]:
    """The name of the column, and the numbers in it.

    Raises
    ------
    FetchError
        When what came is no such table, or the network fails.
    """
    counts: Counts = {}
    years: set[str] = set()
    offset = 0
    while True:
        page = _page(web, table, offset)
        for row in page:
            if row[table.value].strip():
                counts[row[table.code].strip()] = str(_whole(row[table.value], table))
            years.add(row[table.year].strip()[:4])
        offset += len(page)
        progress(table.title, offset, max(offset, table.rows))
        if len(page) < table.rows:
            break
    if len(years) != 1 or not counts:
        raise FetchError(
            f"{table.title}: expected the numbers of one year, found {', '.join(sorted(years)) or 'none'}."
        )
    return table.column.format(year=years.pop()), counts


def _page(web: Web, table: PeopleTable, offset: int) -> list[dict[str, str]]:
    address = table.address.format(rows=table.rows, offset=offset)
    text = web.text(address).removeprefix("\ufeff")
    reader = csv.DictReader(io.StringIO(text))
    lacking = [
        name for name in (table.code, table.value, table.year) if name not in (reader.fieldnames or [])
    ]
    if lacking and (text.strip() or not offset):
        raise FetchError(
            f"{table.title}: {host_of(address)} sent no table with the column {lacking[0]}. {by_hand(web.download)}"
        )
    return list(reader)


def _whole(text: str, table: PeopleTable) -> int:
    try:
        number = float(text)
    except ValueError:
        number = -1
    if number < 0 or number != int(number):
        raise FetchError(f"{table.title}: found “{text[:40]}”, expected a whole number.")
    return int(number)
