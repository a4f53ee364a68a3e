"""The insight room: the same numbers as the command line, the edition that somebody may see, and refusals that teach."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from wardmote.operations.tables import TableRequest, table
from wardmote.operations.workspace import FILE, Workspace, find_workspace
from wardmote.site.kit import results

PAGES = (
    "/insight/",
    "/insight/?by=ward&measure=burglary&months=3",
    "/insight/measures/",
    "/insight/measures/burglary/",
    "/insight/measures/burglary/trend/",
    "/insight/areas/",
    "/insight/map/?measure=burglary&by=lsoa",
    "/insight/community/",
    "/insight/figures/burglary/current/",
)


def _words(answer: object) -> str:
    text = answer.content.decode()  # type: ignore[attr-defined]
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


@pytest.mark.parametrize("path", PAGES)
def test_pages_open_for_those_who_see_figures_and_for_nobody_else(
    signed_in: Callable[[str], Client], path: str
) -> None:
    """An auditor has no right to figures, and is told what anybody is told of a page that is not there."""
    assert signed_in("analyst").get(path).status_code == 200
    assert signed_in("auditor").get(path).status_code == 404


def test_the_table_says_what_the_job_says(signed_in: Callable[[str], Client], marrowmere: Workspace) -> None:
    """Every count of police records, and each leads to its own page."""
    answer = signed_in("board").get("/insight/")
    made = table(marrowmere, TableRequest())
    shown = _words(answer)
    for row in made.rows:
        if row.counted:
            assert f"{row.measure.short_title} {row.previous:,} {row.current:,}" in shown
    assert answer.content.decode().count('href="/insight/figures/burglary/') == 3


def test_the_csv_of_the_table_is_that_of_the_command_line(
    signed_in: Callable[[str], Client], marrowmere: Workspace
) -> None:
    """Row by row."""
    text = signed_in("analyst").get("/insight/table.csv?by=ward&measure=robbery").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    made = table(marrowmere, TableRequest(by="ward", measures=("robbery",)))
    assert [(row["area_code"], row["current"]) for row in rows if row["area_code"]] == [
        (row.area.code, str(row.current)) for row in made.rows if row.area.code
    ]


@pytest.fixture
def protected(served: Path) -> Iterator[Workspace]:
    """The partnership protects open data, too, so that its public edition leaves much out."""
    file = served / FILE
    before = file.read_text("utf-8")
    file.write_text(before.replace("[partnership]\n", "[partnership]\nsuppress_open_data = true\n"), "utf-8")
    yield find_workspace(served)
    file.write_text(before, "utf-8")


def test_scrutiny_sees_the_public_edition(signed_in: Callable[[str], Client], protected: Workspace) -> None:
    """What the public table leaves out is in no page, download or figure that a scrutiny member can reach."""
    asked = TableRequest(by="ward", measures=("robbery",), months=3)
    public = table(protected, replace(asked, public=True, totals=True))
    known = {row.area.code: row.current for row in table(protected, asked).rows}
    hidden = [row for row in public.rows if "current" in row.suppressed and row.area.code]
    assert hidden
    member, query = signed_in("scrutiny"), "?by=ward&measure=robbery&months=3"
    assert "public edition" in _words(member.get(f"/insight/{query}"))
    text = member.get(f"/insight/table.csv{query}").content.decode("utf-8-sig")
    shown = {row["area_code"]: row["current"] for row in csv.DictReader(io.StringIO(text))}
    for row in hidden:
        assert known[row.area.code] is not None
        assert shown[row.area.code] == ""
        page = _words(member.get(f"/insight/figures/robbery/current/?area={row.area.code}&months=3"))
        assert "suppressed" in page
    for address in ("/insight/map/?measure=robbery", "/insight/map/data.json?measure=robbery"):
        assert "no public map" in _words(member.get(address))
    assert member.get("/insight/pictures/map/map.svg?measure=robbery").status_code == 422
    need = _words(member.get("/insight/community/"))
    assert "Burglary per 1,000 households is not in the index." in need
    assert "variables whose counts are protected are left out" in need
    assert "/insight/figures/" not in member.get("/insight/community/").content.decode()


def test_what_is_protected_has_no_analysis_for_the_public(signed_in: Callable[[str], Client]) -> None:
    """A partner's own counts; those of police.uk are published already."""
    member, analyst = signed_in("scrutiny"), signed_in("board")
    closed = "/insight/measures/marac-cases/trend/"
    assert "not in the public edition" in _words(member.get(closed))
    assert "not in the public edition" not in _words(analyst.get(closed))
    assert member.get("/insight/pictures/trend/1.csv?measure=marac-cases").status_code == 422
    assert "not in the public edition" not in _words(member.get("/insight/measures/burglary/trend/"))


def test_a_number_tells_what_it_rests_on(signed_in: Callable[[str], Client], marrowmere: Workspace) -> None:
    """Value, interval, sources, definition, snapshot and identity."""
    page = _words(signed_in("manager").get("/insight/figures/burglary/rate/"))
    made = table(marrowmere, TableRequest())
    row = next(row for row in made.rows if row.measure.id == "burglary")
    figure = made.figure(row, "rate")
    for words in (figure.identity, made.snapshot, "Interval"):
        assert words.casefold() in page.casefold()


