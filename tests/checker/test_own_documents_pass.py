"""Wardmote's own documents, in every format, state nothing that the checker finds wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from wardmote.operations.assess import assess
from wardmote.operations.check import check_file
from wardmote.operations.profile import profile
from wardmote.operations.workspace import Workspace

FORMATS = ("odt", "docx", "pdf", "html", "pptx", "xlsx")
LEAST = {"pptx": 10, "xlsx": 1000}
"""Checks that must have been carried out, so that silence is not taken for a pass: slides state little."""


def passes(path: Path, least: int) -> None:
    answer = check_file(path)
    wrong = [one for one in answer.checked.findings if one.severity != "note"]
    assert not wrong, "\n".join(f"{one.kind}: {one.printed} at {one.where.text}: {one.why}" for one in wrong)
    assert answer.checked.recomputed >= least


@pytest.mark.parametrize("form", FORMATS)
def test_the_evidence_pack_of_the_demo_passes_clean(marrowmere: Workspace, form: str) -> None:
    passes(marrowmere.folder / "documents" / f"strategic-assessment.{form}", LEAST.get(form, 200))


@pytest.mark.parametrize("form", ["odt", "docx", "pdf", "html"])
def test_what_changed_between_two_builds_passes_clean(marrowmere: Workspace, form: str) -> None:
    passes(marrowmere.folder / "documents" / f"strategic-assessment-redline.{form}", 100)


@pytest.fixture(scope="module")
def profiles(marrowmere: Workspace, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    made = profile(
        marrowmere, marrowmere.settings.codes, formats=FORMATS, out=tmp_path_factory.mktemp("profile")
    )
    return {path.suffix[1:]: path for path in made.files}


@pytest.mark.parametrize("form", FORMATS)
def test_the_profile_of_an_area_passes_clean(profiles: dict[str, Path], form: str) -> None:
    passes(profiles[form], LEAST["pptx"])


@pytest.mark.soak
def test_the_public_edition_passes_clean(marrowmere: Workspace, tmp_path: Path, in_full: bool) -> None:
    """In three formats; in all of them where the tests run in full."""
    formats = FORMATS if in_full else ("html", "docx", "xlsx")
    for path in assess(marrowmere, formats=formats, public=True, out=tmp_path).files:
        passes(path, LEAST.get(path.suffix[1:], 200))
