"""Writes two documents in turn over one another, in a process of its own, to be killed.

    python -m tests.faults.writing_documents FOLDER

Prints ``start`` when the first stands whole, then goes on until it is stopped.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import cycle
from pathlib import Path

from tests.publishing.sample import whole_document

from wardmote.publishing.tree import Document
from wardmote.publishing.writing import WRITERS, write

TITLES = ("Weapons possession rose", "Weapons possession fell")


def documents() -> list[Document]:
    """Two documents that differ in every format."""
    return [replace(whole_document(), title=title) for title in TITLES]


def main() -> None:
    """Write until stopped."""
    started = False
    for document in cycle(documents()):
        write(document, Path(sys.argv[1]), tuple(WRITERS))
        if not started:
            print("start", flush=True)
            started = True


if __name__ == "__main__":
    main()
