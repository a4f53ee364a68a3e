"""Fetches the Home Office's tables of recorded crime by partnership, through the content API of GOV.UK."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from wardmote.definitions.fetching import Download, Page
from wardmote.evidence import Progress, quiet
from wardmote.operations.fetch.bring import Bringing
from wardmote.operations.fetch.clock import Clock, SystemClock
from wardmote.operations.fetch.errors import FetchAskedWrongly, FetchError
from wardmote.operations.fetch.ledger import alone_in
from wardmote.operations.fetch.result import FetchResult, Planned, in_words
from wardmote.operations.fetch.troubles import by_hand, host_of
from wardmote.operations.fetch.web import Web


@dataclass(frozen=True)
class HomeOfficeRequest:
    """Which tables are wanted.

    Parameters
    ----------
    since
        Year in which the first financial year ends that has to be covered; 0 for the newest file alone.
    """

    since: int = 0
    dry_run: bool = False


@dataclass(frozen=True)
class Attachment:
    """One file of a page."""

    title: str
    address: str
    name: str
    kind: str
    size: int | None
    years: tuple[int, ...]
    """Years that its title names, the earliest first."""


def fetch_home_office(
    download: Download,
    request: HomeOfficeRequest,
    folder: Path,
    *,
    progress: Progress = quiet,
    clock: Clock | None = None,
) -> FetchResult:
    """Find the tables on their page and bring those that are wanted.

    Raises
    ------
    FetchError
        When the page has none, or the network fails.
    """
    page = download.page
    if page is None:
        raise FetchError(
            f"The definition {download.id} describes no page. Correct it in definitions/downloads/."
        )
    with Web(download, clock or SystemClock()) as web:
        chosen = choose(_attachments(web, page), page, request.since)
        if request.dry_run:
            planned = tuple(
                Planned(
                    one.title,
                    one.address,
                    folder / one.name,
                    in_words(one.size) if one.size else "size not said",
                )
                for one in chosen
            )
            return FetchResult(folder, planned=planned)
        with alone_in(folder) as ledger:
            bringing = Bringing(web, ledger, progress)
            files = tuple(
                bringing.bring(one.address, folder / one.name, one.title, one.size) for one in chosen
            )
    return FetchResult(folder, files)


def choose(found: Sequence[Attachment], page: Page, since: int) -> list[Attachment]:
    """The attachments to bring: the newest, or all that reach back to a year; of one title, the preferred kind.

    Raises
    ------
    FetchAskedWrongly
        When no file covers the year.
    """
    kinds = page.preferred
    best: dict[str, Attachment] = {}
    for one in sorted(found, key=lambda one: (kinds.index(one.kind), one.name)):
        best.setdefault(" ".join(one.title.split()).casefold(), one)
    ordered = sorted(best.values(), key=lambda one: (one.years[-1:], one.years[:1], one.title), reverse=True)
    if not since:
        return [one for one in ordered if one.years[-1:] == ordered[0].years[-1:]]
    wanted = [one for one in ordered if one.years and one.years[-1] >= since]
    if not wanted:
        newest = max((one.years[-1] for one in ordered if one.years), default=0)
        raise FetchAskedWrongly(
            f"No table reaches the year {since}; the newest ends in {newest}. Give an earlier year."
        )
    return wanted


def _attachments(web: Web, page: Page) -> list[Attachment]:
    """What the first page that has any offers."""
    refusals = []
    for address in page.addresses:
        try:
            found = list(_wanted(_item(web, address), page, web.download))
        except FetchError as error:
            refusals.append(error)
            continue
        if found:
            return found
    if refusals and len(refusals) == len(page.addresses):
        raise refusals[0]
    raise FetchError(
        f"{host_of(page.addresses[0])} lists no table whose title fits “{page.title}”. Its titles may have changed; look "
        f"whether a newer Wardmote knows them. {by_hand(web.download)}"
    )


def _item(web: Web, address: str) -> Any:
    """The JSON of a page; of the page that it has moved to, if it has."""
    said = web.json(address)
    moved = (
        said.get("redirects") if isinstance(said, dict) and said.get("schema_name") == "redirect" else None
    )
    if isinstance(moved, list) and moved and isinstance(moved[0], dict):
        path = urlsplit(str(moved[0].get("destination", ""))).path
        return web.json(urljoin(address, f"/api/content{path}"))
    return said


def _wanted(said: Any, page: Page, download: Download) -> Iterator[Attachment]:
    details = said.get("details") if isinstance(said, dict) else None
    listed = details.get("attachments") if isinstance(details, dict) else None
    for entry in listed if isinstance(listed, list) else []:
        if not isinstance(entry, dict):
            continue
        title, address = str(entry.get("title") or ""), str(entry.get("url") or "")
        kind = _kind(address, str(entry.get("content_type") or ""), page)
        if re.search(page.title, title) and kind:
            years = tuple(sorted({int(found["year"]) for found in re.finditer(page.year, title)}))
            yield Attachment(title, address, _name(address), kind, _size(entry.get("file_size")), years)


def _kind(address: str, content_type: str, page: Page) -> str:
    ending = urlsplit(address).path.rsplit(".", maxsplit=1)[-1].lower()
    if ending in page.kinds:
        return ending
    return next((kind for kind, said in page.kinds.items() if said == content_type), "")


def _name(address: str) -> str:
    """A name for the file that is one here, whatever the address says."""
    last = urlsplit(address).path.rsplit("/", maxsplit=1)[-1]
    return re.sub(r"[^A-Za-z0-9._-]+", "-", last).lstrip(".-") or "table"


def _size(said: Any) -> int | None:
    return int(said) if str(said).isdigit() else None
