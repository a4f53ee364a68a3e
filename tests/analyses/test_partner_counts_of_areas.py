"""What partners count of areas as a variable of need: one year for all, whatever the rhythm, and each gap as it came."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.country import Country
from tests.figures.observing import definitions, observation, observing, quarters

from wardmote.analyses.community.held import Held
from wardmote.analyses.community.partners import partner_count
from wardmote.analyses.result import Refusal
from wardmote.definitions.community_matrices import Variable
from wardmote.figures.areas import areas_within, partnership_area
from wardmote.figures.months import Period
from wardmote.figures.tokens import State

YEAR = Period("2023-05", "2024-04")
MONTHLY = [observation("tipping", "W2", month, month, 1) for month in Period("2023-04", "2024-03").months]


def _held(
    country: Country, folder: Path, rows: list[tuple[object, ...]], measure: str = "tipping"
) -> Held | Refusal:
    evidence = observing(country, definitions(folder), rows)
    whole = partnership_area(evidence.connection, ["C1", "C2", "C3"])
    areas = areas_within(evidence.connection, whole, "ward", evidence.definitions)
    assert [one.code for one in areas] == ["W1", "W2", "W3", "W4"]
    said = {"id": "own", "title": "Our own", "short": "Own", "of": "measure", "measure": measure}
    return partner_count(evidence, whole, areas, "ward", Variable.model_validate(said), YEAR)


def test_all_areas_have_the_same_year(country: Country, tmp_path: Path) -> None:
    """Quarters and months stand beside each other; a ward that lacks a quarter, and one that took counts back, do not."""
    rows = [
        *quarters("2023-04", [1, 2, 3, 4, 9], area="W1"),
        *MONTHLY,
        *quarters("2023-04", [1, -5, 1, 1], area="W3"),
        *quarters("2023-04", [1, 2, 3], area="W4"),
    ]
    found = _held(country, tmp_path, rows)
    assert isinstance(found, Held)
    assert "April 2023 to March 2024" in found.of
    assert found.states == (State.KNOWN, State.KNOWN, State.NOT_AVAILABLE, State.NOT_SUPPLIED)
    assert found.counts[:2] == pytest.approx([10, 12])
    assert found.values[:2] == pytest.approx(found.counts[:2] / found.exposure[:2])
    assert np.isnan(found.values[2:]).all()


def test_a_share_counts_as_it_came(country: Country, tmp_path: Path) -> None:
    """At the time that most wards were asked; it does not vary as a count does."""
    rows = [
        observation("feel-safe", area, "2024-01", "2024-03", value)
        for area, value in (("W1", 61), ("W2", 0), ("W3", None))
    ]
    rows.append(observation("feel-safe", "W4", "2023-07", "2023-09", 70))
    found = _held(country, tmp_path, rows, "feel-safe")
    assert isinstance(found, Held)
    assert found.states == (State.KNOWN, State.ZERO, State.SUPPRESSED, State.NOT_SUPPLIED)
    assert found.values[:2] == pytest.approx([61, 0])
    assert np.isnan(found.counts).all()


def test_what_is_too_old_is_refused(country: Country, tmp_path: Path) -> None:
    found = _held(country, tmp_path, quarters("2021-04", [1, 2, 3, 4], area="W1"))
    assert isinstance(found, Refusal)
    assert "The last report of tipping is of April 2021 to March 2022." in found.sentence
