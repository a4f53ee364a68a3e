"""What stands around a frozen recommendation: the board, the golden thread, drivers, versions, and last year's plan."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.site.rooms.priorities.conftest import DECIDES, Frozen

from wardmote.documents.judged import Recommended
from wardmote.documents.judgement import read_judged
from wardmote.site.kit.access.models import Organisation, Person
from wardmote.site.kit.audit import marked
from wardmote.site.kit.audit.models import AuditRecord
from wardmote.site.kit.house import workspace
from wardmote.site.rooms.library import resting
from wardmote.site.rooms.library.models import Build
from wardmote.site.rooms.priorities import across, judging, selectors, services
from wardmote.site.rooms.scan.models import Partner, Scan
from wardmote.site.rooms.workshop.models import Seat, Workshop

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 3)


def test_the_board_decides_apart_from_who_led(frozen: Frozen) -> None:
    refused: list[tuple[Any, dict[str, Any], str]] = [
        (frozen.leader, {"day": DAY}, "led the workshop"),
        (frozen.board, {"day": date(2026, 1, 1)}, "before the workshop"),
        (frozen.board, {"day": DAY, "decided": "sent-back"}, "Say why"),
    ]
    for actor, told, words in refused:
        with pytest.raises(services.NotNow, match=words):
            services.decide(actor, frozen.this, DECIDES | told)
    services.decide(
        frozen.board, frozen.this, DECIDES | {"day": DAY, "decided": "sent-back", "words": "No owner."}
    )
    with pytest.raises(services.NotNow, match="not approved these"):
        services.carry(
            frozen.leader, frozen.this, 1, {"state": "done", "output": "A", "evidence": "", "lesson": ""}
        )
    services.decide(frozen.board, frozen.this, DECIDES | {"day": DAY})
    with pytest.raises(services.NotNow, match="approved it already"):
        services.decide(frozen.board, frozen.this, DECIDES | {"day": DAY})
    scope = frozen.board.scope
    found = selectors.recommendation(scope, frozen.this.pk)
    assert found
    assert [one.decided for one in found.decided] == ["sent-back", "approved"]
    Workshop.objects.filter(pk=frozen.this.pk).update(mark="0" * 64)
    changed = selectors.recommendation(scope, frozen.this.pk)
    assert changed
    assert not changed.unhurt


def test_readings_are_recorded_where_papers_are_sensitive(
    frozen: Frozen, signed_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The recommendation, its decision records and what lies behind them, once each."""
    monkeypatch.setattr(marked, "of_papers", lambda: "OFFICIAL-SENSITIVE")
    browser, key = signed_in("auditor"), frozen.this.pk
    around = [f"/priorities/{key}/{one}" for one in ("", "issues/1/", "behind/", "versions/")]
    pages = [*around, f"/workshop/{key}/recommendation/"]
    assert [browser.get(one).status_code for one in pages] == [200] * len(pages)
    read = AuditRecord.objects.filter(action="audit.page-read", marking="OFFICIAL-SENSITIVE")
    assert list(read.order_by("pk").values_list("key", flat=True)) == pages


def test_a_document_waits_for_the_board(frozen: Frozen, with_role: Callable[..., Person]) -> None:
    """Inside and public alike: undecided and sent back refuse it, an approval after it was built asks to build it again."""
    writer, here = with_role("analyst"), workspace()
    scope = frozen.leader.scope
    assert [key for key, _words in resting.choices(selectors.recommendations(scope))] == [
        "",
        frozen.this.mark,
    ]

    def built(edition: str, stage: str = "in-review") -> Build:
        judged = judging.judged_for(scope, selectors.recommendation(scope, frozen.this.pk))
        return Build.objects.create(
            document="strategic-assessment", title="A year", to="2026-03", edition=edition, stage=stage, by=writer,
            snapshot=here.snapshot.id, definitions="d", record="r", basis=resting.basis_of(judged),
        )  # fmt: skip

    def refused(words: str) -> None:
        for build in early:
            move = "approve" if build.stage == "in-review" else "publish"
            answer = frozen.browser.post(f"/library/builds/{build.pk}/{move}/", {"words": ""})
            assert (answer.status_code, words in answer.content.decode()) == (422, True)

    early = [built(edition, stage) for edition in ("inside", "public") for stage in ("in-review", "approved")]
    refused("has not decided on what Priorities 2026")
    services.decide(frozen.board, frozen.this, DECIDES | {"day": DAY, "decided": "sent-back", "words": "No."})
    refused("which sent back what")
    services.decide(frozen.board, frozen.this, DECIDES | {"day": DAY})
    refused("Build it again")
    for edition in ("inside", "public"):
        late = built(edition)
        page = frozen.browser.get(f"/library/builds/{late.pk}/approve/").content.decode()
        assert "The board approved it on 3 June 2026" in page
        for move in ("approve", "publish"):
            sent = frozen.browser.post(f"/library/builds/{late.pk}/{move}/", {"words": ""})
            assert sent.status_code == 302
    there = f"/library/builds/{late.pk}/"
    assert "A later workshop" not in frozen.browser.get(there).content.decode()
    kept = frozen.this
    Workshop.objects.create(
        title="Next year", day=DAY, scan=kept.scan, stage=kept.stage, mark="f" * 64,
        frozen=kept.frozen + timedelta(days=300),
    )  # fmt: skip
    told = frozen.browser.get(there).content.decode()
    assert "A later workshop has recommended since: Next year, " in told


