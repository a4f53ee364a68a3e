"""The shared verification cases, through the product, and the runner's own rules."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from .runner import FAILED, NOT_BUILT, PASSED, differences, read_cases, report, run

PROJECT = Path(__file__).resolve().parents[2]
CASE = {
    "id": "byar",
    "method": "Byar's CI for a count",
    "input": {"x": 10, "conf": 0.998},
    "expected": {"lo": 2.9163183746957, "hi": 24.193724927881},
    "tolerance": 1e-9,
    "source": "OHID",
}
BUILT = {
    "etest-6-2", "etest-100-80", "etest-unequal-score", "poisson-z", "weekly-band", "poisson-test-ratio",
    "poisson-test-ratio-leap", "byar-1045-0.95", "byar-10-0.998", "wilson-65-100", "wilson-1045-5000",
    "rate-1-100", "rate-5-100", "rate-222-3215", "exact-count-0", "gini-a", "gini-b", "gini-d", "bh",
    "yoy-quasi", "sppt-chi2", "poisson-trend", "mann-kendall-sen", "exact-dow-3000000", "exact-dow-4210000",
    "spc-screened", "spc-24-months", "spc-trend-7", "spc-rebase", "spc-trend-unit", "spc-two-in-three-variants",
    "farrington-flexible", "farrington-original", "ears-c1-c2", "scan-spiegelhalter", "scan-260",
    "decompose-airpassengers", "stl-airpassengers", "snaive-airpassengers", "ets-airpassengers",
}  # fmt: skip


@pytest.mark.shared
def test_every_supported_shared_case_comes_out_again(shared: Path) -> None:
    outcomes = [run(case) for case in read_cases(shared / "verification" / "cases.json")]
    failed = [str(outcome) for outcome in outcomes if outcome.status == FAILED]
    assert not failed, "\n".join(failed)
    assert {outcome.id for outcome in outcomes if outcome.status == PASSED} >= BUILT


def test_a_wrong_answer_an_error_and_a_missing_method_are_told_apart() -> None:
    wrong = CASE | {"expected": {"lo": 2.92, "hi": 24.193724927881}}
    broken = CASE | {"input": {"x": -1}}
    absent = CASE | {"method": "Phase of the moon"}
    outcomes = [run(case) for case in (CASE, wrong, broken, absent)]
    assert [outcome.status for outcome in outcomes] == [PASSED, FAILED, FAILED, NOT_BUILT]
    assert "lo expected 2.92, found 2.916" in str(outcomes[1])
    assert "counts must not be below zero" in str(outcomes[2])
    assert "4 cases: 1 passed, 2 FAILED, 1 not built yet." in report(outcomes)


@pytest.mark.parametrize(
    ("expected", "found", "faults"),
    [
        ({"a": 1, "b": [1, 2]}, {"a": 1 + 1e-12, "b": [1, 2], "c": 3}, 0),
        ({"a": 1}, {}, 1),
        ([1, 2], [1, 2, 3], 1),
        ([[1, 2], [3, 4]], [[1, 5], [3, 6]], 2),
        ("High", "Low", 1),
        (True, 1, 0),
        (1, "1", 1),
        (None, None, 0),
        (2.0, float("nan"), 1),
    ],
)
def test_answers_are_compared_element_by_element(expected: object, found: object, faults: int) -> None:
    assert len(list(differences(expected, found, 1e-9, ""))) == faults


def run_module(argument: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.verification", argument],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_command_says_by_its_exit_code_whether_all_passed(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(json.dumps([CASE, CASE | {"id": "x", "method": "Phase of the moon"}]), encoding="utf-8")
    bad.write_text(json.dumps([CASE | {"expected": {"lo": 3}}]), encoding="utf-8")
    done, failed, unread = (run_module(str(path)) for path in (good, bad, tmp_path / "none.json"))
    assert (done.returncode, failed.returncode, unread.returncode) == (0, 1, 2), done.stderr
    assert "2 cases: 1 passed, 0 FAILED, 1 not built yet." in done.stdout
    assert "Phase of the moon" in done.stdout
    assert failed.stdout.startswith("FAILED")
    assert "cannot be read" in unread.stderr