def test_a_number_of_earlier_evidence_stands_beside_that_of_now(
    signed_in: Callable[[str], Client], marrowmere: Workspace
) -> None:
    """As decided, and as now."""
    first = marrowmere.store.snapshots()[0].id
    assert first != marrowmere.snapshot.id
    browser = signed_in("manager")
    to = "2023-03"
    answer = browser.get(f"/insight/figures/burglary/current/?snapshot={first}&to={to}")
    assert answer.status_code in (200, 422)
    if answer.status_code == 200:
        assert "As decided" in _words(answer)
        assert "As now" in _words(answer)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/insight/?area=E09999999", "E09999999"),
        ("/insight/?to=2031-01", "2031"),
        ("/insight/?by=galaxy&measure=burglary", "galaxy"),
        ("/insight/map/?measure=marac-cases", "no location"),
        ("/insight/areas/X99999999/", "X99999999"),
        ("/insight/?snapshot=ffffffffffff", "no snapshot"),
    ],
)
def test_what_cannot_be_had_is_said_in_a_sentence(
    signed_in: Callable[[str], Client], path: str, words: str
) -> None:
    """And the page is one of the site's."""
    answer = signed_in("analyst").get(path)
    assert answer.status_code == 422
    assert words in _words(answer)
    assert "Go to the performance table" in _words(answer)


@pytest.mark.parametrize(
    "path",
    ["/insight/measures/no-such/", "/insight/measures/burglary/no-such/", "/insight/figures/burglary/no/"],
)
def test_what_does_not_exist_is_not_found(signed_in: Callable[[str], Client], path: str) -> None:
    """As anything else that is not there."""
    assert signed_in("analyst").get(path).status_code == 404


def test_an_analysis_waits_until_it_was_made_once(signed_in: Callable[[str], Client]) -> None:
    """The first look has a link in its place, which htmx follows; the second has the result."""
    caches["results"].clear()
    results._held.clear()
    browser = signed_in("analyst")
    first = browser.get("/insight/measures/robbery/").content.decode()
    assert 'hx-get="/insight/measures/robbery/trend/"' in first
    part = browser.get("/insight/measures/robbery/trend/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "<figure" in part
    second = browser.get("/insight/measures/robbery/").content.decode()
    assert 'hx-get="/insight/measures/robbery/trend/"' not in second
    assert 'src="/insight/pictures/trend/1.svg' in second


def test_a_picture_can_be_taken_away(signed_in: Callable[[str], Client]) -> None:
    """As SVG, PNG and CSV; drawn for a page it has no words that would need a typeface."""
    browser = signed_in("analyst")
    base = "/insight/pictures/control/1"
    assert browser.get(f"{base}.png?measure=burglary").content.startswith(b"\x89PNG")
    assert "<title>" in browser.get(f"{base}.svg?measure=burglary").content.decode()
    drawn = browser.get(f"{base}.svg?measure=burglary&drawn=half").content.decode()
    assert "<text" not in drawn
    assert "style=" not in drawn
    rows = list(
        csv.reader(io.StringIO(browser.get(f"{base}.csv?measure=burglary").content.decode("utf-8-sig")))
    )
    assert len(rows) > 24
    assert browser.get("/insight/pictures/control/9.svg?measure=burglary").status_code == 404


def test_the_map_and_its_table_say_the_same(
    signed_in: Callable[[str], Client], marrowmere: Workspace
) -> None:
    """And both what the job counts."""
    browser, asked = signed_in("analyst"), "?measure=burglary&to=2025-06&months=3"
    data = browser.get(f"/insight/map/data.json{asked}").json()
    text = browser.get(f"/insight/map/table.csv{asked}").content.decode("utf-8-sig")
    table_rows = [int(row[1]) for row in list(csv.reader(io.StringIO(text)))[1:]]
    assert sorted(table_rows) == sorted(data["areas"].values())
    made = table(marrowmere, TableRequest(by="ward", measures=("burglary",), to="2025-06", months=3))
    assert data["areas"] == {row.area.code: row.current for row in made.rows if row.area.code}
    shapes = browser.get("/insight/map/shapes.geojson?measure=burglary").json()
    assert {one["properties"]["code"] for one in shapes["features"]} == {*data["areas"], ""}


def test_the_map_reaches_from_small_areas_to_the_force(signed_in: Callable[[str], Client]) -> None:
    """Areas larger than the one asked for are shown whole, with their outline; each level is offered."""
    browser = signed_in("analyst")
    page = browser.get("/insight/map/?measure=burglary&by=force").content.decode()
    for level in ("lsoa", "ward", "lad", "csp", "force"):
        assert f'<option value="{level}"' in page
    for within in ("", "&area=X23000001"):
        asked = f"?measure=burglary&by=force{within}&months=3"
        (whole,) = browser.get(f"/insight/map/data.json{asked}").json()["areas"].values()
        parts = browser.get(f"/insight/map/data.json{asked.replace('by=force', 'by=lsoa')}").json()["areas"]
        assert whole == sum(parts.values()) > 0
        shapes = browser.get(f"/insight/map/shapes.geojson{asked}").json()["features"]
        assert len(shapes) == 2


def test_a_second_look_asks_the_database_little(signed_in: Callable[[str], Client]) -> None:
    """Who looks and what they may: nothing grows with what the page shows."""
    browser = signed_in("analyst")
    for path in PAGES:
        browser.get(path)
        with CaptureQueriesContext(connection) as asked:
            browser.get(path)
        assert len(asked) <= 4, f"{path}: {[one['sql'] for one in asked]}"
