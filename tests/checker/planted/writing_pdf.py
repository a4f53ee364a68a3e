"""Planted documents as PDF, set by Typst, so that the pages in the contents are the true ones."""

from __future__ import annotations

import random
from pathlib import Path

import typst
from tests.checker.planted.drafting import Bullets, Contents, ContentsLine, Grid, Head, Node, Planted, Words
from tests.checker.planted.writing_text import headed


def portable(one: Planted, path: Path) -> None:
    """A PDF file."""
    rng = random.Random(f"pdf {one.number}")
    keys = {node.key: at for at, node in enumerate(one.nodes) if isinstance(node, Head)}
    foot = rng.choice(
        ("", "footer: context align(center)[Page #counter(page).display()],", 'numbering: "1",')
    )
    rules = rng.choice(("none", "0.5pt", "(x: none, y: 0.4pt)"))
    breaks = rng.random() < 0.5 or any(isinstance(node, Contents) for node in one.nodes)
    parts = [
        f'#set page(paper: "a4", margin: 2.2cm, {foot})',
        f'#set text(size: {rng.choice((10, 11))}pt, lang: "en", region: "GB", hyphenate: {rng.choice(("true", "false"))})',
        f"#set par(justify: {rng.choice(('true', 'false'))})",
        f"#set table(stroke: {rules})",
        f'#align(center, text(size: 20pt, weight: "bold")[{_s(one.title)}])',
    ]
    for at, node in enumerate(one.nodes):
        if breaks and isinstance(node, Head) and node.level == 1 and at > 1:
            parts.append("#pagebreak(weak: true)")
        parts.append(_node(node, keys))
    typst.compile("\n\n".join(parts).encode(), output=str(path), format="pdf")


def _s(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'#"{escaped}"'


def _node(node: Node, keys: dict[str, int]) -> str:
    if isinstance(node, Head):
        return f"#heading(level: {node.level})[{_s(headed(node))}] <k{keys[node.key]}>"
    if isinstance(node, Words):
        return _s(node.text)
    if isinstance(node, Bullets):
        sign = "+" if node.numbered else "-"
        return "\n".join(f"{sign} {_s(item)}" for item in node.items)
    if isinstance(node, Contents):
        return f'#text(weight: "bold")[{_s(node.title)}]\n\n' + "\n\n".join(
            _line(line, keys) for line in node.lines
        )
    return _table(node)


def _line(line: ContentsLine, keys: dict[str, int]) -> str:
    words = f"{line.number} {line.text}".strip()
    page = f"#context (counter(page).at(<k{keys[line.key]}>).first() + {line.off})"
    return f"{_s(words)} #box(width: 1fr, repeat[.]) {page}"


def _table(grid: Grid) -> str:
    cells = []
    for row in grid.header:
        for at, cell in enumerate(row):
            if cell is None:
                continue
            wide = at + 1 < len(row) and row[at + 1] is None
            cells.append(f"table.cell(colspan: 2)[*{_s(cell)}*]" if wide else f"[*{_s(cell)}*]")
    cells += [f"[{_s(cell)}]" for row in grid.rows for cell in row]
    columns = "(" + ", ".join(["auto"] * len(grid.header[0])) + ")"
    notes = "".join(f"\n\n#text(size: 8pt)[{_s(note)}]" for note in grid.notes)
    caption = f"*{_s(grid.caption)}*\n\n" if grid.caption else ""
    return f"{caption}#table(columns: {columns}, {', '.join(cells)}){notes}"
