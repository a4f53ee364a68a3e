"""Part 10, what residents say: who was asked, what changed, and that nothing more is claimed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from wardmote.analyses.surveys.said import SurveySaid
from wardmote.analyses.surveys.voice import voice as said_of
from wardmote.documents.strategic_assessment.consulted import Consulted
from wardmote.documents.strategic_assessment.not_yet import parts_waiting
from wardmote.documents.strategic_assessment.voice import voice
from wardmote.operations.gathering import gather
from wardmote.operations.tables import last_complete_month
from wardmote.operations.workspace import Workspace
from wardmote.publishing.tree import Heading, Paragraph, Table

HALL = Consulted(
    "consultation 2, version 1", "Evening in the hall", "Traders", "4 March 2026", "public meeting", "they chose themselves",
    False, 46, ("Noise", "Litter"), "Who comes is not everybody.",
)  # fmt: skip


@pytest.fixture(scope="module")
def said(marrowmere: Workspace) -> tuple[SurveySaid, ...]:
    return said_of(marrowmere.evidence(), last_complete_month(marrowmere))


def test_a_sample_goes_before_a_consultation_and_each_says_what_it_is(said: tuple[SurveySaid, ...]) -> None:
    assert [(one.title, one.people, one.sample) for one in said] == [
        ("Residents' survey 2025", 448, True),
        ("Consultation on the Saltgate order", 512, False),
    ]
    assert said[0].changes.startswith("Since 2023, by more than chance: “Speeding” rose from 27% to 42%")
    assert said[1].changes == ""
    assert "not a sample, so no margin of error" in said[1].chosen
    assert all(row.low is None for row in said[1].concerns)


def test_a_wave_that_lies_ahead_is_not_told(marrowmere: Workspace) -> None:
    before = said_of(marrowmere.evidence(), "2025-03")
    assert [one.title for one in before] == ["Residents' survey 2023"]
    assert before[0].changes == ""


def test_the_part_is_short_and_no_longer_awaited(marrowmere: Workspace) -> None:
    needs = gather(marrowmere, last_complete_month(marrowmere))
    blocks = voice(needs)
    assert [block.text for block in blocks if isinstance(block, Heading)] == ["What residents say"]
    tables = [block for block in blocks if isinstance(block, Table)]
    assert [len(table.rows) for table in tables] == [2, 5]
    words = [block.content for block in blocks if isinstance(block, Paragraph)]
    assert words[0] == (
        "448 people answered a sample survey; 512 chose to respond to a consultation, which is not a sample. What people "
        "say and what is recorded measure different things."
    )
    assert "voice" not in {part.id for part in parts_waiting(needs)}
    without = replace(needs, voice=())
    assert voice(without) == []
    assert "voice" in {part.id for part in parts_waiting(without)}


def test_the_register_of_consultations_fills_the_part_where_no_survey_is_held(marrowmere: Workspace) -> None:
    needs = replace(gather(marrowmere, last_complete_month(marrowmere)), voice=(), consulted=(HALL,))
    blocks = voice(needs)
    (words,) = [block.content for block in blocks if isinstance(block, Paragraph)]
    assert words == (
        "One consultation in the partnership's register, no random sample among them. What people say and what is recorded "
        "measure different things."
    )
    who, concerns = [block for block in blocks if isinstance(block, Table)]
    assert who.rows[0][0] == "Evening in the hall: Traders"
    assert who.notes == ("Evening in the hall: Who comes is not everybody.",)
    assert concerns.rows == (("Evening in the hall", "Noise; Litter", "consultation 2, version 1"),)
    assert "voice" not in {part.id for part in parts_waiting(needs)}
    public = gather(marrowmere, last_complete_month(marrowmere), public=True)
    assert voice(replace(public, voice=(), consulted=(HALL,))) == []
