"""Results that took a while, kept: the same question of the same evidence and definitions is answered at once.

A result is kept in this process, and in files beside the workspace for other processes and the next start. Nothing is
ever out of date: the snapshot, the definitions and the settings are part of its name. Whoever asks while somebody else's
same question is at work waits for that answer.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from threading import Lock, RLock
from typing import Any, TypeVar

from django.core.cache import caches

from wardmote import __version__
from wardmote.evidence import EvidenceAbsent
from wardmote.operations.refusals import is_lasting, sentence_of
from wardmote.operations.workspace import Workspace

Result = TypeVar("Result")
HERE = 400
"""Results held in this process."""

_held: OrderedDict[str, Any] = OrderedDict()
_turns: dict[str, tuple[Any, int]] = {}
"""Questions at work in this process: whose turn it is, and how many ask."""
_lock = Lock()
_MISSING = object()


class Refused(Exception):  # noqa: N818
    """A question that cannot be answered; the words say why and what to ask instead."""


def kept(workspace: Workspace, asked: tuple[object, ...], make: Callable[[], Result]) -> Result:
    """The result of a question, made at the first call and kept.

    Parameters
    ----------
    asked
        Everything that decides it beside evidence, definitions and settings; dataclasses and plain values whose
        ``repr`` tells them apart.

    Raises
    ------
    Refused
        When what was asked cannot be had; kept as well, since the same evidence would refuse it again. What is wrong for a
        moment (a full disk, a file that is missing) is raised as it is, and not kept.
    """
    name = _name(workspace, asked)
    found = _look_up(name)
    if found is _MISSING:
        with _turn(name):
            found = _look_up(name)
            if found is _MISSING:
                found = _made(make)
                caches["results"].set(name, found, None)
                _hold(name, found)
    if isinstance(found, Refused):
        raise Refused(*found.args)
    return found  # type: ignore[no-any-return]


def _made(make: Callable[[], Any]) -> Any:
    try:
        return make()
    except Refused as refused:
        return refused
    except Exception as error:
        if not is_lasting(error):
            raise
        return Refused(sentence_of(error, for_command_line=False) or str(error))


@contextmanager
def _turn(name: str) -> Iterator[None]:
    """Hold a question, or wait until who holds it is done."""
    with _lock:
        turn, asking = _turns.get(name, (RLock(), 0))
        _turns[name] = turn, asking + 1
    try:
        with turn:
            yield
    finally:
        with _lock:
            turn, asking = _turns.pop(name)
            if asking > 1:
                _turns[name] = turn, asking - 1


def is_kept(workspace: Workspace, asked: tuple[object, ...]) -> bool:
    """Whether a question was answered before, so that its answer costs no time."""
    return _look_up(_name(workspace, asked)) is not _MISSING


def _look_up(name: str) -> Any:
    with _lock:
        if name in _held:
            _held.move_to_end(name)
            return _held[name]
    found = caches["results"].get(name, _MISSING)
    if found is not _MISSING:
        _hold(name, found)
    return found


def _hold(name: str, found: Any) -> None:
    with _lock:
        _held[name] = found
        while len(_held) > HERE:
            _held.popitem(last=False)


def _name(workspace: Workspace, asked: tuple[object, ...]) -> str:
    told = (standing_of(workspace), *asked)
    return hashlib.sha256(repr(told).encode()).hexdigest()


def standing_of(workspace: Workspace) -> str:
    """What every result of a workspace rests on: program, folder, snapshot, definitions and settings, as one mark.

    A workspace without evidence has no snapshot, and may yet have results: of what people judged.
    """
    try:
        snapshot = workspace.snapshot.id
    except EvidenceAbsent:
        snapshot = ""
    return _standing(
        id(workspace.definitions),
        workspace.folder,
        snapshot,
        repr(workspace.settings),
        _Held(workspace),
    )


class _Held:
    """A workspace that counts as nothing when two questions are compared."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=16)
def _standing(definitions: int, folder: Path, snapshot: str, settings: str, held: _Held) -> str:
    del definitions  # told apart by its identity, as long as ``held`` keeps it alive
    told = (__version__, str(folder), snapshot, held.workspace.definitions.digest(), settings)
    return hashlib.sha256(repr(told).encode()).hexdigest()
