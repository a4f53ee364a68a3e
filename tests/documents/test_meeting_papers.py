"""The papers of a meeting: what stands in the document stands on its slides, too."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

from pptx import Presentation

from wardmote.documents.meeting_papers import NOTHING, OpenAction, Papers, meeting_papers
from wardmote.publishing.pptx.rendering import render_pptx

PAPERS = Papers(
    partnership="Safer Quay", marking="OFFICIAL", colour="", date=date(2026, 5, 1), title="Strategy group, spring",
    group="Strategy group", day="12 May 2026", place="Quay Hall", chair="The chair", members=("Council", "Police"),
    quorum=2, agenda=("The scan", "What becomes of the wardens"), papers=("Note on wardens",), documents=(),
    actions=(OpenAction("Mend the lamps", "Council", "1 May 2026", True),), decided=(),
    attendance=(("Council", 1, 1),), before=("Winter meeting, 2 February 2026", "Lamps are out.\nFire was not there."),
)  # fmt: skip


def _slides(papers: Papers) -> dict[str, str]:
    """Title of each slide after the cover -> all that stands on it."""
    found = {}
    for slide in list(Presentation(io.BytesIO(render_pptx(meeting_papers(papers)))).slides)[1:]:
        words = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        words += [cell.text for shape in slide.shapes if shape.has_table for cell in shape.table.iter_cells()]
        assert slide.shapes.title is not None
        found[slide.shapes.title.text_frame.text] = "\n".join(words)
    return found


def test_each_section_that_holds_something_has_its_slide_in_order() -> None:
    """The agenda first, every line of the minutes, and no slide that says that nothing stands there."""
    slides = _slides(PAPERS)
    assert list(slides) == [
        "Agenda", "Papers", "Actions that are open", "Minutes of the meeting before", "Who has come so far",
    ]  # fmt: skip
    assert all(one in slides["Agenda"] for one in PAPERS.agenda)
    assert "Mend the lamps" in slides["Actions that are open"]
    for line in ("Winter meeting, 2 February 2026", "Lamps are out.", "Fire was not there."):
        assert line in slides["Minutes of the meeting before"]
    assert NOTHING not in "".join(slides.values())


def test_a_meeting_of_which_nothing_is_known_says_so() -> None:
    """In the document under each heading, and on one slide."""
    empty = replace(PAPERS, agenda=(), papers=(), actions=(), attendance=(), before=("", ""))
    assert NOTHING in _slides(empty)["Agenda"]
    held = _slides(replace(empty, before=("Winter meeting", "")))
    assert NOTHING in held["Minutes of the meeting before"]
