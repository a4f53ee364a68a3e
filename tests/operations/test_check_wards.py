"""Figures of wards: set beside the evidence of that ward, and of no other place."""

from __future__ import annotations

from pathlib import Path

import pytest

from wardmote.operations.check import check_file
from wardmote.operations.reconcile import StatedRequest, reconcile_figures
from wardmote.operations.workspace import Workspace

PLAN = """# Marrowmere Community Safety Plan

Table 1: Burglary by ward

| Ward | 2024/25 | 2025/26 |
|---|--:|--:|
| {one} | {a} | {b} |
| {two} | {c} | {d} |

In 2025/26 there were {e} offences of burglary in {one} ward.

In 2025/26 there were 12345 offences of burglary in another ward.
"""


@pytest.fixture(scope="module")
def wards(marrowmere: Workspace) -> dict[str, str]:
    """Two wards of the demo, by name."""
    rows = marrowmere.snapshot.connection().execute(
        "SELECT name, code FROM areas WHERE level = 'ward' AND code IN (SELECT ward FROM places) ORDER BY name LIMIT 2"
    )
    return {str(name): str(code) for name, code in rows.fetchall()}


def counted(workspace: Workspace, code: str, period: str) -> int:
    (found,) = reconcile_figures(workspace, [StatedRequest("1", "burglary", code, period)]).found
    assert found.ours is not None
    return int(found.ours)


def test_figures_of_wards_are_compared_each_with_its_own(
    marrowmere: Workspace, wards: dict[str, str], tmp_path: Path
) -> None:
    (one, first), (two, second) = wards.items()
    right = {
        "one": one, "two": two,
        "a": counted(marrowmere, first, "2024-25"), "b": counted(marrowmere, first, "2025-26"),
        "c": counted(marrowmere, second, "2024-25"), "d": counted(marrowmere, second, "2025-26"),
    }  # fmt: skip
    path = tmp_path / "plan.md"
    path.write_text(PLAN.format(**right, e=right["b"]), encoding="utf-8")
    alone, beside = check_file(path), check_file(path, marrowmere)
    assert [found for found in beside.checked.findings if found.kind == "held"] == []
    assert beside.checked.recomputed == alone.checked.recomputed + 5
    path.write_text(PLAN.format(**{**right, "d": right["d"] + 7}, e=right["b"] + 9), encoding="utf-8")
    cell, sentence = [
        found for found in check_file(path, marrowmere).checked.findings if found.kind == "held"
    ]
    assert (cell.printed, cell.expected, cell.where.place.row) == (str(right["d"] + 7), f"{right['d']:,}", 3)
    assert two in cell.why
    assert (sentence.printed, sentence.expected) == (str(right["b"] + 9), f"{right['b']:,}")
