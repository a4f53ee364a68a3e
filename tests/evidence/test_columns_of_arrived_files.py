"""What an arrived file says of its columns."""

from __future__ import annotations

from pathlib import Path

from wardmote.definitions import load
from wardmote.evidence.recognise import Recognised
from wardmote.evidence.rows.files import ArrivedFile, Reason, Tally
from wardmote.evidence.rows.rejects import RejectsPart


def arrived(path: Path, *columns: str) -> ArrivedFile:
    """A file of the Home Office's layout with these columns."""
    source = load().sources["home-office-csp"]
    source = source.model_copy(update={"columns": source.columns | {"month": "Month"}})
    made = Recognised.__new__(Recognised)
    for name, value in {"path": path, "name": "prc.csv", "source": source, "columns": columns}.items():
        object.__setattr__(made, name, value)
    return ArrivedFile(0, made, 1, "")


def test_a_column_under_its_other_name_is_there(tmp_path: Path) -> None:
    file = arrived(tmp_path / "a.csv", "Offence Count")
    assert file.column("value") == "Offence Count"
    assert file.has("value")


def test_a_column_that_a_file_lacks_does_not_stop_what_is_said_of_it(tmp_path: Path) -> None:
    file = arrived(tmp_path / "a.csv", "Offence Count")
    assert not file.has("month")
    tally = Tally(rejected=2, reasons={("a", "b"): Reason("a", "b", rows=2, where="line 2")})
    assert "2 of 4 rows" in RejectsPart(file, tmp_path / "r.csv").too_many(tally, 4, 0.1)
