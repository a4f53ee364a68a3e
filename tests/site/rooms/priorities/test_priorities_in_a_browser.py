"""Every page of the priorities at a real browser: faults of access and width."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.site.browsing import Visitor
from tests.site.rooms.priorities.conftest import DECIDES, Frozen

from wardmote.documents.judged import Recommended
from wardmote.site.rooms.priorities import services

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_pages_of_priorities_have_no_fault(
    frozen: Frozen, visitor: Callable[..., Visitor], chromium: object, live_server: object
) -> None:
    """Before and after the board decided; with drivers, threads and a refreshed version."""
    del visitor
    key, last = frozen.this.pk, frozen.last.pk
    actor = frozen.leader
    said = {"linked": "link", "why": "Seen by wardens on most nights", "view": "Council"}
    services.link(actor, frozen.this, 1, "alcohol", said)
    services.link(actor, frozen.this, 3, "alcohol", said | {"linked": "no-link"})
    services.thread(actor, frozen.this, 1, ["alcohol", "night-time"])
    services.thread(actor, frozen.this, 2, ["night-time"])
    services.carry(
        actor,
        frozen.last,
        1,
        {"state": "part", "output": "Patrols", "evidence": "A log", "lesson": "Start earlier"},
    )
    record = Recommended.model_validate(frozen.last.recommended)
    works = {one.number: one.work for one in record.priorities if one.work}
    later = works[1].model_copy(update={"owner": "Quayside traders", "due": date(2025, 12, 1)})
    services.refresh(actor, frozen.last, works | {1: later}, "The council handed it over")
    services.decide(
        frozen.board,
        frozen.this,
        DECIDES | {"day": date(2026, 6, 1), "decided": "sent-back", "words": "Who pays?"},
    )
    session = frozen.browser.cookies["sessionid"].value
    manager = Visitor(chromium, live_server.url, session)  # type: ignore[arg-type, attr-defined]
    mark = Recommended.model_validate(frozen.this.recommended).mark[:16]
    paths = [
        "/priorities/", f"/priorities/{key}/", f"/priorities/{key}/issues/1/", f"/golden-thread/{mark}/1/",
        f"/priorities/{key}/behind/", f"/priorities/{key}/issues/1/drivers/drugs/", f"/priorities/{key}/issues/1/threads/",
        f"/priorities/{last}/", f"/priorities/{last}/versions/", f"/priorities/{last}/refresh/",
        f"/priorities/{last}/issues/3/how-far/",
    ]  # fmt: skip
    if shots := os.environ.get("WM_SHOTS"):
        for n, path in enumerate(paths):
            for width in (1280, 390):
                page = manager.open(path, width)
                page.screenshot(path=str(Path(shots) / f"{n:02d}-{width}.png"), full_page=True)
                page.context.close()
    assert [fault for path in paths for fault in manager.look(path)] == []
    manager.leave()
