"""How the command line speaks: data to standard output, notes and progress to standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

DONE, NOTHING, USAGE, BUSY = 0, 1, 2, 4

notes = Console(stderr=True, highlight=False, soft_wrap=True)


def say(text: str) -> None:
    """Print data."""
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")


def program() -> str:
    """The command as the user typed it, so that what we suggest can be typed as well."""
    typed = Path(sys.argv[0])
    return str(typed) if typed.name == "wardmote" and typed.parent != Path() else "wardmote"


def note(text: str) -> None:
    """Print a note, without markup, to standard error."""
    notes.print(text, markup=False)


class Bar:
    """A progress bar that listens to a job; silent where standard error is no terminal."""

    def __init__(self) -> None:
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f}%"),
            TimeElapsedColumn(),
            console=notes,
            transient=True,
            disable=not notes.is_terminal,
        )
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, step: str, done: int, total: int) -> None:
        """Move the bar of a step; a new step gets a bar of its own."""
        if step not in self._tasks:
            self._tasks[step] = self._bar.add_task(step, total=max(total, 1))
        self._bar.update(self._tasks[step], completed=done, total=max(total, 1))

    def __enter__(self) -> Bar:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()


@contextmanager
def progress() -> Iterator[Bar]:
    """A bar for the length of a job."""
    with Bar() as bar:
        yield bar
