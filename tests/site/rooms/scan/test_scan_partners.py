"""Who scores for whom: organisations that are called alike, and addresses that may not be named."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from html import unescape

import openpyxl
import pytest
from django.core import mail
from django.test import Client
from django.utils.html import escape
from tests.site.rooms.scan.conftest import Running
from tests.site.rooms.scan.test_scan_unseen import BACKEND
from tests.site.rooms.scan.test_scan_unseen import _by_link as by_link

from wardmote.site.kit.access.models import Organisation, Person
from wardmote.site.rooms.priorities.selectors import Recommendation
from wardmote.site.rooms.priorities.thread import scores_of
from wardmote.site.rooms.scan import scoring, selectors, setting_up
from wardmote.site.rooms.scan.forms import WhyForm
from wardmote.site.rooms.scan.models import Earlier, Partner, Return
from wardmote.site.rooms.scan.scoring import Said
from wardmote.site.rooms.scan.setting_up import NotNow
from wardmote.site.rooms.workshop import ordering, preparing, recommending
from wardmote.site.rooms.workshop.forms import AttendanceForm, CapacityForm, DecideForm, WorkForm
from wardmote.site.rooms.workshop.models import Card, Seat

pytestmark = pytest.mark.django_db
NOBODY = {"scorer_name": "", "scorer_email": "", "deputy_name": "", "deputy_email": ""}


@pytest.fixture(autouse=True)
def _letters_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.db.transaction.on_commit", lambda work: work())


def hand_in(running: Running, name: str, said: Said) -> Partner:
    """What a partner says of the first issue, handed in."""
    partner = running.partner(name)
    scoring.save_return(running.actor, partner, running.scan.issues.get(number=1), said)
    return scoring.submit(running.actor, partner)


def test_organisations_of_one_short_name_are_told_apart(
    running: Running, signed_in: Callable[[str], Client]
) -> None:
    """A second one is refused at the form; two that are there already have each their scores and their full name."""
    manager, said = signed_in("manager"), {"name": "Fire North", "provider": ""}
    page = manager.post("/people/organisations/add/", said | {"short_name": "FIRE"}).content.decode()
    assert "Another organisation has this short name." in page
    assert manager.post("/people/organisations/add/", said | {"short_name": "North"}).status_code == 302
    Organisation.objects.filter(name="Police").update(short_name="fire")
    running.browser.post(f"/scan/{running.scan.pk}/open/")
    hand_in(running, "Police", Said({"data": 4}))
    hand_in(running, "Fire", Said({"data": 1}, reason="Few fires."))
    running.browser.post(f"/scan/{running.scan.pk}/close/")
    given = selectors.scoring_of(running.anew())
    assert {given.name(one.scorer): one.value for one in given.scores} == {"Police": 4, "Fire": 1}
    page = running.browser.get(f"/scan/{running.scan.pk}/results/").content.decode()
    assert "Answered:</strong> Fire, Police." in page
    assert running.browser.get("/").status_code == 200


def test_who_may_not_be_named_as_scorer(running: Running, with_role: Callable[..., Person]) -> None:
    """Nobody twice, nobody for two partners, nobody who runs scans for another organisation than their own."""
    manager = with_role("manager")
    fire = running.partner("Fire")
    for told, words in (
        ({"scorer_email": "A@example.test", "deputy_email": "a@example.test"}, "two people"),
        ({"scorer_email": "Police@example.test"}, "another partner"),
        ({"deputy_email": manager.email}, "runs scans"),
    ):
        with pytest.raises(NotNow, match=words):
            setting_up.keep_partner(running.actor, running.scan, fire, NOBODY | told)
    running.browser.post(f"/scan/{running.scan.pk}/open/")
    scoring.save_return(running.actor, fire, running.scan.issues.get(number=1), Said({"data": 3}))
    fire, told = running.partner("Fire"), NOBODY | {"scorer_name": "B", "scorer_email": "b@example.test"}
    with pytest.raises(NotNow, match="begun to score"):
        setting_up.keep_partner(running.actor, running.scan, fire, told)


def test_nobody_who_manages_names_their_way_to_a_return(
    running: Running, with_role: Callable[..., Person]
) -> None:
    """Once it began, who scores names the deputy; a role given later shows nothing; and who begins afresh sees nothing."""
    there = f"/scan/{running.scan.pk}/"
    running.browser.post(f"{there}open/")
    scorer, at = by_link("Fire")
    typed = {"data": "3", "judgement": "3", "demand": "3", "reason": "Quiet word"}
    assert scorer.post(f"{at}1/", typed).status_code == 302
    fire = running.partner("Fire")
    mine = {"scorer_name": "Fire scorer", "scorer_email": "fire@example.test"}
    private = {"deputy_name": "Me", "deputy_email": "me@private.test"}
    page = running.browser.post(f"{there}partners/{fire.pk}/", mine | private).content.decode()
    assert "no address can be added or changed here" in page
    late = Client()
    late.force_login(with_role("agency-user", "Fire"), backend=BACKEND)
    assert late.get(f"{there}score/1/").status_code == 404
    assert "Whoever scores for it can name you as deputy" in late.get(there).content.decode()
    assert "Name a deputy" in scorer.get(f"{at}start/").content.decode()
    told = {"deputy_name": "Late", "deputy_email": "agency-user@example.test"}
    assert scorer.post(f"{at}deputy/", told).status_code == 302
    assert "Quiet word" in late.get(f"{there}score/1/").content.decode()
    assert scorer.get(f"{at}deputy/").status_code == 404
    letters = len(mail.outbox)
    told = {"scorer_name": "Me", "scorer_email": "me@private.test", "why": "Both are ill."}
    assert running.browser.post(f"{there}partners/{fire.pk}/afresh/", told).status_code == 302
    assert [one.to[0] for one in mail.outbox[letters:]] == [
        "fire@example.test", "agency-user@example.test", "me@private.test",
    ]  # fmt: skip
    assert "Both are ill." in mail.outbox[letters].body
    assert scorer.get(f"{at}start/").status_code == 404
    fire.refresh_from_db()
    assert not selectors.own_returns(fire)
    assert Earlier.objects.get(partner=fire).said[0]["reason"] == "Quiet word"


def test_what_was_given_back_stays(running: Running) -> None:
    """Hidden before the close; afterwards beside what counts, in the export, and in the record of the decision."""
    there = f"/scan/{running.scan.pk}/"
    running.browser.post(f"{there}open/")
    fire = hand_in(running, "Fire", Said({"data": 5}, "high", "Everybody says so."))
    assert (
        running.browser.post(f"{there}partners/{fire.pk}/give-back/", {"why": "A slip."}).status_code == 302
    )
    hand_in(running, "Fire", Said({"data": 2}, reason="Counted again."))
    assert "Everybody says so." not in running.browser.get(there).content.decode()
    running.browser.post(f"{there}close/")
    page = running.browser.get(f"{there}results/").content.decode()
    assert "and it was given back on" in page
    assert "Everybody says so." in page
    rows = running.browser.get(f"{there}results/scores.csv").content.decode()
    assert "Everybody says so." in rows
    closed = selectors.closed(running.anew())
    assert [one.value for one in closed.scoring().scores] == [2]
    told = {"scan": running.scan, "title": "Judging", "day": running.scan.opens, "quorum": None}
    workshop = preparing.keep_workshop(running.actor, None, told | {"place": "", "chair": ""})
    record = recommending.as_it_stands(ordering.on_table(workshop))
    workshop.recommended = record.model_dump(mode="json")
    of = Recommendation(workshop, ())
    found = next(one for one in scores_of(of, of.record.issues[0]) if one.criterion == "data")
    assert found.scan is not None
    assert (found.scan.value, [one.value for one in found.earlier]) == (2, [5])


def test_who_left_is_asked_nothing_and_nobody_is_asked_twice_a_day(
    running: Running, signed_in: Callable[[str], Client], with_role: Callable[..., Person]
) -> None:
    """The link ends with the access; the scan says that nobody scores; a second reminder waits its days."""
    manager, there = signed_in("manager"), f"/scan/{running.scan.pk}/"
    leaver = with_role("board", "Fire")
    Person.objects.filter(pk=leaver.pk).update(email="Fire@example.test")
    running.browser.post(f"{there}open/")
    scorer, at = by_link("Fire")
    assert manager.post(f"/people/{leaver.pk}/leaves/", {"csrfmiddlewaretoken": "x"}).status_code == 302
    assert scorer.get(f"{at}start/").status_code == 404
    remind = f"{there}partners/{running.partner('Fire').pk}/remind/"
    letters = len(mail.outbox)
    page = running.browser.post(remind, follow=True).content.decode()
    assert "Nobody scores for Fire now." in page
    assert "Fire scorer has left" in page
    named = {"scorer_name": "Fire scorer", "scorer_email": "fire@example.test"}
    with pytest.raises(NotNow, match="has left"):
        setting_up.keep_partner(running.actor, running.scan, running.partner("Charity"), NOBODY | named)
    remind = f"{there}partners/{running.partner('Police').pk}/remind/"
    assert "Police was reminded." in running.browser.post(remind, follow=True).content.decode()
    assert "can be reminded again from" in running.browser.post(remind, follow=True).content.decode()
    assert [one.to for one in mail.outbox[letters:]] == [["police@example.test"]]


def test_identifying_detail_is_told_when_it_is_saved(running: Running) -> None:
    """As it is typed, when it is saved, where it is looked over, and in the workshop; a ticked box takes it."""
    running.browser.post(f"/scan/{running.scan.pk}/open/")
    scorer, at = by_link("Fire")
    said = {"data": "3", "judgement": "3", "demand": "3", "reason": "Ring 01234 567890"}
    typed = scorer.post(f"{at}1/", said, headers={"HX-Request": "true"}).content.decode()
    assert "Saved," in typed
    assert "This looks like" in typed
    seen = Return.objects.get().saved.isoformat()
    stopped = scorer.post(f"{at}1/", said | {"seen": seen})
    assert stopped.status_code == 422
    assert "tick the box if nobody can be known by it" in stopped.content.decode()
    assert Return.objects.get().reason == said["reason"]
    assert scorer.post(f"{at}1/", said | {"meant": "on"}).status_code == 302
    assert "Shop theft: This looks like" in scorer.get(f"{at}review/").content.decode()
    for form in (
        DecideForm(Card(), {"becomes": "usual", "reason": said["reason"]}),
        WhyForm({"why": said["reason"]}),
        CapacityForm({"people": said["reason"]}),
        WorkForm(None, "", {"aim": said["reason"], "first_action": "A visit", "measured_by": "Visits"}),
        AttendanceForm([Seat(pk=1, organisation=Organisation(name="Fire"))], {"interests-1": said["reason"]}),
    ):
        assert "meant" in form.errors


def test_paper_sheet_and_card_carry_the_evidence(running: Running) -> None:
    """In words for those who will not log in; on the card with numbers and where they are from, for who may see figures."""
    there = f"/scan/{running.scan.pk}/"
    card = running.scan.issues.get(number=1).card
    paper = running.browser.get(f"{there}on-paper/").content.decode()
    book = openpyxl.load_workbook(io.BytesIO(running.browser.get(f"{there}sheet.xlsx").content))
    told = [str(row[1].value) for row in book["Evidence"].iter_rows()]
    for words in (card["verdict"]["words"], card["caveats"][0], "Heard of it."):
        assert str(escape(words)) in paper
        assert any(words in one for one in told)
    assert "Not very sure / Fairly sure / Sure" in paper
    page = running.browser.get(f"{there}preview/1/").content.decode()
    assert page.count("Numbers in this picture") == 2
    links = [one for one in re.findall(r'href="(/insight/[^"]+)"', page) if "snapshot=" in one]
    assert len(links) == 4
    for one in links:
        assert running.browser.get(unescape(one)).status_code == 200
    running.browser.post(f"{there}open/")
    scorer, at = by_link("Fire")
    page = scorer.get(f"{at}1/").content.decode()
    assert page.count("Numbers in this picture") == 2
    assert "/insight/" not in page


def test_a_partner_adds_three_issues_and_no_more(running: Running) -> None:
    """As many as the threshold says."""
    running.browser.post(f"/scan/{running.scan.pk}/open/")
    fire = running.partner("Fire")
    for title in ("Bins", "Boats", "Bells"):
        scoring.add_own_issue(running.actor, fire, title, "")
    with pytest.raises(NotNow, match="at most 3 issues"):
        scoring.add_own_issue(running.actor, fire, "Bikes", "")
    assert fire.added.count() == 3
