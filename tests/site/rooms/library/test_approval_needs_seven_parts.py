"""An assessment of either edition is neither approved nor published while a part that the law asks for is missing."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from wardmote.operations.workspace import find_workspace
from wardmote.site.kit.access.models import Person
from wardmote.site.kit.access.scope import Actor, scope_of
from wardmote.site.rooms.library import services
from wardmote.site.rooms.library.models import Build, Edition, Stage

pytestmark = pytest.mark.django_db


def _parts(without: str = "", standing: str = "missing") -> list[dict[str, Any]]:
    return [
        {
            "letter": one, "title": f"Part {one}", "section": "x", "standing": standing if one == without else "filled",
            "because": "it is there.", "do": f"Fill {one}." if one == without else "",
        }
        for one in "abcdefg"
    ]  # fmt: skip


def test_each_missing_part_in_turn_refuses_approval(with_role: Callable[..., Person], served: Any) -> None:
    here, writer, manager = find_workspace(served), with_role("analyst"), with_role("manager")
    actor = Actor(manager.pk, manager.name, scope_of(manager, here.definitions))

    def in_review(
        parts: list[dict[str, Any]], edition: Edition = Edition.INSIDE, stage: Stage = Stage.IN_REVIEW
    ) -> Build:
        return Build.objects.create(
            document="strategic-assessment", title="A year", to="2026-03", edition=edition, stage=stage,
            snapshot=here.snapshot.id, definitions="d", record="r", by=writer, parts=parts,
        )  # fmt: skip

    for letter, edition in product("abcdefg", Edition):
        for stage, step in ((Stage.IN_REVIEW, "approve"), (Stage.APPROVED, "publish")):
            build = in_review(_parts(letter), edition, stage)
            with pytest.raises(services.NotAllowedNow, match=rf"\({letter}\) Part {letter}: Fill {letter}\."):
                services.move(actor, build, step)
            build.refresh_from_db()
            assert build.stage == stage
    for build in (in_review(_parts()), in_review([]), in_review(_parts("b", "left out"), Edition.PUBLIC)):
        assert services.move(actor, build, "approve").stage == Stage.APPROVED
