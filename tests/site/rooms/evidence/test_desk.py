"""The evidence desk: files sent in by people of each kind, followed to their rows, and what others may see of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from wardmote.operations.workspace import find_workspace
from wardmote.site.kit.access.models import Organisation, Person
from wardmote.site.kit.audit.models import AuditRecord
from wardmote.site.kit.jobs.models import Job, State
from wardmote.site.kit.jobs.running import run_job
from wardmote.site.rooms.evidence import uploads

pytestmark = pytest.mark.django_db(transaction=True)

HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context"
)
FORCE = "Eastmarch Constabulary"


def _row(number: int, longitude: str = "") -> str:
    return f"{number:064x},2026-04,{FORCE},{FORCE},{longitude},,No Location,,,Burglary,Under investigation,"


def _send(browser: Client, *files: tuple[str, bytes], what: str = "take") -> Job:
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    answer = browser.post("/evidence/upload/", {"sent": sent, "what": what})
    assert answer.status_code == 302, answer.content.decode()
    job = Job.objects.latest("asked")
    run_job.call(str(job.pk))
    job.refresh_from_db()
    return job


def test_a_month_is_sent_in_and_its_wrong_cell_shown(own: Path, signed_in: Callable[[str], Client]) -> None:
    """The good rows are in the new snapshot; the bad one stands on the page with its cell marked, as found."""
    browser, before = signed_in("analyst"), find_workspace(own).store.current_id()
    text = "\n".join([HEADER, *map(_row, range(120)), _row(99, longitude="east")]) + "\n"
    job = _send(browser, ("2026-04-eastmarch-street.csv", text.encode()))
    assert job.state == State.DONE, job.result
    assert find_workspace(own).store.current_id() != before
    page = browser.get(f"/evidence/arrivals/{job.pk}/").content.decode()
    assert "<mark>east</mark>" in page
    assert job.result["outcomes"][0]["kept"] == 120
    assert str(own) not in page
    listed = browser.get(f"/evidence/arrivals/{job.pk}/rejected.csv")
    assert "east" in listed.content.decode("utf-8-sig")
    told = [one.action for one in AuditRecord.objects.exclude(action="access.signed-in")]
    assert told == ["jobs.asked", "evidence.taken-in"]
    assert uploads.files_of(job.request["key"]) == []


def test_a_file_nobody_knows_is_refused_and_nothing_changes(
    own: Path, signed_in: Callable[[str], Client]
) -> None:
    """It says so, the others wait, and one click takes those in without it."""
    browser, before = signed_in("analyst"), find_workspace(own).store.current_id()
    good = ("\n".join([HEADER, _row(1)]) + "\n").encode()
    job = _send(browser, ("notes.csv", b"this,that\n1,2\n"), ("april.csv", good))
    assert job.state == State.FAILED
    assert find_workspace(own).store.current_id() == before
    page = browser.get(f"/evidence/arrivals/{job.pk}/").content.decode()
    assert "Refused" in page
    assert f'href="/evidence/arrivals/{job.pk}/"' in browser.get("/").content.decode()
    assert str(own) not in page
    assert browser.post(f"/evidence/arrivals/{job.pk}/go-on/", {"what": "skip"}).status_code == 302
    again = Job.objects.latest("asked")
    run_job.call(str(again.pk))
    again.refresh_from_db()
    assert again.state == State.DONE, again.words
    assert find_workspace(own).store.current_id() != before


def test_checking_changes_nothing_and_the_same_files_can_then_be_taken_in(
    own: Path, signed_in: Callable[[str], Client]
) -> None:
    """The page of the check offers to take them in; sending the same twice changes nothing more."""
    browser, before = signed_in("analyst"), find_workspace(own).store.current_id()
    good = ("\n".join([HEADER, _row(1)]) + "\n").encode()
    job = _send(browser, ("april.csv", good), what="check")
    assert find_workspace(own).store.current_id() == before
    assert "Would be taken in" in browser.get(f"/evidence/arrivals/{job.pk}/").content.decode()
    browser.post(f"/evidence/arrivals/{job.pk}/go-on/", {"what": "take"})
    taken = Job.objects.latest("asked")
    run_job.call(str(taken.pk))
    now = find_workspace(own).store.current_id()
    assert now != before
    twice = _send(browser, ("the same.csv", good))
    assert (twice.state, find_workspace(own).store.current_id()) == (State.DONE, now)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../wardmote.toml", "wardmote.toml"),
        ("C:\\data\\café figures.csv", "café figures.csv"),
        ("..", "unnamed"),
        (".hidden", "hidden"),
        ("a\x00b\n.csv", "a_b_.csv"),
        ("x" * 400 + ".csv", "x" * 116 + ".csv"),
    ],
)
def test_names_lead_nowhere_else(given: str, kept: str) -> None:
    """Whatever a browser calls a file."""
    assert uploads.safe_name(given) == kept


def test_two_files_of_one_name_are_both_kept(own: Path) -> None:
    """The second is numbered, whatever its case."""
    waiting = uploads.keep([SimpleUploadedFile("a.csv", b"1"), SimpleUploadedFile("A.csv", b"2")])
    assert waiting.names == ("a.csv", "A (2).csv")
    assert sorted(path.read_bytes() for path in uploads.files_of(waiting.key)) == [b"1", b"2"]


def test_a_partner_sees_its_own_duties_and_arrivals_alone(
    own: Path, with_role: Callable[..., Person], client: Client
) -> None:
    """Fire's user: the feeds of fire, no snapshots, no quality, nobody else's arrivals."""
    analyst = with_role("analyst")
    job = Job.objects.create(
        kind="ingest",
        title="Take in theirs",
        person=analyst,
        organisation=Organisation.objects.get(),
        request={"key": "0" * 32, "names": []},
    )
    fire = with_role("agency-user", "Fire Service")
    provider = next(
        feed.provider for feed in find_workspace(own).definitions.feeds.values() if "ire" in feed.provider
    )
    Organisation.objects.filter(name="Fire Service").update(provider=provider)
    client.force_login(fire, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get("/evidence/feeds/?all=1").content.decode()
    others = {one.provider for one in find_workspace(own).definitions.feeds.values()} - {provider}
    assert provider in page
    assert [one for one in others if f">{one}<" in page] == []
    for address in ("quality/", "snapshots/", "snapshots/difference/", "reconcile/", f"arrivals/{job.pk}/"):
        assert client.get(f"/evidence/{address}").status_code == 404, address
    assert client.get("/evidence/").status_code == 200


def test_a_reminder_is_noted_and_sent(own: Path, signed_in: Callable[[str], Client]) -> None:
    """With the marking first in its subject; the board says when."""
    browser = signed_in("analyst")
    feed = next(iter(find_workspace(own).definitions.feeds))
    assert "Dear colleague" in browser.get(f"/evidence/feeds/{feed}/").content.decode()
    browser.post(f"/evidence/feeds/{feed}/", {"to": "data@fire.example", "words": "Please send it."})
    assert mail.outbox[0].subject.startswith("OFFICIAL")
    assert AuditRecord.objects.get(kind="feed").action == "evidence.reminded"
    assert "data@fire.example" in browser.get(f"/evidence/feeds/{feed}/").content.decode()


def test_every_page_of_the_desk_answers(own: Path, signed_in: Callable[[str], Client]) -> None:
    """With the made-up partnership's evidence; a pasted figure is explained and nothing is kept."""
    browser = signed_in("analyst")
    for address in (
        "",
        "upload/",
        "feeds/",
        "feeds/?all=1",
        "quality/",
        "snapshots/",
        "snapshots/difference/",
    ):
        assert browser.get(f"/evidence/{address}").status_code == 200, address
    later = browser.get("/evidence/snapshots/difference/").content.decode()
    assert 'hx-get="?before=&amp;after=&amp;now=1"' in later
    part = browser.get(
        "/evidence/snapshots/difference/?now=1", headers={"hx-request": "true"}
    ).content.decode()
    assert "From snapshot" in part
    assert "<h1" not in part
    assert "From snapshot" in browser.get("/evidence/snapshots/difference/").content.decode()
    pasted, here = {"figures": "measure,value\nburglary,118\nnonsense,3\n"}, "/evidence/reconcile/"
    at_once = browser.post(here, pasted).content.decode()
    assert 'hx-post="?now=1" hx-include="#stated"' in at_once
    assert "nonsense,3" in at_once
    assert "Not answered" not in at_once
    explained = browser.post(f"{here}?now=1", pasted, headers={"hx-request": "true"}).content.decode()
    assert "<h1" not in explained
    for answer in (explained, browser.post(f"{here}?now=1", pasted).content.decode()):
        assert "Not answered" in answer
    assert browser.post("/evidence/reconcile/", {"figures": "???"}).status_code == 422
    assert not AuditRecord.objects.exclude(action="access.signed-in").exists()
