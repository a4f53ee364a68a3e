"""What programs read: the numbers of the command line, in forms that say what they are, and refusals that teach."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from tests.site.rooms.figures.conftest import Program

from wardmote.analyses.result_records import result_record
from wardmote.figures.export import as_csv, as_record
from wardmote.figures.records import series_csv, series_record
from wardmote.operations.analyse import analyse, request_for
from wardmote.operations.public_over_time import public_series
from wardmote.operations.series import SeriesRequest, measure_series
from wardmote.operations.tables import TableRequest, table
from wardmote.operations.workspace import FILE, Workspace, find_workspace
from wardmote.site.kit import results
from wardmote.site.rooms.figures.api.routes import ANALYSES

Ask = Callable[[str], Program]


def _same(answer: Any, record: object) -> bool:
    return bool(answer.status_code == 200 and answer.json() == json.loads(json.dumps(record)))


def test_the_numbers_are_those_of_the_jobs(program: Ask, marrowmere: Workspace) -> None:
    """Table, series and analysis: JSON and CSV as the command line prints them."""
    one, known = program("analyst"), marrowmere.definitions
    asked = {"by": "ward", "measure": "robbery", "months": 3, "two_years": "yes"}
    made = table(marrowmere, TableRequest(None, "ward", ("robbery",), months=3, totals=True, two_years=True))
    assert _same(one.get("/table", asked), as_record(made, known))
    assert _same(one.get("/table"), as_record(table(marrowmere, TableRequest()), known))
    text = one.get("/table", {"format": "csv"})
    assert text.headers["Content-Type"].startswith("text/csv")
    assert text.content.decode("utf-8-sig") == as_csv(table(marrowmere, TableRequest()), known)
    line = measure_series(marrowmere, SeriesRequest("burglary"))
    assert _same(one.get("/series", {"measure": "burglary"}), series_record(line))
    as_text = one.get("/series", {"measure": "burglary", "format": "csv"}).content.decode("utf-8-sig")
    assert as_text == series_csv(line)
    trend = analyse(marrowmere, "trend", request_for("trend", {"measure": "burglary"}))
    assert _same(one.get("/analyses/trend", {"measure": "burglary"}), result_record(trend))


def test_a_figure_is_found_by_its_identity(program: Ask, marrowmere: Workspace) -> None:
    """Whole and frozen, and with what it rests on."""
    one = program("analyst")
    made = table(marrowmere, TableRequest())
    row = next(row for row in made.rows if row.measure.id == "burglary")
    figure = made.figure(row, "rate")
    told = one.get(f"/figures/{figure.identity}").json()
    assert {name: told[name] for name in json.loads(figure.frozen())} == json.loads(figure.frozen())
    rests = told["provenance"]
    assert (rests["measure"]["id"], rests["measure"]["version"]) == ("burglary", row.measure.version)
    assert rests["snapshot"]["id"] == marrowmere.snapshot.id
    assert rests["definitions"] == marrowmere.definitions.digest()
    assert rests["sources"][0]["title"]
    listed = one.get("/figures", {"measure": "burglary"}).json()["figures"]
    assert figure.identity in [found["identity"] for found in listed]
    missing = one.get("/figures/0123456789abcdef")
    assert missing.status_code == 422
    assert "No figure of that identity" in missing.json()["error"]["sentence"]


def test_five_kinds_of_no_number_stay_five(program: Ask, marrowmere: Workspace) -> None:
    """The states of every figure are those of the table; no number is ever made of one that is missing."""
    told = program("analyst").get("/figures", {"limit": 1000}).json()
    states = {one["state"] for one in told["figures"]}
    made = table(marrowmere, TableRequest())
    rows = (*made.rows, *made.observed)
    expected = {made.figure(row, what).state.value for row in rows for what in ("previous", "current")}
    assert expected <= states
    assert len(expected) > 2
    for one in told["figures"]:
        assert (one["value"] is None) == (one["state"] not in ("known", "zero")), one


@pytest.fixture
def protected(served: Path) -> Iterator[Workspace]:
    """The partnership protects open data, too, so that its public edition leaves much out."""
    file = served / FILE
    before = file.read_text("utf-8")
    file.write_text(before.replace("[partnership]\n", "[partnership]\nsuppress_open_data = true\n"), "utf-8")
    yield find_workspace(served)
    file.write_text(before, "utf-8")


@pytest.fixture
def reader_of_the_public_edition(protected: Workspace) -> Workspace:
    """Scrutiny members of this partnership may read by program."""
    folder = protected.folder / "definitions" / "roles"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "scrutiny.yaml").write_text(
        "- {id: scrutiny, title: Scrutiny member, plural: scrutiny members, meaning: Reads what is published., order: 6, "
        "rights: [account-own, home-see, figures-see, figures-read], sees: public, source: A test}\n",
        "utf-8",
    )
    return find_workspace(protected.folder)


def test_a_public_scope_reads_the_public_edition(
    program: Ask, reader_of_the_public_edition: Workspace
) -> None:
    """Table, series, figures and analyses; and nothing of what partners sent."""
    here = reader_of_the_public_edition
    try:
        one = program("scrutiny")
        asked = {"by": "ward", "measure": "robbery", "months": 3}
        public = table(here, TableRequest(None, "ward", ("robbery",), months=3, totals=True, public=True))
        assert any(row.suppressed for row in public.rows)
        assert _same(one.get("/table", asked), as_record(public, here.definitions))
        shown = one.get("/figures", asked).json()["figures"]
        assert "suppressed" in {found["state"] for found in shown}
        line = series_record(public_series(here, SeriesRequest("robbery")))
        assert _same(one.get("/series", {"measure": "robbery"}), line)
        refused = one.get("/analyses/trend", {"measure": "robbery"})
        assert refused.status_code == 422
        assert "not in the public edition" in refused.json()["error"]["sentence"]
        assert one.get("/feeds").status_code == one.get("/snapshots").status_code == 404
        held = one.get("/periods", {"limit": 1000}).json()["periods"]
        assert held
        assert "observations" not in {found["kind"] for found in held}
        assert one.get("").json()["edition"] == "public"
    finally:
        (here.folder / "definitions" / "roles" / "scrutiny.yaml").unlink()


def test_lists_come_page_by_page(program: Ask) -> None:
    """All pages together are the whole, each entry once."""
    one = program("analyst")
    whole = one.get("/areas", {"level": "lsoa", "limit": 1000}).json()
    pages = [
        one.get("/areas", {"level": "lsoa", "limit": 20, "offset": at}).json()["areas"]
        for at in range(0, whole["total"], 20)
    ]
    assert [area for page in pages for area in page] == whole["areas"]
    assert len({area["code"] for area in whole["areas"]}) == whole["total"] > 20
    text = one.get("/measures", {"format": "csv", "limit": 1000}).content.decode("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(text)))) == one.get("/measures").json()["total"]
    assert one.get("/snapshots").json()["total"] >= 2
    assert {"due", "state"} <= one.get("/feeds").json()["feeds"][0]["periods"][0].keys()


def test_what_has_not_changed_is_not_sent_again(program: Ask) -> None:
    """The mark is of what was asked, of the evidence and of the definitions."""
    one = program("analyst")
    first = one.get("/table")
    mark = first.headers["ETag"]
    assert first.headers["Cache-Control"].startswith("private")
    again = one.get("/table", If_None_Match=mark)
    assert (again.status_code, again.content) == (304, b"")
    assert one.get("/table", {"months": 3}).headers["ETag"] != mark
    assert one.get("/measures").headers["ETag"] != mark


@pytest.mark.parametrize(
    ("path", "query", "words"),
    [
        ("/table", {"area": "E09999999"}, "E09999999"),
        ("/table", {"to": "2031-01"}, "2031"),
        ("/table", {"to": "2031-13"}, "to:"),
        ("/table", {"months": 0}, "months:"),
        ("/table", {"snapshot": "ffffffffffff"}, "no snapshot"),
        ("/table", {"mesure": "burglary"}, "knows no mesure"),
        ("/table", {"measure": "burglery"}, "burgl"),
        ("/table", {"measure": ["burglary", "robbery"]}, "more than once"),
        ("/series", {}, "measure:"),
        ("/series", {"measure": "burglary", "area": "\u0000"}, "area:"),
        ("/areas", {"limit": 1001}, "1000 entries"),
        ("/feeds", {"on": "2025-02-30"}, "2025-02-30"),
        ("/analyses/trend", {"measure": "burglary", "save": "/tmp/x.yaml"}, "knows no save"),  # noqa: S108
        ("/analyses/trend", {"measure": "burglary", "table": "no"}, "no table"),
    ],
)
def test_what_cannot_be_asked_is_said_in_a_sentence(
    program: Ask, path: str, query: dict[str, Any], words: str
) -> None:
    """With what can be asked instead."""
    answer = program("analyst").get(path, query)
    told = answer.json()["error"]
    assert answer.status_code == told["status"] == 422
    assert words in told["sentence"]
    assert "Traceback" not in answer.content.decode()
    assert {"name", "words"} <= told["ask"][0].keys()


def test_a_fault_of_ours_is_said_without_its_inside(program: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """No traceback, no path."""
    one = program("analyst")

    def broken(*_words: object) -> None:
        raise RuntimeError("/secret/place")

    monkeypatch.setattr("wardmote.site.rooms.figures.api.reading.periods", broken)
    answer = one.get("/periods")
    assert answer.status_code == answer.json()["error"]["status"] == 500
    assert "secret" not in answer.content.decode()


@pytest.mark.parametrize("name", ANALYSES)
def test_every_analysis_answers_or_says_why_not(program: Ask, name: str) -> None:
    """In the one form or the other."""
    caches["results"].clear()
    results._held.clear()
    answer = program("analyst").get(f"/analyses/{name}", {"measure": "burglary"})
    assert answer.status_code in (200, 422)
    told = answer.json()
    assert told["schema"] == "wardmote.analysis/1" if answer.status_code == 200 else told["error"]["sentence"]
