"""Markdown: a page, a table, a list of facts."""

from __future__ import annotations

from collections.abc import Iterable

MADE = "<!-- Made by docs/generate.py from definitions and command line. To change it: make docs. -->"


def document(title: str, lead: str, *blocks: str) -> str:
    """A page: title, what it is, its blocks."""
    return "\n\n".join([f"# {title}", MADE, lead, *(block for block in blocks if block)]) + "\n"


def table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table."""
    columns = list(heads)
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(cell(value) for value in line) + " |" for line in lines)


def cell(value: object) -> str:
    """A value as it can stand in a table."""
    return " ".join(str(value).split()).replace("|", "\\|")


def code(words: Iterable[str]) -> str:
    """Words as code, with commas between."""
    return ", ".join(f"`{word}`" for word in words)


def number(value: float) -> str:
    """A number as a person writes it: 0.05, 1,000."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"


def facts(*pairs: tuple[str, str]) -> str:
    """A list of named facts, without those that are empty."""
    return "\n".join(f"- {name}: {' '.join(value.split())}" for name, value in pairs if value)
