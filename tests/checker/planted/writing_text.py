"""Planted documents as text, Markdown, HTML and CSV."""

from __future__ import annotations

import csv
import html
import io
import random
import textwrap

from tests.checker.planted.drafting import Bullets, Contents, ContentsLine, Grid, Head, Node, Planted, Words


def headed(head: Head) -> str:
    """A heading with its number."""
    return f"{head.number} {head.text}".strip()


def text(one: Planted) -> str:
    """Plain text: tabs, pipes or aligned columns; some of it broken into short lines, some with page feet."""
    rng = random.Random(f"text {one.number}")
    wrapped = rng.random() < 0.3
    paged = rng.random() < 0.3 and not any(isinstance(node, Contents) for node in one.nodes)
    parts = [one.title, ""]
    page = 1
    for node in one.nodes:
        if isinstance(node, Head):
            if paged and node.level == 1 and len(parts) > 4:
                parts += [f"{one.title} | Page {page}", ""]
                page += 1
            line = headed(node)
            parts += [line.upper() if one.style.capitals and node.level == 1 else line, ""]
        elif isinstance(node, Words):
            parts += [textwrap.fill(node.text, 88, break_on_hyphens=False) if wrapped else node.text, ""]
        elif isinstance(node, Bullets):
            signs = [f"{at}." if node.numbered else one.style.bullet for at in range(1, len(node.items) + 1)]
            parts += [*(f"{sign} {item}" for sign, item in zip(signs, node.items, strict=True)), ""]
        elif isinstance(node, Contents):
            parts += [node.title, "", *(_contents_line(rng, line) for line in node.lines), ""]
        else:
            parts += _text_table(node, one.style.layout)
    return "\n".join(parts)


def _contents_line(rng: random.Random, line: ContentsLine) -> str:
    words = f"{line.number} {line.text}".strip()
    return words if line.page is None else f"{words}\t{line.page}"


def _text_table(grid: Grid, layout: str) -> list[str]:
    lines = [[cell or "" for cell in row] for row in (*grid.header, *grid.rows)]
    if layout == "tabs":
        body = ["\t".join(line) for line in lines]
    elif layout == "pipes":
        body = ["| " + " | ".join(line) + " |" for line in lines]
    else:
        widths = [max(len(line[at]) for line in lines) for at in range(len(lines[0]))]
        body = [
            "   ".join(
                cell.ljust(width) if at == 0 else cell.rjust(width)
                for at, (cell, width) in enumerate(zip(line, widths, strict=True))
            ).rstrip()
            for line in lines
        ]
    caption = [grid.caption, ""] if grid.caption else []
    notes = ["", *grid.notes] if grid.notes else []
    return [*caption, *body, *notes, ""]


def markdown(one: Planted) -> str:
    """Markdown with pipe tables; a merged header is spread over its columns."""
    parts = [f"# {one.title}", ""]
    for node in one.nodes:
        if isinstance(node, Head):
            parts += [f"{'#' * (node.level + 1)} {headed(node)}", ""]
        elif isinstance(node, Words):
            parts += [node.text, ""]
        elif isinstance(node, Bullets):
            parts += [
                *(f"{at}. {item}" if node.numbered else f"- {item}" for at, item in enumerate(node.items, 1)),
                "",
            ]
        elif isinstance(node, Contents):
            parts += [
                f"## {node.title}",
                "",
                *(f"- {line.number} {line.text}".replace("-  ", "- ") for line in node.lines),
                "",
            ]
        else:
            parts += _markdown_table(node)
    return "\n".join(parts)


def _markdown_table(grid: Grid) -> list[str]:
    header = list(grid.header[0])
    for at, cell in enumerate(header):
        if cell is None:
            header[at] = header[at - 1]
    if len(grid.header) > 1:
        header = [f"{above} {below}".strip() for above, below in zip(header, grid.header[1], strict=True)]
    rule = "|".join("---" if at == 0 else "--:" for at in range(len(header)))
    lines = [f"| {' | '.join(map(str, header))} |", f"|{rule}|"]
    lines += ["| " + " | ".join(row) + " |" for row in grid.rows]
    caption = [f"**{grid.caption}**", ""] if grid.caption else []
    notes = ["", *(note.replace("*", "\\*", 1) for note in grid.notes)] if grid.notes else []
    return [*caption, *(line.replace("*", "\\*") for line in lines), *notes, ""]


def hypertext(one: Planted) -> str:
    """An HTML page."""
    keys = {node.key: at for at, node in enumerate(one.nodes) if isinstance(node, Head)}
    parts = [
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{_e(one.title)}</title></head><body>'
    ]
    parts.append(
        f"<header><p>Home | News | Contact us on 01000 000101</p></header><main><h1>{_e(one.title)}</h1>"
    )
    parts += [_html_node(node, keys) for node in one.nodes]
    parts.append("</main><footer><p>Last changed on 3 May. Page views: 1,204</p></footer></body></html>")
    return "\n".join(parts)


def _html_node(node: Node, keys: dict[str, int]) -> str:
    if isinstance(node, Head):
        return f'<h{node.level + 1} id="s{keys[node.key]}">{_e(headed(node))}</h{node.level + 1}>'
    if isinstance(node, Words):
        return f"<p>{_e(node.text)}</p>"
    if isinstance(node, Bullets):
        name = "ol" if node.numbered else "ul"
        return f"<{name}>" + "".join(f"<li>{_e(item)}</li>" for item in node.items) + f"</{name}>"
    if isinstance(node, Contents):
        lines = "".join(
            f'<li><a href="#s{keys.get(line.key, 0)}">{_e(f"{line.number} {line.text}".strip())}</a></li>'
            for line in node.lines
        )
        return f"<nav><h2>{_e(node.title)}</h2><ul>{lines}</ul></nav>"
    return _html_table(node)


def _html_table(grid: Grid) -> str:
    head = ""
    for row in grid.header:
        cells = ""
        for at, cell in enumerate(row):
            if cell is None:
                continue
            span = 1 + (at + 1 < len(row) and row[at + 1] is None)
            cells += (
                f'<th scope="col"{f" colspan={chr(34)}{span}{chr(34)}" if span > 1 else ""}>{_e(cell)}</th>'
            )
        head += f"<tr>{cells}</tr>"
    body = "".join(
        f'<tr><th scope="row">{_e(row[0])}</th>'
        + "".join(f"<td>{_e(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for row in grid.rows
    )
    caption = f"<caption>{_e(grid.caption)}</caption>" if grid.caption else ""
    notes = "".join(f"<p><small>{_e(note)}</small></p>" for note in grid.notes)
    return f"<table>{caption}<thead>{head}</thead><tbody>{body}</tbody></table>{notes}"


def _e(words: str) -> str:
    return html.escape(words).replace("¹", "<sup>1</sup>").replace("²", "<sup>2</sup>")


def comma_separated(one: Planted) -> str:
    """A CSV file with the title above its table, and notes under it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([one.title])
    for node in one.nodes:
        if isinstance(node, Head | Words):
            writer.writerow([node.text])
        elif isinstance(node, Grid):
            writer.writerow([])
            if node.caption:
                writer.writerow([node.caption])
            writer.writerows([[cell or "" for cell in row] for row in node.header])
            writer.writerows(node.rows)
            writer.writerow([])
            writer.writerows([[note] for note in node.notes])
    return out.getvalue()
