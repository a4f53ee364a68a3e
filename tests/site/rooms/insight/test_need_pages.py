"""Need by neighbourhood: what is asked for stands in the address, numbers lead on, and long work is followed."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from wardmote.operations.analyse import analyse, request_for
from wardmote.operations.workspace import Workspace
from wardmote.site.kit.access.scope import machine
from wardmote.site.kit.house import workspace
from wardmote.site.kit.jobs import running, services
from wardmote.site.kit.jobs.models import Job, State

PAGE = "/insight/community/"


def _words(answer: object) -> str:
    text = unescape(answer.content.decode())  # type: ignore[attr-defined]
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_the_page_says_what_the_job_says(signed_in: Callable[[str], Client], marrowmere: Workspace) -> None:
    """For the scale, level and weights of the address, as fields of the form or as one word; files say the same."""
    asked = {"matrix": "community-need", "by": "lsoa", "scale": "rank", "weights": "violence:2,burglary:0"}
    made = analyse(marrowmere, "community", request_for("community", asked))
    browser = signed_in("board")
    typed = (
        "?matrix=community-need&by=lsoa&scale=rank&weight-violence=2&weight-burglary=0&weight-deprivation=1"
    )
    answer = browser.get(PAGE + typed)
    shown, first = _words(answer), made.table("areas").records()[0]
    assert made.title in shown
    assert f"{first['area']} {first['place']} {first['likely']}" in shown
    lasting = re.search(r'href="([^"]*)">Lasting address', answer.content.decode())
    assert lasting
    assert _words(browser.get(unescape(lasting[1]))).count(made.title) == shown.count(made.title)
    text = browser.get(f"{PAGE}areas.csv{typed}").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["Code"] for row in rows] == [row["code"] for row in made.table("areas").records()]
    assert float(rows[0]["Index"]) == pytest.approx(float(first["index"] or 0))
    for written_as in ("xlsx", "ods"):
        assert browser.get(f"{PAGE}values.{written_as}{typed}").content.startswith(b"PK")
    assert browser.get(f"{PAGE}secrets.csv").status_code == 404
    assert browser.get("/insight/pictures/community/2.svg?by=lsoa").content.startswith(b"<svg")


def test_a_number_of_a_neighbourhood_leads_to_its_figure(signed_in: Callable[[str], Client]) -> None:
    """The rate of a profile is that of the figure's own page, for every variable that is a measure."""
    browser = signed_in("analyst")
    page = browser.get(f"{PAGE}?profile=X05000004").content.decode()
    profile = page[page.index('id="profile-table"') : page.index('id="values"')]
    found = re.findall(r'href="(/insight/figures/[^"]+)">([\d.,]+)<', profile)
    assert len(found) == 4
    for address, shown in found:
        assert f"<strong>{shown}</strong>" in browser.get(unescape(address)).content.decode()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("by=galaxy", "galaxy"),
        ("scale=log", "no scale"),
        ("weights=cats:2", "no variable"),
        ("profile=X99", "no profile"),
        (
            "matrix=six-variables&weight-burglary=0&weight-criminal-damage=0",
            "Income deprivation is not in the index",
        ),
    ],
)
def test_what_no_index_is_of_is_said(signed_in: Callable[[str], Client], asked: str, words: str) -> None:
    answer = signed_in("analyst").get(f"{PAGE}?{asked}")
    assert (answer.status_code, words in _words(answer)) == (422, True)


@pytest.fixture
def slow(served: Path) -> Iterator[None]:
    """Any index counts as one that takes long, and none was made yet."""
    file = served / "definitions" / "thresholds" / "slow.yaml"
    file.parent.mkdir(exist_ok=True)
    one = workspace().definitions.thresholds["areas-at-once"]
    file.write_text(
        f"id: areas-at-once\ntitle: {one.title}\nvalue: 1\nunit: areas\nleast: 0\nmost: 10000\nwhy: A test waits.\n"
        "source: A test\n",
        encoding="utf-8",
    )
    yield
    file.unlink()


@pytest.mark.django_db(transaction=True)
def test_a_large_index_is_made_in_the_background(slow: None, signed_in: Callable[[str], Client]) -> None:
    """Looking begins nothing; asked twice it is begun once; cancelled it says so, and done it opens at once."""
    browser, address = signed_in("analyst"), f"{PAGE}?to=2025-12"
    assert "takes longer" in _words(browser.get(address))
    assert not Job.objects.exists()
    for _ in range(2):
        assert browser.post(f"{PAGE}begin/?to=2025-12").status_code == 302
    job = Job.objects.get()
    waiting = browser.get(address)
    assert waiting.headers["Refresh"] == "5"
    assert f"/jobs/{job.pk}/" in waiting.content.decode()
    assert browser.get(f"{PAGE}areas.csv?to=2025-12").status_code == 302
    services.cancel(machine("test"), job)
    assert "Cancelled before it began" in _words(browser.get(address))
    services.try_again(machine("test"), job)
    assert running.run_job.call(str(job.pk)) == State.DONE
    job.refresh_from_db()
    assert "has the most need of 14 wards" in _words(browser.get(job.result["address"]))
    assert browser.post(f"{PAGE}begin/?to=2025-12").status_code == 302
    assert Job.objects.count() == 1
