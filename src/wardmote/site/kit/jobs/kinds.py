"""The kinds of long work: each room registers its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from wardmote.evidence.progress import Progress
from wardmote.operations.workspace import Workspace
from wardmote.site.kit.access.scope import Actor


class JobRefused(Exception):  # noqa: N818
    """The work could not be done for a reason that whoever asked for it can act on; the words say which, ``facts`` what
    its page shows of it."""

    def __init__(self, words: str, facts: dict[str, Any] | None = None) -> None:
        super().__init__(words)
        self.facts = facts or {}


@dataclass(frozen=True)
class Work:
    """What a kind of work is given: the request, the workspace, who asked, and whom to tell how far it is."""

    request: dict[str, Any]
    workspace: Workspace
    actor: Actor
    progress: Progress


@dataclass(frozen=True)
class Outcome:
    """What came of it: a sentence or two, the address of the page that shows it, and facts for that page.

    ``before`` and ``after`` go into the audit record.
    """

    words: str
    address: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Kind:
    """A kind of work: which right it takes to ask for it, and what does it.

    ``action`` is what the audit calls it once it is done: ``evidence.taken-in``. ``repeatable``: whether work that was
    cut off may be begun again by itself, which holds for all that is all or nothing.
    """

    name: str
    right: str
    action: str
    run: Callable[[Work], Outcome]
    repeatable: bool = True


KINDS: dict[str, Kind] = {}


def offer(kind: Kind) -> None:
    """Make a kind of work known. Called when its room is loaded."""
    KINDS[kind.name] = kind
