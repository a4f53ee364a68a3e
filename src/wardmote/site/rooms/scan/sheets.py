"""Scores in a spreadsheet: a blank one of a scan, and a filled one read with every wrong cell named."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from wardmote.analyses.priorities.scores import Answer, Score
from wardmote.evidence import EvidenceError
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.priorities import SheetRequest, write_sheet
from wardmote.operations.priorities.ranking import read_scores
from wardmote.site.kit.house import workspace
from wardmote.site.rooms.scan import rules, selectors
from wardmote.site.rooms.scan.models import Confidence, Scan
from wardmote.site.rooms.scan.scoring import Said

BESIDE = ("Confidence", "Reason")
"""Headings of the words after the scores, as the reader of sheets knows them."""


class WrongCells(ValueError):  # noqa: N818
    """A sheet cannot be taken; a sentence for each wrong cell."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = list(faults)
        super().__init__(" ".join(self.faults))


def blank_sheet(scan: Scan) -> bytes:
    """A sheet to fill in: the issues that all are asked of."""
    titles = [one.title for one in selectors.issues(scan) if one.for_all]
    with tempfile.TemporaryDirectory(prefix="wardmote-") as folder:
        file = Path(folder) / "scan.xlsx"
        return write_sheet(workspace(), SheetRequest(scan.matrix, titles, file, beside=BESIDE)).read_bytes()


def read_sheet(scan: Scan, given: UploadedFile[Any]) -> list[tuple[str, Said]]:
    """What a filled sheet says of each issue.

    Raises
    ------
    WrongCells
        When it cannot be read, a cell is no answer, or a score at an end of the scale has no reason.
    """
    matrix = selectors.matrix_of(scan)
    here = workspace().definitions
    known = here.with_kind("matrices", {**here.matrices, matrix.id: matrix})
    with tempfile.TemporaryDirectory(prefix="wardmote-") as folder:
        file = Path(folder) / Path(given.name or "sheet.xlsx").name
        file.write_bytes(given.read())
        try:
            found, _of = read_scores((file,), known, matrix.id)
        except (AskedWronglyError, EvidenceError) as refusal:
            raise WrongCells([str(refusal).replace(f"{folder}/", "")]) from refusal
    faults = [one.sentence for one in found.faults]
    if len(found.scorers) > 1:
        faults.append(_("This holds scores of several partners. Send one sheet for each."))
    made: dict[str, Said] = {}
    for score in found.scores.values():
        faults += _fault(score)
        made[score.issue] = _with(made.get(score.issue, Said()), score)
    faults += [
        _("%(issue)s: a score at an end of the scale needs a reason in its row.") % {"issue": issue}
        for issue, said in made.items()
        if rules.needs_reason(matrix, said.scores) and not said.reason
    ]
    if faults or not made:
        raise WrongCells(faults or [_("The sheet holds no score.")])
    return list(made.items())


def _fault(score: Score) -> list[str]:
    if score.answer is not Answer.NOT_APPLICABLE or score.value is not None:
        return []
    return [_("%(where)s: the scan knows no “does not apply”. Write “can't say”.") % {"where": score.where}]


def _with(said: Said, score: Score) -> Said:
    value: int | str | None = rules.CANNOT_SAY if score.answer is Answer.CANNOT_SAY else score.value
    scores = dict(said.scores) | ({} if value is None else {score.criterion: value})
    return replace(said, scores=scores, confidence=_confidence(score.confidence), reason=score.reason)


def _confidence(words: str) -> str:
    plain = words.strip().casefold()
    return next((one.value for one in Confidence if plain in (one.value, str(one.label).casefold())), "")
