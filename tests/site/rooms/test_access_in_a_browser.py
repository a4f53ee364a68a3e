"""Pages of people, account, signing in, settings, audit and long work in a real browser; and a security key there."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer
from tests.site.browsing import Visitor
from tests.site.conftest import PASSWORD

from wardmote.site.kit.access.answering import services
from wardmote.site.kit.access.models import KeptForm, Membership, Organisation, Person
from wardmote.site.kit.access.scope import machine
from wardmote.site.kit.audit.models import AuditRecord
from wardmote.site.kit.audit.reading import note_export
from wardmote.site.kit.jobs.models import Job, State
from wardmote.site.rooms.people import invitations, reviews
from wardmote.site.rooms.people.models import Invitation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Arrive = Callable[..., Visitor]
Enter = Callable[[str], Client]
STRANGER = (
    "/sign-in/", "/sign-in/left/", "/sign-in/role-ended/", "/sign-in/elsewhere/failed/", "/sign-in/elsewhere/given-up/",
    "/password/forgotten/", "/password/forgotten/sent/", "/password/new/done/", "/password/new/1-x/",
)  # fmt: skip


def _faults(visit: Visitor, *paths: str) -> list[str]:
    return [fault for path in paths for fault in visit.look(path)]


def test_pages_before_signing_in_have_no_fault(visitor: Arrive) -> None:
    """Nor have those of a link in a letter."""
    found = _faults(visitor(), *STRANGER)
    assert [fault for fault in found if "401 (Unauthorized)" not in fault] == []


def test_pages_of_people_have_no_fault(visitor: Arrive, settings: Any) -> None:
    """The list, one person, each question, invitations and reviews."""
    visit = visitor("manager")
    home, person = (
        Organisation.objects.get(),
        Person.objects.create(email="a@example.test", name="Some analyst"),
    )
    held = Membership.objects.create(
        person=person, organisation=home, role="analyst", starts=timezone.localdate()
    )
    client = _client(visit)
    told = {
        "name": "New Comer", "email": "new@example.test", "organisation": home.pk, "role": "analyst",
        "starts": timezone.localdate(),
    }  # fmt: skip
    assert client.post("/people/invite/", told).status_code == 302
    assert client.post("/people/reviews/open/", {"due": timezone.localdate()}).status_code == 302
    invited = Invitation.objects.get()
    review = reviews.AccessReview.objects.get()
    one = f"/people/{person.pk}/"
    assert _faults(
        visit,
        "/people/", "/people/?words=nobody", "/people/roles/", "/people/organisations/", "/people/organisations/add/",
        f"/people/organisations/{home.pk}/", "/people/invite/",
        f"/people/invitations/{invited.pk}/again/", f"/people/invitations/{invited.pk}/withdraw/",
        "/people/reviews/", f"/people/reviews/{review.pk}/", f"/people/reviews/{review.pk}/close/",
        f"/people/memberships/{held.pk}/move/", f"/people/memberships/{held.pk}/end/",
        one, f"{one}role/", f"{one}leaves/", f"{one}details/", f"{one}second-factor/", f"{one}sign-out/", f"{one}why/",
    ) == []  # fmt: skip
    assert _faults(visitor(), f"/joining/{invitations.token_of(invited)}/") == []


def test_pages_of_ones_own_account_have_no_fault(visitor: Arrive) -> None:
    """With and without what is kept; each way to a second proof."""
    visit = visitor("analyst")
    person = Person.objects.get()
    kept = KeptForm.objects.create(
        person=person,
        address="/people/organisations/add/",
        fields=[["name", "Mere Homes"]],
        kept=timezone.now(),
    )
    assert "&lt;li" not in _client(visit).get("/account/password/").content.decode()
    page = visit.open("/account/confirm/")
    page.fill("input[name=password]", PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    assert _faults(
        visit,
        "/account/", "/account/sessions/", "/account/why/", "/account/why/?right=audit-see",
        "/account/why/?address=/people/", f"/account/kept/{kept.pk}/", "/account/password/", "/account/confirm/",
        "/account/second-factor/", "/account/second-factor/app/remove/", "/account/second-factor/codes/new/",
        "/account/second-factor/keys/", "/account/second-factor/keys/add/",
        "/account/tokens/", "/account/tokens/make/", "/account/programs/",
    ) == []  # fmt: skip
    Authenticator.objects.all().delete()
    assert visit.look("/account/second-factor/app/") == []


def test_pages_of_settings_audit_and_long_work_have_no_fault(visitor: Arrive) -> None:
    """Empty and filled."""
    made = note_export(machine("test"), "figures", {"words": "x" * 200}, "csv", 1)
    del made
    auditor, administrator = visitor("auditor"), visitor("administrator")
    record = AuditRecord.objects.latest("pk")
    assert (
        _faults(auditor, "/audit/", "/audit/?words=nothing-like-it", f"/audit/{record.pk}/", "/audit/whole/")
        == []
    )
    job = Job.objects.create(
        kind="rest", title="Rest", request={"seconds": 1}, state=State.FAILED, words="It was cut off.",
        asked=timezone.now(), person_id=Person.objects.get(email="administrator@example.test").pk,
    )  # fmt: skip
    assert _faults(administrator, "/settings/", "/settings/change/", "/jobs/", f"/jobs/{job.pk}/") == []


def test_a_token_is_made_and_shown_once(visitor: Arrive) -> None:
    """The page that shows it, the list that does not, and the question before it ends."""
    visit = visitor("analyst")
    page = visit.open("/account/tokens/make/", 390)
    page.get_by_label("Name").fill("Dashboard of the council")
    page.get_by_role("button", name="Make the token").click()
    page.locator("h1", has_text="Your new token").wait_for()
    assert visit.faults(page) == []
    secret = page.locator("#token").input_value()
    page = visit.open("/account/tokens/")
    assert secret not in page.content()
    page.get_by_role("link", name="Revoke").click()
    page.locator("h1", has_text="Revoke the token").wait_for()
    assert visit.faults(page) == []
    page.get_by_role("button", name="Revoke it").click()
    page.locator("h1", has_text="Your tokens").wait_for()
    assert visit.faults(page) == []


def test_somebody_who_only_answers_gets_in_by_a_link_and_a_code(
    visitor: Arrive, live_server: LiveServer
) -> None:
    """On a phone: the greeting, the code of the letter, and what is asked; each page without fault."""
    services.ask_to_answer(
        machine("Test"), email="guest@example.test", name="Some guest", site=live_server.url
    )
    visit = visitor()
    page = visit.open(_letter(f"{live_server.url}(/answer/\\S+)"), 390)
    assert visit.faults(page) == []
    page.get_by_role("button", name="Send me a code").click()
    page.locator("h1", has_text="Type the code").wait_for()
    assert visit.faults(page) == []
    page.get_by_label("Code from the letter").fill(_letter(r"code is (\d{6})"))
    page.get_by_role("button", name="Go on").click()
    page.locator("h1", has_text="What is asked of you").wait_for()
    assert visit.faults(page) == []


def _letter(words: str) -> str:
    found = re.search(words, str(mail.outbox[-1].body))
    assert found is not None
    return found[1]


def test_a_security_key_is_added_and_signs_somebody_in(visitor: Arrive, signed_in: Enter) -> None:
    """With a key that Chromium plays, under the policy of the site."""
    signed_in("analyst")
    visit = visitor()
    page = visit.open("/sign-in/?next=/account/second-factor/keys/add/")
    _plug_in(page)
    Authenticator.objects.all().delete()
    _name_oneself(page)
    assert page.locator("h1").inner_text() == "Add a security key"
    page.fill("#id_name", "Blue key")
    page.click("#key-button")
    page.wait_for_url("**/account/second-factor/codes/")
    assert Authenticator.objects.filter(type="webauthn").count() == 1
    page.goto(f"{visit.site}/account/second-factor/keys/")
    assert "Blue key" in page.inner_text("main")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in/")
    _name_oneself(page)
    page.wait_for_url("**/sign-in/second-step/")
    assert visit.faults(page) == []
    page.click("#key-button")
    page.wait_for_url(f"{visit.site}/")
    assert page.goto(f"{visit.site}/account/") is not None
    assert page.url.endswith("/account/")
    assert visit.said == []


def _plug_in(page: Page) -> None:
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "usb", "hasUserVerification": True, "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }  # fmt: skip
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def _name_oneself(page: Page) -> None:
    page.fill("input[name=login]", "analyst@example.test")
    page.fill("input[name=password]", PASSWORD)
    page.get_by_role("button", name=re.compile("^Sign in$")).click()
    page.wait_for_load_state("networkidle")


def _client(visit: Visitor) -> Client:
    client = Client()
    client.cookies["sessionid"] = visit.session
    return client
