"""The code: modules say what they are, files and functions stay small, arrows only run down."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
MODULES = sorted(
    path
    for path in (PROJECT / "src").rglob("*.py")
    if path.parent.name != "migrations"  # Django writes them
)
LONGEST_FILE = 400
LONGEST_FUNCTION = 70


def named(path: Path) -> str:
    return str(path.relative_to(PROJECT / "src"))


def parsed() -> Iterator[tuple[str, Path, ast.Module]]:
    """Each module: its name, where it lies, its tree."""
    for path in MODULES:
        yield named(path), path, ast.parse(path.read_text("utf-8"))


def test_modules_say_what_they_are() -> None:
    assert [name for name, _, tree in parsed() if len(ast.get_docstring(tree) or "") <= 10] == []


def test_public_parts_say_what_they_are() -> None:
    assert [
        f"{name}: {node.name}"
        for name, _, tree in parsed()
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ] == []


def test_files_and_functions_stay_small() -> None:
    long = []
    for name, path, tree in parsed():
        lines = len(path.read_text("utf-8").splitlines())
        long += [f"{name}: {lines} lines"] if lines > LONGEST_FILE else []
        long += [
            f"{name}: {node.name} has {length} lines"
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and (length := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
        ]
    assert long == []


def test_names_are_names() -> None:
    vague = {"utils", "util", "helpers", "helper", "manager", "misc", "common", "base2"}
    assert [path for path in MODULES if vague & set(path.relative_to(PROJECT).with_suffix("").parts)] == []


def test_floors_hold_without_exceptions() -> None:
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    assert settings["contracts"]
    for contract in settings["contracts"]:
        assert not contract.get("ignore_imports"), contract["name"]
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([command, "--no-cache"], cwd=PROJECT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout


def test_every_package_stands_on_a_floor() -> None:
    """A new room that no contract names would escape the rule."""
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    layers = next(c["layers"] for c in settings["contracts"] if c["type"] == "layers")
    placed = {name.strip().removeprefix("wardmote.") for layer in layers for name in layer.split("|")}
    rooms = {path.parent.name for path in (PROJECT / "src" / "wardmote").glob("*/__init__.py")}
    assert rooms - placed <= {"demo"}


def test_no_path_of_one_machine() -> None:
    """A path into somebody's home or working folder works for nobody else."""
    folders = re.compile(r"[\"'`( ](/home/|/Users/|/root/|/work/|[A-Z]:\\Users\\)")
    found = []
    for folder in ("src", "tests", "docs", "requirements"):
        for path in (PROJECT / folder).rglob("*"):
            if path.suffix in {".py", ".md", ".yaml", ".toml", ".txt", ".json"} and path != Path(__file__):
                found += [str(path) for line in path.read_text("utf-8").splitlines() if folders.search(line)]
    assert not found


def test_the_longest_files_of_tests_are_there() -> None:
    """A list that names files which are gone puts nothing first."""
    listed = (PROJECT / "tests" / "longest.txt").read_text("utf-8").splitlines()[1:]
    assert [name for name in listed if not (PROJECT / name).is_file()] == []
    assert len(set(listed)) == len(listed) > 0


def test_what_figures_mean_is_said_for_everybody() -> None:
    """Sentences of analyses stand on pages, too, where nobody types a command or an option of one."""
    typed = re.compile(r"['`]wardmote [a-z]|(?<!\S)--[a-z]")
    assert [
        f"{name}: {node.value[:60]}"
        for name, _, tree in parsed()
        if name.startswith(("wardmote/analyses", "wardmote/figures"))
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and typed.search(node.value)
    ] == []
