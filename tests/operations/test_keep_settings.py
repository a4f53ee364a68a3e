"""Settings are changed in place: comments and other lines stay, and a bad change changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.operations.keep_settings import changed_settings
from wardmote.operations.settings import SettingsError, read_settings

TEXT = """# Who we are
[partnership]
name = "Town"  # as the board calls us
codes = [
  "E1",  # the borough
]
marking = "OFFICIAL"

[site]
hosts = ["safety.example.test"]  # our name
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with a commented file."""
    (tmp_path / "wardmote.toml").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_comments_and_other_lines_stay(folder: Path) -> None:
    """What is new stands in its section."""
    changed_settings(folder, {"name": 'Town "and" Country', "colour": "#1D5B79", "suppress_open_data": True})
    text = (folder / "wardmote.toml").read_text(encoding="utf-8")
    for line in ("# Who we are", '  "E1",  # the borough', 'hosts = ["safety.example.test"]  # our name'):
        assert line in text.splitlines()
    assert 'name = "Town \\"and\\" Country"  # as the board calls us' in text
    told = read_settings(text)
    assert (told.colour, told.suppress_open_data, told.codes) == ("#1D5B79", True, ("E1",))
    assert told.site.hosts == ("safety.example.test",)


def test_a_colour_is_replaced_whole(folder: Path) -> None:
    """Though it begins with the sign of a comment."""
    for colour in ("#1D5B79", "#12436D", ""):
        changed_settings(folder, {"colour": colour})
    text = (folder / "wardmote.toml").read_text(encoding="utf-8")
    assert "1D5B79" not in text
    assert "12436D" not in text


def test_a_change_that_cannot_be_used_leaves_the_file(folder: Path) -> None:
    """And no other file behind."""
    with pytest.raises(SettingsError):
        changed_settings(folder, {"colour": "#FFFF00"})
    assert (folder / "wardmote.toml").read_text(encoding="utf-8") == TEXT
    assert len(list(folder.iterdir())) == 1


@given(st.text(st.characters(blacklist_categories=("Cs",)), min_size=1, max_size=60))
def test_whatever_the_name_it_is_read_back(name: str) -> None:
    """Quotes, hashes, lines and brackets of a name change nothing else."""
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "wardmote.toml").write_text(TEXT, encoding="utf-8")
        changed_settings(folder, {"name": name})
        told = read_settings((folder / "wardmote.toml").read_text(encoding="utf-8"))
        assert told.name == name
        assert (told.marking, told.codes, told.site.hosts) == ("OFFICIAL", ("E1",), ("safety.example.test",))
