"""A file that nobody knows is taught on the site, and then taken in."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from wardmote.operations.workspace import find_workspace
from wardmote.site.kit.audit.models import AuditRecord
from wardmote.site.kit.jobs.models import Job, State
from wardmote.site.kit.jobs.running import run_job

pytestmark = pytest.mark.django_db
AREA = "E22000999"
FIRES = "Ward name,Month,Small fires on purpose,Crew\n"
INPUT = re.compile(r'<input[^>]*?name="([^"]+)"[^>]*?value="([^"]*)"')
SELECT = re.compile(r'<select[^>]*?name="([^"]+)".*?</select>', re.DOTALL)
CHOSEN = re.compile(r'<option value="([^"]*)"\s+selected')


def filled(page: str) -> dict[str, str]:
    """What a browser would send of the form as it stands."""
    said = {name: unescape(value) for name, value in INPUT.findall(page)}
    for one in SELECT.finditer(page):
        chosen = CHOSEN.search(one.group(0))
        said[one.group(1)] = chosen.group(1) if chosen else ""
    return said


def fires(folder: Path) -> bytes:
    """A return of fires by ward, under column names that nobody knows."""
    names = (
        find_workspace(folder)
        .snapshot.connection()
        .execute("select distinct name from areas where level = 'ward' order by name limit 4")
        .fetchall()
    )
    rows = [
        f"{name},{month},{at},Blue" for at, (name,) in enumerate(names) for month in ("Apr 2026", "May 2026")
    ]
    return (FIRES + "\n".join(rows) + "\n").encode()


def test_a_file_nobody_knows_is_taught_and_taken_in(
    own: Path, signed_in: Callable[[str], Client], send: Callable[..., Job]
) -> None:
    """No word of a command line; a question; its answer; a name; one record; and the file is evidence."""
    browser, before = signed_in("analyst"), find_workspace(own).store.current_id()
    job = send(browser, ("fires.csv", fires(own)))
    page = browser.get(f"/evidence/arrivals/{job.pk}/").content.decode()
    assert "wardmote source" not in page + job.words
    address = f"/evidence/arrivals/{job.pk}/columns/"
    assert f'{address}?file=fires.csv"' in page
    first = browser.get(f"{address}?file=fires.csv").content.decode()
    assert str(own) not in first
    assert "--" not in re.sub(r"(?s)<head>.*?</head>|<[^>]*>", "", first)
    said = filled(first) | {"do": "look", "whole-measure": "deliberate-secondary-fires", "role-3": ""}
    second = browser.post(address, said).content.decode()
    assert "8 figures would be taken in" in second, second
    assert str(own) not in second
    assert find_workspace(own).store.current_id() == before
    saved = filled(second) | {"do": "save"}
    assert browser.post(address, saved).status_code == 422
    answer = browser.post(address, saved | {"whole-name": "fires by ward"})
    assert answer.status_code == 302, answer.content.decode()
    assert (own / "definitions" / "sources" / "fires-by-ward.yaml").is_file()
    assert AuditRecord.objects.filter(action="evidence.taught").count() == 1
    again = Job.objects.latest("asked")
    run_job.call(str(again.pk))
    again.refresh_from_db()
    assert again.state == State.DONE, again.words
    assert find_workspace(own).store.current_id() != before


def test_a_bad_name_and_a_strange_answer_are_sentences(
    own: Path, signed_in: Callable[[str], Client], send: Callable[..., Job]
) -> None:
    """A name that Wardmote's own source has, an area that is none, a file that does not wait."""
    browser = signed_in("analyst")
    job = send(browser, ("fires.csv", fires(own)))
    address = f"/evidence/arrivals/{job.pk}/columns/"
    assert browser.get(f"{address}?file=../wardmote.toml").status_code == 404
    said = filled(browser.get(f"{address}?file=fires.csv").content.decode())
    said |= {"do": "save", "whole-measure": "deliberate-secondary-fires"}
    for more in (
        {"whole-name": "police-uk-street"},
        {"whole-area": "Here"},
        {"whole-name": "…"},
        {"whole-level": "moon"},
    ):
        answer = browser.post(address, said | more)
        assert answer.status_code == 422, more
        assert 'role="alert"' in answer.content.decode()
    assert not AuditRecord.objects.filter(action="evidence.taught").exists()


def test_who_may_not_say_how_files_are_read_sees_no_link(
    own: Path, with_role: Callable[..., object], client: Client, send: Callable[..., Job]
) -> None:
    """A partner who sends files in is told who can; the page itself is not there for them."""
    client.force_login(
        with_role("agency-user"),  # type: ignore[arg-type]
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    job = send(client, ("fires.csv", fires(own)))
    page = client.get(f"/evidence/arrivals/{job.pk}/").content.decode()
    assert "/columns/" not in page
    assert "An analyst" in page
    assert client.get(f"/evidence/arrivals/{job.pk}/columns/?file=fires.csv").status_code == 404
