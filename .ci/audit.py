"""Asks the advisory service that uv knows whether a pinned requirement has a known vulnerability.

Usage: audit.py UV. Exit code 0: none has, or the service cannot be reached, which is said; 1: one has, or uv could not
read what it was given. ``uv audit`` itself gives 0 for none, 1 for some, and 2 where it could not ask. It audits a
project: the one written here holds the pins and nothing else, and its lock needs no index to be read.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

REQUIREMENTS = Path(__file__).parent.parent / "requirements"
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;\\]+)", re.MULTILINE)
SECONDS = 20
UNREACHED = re.compile(r"request failed|error sending request|HTTP status|timed out", re.IGNORECASE)
PROJECT = '[project]\nname = "audited"\nversion = "0"\nrequires-python = ">=3.11"\n'
LOCK = 'version = 1\nrequires-python = ">=3.11"\n'


def pins() -> dict[str, str]:
    """Every pinned requirement with its version, but for those that only a bench compares with."""
    return {
        name.lower(): version
        for file in sorted(REQUIREMENTS.glob("*.txt"))
        if file.name != "peers.txt"
        for name, version in PIN.findall(file.read_text("utf-8"))
    }


def lock_of(found: dict[str, str]) -> str:
    """A lock of a project that needs all of them."""
    needs = "".join(f'    {{ name = "{name}" }},\n' for name in found)
    own = f'\n[[package]]\nname = "audited"\nversion = "0"\nsource = {{ virtual = "." }}\ndependencies = [\n{needs}]\n'
    others = "".join(
        f'\n[[package]]\nname = "{name}"\nversion = "{version}"\nsource = {{ registry = "." }}\n'
        for name, version in found.items()
    )
    return LOCK + own + others


def audit(uv: str, found: dict[str, str]) -> int:
    """Ask, and say what came of it. Gives the exit code."""
    with TemporaryDirectory(prefix="wardmote-audit-") as folder:
        (Path(folder) / "pyproject.toml").write_text(PROJECT, "utf-8")
        (Path(folder) / "uv.lock").write_text(lock_of(found), "utf-8")
        asked = [
            str(Path(uv).absolute()),
            "audit",
            "--no-config",
            "--frozen",
            "--preview-features",
            "audit-command",
        ]
        try:
            done = subprocess.run(  # noqa: S603
                asked, cwd=folder, capture_output=True, text=True, timeout=SECONDS, check=False
            )
        except subprocess.TimeoutExpired:
            return _unreached()
    words = f"{done.stdout}{done.stderr}".strip()
    if done.returncode not in (0, 1) and UNREACHED.search(words):
        return _unreached()
    sys.stdout.write(f"{words}\n")
    return 1 if done.returncode else 0


def _unreached() -> int:
    sys.stdout.write("Dependencies not audited: the advisory source cannot be reached.\n")
    return 0


if __name__ == "__main__":
    sys.exit(audit(sys.argv[1], pins()))
