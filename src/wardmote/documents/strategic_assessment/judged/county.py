"""Part 14, county and force (regulation 7(g) in England): which issues are matters for the county strategy group."""

from __future__ import annotations

from wardmote.analyses.wording import amount, opening
from wardmote.documents.strategic_assessment.judged.part import heading
from wardmote.documents.strategic_assessment.needs import PackNeeds
from wardmote.publishing.tree import Block, BulletList, Content, PageBreak, Paragraph, Strong

ANCHOR = "county-and-force"


def county(needs: PackNeeds) -> list[Block]:
    """The part; nothing without judgement."""
    if needs.judged is None:
        return []
    marked = [one for one in needs.judged.recommended.issues if one.county]
    if not marked:
        none = "The workshop marked no issue as a matter for the county strategy group."
        return [heading(needs, ANCHOR), Paragraph(none, "lead"), PageBreak()]
    lead = f"{opening(amount(len(marked), 'issue is a matter', 'issues are matters'))} for the county strategy group."
    items: list[Content] = [
        (Strong(f"{one.title} ({one.outcome.words.lower()}): "), one.reason) for one in marked
    ]
    return [heading(needs, ANCHOR), Paragraph(lead, "lead"), BulletList(tuple(items)), PageBreak()]
