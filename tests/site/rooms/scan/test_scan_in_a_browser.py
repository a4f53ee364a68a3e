"""Every page of the scan at a real browser: faults of access and width, and what is saved as it is typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Route
from tests.site.browsing import Visitor
from tests.site.rooms.scan.conftest import Running

from wardmote.site.kit.access.models import Membership
from wardmote.site.rooms.scan import closing, scoring, setting_up
from wardmote.site.rooms.scan.models import Return
from wardmote.site.rooms.scan.scoring import Said

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_pages_of_a_scan_have_no_fault(
    running: Running, visitor: Callable[..., Visitor], chromium: object, live_server: object
) -> None:
    """Set up, open, scored, closed: each page at both widths; a score is kept without a press of a button."""
    key = running.scan.pk
    session = running.browser.cookies["sessionid"].value
    coordinator = Visitor(chromium, live_server.url, session)  # type: ignore[arg-type, attr-defined]
    first = [f"/scan/{key}/", f"/scan/{key}/preview/1/", f"/scan/{key}/on-paper/"]
    faults = [fault for path in first for fault in coordinator.look(path)]
    setting_up.open_scan(running.actor, running.scan)
    agency = visitor("agency-user")
    home = running.partner("Fire")
    Membership.objects.filter(role="agency-user").update(organisation=home.organisation)
    faults += [fault for step in ("start", "review") for fault in agency.look(f"/scan/{key}/score/{step}/")]
    page = agency.open(f"/scan/{key}/score/1/")
    page.locator("input[name=data][value='4']").check(force=True)
    page.get_by_text("Saved,").wait_for(timeout=5000)
    assert Return.objects.get().scores == {"data": 4}
    for number, name in enumerate(("Police", "Probation", "Council")):
        one = running.partner(name)
        for issue in running.scan.issues.all():
            said = Said({"data": number + 2, "judgement": "cannot-say", "demand": 1}, "high", "Because.")
            scoring.save_return(running.actor, one, issue, said)
        scoring.submit(running.actor, one)
    fire = running.partner("Fire")
    scoring.save_return(
        running.actor, fire, running.scan.issues.get(number=1), Said({"data": 0}, "low", "None.")
    )
    scoring.submit(running.actor, fire)
    faults += agency.look(f"/scan/{key}/score/receipt/")
    charity = running.partner("Charity").pk
    faults += [
        fault
        for path in ("/scan/", f"/scan/{key}/", f"/scan/{key}/partners/{charity}/sheet/")
        for fault in coordinator.look(path)
    ]
    closing.close_scan(running.actor, running.scan)
    closing.agree(running.actor, running.anew().issues.get(number=1), "data", 3, "One shop counted twice.")
    for path in (
        f"/scan/{key}/results/",
        f"/scan/{key}/results/1/data/",
        f"/scan/{key}/results/1/commission/",
    ):
        faults += coordinator.look(path)
    coordinator.leave()
    assert faults == []


def test_drafts_of_one_form_are_sent_one_after_the_other(
    running: Running, visitor: Callable[..., Visitor]
) -> None:
    """While one is on its way the next waits, and tells all that was typed meanwhile: none is cut off, none overtakes."""
    setting_up.open_scan(running.actor, running.scan)
    agency = visitor("agency-user")
    Membership.objects.filter(role="agency-user").update(organisation=running.partner("Fire").organisation)
    page = agency.open(f"/scan/{running.scan.pk}/score/1/")
    held: list[Route] = []

    def hold_the_first(draft: Route) -> None:
        held.append(draft)
        if len(held) > 1:
            draft.continue_()

    page.route("**/score/1/", hold_the_first)
    for name, value in (("data", "4"), ("judgement", "2"), ("demand", "1")):
        page.locator(f"input[name={name}][value='{value}']").check(force=True)
    page.wait_for_timeout(300)
    assert len(held) == 1
    with page.expect_response(lambda answer: held[1:] and answer.request == held[1].request) as last:
        held[0].continue_()
    assert last.value.finished() is None
    assert len(held) == 2
    assert Return.objects.get().scores == {"data": 4, "judgement": 2, "demand": 1}
    assert agency.said == []
    agency.leave()
