from __future__ import annotations

import pandas as pd
import pytest

import wardmote
from wardmote.operations.workspace import Workspace, WorkspaceError


def test_a_notebook_gets_data_frames(marrowmere: Workspace) -> None:
    opened = wardmote.open_workspace(marrowmere.folder)
    table = opened.performance()
    assert isinstance(table, pd.DataFrame)
    assert table.set_index("measure").loc["shoplifting", "verdict"] == "rose"
    assert opened.measures()["available"].sum() == 16
    months = opened.evidence()["month"]
    assert months[months.str.fullmatch(r"\d{4}-\d{2}")].nunique() == 47
    assert "2025-04..2025-06" in set(months)
    assert set(opened.observed(measures=["marac-referrals"])["state"]) == {"known"}
    assert "rose" in set(opened.findings()["verdict"])


def test_counts_stay_whole_numbers_where_some_are_absent(marrowmere: Workspace) -> None:
    table = wardmote.open_workspace(marrowmere.folder).performance()
    assert pd.api.types.is_integer_dtype(table["current"])
    assert table["current"].isna().sum() == 5


def test_a_notebook_writes_a_page_about_an_area(marrowmere: Workspace, tmp_path) -> None:
    opened = wardmote.open_workspace(marrowmere.folder)
    made = opened.profile("Old Quay", "Saltgate", name="The waterfront", out=tmp_path, formats=["html"])
    assert [path.name for path in made.files] == ["the-waterfront.html"]
    assert "The waterfront, two wards of Safer Marrowmere" in made.files[0].read_text("utf-8")


def test_no_workspace_is_a_sentence(tmp_path) -> None:
    with pytest.raises(WorkspaceError, match="wardmote init"):
        wardmote.open_workspace(tmp_path)


@pytest.mark.parametrize(
    ("text", "words"),
    [("[partnership", "cannot be read"), ('[partnership]\nname = ""\ncodes = []', "who the partnership is")],
)
def test_settings_that_cannot_be_read_are_a_sentence(tmp_path, text, words) -> None:
    (tmp_path / "wardmote.toml").write_text(text)
    with pytest.raises(WorkspaceError, match=words):
        wardmote.open_workspace(tmp_path)
