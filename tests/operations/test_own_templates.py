"""Which template each format is written into, and when a person hears that one cannot be used."""

from __future__ import annotations

from pathlib import Path

import docx
import pptx
import pytest

from wardmote.evidence import quiet
from wardmote.operations import assess as assessing
from wardmote.operations.templates import templates_for
from wardmote.operations.workspace import Settings, Workspace
from wardmote.publishing import TemplateError


def workspace(folder: Path, *templates: str) -> Workspace:
    return Workspace(folder, Settings(name="Town", codes=("E22000001",), templates=templates))


@pytest.fixture
def word(tmp_path: Path) -> Path:
    docx.Document().save(str(tmp_path / "own.docx"))
    return tmp_path / "own.docx"


@pytest.fixture
def slides(tmp_path: Path) -> Path:
    pptx.Presentation().save(str(tmp_path / "own.pptx"))
    return tmp_path / "own.pptx"


def test_those_given_go_before_those_that_the_workspace_names(word: Path, slides: Path) -> None:
    place = workspace(word.parent, "lost.docx", "own.pptx")
    assert templates_for(place, ["docx", "pptx"], [word]) == {"docx": word, "pptx": slides}


@pytest.mark.parametrize("name", ["lost.docx", "old.doc"])
def test_a_template_of_a_format_that_is_not_written_is_left_alone(tmp_path: Path, name: str) -> None:
    assert templates_for(workspace(tmp_path, name), ["html", "pptx"], []) == {}


@pytest.mark.parametrize("name", ["lost.docx", "own.pdf", "own.txt"])
def test_a_template_of_a_format_that_is_written_is_judged(tmp_path: Path, name: str) -> None:
    with pytest.raises(TemplateError, match=f"{name} cannot be used"):
        templates_for(workspace(tmp_path, name), ["html", "docx"], [])
    assert templates_for(workspace(tmp_path, name), ["html"], []) == {}


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("own.doc", "Word template (.dotx)"),
        ("own.DOCM", "leaves macros out"),
        ("own.odt", "Word template (.dotx)"),
        ("own.ppt", "PowerPoint template (.potx)"),
        ("own.pptm", "leaves macros out"),
        ("own.pdf", "that it was made from"),
        ("own.txt", ".docx, .dotx, .pptx, .potx"),
        ("own", ".docx, .dotx, .pptx, .potx"),
    ],
)
def test_what_is_no_template_has_a_way_out(tmp_path: Path, name: str, remedy: str) -> None:
    with pytest.raises(TemplateError) as caught:
        templates_for(workspace(tmp_path), ["docx", "pptx"], [tmp_path / name])
    assert remedy in str(caught.value)
    assert str(caught.value).endswith(".")


def test_two_for_one_format_are_one_too_many(word: Path) -> None:
    with pytest.raises(TemplateError, match="both templates for docx"):
        templates_for(workspace(word.parent), ["docx"], [word, word.with_suffix(".dotx")])


@pytest.mark.parametrize("name", ["bad.docx", "bad.pptx"])
def test_a_bad_template_is_found_before_any_figure_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def asked(*_: object) -> str:
        raise AssertionError("the evidence was read")

    monkeypatch.setattr(assessing, "last_complete_month", asked)
    bad = tmp_path / name
    bad.write_bytes(b"Dear all, please find attached")
    with pytest.raises(TemplateError, match="cannot be used"):
        assessing.assess(workspace(tmp_path), formats=[name[-4:]], templates=[bad], progress=quiet)
