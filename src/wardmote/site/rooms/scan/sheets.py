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
from wardmote.operations.priorities import SheetRequest, write_sheet
from wardmote.operations.priorities.ranking import read_scores
from wardmote.site.kit.house import workspace
from wardmote.site.kit.sheets import Unreadable, kept_while_read
from wardmote.site.rooms.scan import rules, selectors
from wardmote.site.rooms.scan.cards import evidence_of
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
    """A sheet to fill in: the issues that all are asked of, and the evidence of each in words."""
    asked = [one for one in selectors.issues(scan) if one.for_all]
    titles, known = [one.title for one in asked], [(one.title, evidence_of(one)) for one in asked]
    with tempfile.TemporaryDirectory(prefix="wardmote-") as folder:
        file = Path(folder) / "scan.xlsx"
        request = SheetRequest(scan.matrix, titles, file, beside=BESIDE, evidence=known)
        return write_sheet(workspace(), request).read_bytes()


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
    try:
        with kept_while_read(given) as file:
            found, _of = read_scores((file,), known, matrix.id)
    except Unreadable as refusal:
        raise WrongCells([str(refusal)]) from refusal
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


def told_of(scan: Scan, made: Sequence[tuple[str, Said]]) -> str:
    """What is to be known of a sheet that was taken in: scores that no words of the matrix explain; empty without any."""
    matrix = selectors.matrix_of(scan)
    own = {one.id: set(one.words) for one in matrix.criteria}
    given = [
        (criterion, value)
        for _issue, said in made
        for criterion, value in said.scores.items()
        if isinstance(value, int)
    ]
    outside = [value for criterion, value in given if value not in matrix.scale.worded | own[criterion]]
    if not outside:
        return ""
    words = _(
        "%(n)s of %(all)s scores are %(values)s, which the legend of “%(matrix)s” does not word: two people may mean "
        "different things by them. The results name each of them."
    )
    values = _(" or ").join(str(one) for one in sorted(set(outside)))
    return words % {"n": len(outside), "all": len(given), "values": values, "matrix": matrix.title}


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
