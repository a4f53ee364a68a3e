"""Writes the pages of docs/reference from the definitions and the command line: ``make docs``.

Each page is made by one function, in ``generating``. ``tests/house/test_docs.py`` fails when a committed page differs
from what they make.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from generating import command_line, documents, figures, partnership

from wardmote.definitions import Definitions, load

REFERENCE = Path(__file__).parent / "reference"

PAGES: dict[str, Callable[[Definitions], str]] = {
    "matrices.md": partnership.matrices_page,
    "judgement.md": partnership.judgement_page,
    "roles.md": partnership.roles_page,
    "registers.md": partnership.registers_page,
    "measures.md": figures.measures_page,
    "sources.md": figures.sources_page,
    "surveys.md": documents.surveys_page,
    "thresholds.md": figures.thresholds_page,
    "breaks.md": figures.breaks_page,
    "feeds.md": figures.feeds_page,
    "downloads.md": figures.downloads_page,
    "forces.md": figures.forces_page,
    "glossary.md": figures.glossary_page,
    "documents.md": documents.documents_page,
    "checks.md": documents.checks_page,
}


def main() -> None:
    """Write every page."""
    REFERENCE.mkdir(exist_ok=True)
    for name, text in pages().items():
        (REFERENCE / name).write_text(text, encoding="utf-8", newline="\n")
        sys.stdout.write(f"docs/reference/{name}\n")


def pages() -> dict[str, str]:
    """File name and text of every page."""
    definitions = load()
    made = {name: page(definitions) for name, page in PAGES.items()}
    application = command_line.command_line()
    if application is not None:
        made["cli.md"] = command_line.cli_page(application)
    return made


if __name__ == "__main__":
    main()
