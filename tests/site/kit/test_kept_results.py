"""Results that are kept: only what this site wrote is believed, and nobody works out twice what is at work."""

from __future__ import annotations

import pickle
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from wardmote.evidence import EvidenceBusy, EvidenceDamaged
from wardmote.figures import UnknownAreaError
from wardmote.site.kit.house import workspace
from wardmote.site.kit.results import Refused, is_kept, kept
from wardmote.site.kit.sealed import SEAL, SealedFiles

RUN: list[str] = []


class Trap:
    """Does harm when it is read."""

    def __reduce__(self) -> tuple[Any, ...]:
        return RUN.append, ("harm",)


@pytest.fixture
def files(tmp_path: Path) -> SealedFiles:
    """An empty folder of results."""
    return SealedFiles(tmp_path / "results", {})


def _only(files: SealedFiles) -> Path:
    (found,) = files._folder.iterdir()
    return found


def test_what_was_kept_comes_back(files: SealedFiles) -> None:
    """From another process too; the folder is its owner's alone."""
    files.set("one", {"n": (1, 2)}, None)
    assert SealedFiles(files._folder, {}).get("one") == {"n": (1, 2)}
    assert files._folder.stat().st_mode & 0o077 == 0
    assert _only(files).stat().st_mode & 0o077 == 0
    assert files.delete("one")
    assert files.get("one", "gone") == "gone"


def test_what_others_wrote_is_not_read(files: SealedFiles, settings: Settings) -> None:
    """No seal, a seal of another key, another name's file, a changed byte: each counts as missing, and nothing runs."""
    files.set("one", "mine", None)
    mine, trap = _only(files), pickle.dumps(Trap())
    whole = mine.read_bytes()
    for content in (b"", trap, b"\0" * SEAL + trap, whole[:SEAL] + trap, whole[:-1] + b"!"):
        mine.write_bytes(content)
        assert files.get("one", "missing") == "missing"
    files._file(files.make_key("two")).write_bytes(whole)
    assert files.get("two", "missing") == "missing"
    mine.write_bytes(whole)
    assert files.get("one") == "mine"
    settings.SECRET_KEY = "another"  # noqa: S105
    assert files.get("one", "missing") == "missing"
    assert RUN == []


def test_the_oldest_go_when_there_are_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wardmote.site.kit.sealed.LOOKED_THROUGH_EACH", 5)
    files = SealedFiles(tmp_path, {"OPTIONS": {"MAX_ENTRIES": 2}})
    for number in range(5):
        files.set(str(number), number, None)
        time.sleep(0.01)
    assert [files.get(str(number), "gone") for number in range(5)] == ["gone", "gone", "gone", 3, 4]


def test_one_question_is_worked_out_once() -> None:
    """Whoever asks meanwhile waits for the same answer; another question does not wait."""
    made: list[int] = []
    go_on = threading.Event()

    def slow() -> int:
        made.append(1)
        go_on.wait(20)
        return 7

    found: list[int] = []
    asking = [
        threading.Thread(target=lambda: found.append(kept(workspace(), ("slow", id(made)), slow)))
        for _ in range(4)
    ]
    for one in asking:
        one.start()
    assert kept(workspace(), ("quick", id(made)), lambda: 1) == 1
    go_on.set()
    for one in asking:
        one.join(20)
    assert (found, made) == ([7, 7, 7, 7], [1])


@pytest.mark.parametrize(
    "fault", [OSError(28, "No space left"), EvidenceDamaged("Its file is missing."), EvidenceBusy("Wait.")]
)
def test_what_is_wrong_for_a_moment_is_not_kept(fault: Exception) -> None:
    """Once it is mended, the same question is answered."""

    def fail() -> int:
        raise fault

    with pytest.raises(type(fault)):
        kept(workspace(), ("moment", repr(fault)), fail)
    assert kept(workspace(), ("moment", repr(fault)), lambda: 3) == 3


def test_a_refusal_is_kept() -> None:
    """The same evidence would refuse it again."""

    def refuse() -> int:
        raise UnknownAreaError("There is no such area.")

    for _ in range(2):
        with pytest.raises(Refused, match="no such area"):
            kept(workspace(), ("lasting", id(RUN)), refuse)
        assert is_kept(workspace(), ("lasting", id(RUN)))


def test_a_question_that_fails_holds_nobody_up() -> None:
    """The next one tries again."""
    with pytest.raises(ZeroDivisionError):
        kept(workspace(), ("fails", id(RUN)), lambda: 1 // 0)
    assert kept(workspace(), ("fails", id(RUN)), lambda: 2) == 2
