"""`python -m tests.verification FILE.json`: 0 all supported cases pass, 1 one fails, 2 no readable file."""

from __future__ import annotations

import sys
from pathlib import Path

from .runner import FAILED, read_cases, report, run


def main(arguments: list[str]) -> int:
    """Run a file of cases and print what became of each."""
    if len(arguments) != 1:
        print("usage: python -m tests.verification FILE.json", file=sys.stderr)
        return 2
    try:
        outcomes = [run(case) for case in read_cases(Path(arguments[0]))]
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"{arguments[0]} cannot be read as a list of cases: {error!r}", file=sys.stderr)
        return 2
    print(report(outcomes))
    return 1 if any(outcome.status == FAILED for outcome in outcomes) else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