def test_what_is_added_never_changes_what_was_frozen(frozen: Frozen) -> None:
    before = Workshop.objects.get(pk=frozen.last.pk).recommended
    actor, last = frozen.leader, frozen.last
    found = selectors.recommendation(actor.scope, last.pk)
    assert found
    works = {one.number: one.work for one in found.record.priorities if one.work}
    with pytest.raises(services.NotNow, match="Nothing has changed"):
        services.refresh(actor, last, works, "Because")
    later = works[1].model_copy(update={"owner": "Quayside traders", "due": date(2025, 12, 1)})
    with pytest.raises(services.NotNow, match="every priority"):
        services.refresh(actor, last, {1: later}, "Because")
    services.refresh(actor, last, works | {1: later}, "The council handed it over")
    with pytest.raises(services.NotNow, match="delivered"):
        services.carry(actor, last, 1, {"state": "part", "output": "", "evidence": "", "lesson": ""})
    services.carry(
        actor, last, 1, {"state": "part", "output": "Patrols", "evidence": "", "lesson": "Earlier"}
    )
    with pytest.raises(services.NotNow, match="no such priority"):
        services.carry(actor, last, 2, {"state": "done", "output": "A", "evidence": "", "lesson": ""})
    assert Workshop.objects.get(pk=last.pk).recommended == before
    held = selectors.recommendation(actor.scope, last.pk)
    assert held
    newest, first = across.versions(held)
    assert [(one.what, one.before, one.after) for one in newest.changes] == [
        ("Whose it is", "Council", "Quayside traders"),
        ("By when", "1 June 2026", "1 December 2025"),
    ]
    assert (first.number, first.changes) == (1, ())
    approved = judging.judged_for(actor.scope)
    assert approved
    assert approved.recommended == held.record, "the board has approved last year's alone"
    judged = judging.judged_for(actor.scope, selectors.recommendation(actor.scope, frozen.this.pk))
    assert judged
    assert judged.last_plan
    assert judged.recommended == Recommended.model_validate(frozen.this.recommended)
    assert judged.last_plan.refreshed
    assert judged.last_plan.refreshed.works[1].owner == "Quayside traders"
    assert [(one.number, one.state) for one in judged.last_plan.done] == [(1, "part")]


def test_not_assessed_is_not_no_link_and_threads_count_an_issue_once(frozen: Frozen) -> None:
    actor, this = frozen.leader, frozen.this
    with pytest.raises(services.NotNow, match="whose view"):
        services.link(actor, this, 1, "alcohol", {"linked": "no-link", "why": "", "view": ""})
    said = {"why": "Seen by wardens", "view": "Council"}
    services.link(actor, this, 1, "alcohol", {"linked": "link", **said})
    services.link(actor, this, 3, "alcohol", {"linked": "no-link", **said})
    services.link(actor, this, 3, "drugs", {"linked": "link", **said})
    services.link(actor, this, 3, "drugs", {"linked": "not-assessed", "why": "", "view": ""})
    for number, driver in ((2, "alcohol"), (1, "young-people"), (1, "nothing")):
        with pytest.raises(services.NotNow, match="no such"):
            services.link(actor, this, number, driver, {"linked": "link", **said})
    services.thread(actor, this, 1, ["alcohol", "online"])
    services.thread(actor, this, 2, ["alcohol"])
    services.thread(actor, this, 3, [])
    with pytest.raises(services.NotNow, match="no such"):
        services.thread(actor, this, 1, ["housing"])
    found = selectors.recommendation(actor.scope, this.pk)
    assert found
    rows = {one.driver.id: [cell.state for cell in one.cells] for one in across.drivers(found)}
    assert rows["alcohol"] == ["link", "no-link"]
    assert rows["drugs"] == ["not-assessed", "not-assessed"]
    filled = across.coverage(found)
    assert (filled.cells, filled.assessed, filled.linked) == (2 * len(rows), 2, 1)
    table = across.threads(found)
    assert (table.count, table.untold) == (2, 0)
    assert {one.id: numbers for one, numbers in table.rows if numbers} == {
        "alcohol": frozenset({1, 2}), "online": frozenset({1}),
    }  # fmt: skip


