"""Runs verification cases and compares the product's answers with the expected ones."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .calls import KNOWN, Case, call_for

PASSED, FAILED, NOT_BUILT = "passed", "FAILED", "not built yet"


@dataclass(frozen=True)
class Outcome:
    """What became of one case; `faults` says where answer and expectation part."""

    id: str
    method: str
    status: str
    faults: tuple[str, ...] = ()

    def __str__(self) -> str:
        line = f"{self.status:13}  {self.id}: {self.method}"
        return "\n".join([line, *(f"               {fault}" for fault in self.faults)])


def read_cases(path: Path) -> list[Case]:
    """Read a file of cases: a JSON list of {id, method, input, expected, tolerance, source, note?}."""
    cases = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(cases, list):
        raise ValueError(f"{path.name} must hold a JSON list of cases.")
    KNOWN.update({case["id"]: case for case in cases})
    return cases


def run(case: Case) -> Outcome:
    """Run one case through the product. An exception in a supported method is a failure."""
    call = call_for(case)
    if call is None:
        return Outcome(case["id"], case["method"], NOT_BUILT)
    try:
        answer = call(case)
    except Exception as error:
        return Outcome(case["id"], case["method"], FAILED, (f"{type(error).__name__}: {error}",))
    faults = tuple(differences(case["expected"], answer, case["tolerance"], ""))
    return Outcome(case["id"], case["method"], FAILED if faults else PASSED, faults)


def differences(expected: Any, found: Any, tolerance: float, where: str) -> Iterator[str]:
    """Say where `found` parts from `expected`: keys and elements one by one, numbers within the tolerance."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for key, value in expected.items():
            yield from differences(value, found.get(key), tolerance, f"{where}{key} ")
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for position, (wanted, got) in enumerate(zip(expected, found, strict=True)):
            yield from differences(wanted, got, tolerance, f"{where}[{position}] ")
    elif is_number(expected) and is_number(found):
        if not math.isclose(expected, found, rel_tol=tolerance, abs_tol=tolerance):
            yield f"{where}expected {expected}, found {found} (tolerance {tolerance:g})"
    elif expected != found:
        yield f"{where}expected {expected!r}, found {found!r}"


def is_number(value: Any) -> bool:
    """Tell numbers from true, false and words."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def report(outcomes: list[Outcome]) -> str:
    """Give one line a case, then the totals and the methods that are not built yet."""
    count = Counter(outcome.status for outcome in outcomes)
    totals = ", ".join(f"{count[status]} {status}" for status in (PASSED, FAILED, NOT_BUILT))
    missing = sorted({outcome.method for outcome in outcomes if outcome.status == NOT_BUILT})
    lines = [str(outcome) for outcome in outcomes] + ["", f"{len(outcomes)} cases: {totals}."]
    if missing:
        lines += ["Not built yet:", *(f"  {method}" for method in missing)]
    return "\n".join(lines)
