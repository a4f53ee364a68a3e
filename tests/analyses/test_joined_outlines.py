"""Outlines of areas that have none of their own."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
import shapely

from wardmote.analyses import outlines
from wardmote.figures.areas import every_area
from wardmote.figures.evidence import Evidence
from wardmote.operations.workspace import Workspace


def test_an_area_without_an_outline_is_joined_from_its_small_areas(
    marrowmere: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it was published, but for how finely each was drawn; none at all where one of them has none."""
    evidence, held = marrowmere.evidence(), outlines.outlines
    (force,) = every_area(evidence.connection, "force")
    (published,) = outlines.outlines_or_joined(evidence, "force", [force.code]).values()
    lacking: set[str] = set()

    def without_forces(asked: Evidence, level: str, codes: Sequence[str]) -> dict[str, bytes]:
        found = held(asked, level, codes) if level != "force" else {}
        return {code: shape for code, shape in found.items() if code not in lacking}

    monkeypatch.setattr(outlines, "outlines", without_forces)
    joined = shapely.from_wkb(outlines.outlines_or_joined(evidence, "force", [force.code])[force.code])
    own = shapely.from_wkb(published)
    assert joined.symmetric_difference(own).area < 0.02 * own.area
    lacking.add(every_area(evidence.connection, "lsoa")[0].code)
    assert outlines.outlines_or_joined(evidence, "force", [force.code]) == {}
