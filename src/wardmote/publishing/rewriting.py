"""A tree made from a tree: the same blocks with other words in them. Trees are frozen, so nothing is changed in place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, get_args

from wardmote.analyses.pictures import Picture
from wardmote.figures import Figure
from wardmote.publishing.tree import Inline

Node = TypeVar("Node")
Change = Callable[[Any], Any]
INLINES = tuple(kind for kind in get_args(Inline) if kind is not str)
LEAVES = (Figure, *get_args(Picture))
"""Records that a tree carries whole: nothing in them is rewritten."""


def rewritten(node: Node, change: Change) -> Node:
    """``node`` with ``change`` made to every dataclass in it, from the leaves up.

    ``change`` gets each block, item and inline, its parts already rewritten, and returns what shall stand there.
    """
    made: Node = _rewritten(node, change)
    return made


def _rewritten(node: Any, change: Change) -> Any:
    if isinstance(node, tuple):
        parts = tuple(_rewritten(part, change) for part in node)
        return node if all(new is old for new, old in zip(parts, node, strict=True)) else parts
    if not is_dataclass(node) or isinstance(node, LEAVES):
        return node
    parts_of = {field.name: getattr(node, field.name) for field in fields(node)}
    changed = {name: new for name, old in parts_of.items() if (new := _rewritten(old, change)) is not old}
    return change(replace(node, **changed) if changed else node)  # type: ignore[type-var]