def test_pages_and_files_tell_the_thread_and_no_place_of_the_server(frozen: Frozen) -> None:
    key, browser = frozen.this.pk, frozen.browser
    page = browser.get(f"/priorities/{key}/issues/1/").content.decode()
    lasting = re.search(r"/golden-thread/[0-9a-f]{16}/1/", page)
    assert lasting
    thread = browser.get(lasting[0]).content.decode()
    record = Recommended.model_validate(frozen.this.recommended)
    (shop,) = [one for one in record.issues if one.number == 1]
    for told in (
        shop.figures[0].identity,
        record.snapshot,
        "police.uk",
        "The chair",
        "Seen on every patrol",
        "<title id",
    ):
        assert told in thread, told
    answers = [
        browser.get(path)
        for path in (
            lasting[0], "/priorities/", f"/priorities/{key}/", f"/priorities/{key}/behind/",
            f"/priorities/{key}/versions/", f"/priorities/{key}/decisions.csv", f"/priorities/{key}/judgement.json",
        )
    ]  # fmt: skip
    for answer in answers:
        assert answer.status_code == 200
        assert str(workspace().folder) not in answer.content.decode()
        assert "/tmp" not in answer.content.decode()  # noqa: S108
    judged = read_judged(answers[-1].content)
    assert judged.recommended == record
    assert judged.last_plan
    assert browser.get(f"/golden-thread/{record.mark[:4]}/1/").status_code == 404


def test_who_took_part_and_the_auditor_read_why(frozen: Frozen, with_role: Callable[..., Person]) -> None:
    """Decision record and thread open for an agency that sat at the table or scored; nothing of theirs can be changed."""
    key, mark = frozen.this.pk, frozen.this.mark[:16]
    why = [f"/priorities/{key}/", f"/priorities/{key}/issues/1/", f"/golden-thread/{mark}/1/"]

    agency, auditor = Client(), Client()
    for browser, person in (
        (agency, with_role("agency-user", "Harbour Trust")),
        (auditor, with_role("auditor")),
    ):
        browser.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")

    def opened(browser: Client, *paths: str) -> list[int]:
        return [browser.get(path).status_code for path in paths]

    assert opened(agency, *why) == [404] * 3
    trust = Organisation.objects.get(name="Harbour Trust")
    seat = Seat.objects.create(workshop=frozen.this, organisation=trust, present=False)
    assert opened(agency, *why) == [404] * 3, "it was not there"
    Seat.objects.filter(pk=seat.pk).update(present=True)
    assert opened(agency, *why) == [200] * 3
    seat.delete()
    Partner.objects.create(scan=frozen.this.scan, organisation=trust, submitted=timezone.now())
    shut = [
        f"/priorities/{key}/judgement.json",
        f"/priorities/{frozen.last.pk}/",
        f"/priorities/{key}/decide/",
    ]
    assert opened(agency, *why, *shut) == [200, 200, 200, 404, 404, 404]
    results = f"/scan/{frozen.this.scan_id}/results/"
    assert opened(auditor, *why, results, f"/workshop/{key}/recommendation/") == [200] * 5
    Scan.objects.filter(pk=frozen.this.scan_id).update(stage="open")
    assert opened(auditor, results) == [404]


def test_pages_take_what_is_said(frozen: Frozen, with_role: Callable[..., Person]) -> None:
    browser, key = frozen.browser, frozen.last.pk
    assert browser.get(f"/priorities/{frozen.this.pk}/decide/").status_code == 404  # they led it
    other = Client()
    other.force_login(
        Person.objects.get(pk=frozen.board.person),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    told = {
        "decided": "approved",
        "board": "The board",
        "day": "2026-06-03",
        "meeting": "June",
        "words": "Agreed.",
    }
    assert other.post(f"/priorities/{frozen.this.pk}/decide/", told).status_code == 302
    assert "Agreed." in other.get(f"/priorities/{frozen.this.pk}/").content.decode()
    sent = {"state": "done", "output": "Patrols", "evidence": "", "lesson": ""}
    assert browser.post(f"/priorities/{key}/issues/1/how-far/", sent).status_code == 302
    assert "Patrols" in browser.get(f"/priorities/{key}/issues/1/").content.decode()
    link = {"linked": "link", "why": "Wardens", "view": "Council"}
    assert browser.post(f"/priorities/{key}/issues/1/drivers/drugs/", link).status_code == 302
    assert (
        browser.post(f"/priorities/{key}/issues/2/threads/", {"threads": ["drugs", "online"]}).status_code
        == 302
    )
    page = browser.get(f"/priorities/{key}/refresh/").content.decode()
    named = dict.fromkeys(re.findall(r'name="(p\d+-\w+)"', page), "Same")
    work = {name: "" if name.endswith("due") else words for name, words in named.items()}
    assert browser.post(f"/priorities/{key}/refresh/", work | {"why": ""}).status_code == 422
    assert browser.post(f"/priorities/{key}/refresh/", work | {"why": "Mid-year"}).status_code == 302
    assert "Mid-year" in browser.get(f"/priorities/{key}/versions/").content.decode()
    assert "Version 2" in browser.get(f"/priorities/{key}/versions/").content.decode()
