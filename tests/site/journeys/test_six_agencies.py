"""Six agencies score a scan through its pages, from its set-up to what is commissioned: nothing is wrong on any page.

A coordinator sets it up and invites; police score by their account, fire, probation and the council by a personal link,
health by a sheet that is put right, and a charity stays silent, is reminded and named. What was far apart is agreed.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from playwright.sync_api import Browser
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.site.browsing import DESKTOP, PHONE
from tests.site.journeys import room_and_board as room
from tests.site.journeys.walking import Walker

from wardmote.site.kit.access.models import Organisation, Person
from wardmote.site.kit.access.scope import machine
from wardmote.site.kit.house import workspace
from wardmote.site.kit.jobs.models import Job
from wardmote.site.kit.jobs.running import run_job
from wardmote.site.kit.registers import services as registers
from wardmote.site.kit.registers.models import Entry
from wardmote.site.kit.registers.rules import Draft
from wardmote.site.rooms.library.models import Build
from wardmote.site.rooms.scan import outcome, selectors
from wardmote.site.rooms.scan.models import Return, Scan

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AGENCIES = ("Police", "Fire", "Probation", "Council", "Health", "Charity")
PLAINLY = {"Probation": "cannot-say", "Council": "2"}
FIRST, SECOND, THIRD = "Theft from shops", "Electric bicycles on the quay", "Loan sharks"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass
class Scene:
    """The site, its browser, who has come to it, and how accounts are made."""

    browser: Browser
    site: str
    with_role: Callable[..., Person]
    walkers: list[Walker] = field(default_factory=list)

    def enter(self, role: str, organisation: str, start: str, width: int = DESKTOP) -> Walker:
        """Somebody with an account."""
        client = Client()
        client.force_login(self.with_role(role, organisation), backend=BACKEND)
        return self._walk(width, start, session=client.cookies["sessionid"].value)

    def come_by(self, link: str, width: int = PHONE) -> Walker:
        """Somebody without one."""
        return self._walk(width, link)

    def _walk(self, width: int, start: str, **more: Any) -> Walker:
        self.walkers.append(Walker(self.browser, self.site, width, start, **more))
        return self.walkers[-1]


def test_six_agencies_score_to_the_end(
    chromium: Browser,
    live_server: LiveServer,
    with_role: Callable[..., Person],
    served: Path,
    settings: Settings,
    tmp_path: Path,
) -> None:
    """Each page that they come to is sound."""
    settings.WORKSPACE = shutil.copytree(served, tmp_path / "workspace")
    scene = Scene(chromium, live_server.url, with_role)
    coordinator = coordinator_sets_up_and_invites(scene)
    police = police_score_by_account(scene)
    fire_scores_by_link(scene)
    for name, data in PLAINLY.items():
        another_scores_by_link(name, data)
    health_is_taken_in_by_sheet(coordinator, tmp_path)
    charity_is_reminded_and_named(coordinator)
    coordinator_agrees_and_commissions(coordinator)
    what_came_of_it_goes_to_the_workshop()
    the_workshop_recommends(coordinator, police)
    the_board_approves_an_assessment(scene)
    assert [fault for one in scene.walkers for fault in one.leave()] == []


def coordinator_sets_up_and_invites(scene: Scene) -> Walker:
    """On a desktop: the scan, an issue with figures, two by their names, a mistake taken back, six partners, the start."""
    for name in AGENCIES:
        Organisation.objects.create(name=name, short_name=name)
    walker = scene.enter("coordinator", "Marrowmere Council", "/scan/")
    walker.at("Scan")
    walker.press("Set up a scan", "Set up a scan")
    walker.fill(What_it_is_called="Autumn scan")
    walker.press("Go on", "Autumn scan")
    walker.press("Change name, days or matrix", "Change the scan")
    walker.press("Save", "Autumn scan")
    walker.press("Add an issue", "Add an issue")
    walker.fill(Issue=FIRST, Figures_of="Shoplifting")
    walker.press("Save", "Autumn scan")
    walker.press("Add several at once", "Add several issues")
    walker.page.get_by_label("Issues, one a line").fill(f"{SECOND}\n{THIRD}\nA slip")
    walker.press("Add them", "Autumn scan")
    walker.press("Take out : A slip", "Take out: A slip")
    walker.press("Take it out", "Autumn scan")
    for name in AGENCIES:
        walker.page.get_by_role("button", name="Add a partner").click()
        if name == AGENCIES[0]:
            walker.at("Add a partner")
        walker.fill(Organisation=name)
        if name != "Health":
            walker.fill(Who_scores=f"{name} scorer", Their_email_address=f"{name.lower()}@example.test")
        walker.page.get_by_role("button", name="Save").click()
    walker.at("Autumn scan")
    walker.press("See it as a partner does", "Autumn scan")
    walker.press("Begin with the first issue", FIRST)
    assert "The evidence" in walker.says()
    walker.go("/scan/", "Scan")
    walker.press("Autumn scan", "Autumn scan")
    walker.press("Open the scan", "Open the scan")
    walker.press("Open it and send the links", "Autumn scan")
    assert "the letters are on their way" in walker.page.locator("body").inner_text()
    return walker


def police_score_by_account(scene: Scene) -> Walker:
    """On a desktop; what is typed is saved before any button is pressed, and an issue of their own is added."""
    walker = scene.enter("agency-user", "Police", "/")
    walker.at("What needs you")
    walker.page.locator("main details summary").first.click()
    walker.press("Score the issues: Autumn scan.", "Autumn scan")
    walker.press("Score the issues", "Autumn scan")
    walker.press("Add an issue that is missing", "Add an issue that is missing")
    walker.fill(Issue="Lantern thefts")
    walker.press("Add it", "Lantern thefts")
    walker.page.get_by_role("link", name="All issues").click()
    walker.press("Begin with the first issue", FIRST)
    _choose(walker, data="5", judgement="4", demand="3", confidence="high")
    walker.page.get_by_text("Saved,").wait_for()
    assert Return.objects.filter(scores__data=5).count() == 1
    walker.page.get_by_role("button", name="Save and go on").click()
    walker.page.get_by_text("There is a problem").wait_for()
    walker.at(FIRST)
    walker.fill(Why="Every week, and more than figures show.")
    walker.press("Save and go on", SECOND)
    _choose(walker, data="cannot-say", judgement="2", demand="1")
    walker.press("Save and go on", THIRD)
    _hand_in(walker)
    return walker


def fire_scores_by_link(scene: Scene) -> None:
    """On a phone: the link of the letter, the code of another, the issues, the receipt."""
    walker = scene.come_by(_link_of("Fire"))
    walker.at("Hello")
    walker.press("Send me a code", "Type the code")
    walker.fill(Code_from_the_letter=_code_of("Fire"))
    walker.press("Go on", "What is asked of you")
    walker.press("Autumn scan", "Autumn scan")
    walker.press("Begin with the first issue", FIRST)
    _choose(walker, data="1", judgement="3", demand="2", confidence="low")
    walker.press("Save and go on", SECOND)
    _hand_in(walker)


def another_scores_by_link(name: str, data: str) -> None:
    """The same pages without a look at each."""
    client, link = Client(), _link_of(name)
    client.post(link)
    client.post(f"{link}code/", {"code": _code_of(name)})
    start = re.search(r'href="(/answer/[^"]+/scan/[^"]+)start/"', client.get(link).content.decode())
    assert start is not None
    said = {"data": data, "judgement": "3", "demand": "2", "confidence": "low", "reason": "Few."}
    assert client.post(f"{start[1]}1/", said).status_code == 302
    assert client.post(f"{start[1]}review/").status_code == 302


def health_is_taken_in_by_sheet(walker: Walker, folder: Path) -> None:
    """A wrong cell is named; a sheet with a slip is given back, and another stands for it."""
    sheet = folder / "health.csv"
    walker.go(walker.page.url.removeprefix(walker.site), "Autumn scan")
    for data, button, heading in (
        ("9", "Take it in", "Take in the sheet"),
        ("1", "Take it in", "Autumn scan"),
    ):
        if heading != "Autumn scan":
            walker.press("Take a sheet in : Health", "Take in the sheet")
        sheet.write_text(f"Issue,Data,Judgement,Demand\n{FIRST},{data},3,3\n", "utf-8")
        walker.page.get_by_label("Filled sheet").set_input_files(sheet)
        walker.press(button, heading)
        assert ("row 2, column “Data”" in walker.says()) == (data == "9")
    walker.press("Give it back : Health", "Give Health its scores back")
    walker.fill(Why="Data and demand were exchanged.")
    walker.press("Give them back", "Autumn scan")
    walker.press("Take a sheet in : Health", "Take in the sheet")
    sheet.write_text(f"Issue;Data;Judgement;Demand\n{FIRST};3;3;1\n", "windows-1252")
    walker.page.get_by_label("Filled sheet").set_input_files(sheet)
    walker.press("Take it in", "Autumn scan")


def charity_is_reminded_and_named(walker: Walker) -> None:
    """More time, a letter; then the close names who did not respond."""
    before = len(mail.outbox)
    walker.press("Remind : Charity", "Autumn scan")
    assert len(mail.outbox) == before + 1
    walker.press("Give partners more time", "Give partners more time")
    walker.press("Save", "Autumn scan")
    walker.press("Close the scan", "Close the scan")
    assert "Charity" in walker.says()
    walker.press("Close it", "Autumn scan")


def coordinator_agrees_and_commissions(walker: Walker) -> None:
    """What lies far apart is talked over; the first issue gets a focus page."""
    key = Scan.objects.get().pk
    walker.go(f"/scan/{key}/results/", "Autumn scan")
    said = walker.says()
    assert "Far apart" in said
    assert "Charity" in said.split("Did not respond:")[1][:80]
    walker.go(f"/scan/{key}/results/1/data/", FIRST)
    walker.page.locator("input[name=value][value='3']").check(force=True)
    walker.fill(Why="One shop was counted twice.")
    walker.page.locator("main form button").first.click()
    walker.at("Autumn scan")
    walker.go(f"/scan/{key}/results/1/commission/", FIRST)
    walker.page.locator("main select").first.select_option(index=1)
    walker.page.locator("main form button").first.click()
    walker.at("Autumn scan")
    assert "Focus page commissioned" in walker.says()
    assert Entry.objects.filter(values__title=f"Focus page: {FIRST}").exists()


def what_came_of_it_goes_to_the_workshop() -> None:
    """The order rests on five partners' own scores. From here on it is the workshop's."""
    scan = Scan.objects.get()
    order = outcome.order(selectors.closed(scan)).table("order").records()
    assert {one["issue"] for one in order} >= {FIRST, SECOND}
    assert scan.partners.exclude(submitted=None).count() == 5


def the_workshop_recommends(walker: Walker, police: Walker) -> None:
    """In the room: who is here, an issue scored anew, the order, what becomes of each, and the frozen page."""
    room.prepared(walker, "Autumn scan")
    room.those_who_are_here(walker, set(AGENCIES) - {"Charity"})
    room.scored_anew(walker, police, FIRST)
    room.put_in_order(walker)
    room.decided(walker, {FIRST, THIRD})
    room.worked_out(walker, 2)
    room.frozen(walker)


def the_board_approves_an_assessment(scene: Scene) -> None:
    """The board's decision, a first build that lacks parts, what they ask for, and the approved one in all formats."""
    manager = scene.enter("manager", "Marrowmere Council", "/")
    room.board_approves(manager, FIRST)
    analyst = scene.enter("analyst", "Marrowmere Council", "/")
    room.asks_for_the_assessment(analyst, [])
    assert room.writes_what_is_missing(analyst, _built()) >= {"c"}
    _say_what_may_explain_it()
    room.asks_for_the_assessment(analyst, ["pdf", "docx", "odt", "pptx", "xlsx"])
    build = _built()
    room.takes_a_step(analyst, build, "Send it for review", "In review")
    room.takes_a_step(manager, build, "Approve it", "Approved")
    kept = Build.objects.get(pk=build)
    assert kept.stage == "approved"
    assert {one["format"] for one in kept.files} == {"html", "pdf", "docx", "odt", "pptx", "xlsx"}


