"""The registers that Wardmote brings: what they ask, the days of the law, and the made-up entries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from wardmote.definitions import load
from wardmote.site.kit.access.models import Organisation
from wardmote.site.kit.access.scope import Scope, machine
from wardmote.site.kit.house import workspace
from wardmote.site.kit.registers import charts, counts, selectors, services
from wardmote.site.kit.registers.clocks import running
from wardmote.site.kit.registers.consultations import consultations
from wardmote.site.kit.registers.models import Entry
from wardmote.site.kit.registers.rules import Draft, faults_of
from wardmote.site.made_up.people import people_moved_in
from wardmote.site.made_up.registers import registers_filled
from wardmote.site.rooms.registers.letters import letters
from wardmote.site.rooms.registers.waiting import due

REGISTERS = load().registers


def test_scrutiny_is_answered_within_28_days_and_nobody_else_is_by_law() -> None:
    """SI 2009/942: counted from the day on which the recommendation came."""
    register = REGISTERS["recommendations"]

    def states(day: date, **said: str) -> list[str]:
        values = {"received": "2026-11-02", **said}
        return [one.state for one in running(register, register.status("received"), values, day, frozenset())]

    assert states(date(2026, 11, 30), **{"from": "scrutiny"}) == ["running"]
    assert states(date(2026, 12, 1), **{"from": "scrutiny"}) == ["late"]
    assert states(date(2026, 12, 9), **{"from": "scrutiny", "responded": "2026-11-30"}) == ["met"]
    assert states(date(2026, 12, 9), **{"from": "scrutiny", "responded": "2026-12-01"}) == ["met late"]
    assert states(date(2026, 12, 9), **{"from": "review"}) == []


@pytest.mark.django_db
def test_what_scrutiny_asked_stays_late_until_it_is_answered_whatever_became_of_it() -> None:
    """Closing needs the day of the written answer; what was closed without it before is late, counted, and waits."""
    register, day = workspace().definitions.registers["recommendations"], timezone.localdate()
    said = {"title": "A", "from": "scrutiny", "received": f"{day - timedelta(days=60)}", "closed": f"{day}"}
    said |= {"answer": "refused", "response": "No", "evidence": "It is there"}
    for status in ("refused", "done"):
        assert set(faults_of(register, Draft(status, values=said), "received")) == {"responded"}
        assert faults_of(register, Draft(status, values=said | {"from": "review"}), "received") == {}
    assert faults_of(register, Draft("under-way", values=said | {"due": f"{day}"})) == {}
    ours = Organisation.objects.create(name="Council", short_name="Council")
    answered = services.add(
        machine("test"), register, Draft("refused", values=said | {"responded": f"{day}"})
    )
    Entry.objects.create(
        register=register.id, number=answered.number + 1, status="refused", values=said,
        made=timezone.now(), changed=timezone.now(), organisation=ours,
    )  # fmt: skip
    sees = Scope(
        None,
        frozenset({ours.pk}),
        frozenset(),
        dict.fromkeys(("registers-see", "registers-change"), "partnership"),
    )
    late = selectors.rows(sees, register, selectors.Asked(state="late"))
    assert [one.entry.number for one in late] == [answered.number + 1]
    told = {one.id: one.value for one in counts.counted(register, selectors.rows(sees, register), day)}
    assert (told["scrutiny-unanswered"], counts.standing(selectors.rows(sees, register)).late) == (1, 1)
    assert [row.entry.number for _register, row in due(sees, day)] == [answered.number + 1]


def test_an_emerging_issue_closes_in_one_of_three_ways_and_says_why() -> None:
    """Priority, monitored, dropped; none of them without a reason and a day."""
    register = REGISTERS["emerging-issues"]
    assert {one.id for one in register.statuses if not one.open} == {"priority", "monitor", "drop"}
    said = {"title": "A", "gap": "B", "review": "2026-01-01"}
    for status in ("priority", "monitor", "drop"):
        assert set(faults_of(register, Draft(status, values=said), "open")) == {"reason", "closed"}


def test_a_consultation_is_not_done_without_its_caveat() -> None:
    """Nor without how many took part; that nobody did is a number, too."""
    register = REGISTERS["consultation"]
    said = {"title": "A", "whom": "B", "began": "2026-01-01", "mode": "meeting", "chosen": "self"}
    assert set(faults_of(register, Draft("done", values=said))) == {"ended", "people", "concerns", "caveat"}
    said |= {"ended": "2026-01-02", "people": 0, "concerns": "None", "caveat": "Nobody came"}  # type: ignore[dict-item]
    assert faults_of(register, Draft("done", values=said)) == {}


@pytest.mark.django_db
def test_groups_stand_under_each_other_and_a_ring_of_them_harms_nothing() -> None:
    """Each once, after the one that it reports to; what reports to itself begins anew."""
    register = workspace().definitions.registers["groups"]
    for title, parent in [
        ("Top", None),
        ("Below <b>", 1),
        ("Beside", 1),
        ("Lowest", 2),
        ("Ring", 6),
        ("Of two", 5),
    ]:
        said = {"title": title, "remit": "x", "frequency": "yearly"} | ({"parent": parent} if parent else {})
        services.add(machine("test"), register, Draft("sits", values=said))
    everything = Scope(None, frozenset(), frozenset(), {"registers-see": "partnership"})
    found = charts.standing_under(
        selectors.rows(everything, register, selectors.Asked(sort="number")), "parent"
    )
    assert [(one.row.title, one.depth) for one in found] == [
        ("Top", 0), ("Below <b>", 1), ("Lowest", 2), ("Beside", 1), ("Ring", 0), ("Of two", 1),
    ]  # fmt: skip
    drawing = ElementTree.fromstring(str(charts.drawn(found)))  # noqa: S314 - our own
    assert len(drawing.findall("{*}rect")) == 6
    assert len(drawing.findall("{*}path")) == 4


def test_minutes_are_late_after_ten_working_days() -> None:
    """Beyond the bank holidays that are known, nothing is claimed."""
    register, known = REGISTERS["meetings"], frozenset(load().holidays["england-and-wales"].days)

    def due(day: str) -> tuple[str, date]:
        (one,) = running(register, register.status("held"), {"day": day}, date(2026, 1, 1), known)
        return one.state, one.due

    assert due("2026-12-18") == ("running", date(2027, 1, 6))
    assert due("2027-12-24")[0] == "unknown"


@pytest.mark.django_db
def test_what_a_meeting_decides_is_added_on_its_page(signed_in: Callable[[str], Client]) -> None:
    """The form knows the meeting; what was added leads back to it."""
    known = workspace().definitions.registers
    group = Draft("sits", values={"title": "Board", "remit": "x", "frequency": "yearly"})
    services.add(machine("test"), known["groups"], group)
    meeting = Draft("planned", values={"title": "Board, May", "group": 1, "day": "2026-05-01"})
    services.add(machine("test"), known["meetings"], meeting)
    browser = signed_in("coordinator")
    page = browser.get("/registers/meetings/1/").content.decode()
    assert 'href="/registers/actions/add/?meeting=1"' in page
    form = browser.get("/registers/actions/add/?meeting=1").content.decode()
    assert '<option value="1" selected>1: Board, May</option>' in form
    added = {"title": "Send it", "due": "2030-01-01", "meeting": "1", "status": "open"}
    assert browser.post("/registers/actions/add/?meeting=1", added).status_code == 302
    assert "Action 1: Send it" in browser.get("/registers/meetings/1/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_the_made_up_partnership_keeps_its_registers_once() -> None:
    """Filled by the services, each entry as its definition asks; what is counted equals what the list shows."""
    people_moved_in()
    made = registers_filled()
    assert made == Entry.objects.exclude(register="organisations").count() > 20
    assert Entry.objects.filter(register="organisations").count() == Organisation.objects.count()
    assert registers_filled() == 0
    everything = Scope(
        None, frozenset(), frozenset(), dict.fromkeys(("registers-see", "registers-change"), "partnership")
    )
    told = consultations(everything, timezone.localdate())
    assert [(one.title, one.sample, one.people) for one in told] == [
        ("Marrowmere asks 2026", True, 1184),
        ("Evening in the Quay Hall", False, 46),
    ]
    assert told[0].concerns[0] == "Anti-social behaviour (31%)"
    _everybody_gets_one_letter()
    day = timezone.localdate() + timedelta(days=1)
    for register in workspace().definitions.registers.values():
        rows = selectors.rows(everything, register, day=day)
        for count in counts.counted(register, rows, day):
            if count.id == "emerging-issues-open":
                assert count.value == len(selectors.rows(everything, register, selectors.Asked(state="open")))
            if count.id == "scrutiny-unanswered":
                assert count.value == 1


def _everybody_gets_one_letter() -> None:
    """What is late or due of their own, and no title: letters pass through many hands. A second one only days later."""
    day = timezone.localdate()
    assert letters(day) > 2
    written = {one.to[0]: one for one in mail.outbox}
    blaze = written["blaze.partner@eastmarch-fire.example"]
    assert blaze.subject == "OFFICIAL: 1 due (Safer Elsewhere)"
    assert "- Action 3, by" in blaze.body
    assert "Send the scores" not in blaze.body
    assert "1 of them late" in written["manny.jeary@marrowmere.example"].subject
    assert "audie.torr@marrowmere.example" not in written
    assert letters(day + timedelta(days=1)) == 0
    assert letters(day + timedelta(days=8)) > 2
