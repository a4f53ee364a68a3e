"""Tables of text that are nearly CSV: semicolons, tabs, titles above the header, and what CSV allows."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.evidence import street_files as street

from wardmote.definitions import Definitions
from wardmote.evidence import EvidenceStore, IngestRefused

ROWS = street.rows(120)


def separated(separator: str, above: str = "", newline: str = "\n", rows: list[street.Row] = ROWS) -> str:
    """A street file with another separator; none of its cells holds one."""
    return above + street.text(rows, newline=newline).replace(",", separator)


@pytest.fixture
def plain(tmp_path: Path, definitions: Definitions) -> set[str]:
    """Hashes of what the plain file gives."""
    store = EvidenceStore(tmp_path / "plain", definitions)
    store.ingest([street.write(tmp_path / "plain.csv", ROWS)])
    return {file.sha256 for file in store.manifest().files}


@pytest.mark.parametrize(
    ("content", "note"),
    [
        (separated(";"), "separates its columns by semicolons, not by commas; it was read so."),
        (separated("\t"), "separates its columns by tabs"),
        (separated("|"), "separates its columns by upright bars"),
        (separated(";", "sep=;\n"), "the names of the columns stand on line 2; 1 line was passed over"),
        (separated(",", "Crimes in “April”\n\nNot to be quoted\"\n"), "stand on line 4; 3 lines were passed over"),
        (separated(";", "\ufeff", "\r\n"), "semicolons"),
    ],
)  # fmt: skip
def test_it_gives_the_same_rows_and_says_so(
    store: EvidenceStore, tmp_path: Path, plain: set[str], content: str, note: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content.encode())
    report = store.ingest([path])
    assert {file.sha256 for file in store.manifest().files} == plain
    assert any(note in said for said in report.notes), report.notes
    assert store.ingest([path]).outcomes[0].status == "already-there"


def test_windows_1252_with_semicolons(store: EvidenceStore, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(separated(";", rows=street.rows(5, Location="On or near Café")).encode("windows-1252"))
    report = store.ingest([path])
    with store.open() as snapshot:
        found = snapshot.connection().execute("SELECT DISTINCT location FROM crime").fetchall()
    assert found == [("On or near Café",)]
    assert any("Windows-1252" in note for note in report.notes)


def test_quoted_newlines_and_separators_keep_the_line_numbers(store: EvidenceStore, tmp_path: Path) -> None:
    rows = street.rows(200, Location='"On; or\r\nnear"')
    rows[150] = street.row(150, Location="plain", Crime_type="Piracy")
    path = tmp_path / "a.csv"
    path.write_bytes(separated(";", "Title\n", rows=rows).replace('"""', '"').encode())
    report = store.ingest([path])
    lines = path.read_bytes().decode().split("\n")
    (expected,) = [number for number, line in enumerate(lines, 1) if "Piracy" in line]
    assert report.rejected == 1
    assert report.reasons[0].example == f"{path}, line {expected}: found “Piracy”"


def test_a_quotation_mark_out_of_place_is_refused_with_its_line(store: EvidenceStore, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(separated(";").replace("On or near Street 3;", '"On" or near;', 1))
    with pytest.raises(IngestRefused, match=r"a\.csv, line 5: a quotation mark is out of place"):
        store.ingest([path])


def test_semicolons_in_a_file_of_no_known_source_stay_refused(store: EvidenceStore, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Cost centre;Amount\n1;2\n")
    with pytest.raises(IngestRefused, match="is not a kind of file that Wardmote knows"):
        store.ingest([path])


def test_a_plain_file_is_staged_as_it_lies(tmp_path: Path, definitions: Definitions) -> None:
    from wardmote.evidence.incoming import bring_in
    from wardmote.evidence.manifest import Manifest
    from wardmote.evidence.progress import quiet

    path = street.write(tmp_path / "a.csv", ROWS)
    folder = tmp_path / "staging"
    folder.mkdir()
    (file,) = bring_in([path], definitions, Manifest(), folder, quiet).rows
    assert file.file.path == path
    assert list(folder.iterdir()) == []
