"""A workshop from its preparation to a frozen recommendation, through its pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.site.rooms.workshop.conftest import Table

from wardmote.documents.judged import Work
from wardmote.site.kit.access.models import Person
from wardmote.site.kit.registers.models import Entry
from wardmote.site.rooms.scan.models import Return
from wardmote.site.rooms.scan.setting_up import NotNow
from wardmote.site.rooms.workshop import deciding, freezing, running
from wardmote.site.rooms.workshop.models import Stage

pytestmark = pytest.mark.django_db
_WORK = Work(owner="Police", aim="Fewer", measured_by="Calls", first_action="Meet", due=date(2030, 1, 1))


def test_a_workshop_goes_from_its_table_to_a_frozen_recommendation(
    table: Table, with_role: Callable[..., Person]
) -> None:
    """Each step keeps what it is told, and the room is where it was left."""
    browser, key = table.browser, table.workshop.pk
    room = f"/workshop/{key}/room/"

    def page(path: str = room) -> str:
        answer = browser.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.content.decode()

    def send(path: str, **told: str) -> str:
        answer = browser.post(path, told)
        assert answer.status_code == 302, (path, answer.content.decode()[:4000])
        return answer.headers["Location"]

    assert "Winter workshop" in page("/workshop/")
    assert [one.issue.title for one in table.workshop.cards.all()] == [
        "Shop theft", "Robbery", "Night violence", "Car crime", "Lanterns"
    ]  # fmt: skip
    assert browser.get(room).status_code == 404
    assert send(f"/workshop/{key}/open/") == room
    assert "Winter workshop" in page()
    send(f"{room}go/", to="here")
    here = {
        f"here-{one.pk}": "no" if one.organisation.name == "Health" else "yes"
        for one in table.workshop.seats.all()
    }
    send(f"{room}here/", **here, then="next")
    send(f"{room}go/", to="here")
    assert "5 of 6 are here" in page()
    send(f"{room}go/", to="card-2")
    assert "How partners scored it in the scan" in page()
    send(f"{room}go/", to="score-2")
    assert "of 5 have scored" in page()
    fire = table.seat("Fire")
    typed = f"{room}cards/2/for/{fire.pk}/"
    assert "Nobody else may see this screen" in page(typed)
    send(typed, data="2", judgement="cannot-say", demand="1")
    assert "Scored: Fire." in page()
    send(f"{room}cards/2/reveal/")
    assert "In the room" in page()
    send(f"{room}go/", to="order")
    before = page()
    assert "By the weights of the matrix" in before
    weights = {"w-data": "1", "w-judgement": "4", "w-demand": "0"}
    answer = browser.post(f"{room}order/", weights, headers={"HX-Request": "true"})
    assert "By weights of the room" in answer.content.decode()
    nothing = dict.fromkeys(weights, "0")
    assert browser.post(f"{room}order/", nothing).status_code == 422
    assert (
        "above 0" in browser.post(f"{room}order/", nothing, headers={"HX-Request": "true"}).content.decode()
    )
    send(f"{room}order/", **weights, reset="yes")
    assert "By the weights of the matrix" in page()
    assert "had not scored" in page(f"{room}?without=Police")
    send(f"{room}go/", to="outcomes")
    decide = f"{room}cards/{{}}/decide/"
    for number in range(1, 6):
        assert "share the same money and people" not in page()
        send(decide.format(number), becomes="priority", reason="All of them.")
    assert "More than 4 priorities share the same money and people." in page()
    send(decide.format(1), becomes="monitor", reason="The shops pay.", passing="")
    send(decide.format(2), becomes="out", reason="Low.", passing="")
    answer = browser.post(decide.format(3), {"becomes": "priority", "reason": "Grave.", "passing": ""})
    assert answer.status_code == 422
    assert "Shop theft" in answer.content.decode()
    send(decide.format(3), becomes="priority", reason="Grave.", passing="Nobody else does.", county="on")
    for number in (2, 4, 5):
        send(decide.format(number), becomes="out", reason="Low.", passing="")
    assert "1 is a priority" in page()
    send(f"{room}go/", to="capacity")
    send(f"{room}capacity/", money="GBP 10,000", people="Two wardens", others="", then="next")
    assert table.anew().step == "work-3"
    due = str(timezone.localdate() + timedelta(days=30))
    work = {
        "owner": "Police",
        "aim": "Fewer are hurt",
        "measure": "",
        "first_action": "Meet the bars",
        "due": due,
    }
    assert browser.post(f"{room}work-3/", work).status_code == 422
    send(f"{room}work-3/", **work, measured_by="Ambulance calls", then="next")
    send(f"{room}dissent/", seat=str(fire.pk), card="", words="Lanterns will burn a roof.")
    send(f"{room}go/", to="read-back")
    read = page()
    assert "Before it can be frozen" not in read
    assert "Lanterns will burn a roof." in read
    assert browser.post(f"{room}read-back/", {"chair": "Somebody"}).status_code == 422
    assert send(f"{room}read-back/", chair="ann  chair").endswith("/recommendation/")
    frozen = table.anew()
    assert frozen.chair == "Ann Chair"
    assert frozen.stage == Stage.FROZEN
    told = frozen.recommendation
    assert told is not None
    assert told.mark == frozen.mark
    assert [one.title for one in told.priorities] == ["Night violence"]
    assert told.priorities[0].passed_over == (1, 2)
    assert told.silent == ("Fire", "Health")
    shown = page(f"/workshop/{key}/recommendation/")
    assert "The board has not approved this yet." in shown
    assert browser.get(f"/workshop/{key}/recommendation.pdf").content.startswith(b"%PDF")
    entry = Entry.objects.get(origin=f"workshop {key} issue 3")
    assert entry.values["title"] == "Meet the bars"
    assert browser.get(room).status_code == 302
    assert browser.post(f"{room}go/", {"to": "here"}).status_code == 404


def test_what_did_not_lie_on_the_table_keeps_its_place_and_its_record(table: Table) -> None:
    """Places are those of the whole scan; a priority passes over what was never discussed, and each issue has a record."""
    browser, workshop = table.browser, table.workshop
    room = f"/workshop/{workshop.pk}/room/"
    issues = {one.title: one for one in workshop.scan.issues.all()}
    far = Return.objects.filter(issue__number=1, partner__organisation__name="Police")
    far.update(scores={"data": 0, "judgement": 5, "demand": 4}, reason="Ours say something else.")
    home = browser.get("/").content.decode()
    assert "Talk over scores that lie far apart: Autumn scan." in home
    assert "1 of them are open." in home
    told = {"cards": [issues["Lanterns"].pk, issues["Robbery"].pk], "off_table": ""}
    assert browser.post(f"/workshop/{workshop.pk}/cards/", told).status_code == 302
    table.opened("Council", "Police")
    running.go(table.actor, workshop, "here")
    assert "Too few for a quorum." in browser.get(room).content.decode()
    lanterns, robbery = table.card("Lanterns"), table.card("Robbery")
    decide = f"{room}cards/{lanterns.number}/decide/"
    said = {"becomes": "priority", "reason": "Roofs burn."}
    refused = browser.post(decide, said)
    assert refused.status_code == 422
    assert "Shop theft, Night violence, Car crime" in refused.content.decode()
    assert browser.post(decide, said | {"passing": "The others have an owner."}).status_code == 302
    deciding.decide(table.actor, robbery, "monitor", "It falls.")
    deciding.keep_work(table.actor, lanterns, _WORK)
    with pytest.raises(NotNow, match="do not lie on the table"):
        freezing.confirm(table.actor, workshop, "Ann Chair")
    running.go(table.actor, workshop, "outcomes")
    assert "Shop theft (place 1)" in browser.get(room).content.decode()
    assert browser.post(f"{room}outcomes/", {"off_table": ""}).status_code == 422
    assert browser.post(f"{room}outcomes/", {"off_table": "Plans for them run already."}).status_code == 302
    record = freezing.confirm(table.actor, workshop, "Ann Chair").recommendation
    assert record
    assert [(one.title, one.places.place, one.outcome.value) for one in record.issues] == [
        ("Shop theft", "1", "not-discussed"), ("Robbery", "2", "monitor"), ("Night violence", "3", "not-discussed"),
        ("Car crime", "4", "not-discussed"), ("Lanterns", "5", "priority"),
    ]  # fmt: skip
    assert record.priorities[0].passed_over == (1, 2, 3, 4)
    page = browser.get(f"/workshop/{workshop.pk}/recommendation/").content.decode()
    assert "too few for a quorum" in page
    for held in (page, browser.get(f"/priorities/{workshop.pk}/").content.decode()):
        assert "Plans for them run already." in held
    first = browser.get(f"/priorities/{workshop.pk}/issues/1/").content.decode()
    for words in ("Not discussed.", "Plans for them run already.", "Chosen before it", "Council", "Sure."):
        assert words in first
    shops = record.issues[0]
    (data,) = {one.suggested for one in shops.given if one.criterion == "data"}
    assert {one.confidence for one in shops.given} == {"high"}
    assert {one.as_suggested for one in shops.given if one.criterion == "data"} == {True, False}
    assert "as suggested" in first
    assert f"otherwise: the card suggested {data}" in first
    assert any(one.startswith("By this card alone") for one in shops.verdicts)
    results = browser.get(f"/scan/{workshop.scan_id}/results/").content.decode()
    assert "(“Ours say something else.”)" in results
    assert f"the card suggested {data}." in results
    assert "As suggested: " in results
