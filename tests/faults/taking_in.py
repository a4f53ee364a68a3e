"""One ingest in a process of its own, to be killed, starved and forbidden things.

    python -m tests.faults.taking_in EVIDENCE PATH...

Prints ``start`` when it is about to begin, and the id of the new snapshot at the end. With WARDMOTE_FILE_LIMIT set,
no file may grow beyond that many bytes.
"""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path

from wardmote.definitions import load
from wardmote.evidence import EvidenceError, EvidenceStore


def main() -> int:
    """Take in what the arguments name."""
    limit = os.environ.get("WARDMOTE_FILE_LIMIT")
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
    store = EvidenceStore(Path(sys.argv[1]), load())
    print("start", flush=True)
    try:
        print(store.ingest([Path(name) for name in sys.argv[2:]]).after)
    except EvidenceError as error:
        print(type(error).__name__, error.sentence)
        return 1
    except KeyboardInterrupt:
        print("interrupted")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
