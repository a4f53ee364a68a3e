"""Having the checker read a planted document."""

from __future__ import annotations

from pathlib import Path

from tests.checker.planted.drafting import Planted
from tests.checker.planted.judging import Judged, Tally, judge
from tests.checker.planted.writing import write

from wardmote.checker import check
from wardmote.checker.reading import UnreadableError, read_document


def run(one: Planted, folder: Path) -> Judged:
    """Write the document, read and check it as anybody's, and judge the answer."""
    try:
        checked = check(read_document(write(one, folder)))
    except UnreadableError:
        tally = Tally(unreadable=1)
        tally.planted.update(truth.kind for truth in one.truths)
        return Judged(tally, one.truths, ())
    return judge(one, checked)
