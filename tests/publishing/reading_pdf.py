"""Reads a PDF's structure tree and its marked content, as assistive technology does."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pikepdf

PAINTING = {
    *("Tj", "TJ", "'", '"'),
    *("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "INLINE IMAGE"),
}


@dataclass
class Element:
    """An element of the structure tree: its standard kind, its dictionary, its children, its marked content."""

    kind: str
    node: Any
    children: list[Element] = field(default_factory=list)
    content: list[tuple[Any, int]] = field(default_factory=list)
    annotations: list[Any] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """The element and everything below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def all(self, *kinds: str) -> list[Element]:
        """The elements below of these kinds."""
        return [one for one in self.walk() if one.kind in kinds]

    def attribute(self, name: str) -> Any:
        """An attribute of any owner; None when there is none."""
        held = self.node.get("/A", pikepdf.Array([]))
        for attributes in held if isinstance(held, pikepdf.Array) else [held]:
            if isinstance(attributes, pikepdf.Dictionary) and name in attributes:
                return attributes[name]
        return None


@contextmanager
def opened(content: bytes) -> Iterator[tuple[pikepdf.Pdf, Element]]:
    """A PDF and the root of its structure tree."""
    with pikepdf.open(io.BytesIO(content)) as file:
        tree = file.Root.StructTreeRoot
        roles = {str(k): str(v) for k, v in tree.get("/RoleMap", pikepdf.Dictionary()).items()}
        root = Element("", tree)
        _fill(root, tree.get("/K"), roles, None)
        yield file, root


def _fill(parent: Element, node: Any, roles: dict[str, str], page: Any) -> None:
    if isinstance(node, pikepdf.Array):
        for child in node:
            _fill(parent, child, roles, page)
    elif isinstance(node, int):
        parent.content.append((page, int(node)))
    elif isinstance(node, pikepdf.Dictionary):
        page = node.get("/Pg", page)
        kind = node.get("/Type")
        if kind == pikepdf.Name.OBJR:
            parent.annotations.append(node.Obj)
        elif kind == pikepdf.Name.MCR:
            parent.content.append((page, int(node.MCID)))
        elif "/S" in node:
            name = str(node.S)
            while name in roles and roles[name] != name:
                name = roles[name]
            child = Element(name.lstrip("/"), node)
            parent.children.append(child)
            _fill(child, node.get("/K"), roles, page)


def unmarked(page: pikepdf.Page) -> list[str]:
    """The painting operators of a page that stand neither in tagged content nor in an artifact."""
    found, stack = [], []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BMC", "BDC"):
            tagged = len(operands) > 1 and _properties(page, operands[1]).get("/MCID") is not None
            stack.append(tagged or operands[0] == pikepdf.Name.Artifact)
        elif name == "EMC":
            stack.pop()
        elif name in PAINTING and not any(stack):
            found.append(name)
    return found


def identifiers(page: pikepdf.Page) -> list[int]:
    """The marked-content identifiers of a page."""
    return [
        int(_properties(page, operands[1])["/MCID"])
        for operands, operator in pikepdf.parse_content_stream(page)
        if str(operator) == "BDC" and "/MCID" in _properties(page, operands[1])
    ]


def _properties(page: pikepdf.Page, operand: Any) -> Any:
    return page.Resources.Properties[operand] if isinstance(operand, pikepdf.Name) else operand
