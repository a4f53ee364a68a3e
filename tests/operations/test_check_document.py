"""Checking a document as a job: with a workspace its figures are set beside the evidence."""

from __future__ import annotations

from pathlib import Path

import pytest

from wardmote.checker.read_document import Place
from wardmote.checker.reading import UnreadableError
from wardmote.operations.check import check_file
from wardmote.operations.check.stated import period_asked, stated_figures
from wardmote.operations.reconcile import StatedRequest, reconcile_figures
from wardmote.operations.workspace import Workspace

PLAN = """# Marrowmere Community Safety Plan

| Crime type | 2024/25 | 2025/26 |
|---|--:|--:|
| Burglary | {before} | {now} |
| Arson in schools | 7 | 9 |

In 2025/26 there were {shops} offences of shoplifting in Marrowmere.

Nationally, burglary stood at 200,000 in 2024/25.

Between 3 and 9 officers met in 2025/26 about burglary.
"""


def ours(workspace: Workspace, measure: str, period: str) -> int:
    answers = reconcile_figures(workspace, [StatedRequest("1", measure, "", period)])
    assert answers.found[0].ours is not None
    return int(answers.found[0].ours)


@pytest.fixture(scope="module")
def held(marrowmere: Workspace) -> dict[str, int]:
    return {
        "before": ours(marrowmere, "burglary", "2024-25"),
        "now": ours(marrowmere, "burglary", "2025-26"),
        "shops": ours(marrowmere, "shoplifting", "2025-26"),
    }


def written(folder: Path, words: str) -> Path:
    path = folder / "plan.md"
    path.write_text(words, encoding="utf-8")
    return path


def test_figures_that_agree_are_counted_and_silent(
    marrowmere: Workspace, held: dict[str, int], tmp_path: Path
) -> None:
    path = written(tmp_path, PLAN.format(**held))
    alone, beside = check_file(path), check_file(path, marrowmere)
    assert [one for one in beside.checked.findings if one.kind == "held"] == []
    assert beside.checked.recomputed == alone.checked.recomputed + 3


def test_a_figure_that_differs_is_told_with_its_place_and_ours(
    marrowmere: Workspace, held: dict[str, int], tmp_path: Path
) -> None:
    path = written(tmp_path, PLAN.format(**{**held, "now": 3, "shops": 4}))
    answer = check_file(path, marrowmere)
    cell, sentence = [one for one in answer.checked.findings if one.kind == "held"]
    assert (cell.severity, cell.printed, cell.expected) == ("warning", "3", f"{held['now']:,}")
    assert (cell.where.place.table, cell.where.place.row, cell.where.place.column) == (1, 2, 3)
    assert sentence.where.text.startswith("In 2025/26 there were 4 offences")
    assert not answer.clean


def test_what_speaks_of_elsewhere_or_names_no_measure_is_passed_over(
    marrowmere: Workspace, held: dict[str, int], tmp_path: Path
) -> None:
    answer = check_file(written(tmp_path, PLAN.format(**held)))
    asked = stated_figures(answer.document, marrowmere.definitions, ["Marrowmere"])
    assert [(one.asked.measure, one.printed) for one in asked] == [
        ("burglary", str(held["before"])),
        ("burglary", str(held["now"])),
        ("shoplifting", str(held["shops"])),
    ]
    assert asked[0].asked.period == "2024-04..2025-03"
    assert stated_figures(answer.document, marrowmere.definitions, ["Somewhere else"]) == []


def test_a_period_beyond_the_evidence_is_no_finding(marrowmere: Workspace, tmp_path: Path) -> None:
    words = "# Marrowmere\n\nIn 1999/00 there were 12 offences of shoplifting in Marrowmere.\n"
    answer = check_file(written(tmp_path, words), marrowmere)
    assert answer.clean
    assert answer.checked.recomputed == check_file(answer.path).checked.recomputed


def test_too_many_figures_are_listed_and_not_lost(
    marrowmere: Workspace, held: dict[str, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = type(marrowmere.definitions).threshold
    monkeypatch.setattr(
        type(marrowmere.definitions),
        "threshold",
        lambda self, name: 1.0 if name == "check-held-figures" else whole(self, name),
    )
    answer = check_file(written(tmp_path, PLAN.format(**held)), marrowmere)
    assert [one.why for one in answer.checked.unread if one.place == Place()] == [
        "2 further figures were not compared with the evidence."
    ]


def test_progress_goes_to_its_end(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    check_file(
        written(tmp_path, PLAN.format(before=1, now=2, shops=3)), progress=lambda *one: told.append(one)
    )
    assert told[0] == ("Checking plan.md", 0, 3)
    assert told[-1] == ("Checking plan.md", 3, 3)


def test_reports_of_an_answer_tell_the_same(tmp_path: Path) -> None:
    answer = check_file(written(tmp_path, "# A\n\nBurglary rose from 200 to 300, a rise of 10%.\n"))
    assert not answer.clean
    (finding,) = answer.record["findings"]
    assert finding["printed"] in answer.text
    assert finding["why"] in answer.text
    assert finding["why"] in answer.html.replace("&#39;", "'")


def test_what_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"no-such\.odt"):
        check_file(tmp_path / "no-such.odt")


def test_periods_are_asked_for_by_their_months() -> None:
    from wardmote.checker.quantities.spans import spans_in

    (span,) = spans_in("the year to March 2024")
    assert period_asked(span) == "2023-04..2024-03"
