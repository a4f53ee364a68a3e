"""The block on harm: only where weights are held, and never for the public."""

from __future__ import annotations

from dataclasses import replace

from wardmote.documents.strategic_assessment.harm import harm
from wardmote.operations.analyse import analyse, request_for
from wardmote.operations.gathering import gather
from wardmote.operations.workspace import Workspace
from wardmote.publishing.tree import Paragraph, plain


def test_it_repeats_what_the_analysis_says(marrowmere: Workspace) -> None:
    needs = gather(marrowmere, "2026-03")
    heading, told, sure = harm(needs)
    assert isinstance(told, Paragraph)
    assert told.style == "draft"
    assert isinstance(sure, Paragraph)
    found = analyse(marrowmere, "harm", request_for("harm", {}))
    assert found.findings[0].sentence in plain(told.content)
    assert found.findings[1].sentence in plain(told.content)
    assert "Marrowmere example weights" in plain(told.content)
    assert plain(sure.content) == found.sure[0]
    assert heading.text == "Harm"
    assert harm(replace(needs, harm=None)) == []


def test_the_public_edition_has_none(marrowmere: Workspace) -> None:
    assert gather(marrowmere, "2026-03", public=True).harm is None
