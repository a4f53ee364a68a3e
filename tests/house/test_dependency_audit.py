"""The audit of dependencies in CI: what each answer of uv comes to."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
NOT_ASKED = "Dependencies not audited: the advisory source cannot be reached.\n"


@pytest.fixture
def script() -> dict[str, Any]:
    """The script's names."""
    return runpy.run_path(str(ROOT / ".ci" / "audit.py"))


@pytest.mark.parametrize(
    ("does", "code", "said"),
    [
        ("echo Found no known vulnerabilities", 0, "Found no known vulnerabilities\n"),
        ("echo one 1.0 has 1 known vulnerability; exit 1", 1, "one 1.0 has 1 known vulnerability\n"),
        ("echo error: Request failed after 3 retries >&2; exit 2", 0, NOT_ASKED),
        ("echo error: Failed to parse uv.lock >&2; exit 2", 1, "error: Failed to parse uv.lock\n"),
        ("exec sleep 9", 0, NOT_ASKED),
    ],
)
def test_each_answer(
    script: dict[str, Any],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    does: str,
    code: int,
    said: str,
) -> None:
    """Clean, found, not to be reached, not understood, and no answer in time."""
    uv = tmp_path / "uv"
    uv.write_text(f"#!/bin/sh\n{does}\n", "utf-8")
    uv.chmod(0o755)
    if "sleep" in does:
        script["audit"].__globals__["SECONDS"] = 0.5
    assert script["audit"](str(uv), {"one": "1.0"}) == code
    assert capsys.readouterr().out == said


def test_every_pin_is_asked_about(script: dict[str, Any]) -> None:
    """As many as the files of requirements name, and each with its version."""
    named = {
        line.partition("==")[0].partition("[")[0]
        for file in (ROOT / "requirements").glob("*.txt")
        for line in file.read_text("utf-8").splitlines()
        if file.name != "peers.txt" and "==" in line and not line.startswith((" ", "#"))
    }
    found = script["pins"]()
    assert found.keys() == named
    assert script["lock_of"](found).count("[[package]]") == len(found) + 1
