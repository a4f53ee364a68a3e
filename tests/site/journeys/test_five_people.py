"""Five people and a stranger work together on the served site: each page they come to is sound, on a desktop and a phone.

An administrator invites an analyst, who sends files in, mends them, builds a document and writes beside it; a manager sees
what changed, approves and publishes; a partner finds its own duties; a stranger reads what is public; an auditor finds and
exports what was done; and the analyst leaves.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.site.browsing import DESKTOP, PHONE
from tests.site.journeys.house import House, served
from tests.site.journeys.room_and_board import writes_a_part
from tests.site.journeys.walking import Walker

from wardmote.operations.workspace import Workspace

pytestmark = pytest.mark.browser
NEW, ADDRESS, PASSWORD = "Ana Newcomer", "ana.newcomer@marrowmere.example", "seven small boats upriver"
HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context\n"
)
ROW = "{:064x},2026-04,Eastmarch Constabulary,Eastmarch Constabulary,{},,No Location,,,Burglary,Under investigation,\n"
WORDS = "Partners know of two addresses that the figures count twice."
DONE_BY_THE_ANALYST = [
    "people.invited", "people.joined", "access.signed-in", "access.factor-added", "access.factor-added",
    "jobs.asked", "evidence.taken-in", "jobs.asked", "evidence.taken-in",
    "jobs.asked", "library.kept", "library.built", "access.signed-out", "access.signed-in", "library.worded",
    "library.worded", "library.worded",
    "jobs.asked", "library.kept", "library.built", "library.in-review",
]  # fmt: skip
SNAPSHOT = re.compile(r"snapshot ([0-9a-f]{16})")


@pytest.fixture
def house(marrowmere: Workspace, tmp_path: Path) -> Iterator[House]:
    """One site for all five."""
    with served(marrowmere.folder, tmp_path / "workspace") as one:
        yield one


def test_five_people_do_a_quarters_work(house: House, chromium: Browser, tmp_path: Path) -> None:
    """From the invitation to the leaver, with nothing wrong on any page."""
    administrator = administrator_invites(house, chromium)
    analyst = analyst_joins_and_sends_files_in(house, chromium, tmp_path)
    analyst_builds_and_writes(house, analyst)
    manager = manager_looks_approves_and_publishes(house, chromium)
    partner = partner_finds_its_own_duties(house, chromium)
    stranger = stranger_reads_what_is_public(house, chromium)
    auditor = auditor_finds_and_exports(house, chromium)
    administrator_withdraws_access(administrator, analyst)
    walked = (administrator, analyst, manager, partner, stranger, auditor)
    assert [fault for one in walked for fault in one.leave()] == []


def _known(house: House, chromium: Browser, name: str, width: int, heading: str) -> Walker:
    email = next(one for one in house.passwords if one.startswith(name))
    walker = Walker(chromium, house.address, width)
    walker.signs_in(email, house.passwords[email], heading)
    return walker


def administrator_invites(house: House, chromium: Browser) -> Walker:
    """On a desktop."""
    walker = _known(house, chromium, "ad.minster", DESKTOP, "What needs you")
    walker.room("People", "People")
    walker.press("Invite somebody", "Invite somebody")
    walker.fill(Full_name=NEW, Work_email_address=ADDRESS, Organisation="Marrowmere Council", Role="Analyst")
    walker.press("Send the invitation", "People")
    assert "The invitation is on its way" in walker.says()
    return walker


def analyst_joins_and_sends_files_in(house: House, chromium: Browser, folder: Path) -> Walker:
    """From the letter to a snapshot that changed, and a wrong cell put right."""
    link = re.search(rf"{house.address}(/joining/\S+)", house.box.text_to(ADDRESS))
    assert link is not None
    walker = Walker(chromium, house.address, DESKTOP, link[1])
    walker.at("Welcome")
    walker.fill(Choose_a_password=PASSWORD, The_same_password_again=PASSWORD)
    walker.page.get_by_role("button", name="Join").click()
    walker.sets_up_an_app("What needs you")
    before = _snapshot(walker)
    walker.room("Evidence", "Evidence")
    _send(walker, folder / "april.csv", "east")
    assert _snapshot(walker) != before
    assert "Longitude" in walker.says()
    assert walker.page.locator("mark", has_text="east").count() == 2
    walker.press("Send more files in", "Send files in")
    walker.press("Back to the evidence desk", "Evidence")
    _send(walker, folder / "april.csv", "")
    assert walker.page.locator("mark").count() == 0
    return walker


def _send(walker: Walker, file: Path, cell: str) -> None:
    """Send April in, and follow it until it is taken in."""
    file.write_text(HEADER + "".join(ROW.format(n, cell if n == 7 else "") for n in range(150)), "utf-8")
    walker.press("Send files in", "Send files in")
    walker.page.get_by_label("Files").set_input_files(file)
    walker.page.get_by_role("button", name="Send", exact=True).click()
    walker.page.get_by_role("heading", name="File by file").wait_for()
    walker.at("april.csv")
    assert "Taken in" in walker.says()


def _snapshot(walker: Walker) -> str:
    found = SNAPSHOT.search(walker.page.locator("footer").inner_text())
    assert found is not None
    return found[1]


def analyst_builds_and_writes(house: House, walker: Walker) -> None:
    """An edition for the partnership shows where words go, and what is missing; with that a public one goes to review.
    Words outlive the session."""
    _build(walker, "For the partnership", "Evidence pack")
    assert "missing, so it cannot be approved or published yet" in walker.says()
    walker.press("Write the words of partners", "Words of partners")
    walker.page.locator("main h3 a").first.click()
    walker.page.get_by_label("Words", exact=True).fill(WORDS)
    house.nobody_does_anything_for_an_hour(ADDRESS)
    walker.page.get_by_role("button", name="Save").click()
    walker.signs_in(ADDRESS, PASSWORD, "Your form is kept")
    assert WORDS in walker.says()
    walker.press("Send it again", "Words of partners")
    assert WORDS in walker.says()
    for section in ("last-plan", "county-and-force"):
        writes_a_part(walker, section)
    _build(walker, "For the public: protected figures alone", "Strategic assessment")
    walker.press("Send it for review", "Send it for review")
    walker.fill(What_others_should_know="April is in, with one cell put right.")
    walker.press("Send it for review", "Strategic assessment")


def _build(walker: Walker, edition: str, title: str) -> None:
    walker.room("Library", "Library")
    walker.press("Build a document", "Build a document")
    walker.fill(**{edition: True})
    walker.page.get_by_label("PDF").uncheck()
    walker.page.get_by_role("button", name="Build it").click()
    walker.page.get_by_role("link", name="See what came of it").click()
    walker.at(title)


def manager_looks_approves_and_publishes(house: House, chromium: Browser) -> Walker:
    """On a phone: what changed, a measure and what its number rests on, then the document."""
    walker = _known(house, chromium, "manny", PHONE, "What needs you")
    walker.page.get_by_role("button", name="I have seen this").wait_for()
    assert "april.csv" in walker.says()
    walker.press("I have seen this", "What needs you")
    assert "You have seen all that there is" in walker.says()
    walker.room("Insight", "What rose, what fell")
    walker.press("Burglary", "Burglary")
    walker.page.locator("main .wm-facts a").first.click()
    walker.at("Burglary")
    assert "What this number rests on" in walker.says()
    walker.room("Home", "What needs you")
    folded = walker.page.locator("main details summary")
    if folded.count():  # what has no day stands after what has one
        folded.first.click()
    walker.press("Read and approve", "Strategic assessment")
    walker.press("Approve", "Approve")
    walker.press("Approve", "Strategic assessment")
    walker.press("Publish", "Publish")
    walker.press("Publish", "Strategic assessment")
    assert "Published" in walker.says()
    return walker


def partner_finds_its_own_duties(house: House, chromium: Browser) -> Walker:
    """On a phone: what the fire service owes, and nobody else's things."""
    walker = _known(house, chromium, "blaze", PHONE, "What needs you")
    walker.room("Evidence", "Evidence")
    assert "april.csv" not in walker.says()
    walker.press("Everything that is owed", "What is owed")
    owed = walker.page.locator('td[data-label="From whom"]').all_inner_texts()
    assert owed
    assert {one.strip() for one in owed} == {"Eastmarch Fire and Rescue (made up)"}
    for hidden in ("/library/", "/audit/", "/people/", "/evidence/quality/"):
        assert walker.page.request.get(f"{house.address}{hidden}").status == 404, hidden
    return walker


