"""The form of data.police.uk is filled in, waited for, and its file brought; archives give up one's own files."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from tests.operations.fetch.police_site import MONTHS, PoliceSite, files
from tests.operations.fetch.publisher import OURS, File, Publisher, Reply, StillClock, at

from wardmote.operations.fetch.errors import FetchAskedWrongly, FetchError
from wardmote.operations.fetch.months import between
from wardmote.operations.fetch.police import PoliceRequest, fetch_police
from wardmote.operations.fetch.result import FetchResult

OWN = PoliceRequest(("bedfordshire",))


@pytest.fixture
def site(publisher: Publisher) -> PoliceSite:
    return PoliceSite(publisher)


def fetch(site: PoliceSite, request: PoliceRequest, folder: Path, clock: StillClock) -> FetchResult:
    download = at(site.publisher.base, "police-uk")
    return fetch_police(download, OURS.forces, request, folder, clock=clock)


def members(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        return archive.namelist()


def test_a_file_is_ordered_waited_for_and_brought(
    site: PoliceSite, tmp_path: Path, clock: StillClock
) -> None:
    done = fetch(site, OWN, tmp_path, clock)
    (path,) = done.paths
    assert path.name == "police-uk-bedfordshire-2023-05-to-2024-04.zip"
    assert len(members(path)) == 36
    (order,) = site.orders
    assert order["forces"] == ["bedfordshire"]
    assert (order["date_from"], order["date_to"]) == (["2023-05"], ["2024-04"])
    assert [name for name in order if name.startswith("include")] == [
        "include_crime", "include_outcomes", "include_stop_and_search",
    ]  # fmt: skip
    assert clock.waits == [5, 5]
    assert done.notes == ()


def test_only_what_is_asked_for_is_ordered(site: PoliceSite, tmp_path: Path, clock: StillClock) -> None:
    request = PoliceRequest(("bedfordshire", "essex"), "2024-01", "2024-02", ("street",))
    (path,) = fetch(site, request, tmp_path, clock).paths
    assert members(path) == [
        f"{m}/{m}-{f}-street.csv" for m in ("2024-01", "2024-02") for f in request.forces
    ]
    assert "include_outcomes" not in site.orders[0]


def test_a_token_that_is_not_accepted_is_asked_for_anew(
    site: PoliceSite, tmp_path: Path, clock: StillClock
) -> None:
    site.refused = 2
    assert fetch(site, OWN, tmp_path, clock).paths
    site.refused = 99
    with pytest.raises(FetchError, match="did not accept the form"):
        fetch(site, OWN, tmp_path, clock)


def test_a_job_named_in_the_text_is_found(site: PoliceSite, tmp_path: Path, clock: StillClock) -> None:
    site.by_text = True
    assert fetch(site, OWN, tmp_path, clock).paths


def test_a_month_without_a_file_is_said(site: PoliceSite, tmp_path: Path, clock: StillClock) -> None:
    site.unpublished = ("2023-09", "2023-10")
    notes = fetch(site, OWN, tmp_path, clock).notes
    assert len(notes) == 3
    assert "No street file of bedfordshire for 2 of 12 months (2023-09, 2023-10)" in notes[0]


def test_a_force_with_a_caveat_says_it(site: PoliceSite, tmp_path: Path, clock: StillClock) -> None:
    force = next(force for force in OURS.forces.values() if force.caveat)
    done = fetch(site, PoliceRequest((force.slug,), dry_run=True), tmp_path, clock)
    assert any(force.caveat in note for note in done.notes)


def test_a_dry_run_orders_nothing(site: PoliceSite, tmp_path: Path, clock: StillClock) -> None:
    done = fetch(site, PoliceRequest(("bedfordshire",), dry_run=True), tmp_path / "new", clock)
    assert [plan.path.name for plan in done.planned] == ["police-uk-bedfordshire-2023-05-to-2024-04.zip"]
    assert not site.orders
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (PoliceRequest(()), "No police force"),
        (PoliceRequest(("bedford",)), "no police force called bedford"),
        (PoliceRequest(("bedfordshire",), parts=("crimes",)), "street, outcomes, stop-and-search"),
        (PoliceRequest(("bedfordshire",), "2024-13"), "2024-13 is not a month"),
        (PoliceRequest(("bedfordshire",), "2019-01"), "gives 2023-05 to 2024-04.*--archive"),
        (PoliceRequest(("bedfordshire",), "2024-03", "2023-06"), "2024-03 is after 2023-06"),
        (PoliceRequest(("bedfordshire",), archive="../../etc"), "is not a month"),
    ],
)
def test_what_is_asked_wrongly_is_said(
    site: PoliceSite, tmp_path: Path, clock: StillClock, request_: PoliceRequest, words: str
) -> None:
    with pytest.raises(FetchAskedWrongly, match=words):
        fetch(site, request_, tmp_path, clock)
    assert not site.orders


def test_a_job_that_fails_is_said(site: PoliceSite, tmp_path: Path, clock: StillClock) -> None:
    site.status = "failed"
    with pytest.raises(FetchError, match="could not make the file"):
        fetch(site, OWN, tmp_path, clock)


def test_patience_ends(site: PoliceSite, tmp_path: Path, clock: StillClock) -> None:
    site.looks = 10_000
    with pytest.raises(FetchError, match="after 15 minutes"):
        fetch(site, OWN, tmp_path, clock)


@pytest.mark.parametrize(
    ("path", "reply", "words"),
    [
        ("/data/", Reply(200, b"<html><form></form></html>"), "no field csrfmiddlewaretoken"),
        ("/data/", Reply(200, b""), "no field csrfmiddlewaretoken"),
        ("/api/crimes-street-dates", Reply(200, b'{"dates": []}'), "no list of months"),
        ("/data/progress/249cff9c-a6fc-4397-b3e5-f50acba54784/", Reply(200, b"[]"), "how far the file is"),
        ("/download/made.zip", Reply(200, b"<html><title>Blocked</title></html>"), "“Blocked”"),
    ],
)
def test_a_site_that_has_changed_is_said_to_have(
    site: PoliceSite, tmp_path: Path, clock: StillClock, path: str, reply: Reply, words: str
) -> None:
    site.publisher.pages[path] = lambda _: reply
    with pytest.raises(FetchError, match=words):
        fetch(site, OWN, tmp_path, clock)
    assert not list(tmp_path.glob("*.zip"))


def test_a_form_that_leads_nowhere_is_said(site: PoliceSite, tmp_path: Path, clock: StillClock) -> None:
    form = site.publisher.pages["/data/"]
    site.publisher.pages["/data/"] = lambda asked: (
        form(asked) if asked.method == "GET" else Reply(200, b"<p>no</p>")
    )
    with pytest.raises(FetchError, match="led to no job"):
        fetch(site, OWN, tmp_path, clock)


def test_an_archive_gives_up_ones_own_files(site: PoliceSite, tmp_path: Path, clock: StillClock) -> None:
    parts = ["street", "outcomes", "stop-and-search"]
    body = files(["bedfordshire", "essex", "north-bedfordshire"], ["2019-01", "2019-02", "2019-03"], parts)
    archive = File(body, cuts=[len(body) // 2])
    site.publisher.pages["/data/archive/2019-03.zip"] = archive
    request = PoliceRequest(("bedfordshire",), first="2019-02", archive="2019-03")
    done = fetch(site, request, tmp_path, clock)
    (path,) = done.paths
    assert path.name == "police-uk-bedfordshire-archive-2019-03.zip"
    assert members(path) == sorted(
        f"{month}/{month}-bedfordshire-{part}.csv" for month in ("2019-02", "2019-03") for part in parts
    )
    assert archive.asked == ["whole", f"bytes={len(body) // 2}-"]
    assert [left.name for left in tmp_path.glob("*.zip")] == [path.name]
    assert any("archive itself was removed" in note for note in done.notes)


def test_an_archive_without_the_force_is_kept(site: PoliceSite, tmp_path: Path, clock: StillClock) -> None:
    site.publisher.pages["/data/archive/2019-03.zip"] = File(files(["essex"], ["2019-03"], ["street"]))
    with pytest.raises(FetchError, match="holds no file of bedfordshire"):
        fetch(site, PoliceRequest(("bedfordshire",), archive="2019-03"), tmp_path, clock)
    assert [left.name for left in tmp_path.glob("*.zip")] == ["police-uk-archive-2019-03.zip"]


def test_months_between_are_all_of_them() -> None:
    assert between("2023-05", "2024-04") == MONTHS
    assert between("2023-12", "2023-12") == ["2023-12"]
