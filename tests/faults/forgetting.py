"""One removal in a process of its own, to be killed: python -m tests.faults.forgetting EVIDENCE CRIME_ID...

Prints ``start`` when it is about to begin.
"""

from __future__ import annotations

import sys
from pathlib import Path

from wardmote.definitions import load
from wardmote.evidence import EvidenceStore, ForgetRequest


def main() -> int:
    """Forget the records that the arguments name."""
    store = EvidenceStore(Path(sys.argv[1]), load())
    print("start", flush=True)
    store.forget(ForgetRequest(crime_ids=tuple(sys.argv[2:]), reason="Asked for"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
