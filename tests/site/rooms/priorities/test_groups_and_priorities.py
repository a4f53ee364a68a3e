"""Which group works on which priority that the board adopted, and which group works on none."""

from __future__ import annotations

import re
from datetime import date

import pytest
from tests.site.rooms.priorities.conftest import DECIDES, Frozen

from wardmote.site.kit.access.models import Organisation
from wardmote.site.kit.access.scope import machine
from wardmote.site.kit.house import workspace
from wardmote.site.kit.registers import services as registers
from wardmote.site.kit.registers.rules import Draft
from wardmote.site.rooms.priorities import services

pytestmark = pytest.mark.django_db


def _cells(page: str, section: str, group: str) -> list[str]:
    """The cells of a group's row in the first table after a heading, without marks."""
    table = page.split(f'id="{section}"', 1)[1].split("</table>", 1)[0]
    row = next(one for one in table.split("<tr>") if f">{group}<" in one)
    return [re.sub(r"<[^>]+>", "", one).strip() for one in re.findall(r"<td.*?</td>", row, re.DOTALL)]


def test_groups_stand_beside_the_priorities_of_now(frozen: Frozen) -> None:
    """Only what the board adopted counts: with this year's adopted, a group of last year's alone is flagged."""
    old, now = (one.recommendation for one in (frozen.last, frozen.this))
    assert old
    assert now
    titles = [one.title for one in now.priorities]
    home = Organisation.objects.get(name="Marrowmere Council").pk
    for name, mapped in (("Idle group", ["Something of years ago"]), ("Busy group", [titles[0].upper()])):
        say = {"title": name, "remit": "Works.", "frequency": "as-needed", "priorities": mapped}
        registers.add(
            machine("test"), workspace().definitions.registers["groups"], Draft("sits", home, values=say)
        )
    services.decide(frozen.board, frozen.this, DECIDES | {"day": date(2026, 6, 3)})
    page = frozen.browser.get("/meetings/").content.decode()
    assert _cells(page, "work", "Busy group") == ["yes", *["no"] * (len(titles) - 1)]
    assert _cells(page, "work", "Idle group") == ["no"] * len(titles)
    assert _cells(page, "groups", "Idle group")[-1] == "Works on no priority of now"
    assert _cells(page, "groups", "Busy group")[-1] == ""
