"""The tables are found on their page by their titles, and the newest, or those that reach back, are brought."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.operations.fetch.publisher import OURS, File, Publisher, Reply, StillClock, at, json_reply

from wardmote.operations.fetch.errors import FetchAskedWrongly, FetchError
from wardmote.operations.fetch.home_office import HomeOfficeRequest, fetch_home_office
from wardmote.operations.fetch.result import FetchResult

NEW = "/api/content/government/statistical-data-sets/police-recorded-crime-and-outcomes-open-data-tables"
OLD = "/api/content/government/statistics/police-recorded-crime-open-data-tables"
KINDS = {
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}
TITLES = {
    "prc-csp-mar21-mar26.ods": "Police recorded crime Community Safety Partnership open data, year ending March 2021 to "
    "year ending March 2026",
    "prc-csp-mar16-mar20.ods": "Police recorded crime Community Safety Partnership open data tables, from year ending March "
    "2016 to year ending March 2020",
    "prc-csp-0203.xlsx": "Police recorded crime data by Community Safety Partnership year ending March 2003 to year ending "
    "March 2007",
    "prc-pfa.ods": "Police recorded crime open data Police Force Area tables, year ending March 2013 onwards",
    "guide.html": "Community Safety Partnership tables: user guide",
}


def workbook(seed: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("content.xml", seed * 100)
    return stream.getvalue()


class Page:
    """The page of the tables, and the store of its attachments."""

    def __init__(self, publisher: Publisher) -> None:
        self.publisher = publisher
        self.files = {name: File(workbook(name)) for name in TITLES}
        self.attachments = [self.attachment(name, title) for name, title in TITLES.items()]
        publisher.pages[NEW] = lambda _: self.answer()
        for name, file in self.files.items():
            publisher.pages[f"/media/65a/{name}"] = file

    def attachment(self, name: str, title: str) -> dict[str, Any]:
        kind = name.rsplit(".", maxsplit=1)[-1]
        return {
            "title": title,
            "url": f"{self.publisher.base}/media/65a/{name}",
            "content_type": KINDS.get(kind, "text/html"),
            "file_size": len(self.files[name].body),
            "filename": name,
        }

    def answer(self) -> Reply:
        return json_reply(
            json.dumps({"schema_name": "publication", "details": {"attachments": self.attachments}})
        )


@pytest.fixture
def site(publisher: Publisher) -> Page:
    return Page(publisher)


def fetch(site: Page, folder: Path, clock: StillClock, since: int = 0, dry_run: bool = False) -> FetchResult:
    download = at(site.publisher.base, "home-office")
    return fetch_home_office(download, HomeOfficeRequest(since, dry_run), folder, clock=clock)


def names(done: FetchResult) -> list[str]:
    return [path.name for path in done.paths]


def test_the_newest_table_is_brought(site: Page, tmp_path: Path, clock: StillClock) -> None:
    done = fetch(site, tmp_path, clock)
    assert names(done) == ["prc-csp-mar21-mar26.ods"]
    assert done.paths[0].read_bytes() == site.files["prc-csp-mar21-mar26.ods"].body


def test_tables_that_reach_a_year_are_brought(site: Page, tmp_path: Path, clock: StillClock) -> None:
    assert names(fetch(site, tmp_path, clock, 2019)) == ["prc-csp-mar21-mar26.ods", "prc-csp-mar16-mar20.ods"]
    assert len(names(fetch(site, tmp_path, clock, 2003))) == 3
    with pytest.raises(FetchAskedWrongly, match="newest ends in 2026"):
        fetch(site, tmp_path, clock, 2030)


def test_of_one_table_in_several_kinds_the_lightest_is_brought(
    site: Page, tmp_path: Path, clock: StillClock
) -> None:
    name = "prc-csp-mar21-mar26.csv"
    site.files[name] = File(b"Financial Year,CSP Name\n")
    site.publisher.pages[f"/media/65a/{name}"] = site.files[name]
    site.attachments.append(site.attachment(name, TITLES["prc-csp-mar21-mar26.ods"].upper()))
    assert names(fetch(site, tmp_path, clock)) == [name]


def test_a_dry_run_says_sizes_and_brings_nothing(site: Page, tmp_path: Path, clock: StillClock) -> None:
    (plan,) = fetch(site, tmp_path / "new", clock, dry_run=True).planned
    assert plan.size.endswith(" kB")
    assert not (tmp_path / "new").exists()
    assert len(site.publisher.log) == 1


def test_the_page_before_is_tried_where_the_new_one_is_gone(
    site: Page, tmp_path: Path, clock: StillClock
) -> None:
    site.publisher.pages[OLD] = site.publisher.pages.pop(NEW)
    assert names(fetch(site, tmp_path, clock)) == ["prc-csp-mar21-mar26.ods"]


def test_a_page_that_has_moved_is_followed(site: Page, tmp_path: Path, clock: StillClock) -> None:
    site.publisher.pages["/api/content/government/newest"] = site.publisher.pages[NEW]
    moved = {"schema_name": "redirect", "redirects": [{"destination": "/government/newest#top"}]}
    site.publisher.pages[NEW] = lambda _: json_reply(json.dumps(moved))
    assert names(fetch(site, tmp_path, clock)) == ["prc-csp-mar21-mar26.ods"]


@pytest.mark.parametrize(
    "said",
    [
        "[]",
        "{}",
        '{"details": null}',
        '{"details": {"attachments": {}}}',
        '{"details": {"attachments": [7, null]}}',
    ],
)
def test_a_page_without_tables_is_said(site: Page, tmp_path: Path, clock: StillClock, said: str) -> None:
    site.publisher.pages[NEW] = site.publisher.pages[OLD] = lambda _: json_reply(said)
    with pytest.raises(FetchError, match="lists no table"):
        fetch(site, tmp_path, clock)


def test_a_file_shorter_than_its_page_says_is_refused(site: Page, tmp_path: Path, clock: StillClock) -> None:
    site.attachments[0]["file_size"] += 1
    with pytest.raises(FetchError, match="says it has"):
        fetch(site, tmp_path, clock)


def test_an_attachment_elsewhere_is_refused(site: Page, tmp_path: Path, clock: StillClock) -> None:
    site.attachments[0]["url"] = "https://elsewhere.example/prc-csp.ods"
    with pytest.raises(FetchError, match=r"elsewhere\.example.*not one of the places"):
        fetch(site, tmp_path, clock)


@pytest.mark.parametrize(
    "path",
    ["/media/65a/..%2F..%2Fprc.ods", "/media/65a/.hidden.ods", "/media/65a/pr c\\..\\x.ods", "/media/..ods"],
)
def test_a_name_never_leads_out_of_the_folder(
    site: Page, tmp_path: Path, clock: StillClock, path: str
) -> None:
    site.attachments[0]["url"] = site.publisher.base + path
    site.publisher.pages |= dict.fromkeys(
        (path, path.replace(" ", "%20").replace("\\", "%5C"), "/..ods"), site.files["prc-csp-mar21-mar26.ods"]
    )
    folder = tmp_path / "downloads"
    (brought,) = fetch(site, folder, clock).paths
    assert brought.parent == folder
    assert not brought.name.startswith(".")
    assert {path.name for path in tmp_path.iterdir()} == {"downloads"}


def test_ours_knows_the_titles_of_the_page() -> None:
    import re

    known = OURS.downloads["home-office"].page
    assert known is not None
    assert [bool(re.search(known.title, title)) for title in TITLES.values()] == [
        True,
        True,
        True,
        False,
        True,
    ]
