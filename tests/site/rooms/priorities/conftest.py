"""Two frozen workshops on figures of the made-up partnership: last year's, approved, and this year's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.documents.judged import judgements

from wardmote.documents.judged import Recommended
from wardmote.operations.tables import TableRequest, table
from wardmote.site.kit.access.models import Person
from wardmote.site.kit.access.scope import Actor, scope_of
from wardmote.site.kit.house import workspace
from wardmote.site.rooms.priorities import services
from wardmote.site.rooms.scan.models import Scan
from wardmote.site.rooms.scan.models import Stage as ScanStage
from wardmote.site.rooms.workshop.models import Stage, Workshop

DECIDES = {"decided": "approved", "board": "The board", "meeting": "June meeting", "words": ""}


@dataclass
class Frozen:
    """Both workshops, who led them, and somebody of the board."""

    last: Workshop
    this: Workshop
    leader: Actor
    board: Actor
    browser: Client


def frozen_workshop(record: Recommended, by: Person | None) -> Workshop:
    """A workshop as it stands when it is frozen."""
    day = record.day
    scan = Scan.objects.create(
        title=record.scan, matrix="scan", opens=day, closes=day, stage=ScanStage.CLOSED
    )
    return Workshop.objects.create(
        title=record.workshop, day=day, scan=scan, chair=record.chair, stage=Stage.FROZEN, by=by,
        recommended=record.model_dump(mode="json"), mark=record.mark, frozen=timezone.now(),
    )  # fmt: skip


@pytest.fixture
def frozen(with_role: Callable[..., Person]) -> Frozen:
    """The board has approved last year's."""
    here = workspace()
    manager, member = with_role("manager"), with_role("board")
    leader, board = (Actor(one.pk, one.name, scope_of(one, here.definitions)) for one in (manager, member))
    names = ("shoplifting", "robbery", "vehicle-crime")

    def record(day: date, to: str) -> Recommended:
        made: Any = table(here, TableRequest(to=to))
        return judgements.recommended(judgements.figures_of(made, *names), day, made.snapshot)

    last = frozen_workshop(record(date(2025, 5, 15), "2025-03"), manager)
    this = frozen_workshop(record(date(2026, 5, 14), "2026-03"), manager)
    services.decide(board, last, DECIDES | {"day": date(2025, 6, 4)})
    browser = Client()
    browser.force_login(manager, backend="allauth.account.auth_backends.AuthenticationBackend")
    return Frozen(last, this, leader, board, browser)
