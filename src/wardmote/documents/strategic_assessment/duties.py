"""Which statutory part a part of the document answers, where the statute binds the area."""

from __future__ import annotations

from wardmote.definitions import DocumentOutline, Part
from wardmote.documents.strategic_assessment.needs import PackNeeds


def outline_of(needs: PackNeeds) -> DocumentOutline:
    """The parts of the strategic assessment."""
    return needs.definitions.documents["strategic-assessment"]


def duty(needs: PackNeeds, part: Part) -> str:
    """The statutory part, such as reg. 7(a); empty where it does not bind every part of the area."""
    bound = outline_of(needs).duty_for
    return part.duty if all(code[:1] in bound for code in needs.table.area.member_codes) else ""


def eyebrow(needs: PackNeeds, part_id: str) -> str:
    """The statutory part as the short line above a heading: Regulation 7(a)."""
    part = next(part for part in outline_of(needs).parts if part.id == part_id)
    return duty(needs, part).replace("reg.", "Regulation")
