"""The requirement files: pinned by hash, without addresses, in step with pyproject.toml and each other."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).resolve().parents[2]
FILES = sorted((PROJECT / "requirements").glob("*.txt"))
PROJECT_FILE = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))


def pins(name: str) -> dict[str, str]:
    """Package -> version, as a requirement file pins them."""
    text = (PROJECT / "requirements" / name).read_text("utf-8")
    found = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;]+)", text, re.MULTILINE)
    assert len(found) == len(dict(found)), "pinned twice"
    return {canonicalize_name(package): version for package, version in found}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_addresses(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(--(extra-)?index-url|--find-links|-i |-f )", text, re.MULTILINE)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_pin_has_a_hash(path: Path) -> None:
    joined = path.read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in joined.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert lines
    assert all("==" in line and "--hash=sha256:" in line for line in lines)


def test_npm_lock_names_no_address_to_download_from() -> None:
    lock = json.loads((PROJECT / "package-lock.json").read_text("utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    assert all("resolved" not in entry and entry["integrity"] for entry in packages.values())


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("run.txt", PROJECT_FILE["project"]["dependencies"]),
        ("build.txt", PROJECT_FILE["build-system"]["requires"]),
        ("dev.txt", PROJECT_FILE["dependency-groups"]["dev"]),
    ],
)
def test_pins_meet_what_the_project_asks_for(name: str, wanted: list[str]) -> None:
    pinned = pins(name)
    for line in wanted:
        requirement = Requirement(line)
        assert pinned[canonicalize_name(requirement.name)] in requirement.specifier, f"{line}: run make lock"


def test_files_agree() -> None:
    develop = pins("dev.txt")
    assert pins("run.txt").items() <= develop.items()
    build = pins("build.txt")
    assert all(develop.get(package, version) == version for package, version in build.items())
