"""What others printed: read any document, and recompute every figure that it states.

``reading`` makes a ``ReadDocument`` of a file of any format; ``quantities`` understands the figures in its words;
``checks`` holds one module for each way in which a figure can be wrong; ``report`` shows what was found. Nothing in a
document is ever executed or fetched.
"""

from wardmote.checker.findings import Checked, Finding
from wardmote.checker.read_document import ReadDocument
from wardmote.definitions import Definitions

__all__ = ["Checked", "Finding", "ReadDocument", "check"]


def check(document: ReadDocument, definitions: Definitions | None = None) -> Checked:
    """Recompute everything that a document states: see ``checking.check``, which this loads when it is asked."""
    from wardmote.checker.checking import check as whole

    return whole(document, definitions)