def _built() -> str:
    run_job.call(str(Job.objects.latest("asked").pk))
    return str(Build.objects.latest("made").pk)


def _say_what_may_explain_it() -> None:
    said = {
        "claim": "Groups come from outside",
        "for": "Store reports",
        "against": "No arrest",
        "strength": "some",
    }
    registers.add(
        machine("Test"), workspace().definitions.registers["hypotheses"], Draft("open", None, None, "", said)
    )


def _choose(walker: Walker, **said: str) -> None:
    for name, value in said.items():
        with walker.page.expect_response(lambda answer: answer.request.method == "POST"):
            walker.page.locator(f"input[name={name}][value='{value}']").check(force=True)


def _hand_in(walker: Walker) -> None:
    walker.page.get_by_role("link", name="All issues").click()
    walker.press("Look it over and submit", "Look it over")
    walker.press("Submit the scores", "Submitted for")


def _link_of(name: str) -> str:
    found = re.search(r"https?://[^/\s]+(/answer/\S+)", _last_letter(name))
    assert found is not None
    return found[1]


def _code_of(name: str) -> str:
    found = re.search(r"code is (\d{6})", _last_letter(name))
    assert found is not None
    return found[1]


def _last_letter(name: str) -> str:
    found = [one for one in mail.outbox if one.to == [f"{name.lower()}@example.test"]]
    assert found, name
    return str(found[-1].body)
