"""The command line: a thin skin over operations."""

from __future__ import annotations

import sys

INTERRUPTED = 130
STOPPED = "Interrupted. Nothing half done was kept."


def main() -> None:
    """Run the command line; the exit codes are 0 done, 1 nothing produced, 2 wrong usage, 4 busy, 130 interrupted.

    Everything else is imported inside, so that an interruption while it loads ends as one, too.
    """
    try:
        from wardmote.cli.app import run

        run()
    except KeyboardInterrupt:
        sys.stderr.write(f"{STOPPED}\n")
        sys.exit(INTERRUPTED)
