"""The pack's places for people's words: each draft sentence has one, each name is its own and keeps."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from wardmote.analyses.headlines import headlines
from wardmote.documents.commentary import slots_of
from wardmote.documents.strategic_assessment import PackNeeds, build
from wardmote.figures import Verdict
from wardmote.operations.gathering import gather
from wardmote.operations.workspace import Workspace
from wardmote.publishing.tree import Commentary, Document, FindingItem, Findings, Heading, Paragraph, walk


@pytest.fixture(scope="module")
def needs(marrowmere: Workspace) -> PackNeeds:
    return gather(marrowmere, "2026-03")


def judged(needs: PackNeeds, verdict: Verdict) -> PackNeeds:
    rows = tuple(replace(row, verdict=verdict) if row.verdict else row for row in needs.table.rows)
    table = replace(needs.table, rows=rows)
    return replace(needs, table=table, headlines=headlines(table, needs.definitions))


def drafts(document: Document) -> list[Paragraph | FindingItem]:
    blocks = list(walk(document.blocks))
    items = [item for block in blocks if isinstance(block, Findings) for item in block.items if item.draft]
    return [*items, *(b for b in blocks if isinstance(b, Paragraph) and b.style == "draft")]


@pytest.mark.parametrize("verdict", list(Verdict))
def test_each_draft_has_a_place_of_its_own(needs: PackNeeds, verdict: Verdict) -> None:
    document = build(judged(needs, verdict))
    assert all(node.slot for node in drafts(document))
    slots = slots_of(document)
    assert max(Counter(slot.name.casefold() for slot in slots).values()) == 1
    assert {node.slot for node in drafts(document)} == {slot.name for slot in slots if slot.sentence}


def test_a_name_does_not_depend_on_the_place_in_the_list(needs: PackNeeds) -> None:
    turned = replace(needs.headlines, findings=needs.headlines.findings[::-1])
    before = {slot.sentence: slot.name for slot in slots_of(build(needs))}
    after = {slot.sentence: slot.name for slot in slots_of(build(replace(needs, headlines=turned)))}
    assert {after[said] for said in before if said in after} == {
        before[said] for said in before if said in after
    }
    assert all(before[said] == after[said] for said in before.keys() & after.keys())
    assert len(before.keys() & after.keys()) > 8


def test_sections_of_evidence_end_with_a_question(needs: PackNeeds) -> None:
    asked: list[str] = []
    section = ""
    for block in build(needs).blocks:
        if isinstance(block, Heading) and block.level == 1:
            section = block.anchor
        if isinstance(block, Commentary):
            assert block.anchor == f"words-{section}" or (
                section == "focus" and block.anchor.startswith("words-focus-")
            )
            assert block.prompt.endswith((".", "?"))
            assert bool(block.figures) == (section != "not-yet-assessed")
            asked.append(section)
    assert list(dict.fromkeys(asked)) == [
        "one-page", "levels-and-patterns", "observed", "focus", "everything-else", "voice", "not-yet-assessed",
        "data-quality",
    ]  # fmt: skip
