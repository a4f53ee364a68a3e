"""Every page of the evidence desk before a real browser: accessible, narrow enough, quiet, and usable by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.site.browsing import Visitor

from wardmote.operations.workspace import find_workspace
from wardmote.site.kit.access.models import Person
from wardmote.site.kit.jobs.models import Job
from wardmote.site.kit.jobs.running import run_job
from wardmote.site.rooms.evidence import uploads
from wardmote.site.rooms.evidence.taking_in import KIND

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context\n"
)
FORCE = "Eastmarch Constabulary"
ROW = "{:064x},2026-04,{},{},{},,No Location,,,Burglary,Under investigation,\n"
CRIMES = HEADER + "".join(ROW.format(n, FORCE, FORCE, "east" if n == 7 else "") for n in range(150))
LONG = "A_very_long_name_of_a_column_that_nobody_breaks_anywhere"
NOTES = f"Ward name,Month,Small fires on purpose,{LONG}\nOld Quay,Apr 2026,3,x\n"


def _arrived(person: Person, **files: str) -> Job:
    """Files that were sent in and looked at by the worker."""
    sent = [SimpleUploadedFile(f"{name}.csv", text.encode()) for name, text in files.items()]
    waiting = uploads.keep(sent)
    request = {"key": waiting.key, "names": list(waiting.names), "check": False, "skip": False}
    job = Job.objects.create(kind=KIND, title="Take in files", person=person, request=request)
    run_job.call(str(job.pk))
    return job


def test_every_page_of_the_desk_is_sound(own: Path, visitor: Callable[..., Visitor]) -> None:
    """Zero violations, one heading, nothing wider than the window, nothing on the console, at both widths."""
    somebody = visitor("analyst")
    person = Person.objects.get()
    refused, taken = _arrived(person, notes=NOTES), _arrived(person, april=CRIMES)
    feed = next(iter(find_workspace(own).definitions.feeds))
    addresses = [
        "",
        "upload/",
        "feeds/?all=1",
        f"feeds/{feed}/",
        "quality/",
        "snapshots/",
        "snapshots/difference/",
        "reconcile/",
        f"arrivals/{refused.pk}/",
        f"arrivals/{refused.pk}/columns/?file=notes.csv",
        f"arrivals/{taken.pk}/",
    ]
    faults = [fault for one in addresses for fault in somebody.look(f"/evidence/{one}")]
    assert faults == []
    page = somebody.open("/evidence/reconcile/")
    page.get_by_label("Figures").fill("burglary, 118\nnonsense, 3")
    page.get_by_role("button", name="Explain").click()
    page.locator("#explained li").first.wait_for()
    assert page.get_by_label("Figures").input_value() == "burglary, 118\nnonsense, 3"


def test_files_are_sent_by_keyboard_alone(own: Path, tmp_path: Path, visitor: Callable[..., Visitor]) -> None:
    """From the top of the page: the file, what to do with it, and Send."""
    file = tmp_path / "april.csv"
    file.write_text(CRIMES, "utf-8")
    page = visitor("analyst").open("/evidence/upload/")
    page.on(
        "filechooser", lambda _: None
    )  # from here on: a key may overtake the word to catch the window of files
    reached = ""
    for _ in range(40):
        page.keyboard.press("Tab")
        reached = page.evaluate("document.activeElement.name || ''")
        if reached == "sent":
            break
    assert reached == "sent"
    with page.expect_file_chooser() as choosing:
        page.keyboard.press("Enter")
    choosing.value.set_files(file)
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/arrivals/**")
    assert page.locator("h1").inner_text().startswith("Check april.csv")