def stranger_reads_what_is_public(house: House, chromium: Browser) -> Walker:
    """On a phone, without signing in: the web page as a file, with the analyst's words, and nothing else of the library."""
    walker = Walker(chromium, house.address, PHONE, "/published/")
    walker.at("Published documents")
    walker.press("Strategic assessment", "Strategic assessment")
    with walker.page.expect_download() as coming:
        walker.page.get_by_role("link", name="Download: Web page").click()
    text = coming.value.path().read_text("utf-8")
    assert WORDS in text
    assert walker.page.request.get(f"{house.address}/library/").url.startswith(f"{house.address}/sign-in/")
    return walker


def auditor_finds_and_exports(house: House, chromium: Browser) -> Walker:
    """Exactly what the analyst did and had done to them, and the same in the file."""
    walker = _known(house, chromium, "audie", DESKTOP, "What needs you")
    walker.room("Audit", "What was done")
    walker.fill(Words=NEW)
    walker.press("Show", "What was done")
    shown = [one.strip() for one in walker.page.locator("tbody td:last-child").all_inner_texts()]
    with walker.page.expect_download() as coming:
        walker.page.get_by_role("link", name="Download as CSV").click()
    rows = list(csv.DictReader(coming.value.path().read_text("utf-8").splitlines()))
    assert [row["words"] for row in rows] == shown
    assert [row["action"] for row in reversed(rows)] == DONE_BY_THE_ANALYST
    assert all(NEW in row["name"] or NEW in row["words"] for row in rows)
    return walker


def administrator_withdraws_access(walker: Walker, leaver: Walker) -> None:
    """Whose open page then leads to the sign-in page, where the password opens nothing any more."""
    walker.room("People", "People")
    walker.press(NEW, NEW)
    walker.press("They leave", f"{NEW} leaves")
    walker.press("Take all access away", NEW)
    assert "Has left" in walker.says()
    leaver.room("Library", "Sign in")
    leaver.fill(Email_address=ADDRESS, Password=PASSWORD)
    leaver.press("Sign in", "Your account is closed")
