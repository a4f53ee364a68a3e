"""Programs of somebody with narrow sight get what their pages show them, route by route."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.site.rooms.figures.conftest import Program

from wardmote.analyses.result_records import result_record
from wardmote.definitions import load
from wardmote.evidence.manifest import OBSERVED, RESPONSES
from wardmote.figures.export import as_record
from wardmote.operations.feeds import as_record as board_record
from wardmote.operations.provenance import cited_figures, figure_summary
from wardmote.site.kit.access.models import Organisation
from wardmote.site.kit.access.scope import Scope, scope_of
from wardmote.site.kit.house import workspace
from wardmote.site.kit.results import Refused
from wardmote.site.rooms.evidence import selectors as desk
from wardmote.site.rooms.insight import selectors as pages
from wardmote.site.rooms.insight.asking import Asked

pytestmark = pytest.mark.django_db
OURS = "Mere Homes (made up)"
ASKED = Asked(by="ward", measure="robbery", months=3)


@pytest.fixture
def narrow(served: Path, program: Callable[[str], Program]) -> Iterator[Callable[..., tuple[Program, Scope]]]:
    """A program of somebody who has every right, or some, with a narrow sight."""
    file = served / "definitions" / "roles" / "narrow.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)

    def make(sight: str) -> tuple[Program, Scope]:
        file.write_text(
            f"- {{id: narrow, title: Narrow, plural: narrow ones, meaning: Sees little., order: 99, sees: {sight}, "
            f"rights: [{', '.join(sorted(load().rights))}], given_by: [narrow], source: A test}}\n",
            "utf-8",
        )
        made = program("narrow")
        Organisation.objects.update(provider=OURS)
        return made, scope_of(made.person, workspace().definitions)

    yield make
    file.unlink()


def _plain(record: object) -> Any:
    return json.loads(json.dumps(record))


@pytest.mark.parametrize("sight", ["organisation", "own", "public"])
def test_a_narrow_sight_gets_by_program_what_its_pages_show(
    narrow: Callable[..., tuple[Program, Scope]], sight: str
) -> None:
    """Tables, figures, series, analyses, periods, feeds and snapshots."""
    one, scope = narrow(sight)
    asked = {"by": "ward", "measure": "robbery", "months": 3}
    shown = pages.performance(scope, ASKED)
    assert one.get("/table", asked).json() == _plain(as_record(shown, workspace().definitions))
    figures = [figure_summary(found) for found in cited_figures(shown)]
    assert one.get("/figures", asked).json()["figures"] == _plain(figures)
    known = figures[0]["identity"]
    assert known in one.get(f"/figures/{known}", asked).content.decode()
    asked_pages = replace(ASKED, by="category", months=12)
    made = pages.analysis(scope, "trend", asked_pages)
    assert one.get("/analyses/trend", {"measure": "robbery"}).json() == _plain(result_record(made))
    of_a_partner = one.get("/analyses/trend", {"measure": "landlord-asb-cases"})
    try:
        told = _plain(
            result_record(pages.analysis(scope, "trend", replace(asked_pages, measure="landlord-asb-cases")))
        )
    except Refused:
        told = None
    assert of_a_partner.status_code == (200 if told else 422)
    assert not told or of_a_partner.json() == told
    held = one.get("/periods", {"limit": 1000}).json()["periods"]
    assert held
    assert not {row["kind"] for row in held} & {*OBSERVED, RESPONSES}
    board = [found.status for found in desk.board(scope)]
    assert {found.feed.provider for found in board} <= {OURS}
    told = one.get("/feeds").json()
    assert told["feeds"] == _plain(board_record(board, desk.timezone.localdate()))["feeds"]
    assert one.get("/snapshots").status_code == 404
