"""Files are written whole or not at all, and the same tree gives the same bytes."""

from __future__ import annotations

import errno
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from wardmote.publishing import DocumentError, FormatError, write
from wardmote.publishing.errors import NotWrittenError
from wardmote.publishing.tree import Document, Heading

PROJECT = Path(__file__).resolve().parents[2]
TWICE = """
import sys
from pathlib import Path
from tests.publishing.sample import whole_document
from wardmote.publishing import write
write(whole_document(), Path(sys.argv[1]), name="pack")
"""


@pytest.fixture(scope="module")
def bare(document: Document) -> Document:
    return replace(document, blocks=(Heading(1, "One", "one"),))


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_both_formats_are_written_under_one_name(bare: Document, tmp_path: Path) -> None:
    written = write(bare, tmp_path / "new", name="pack")
    assert written == [tmp_path / "new" / "pack.html", tmp_path / "new" / "pack.pdf"]
    assert names(tmp_path / "new") == {"pack.html", "pack.pdf"}
    assert written[1].read_bytes().startswith(b"%PDF")
    mask = os.umask(0)
    os.umask(mask)
    assert written[0].stat().st_mode & 0o777 == 0o666 & ~mask


def test_one_format_alone(bare: Document, tmp_path: Path) -> None:
    assert [path.name for path in write(bare, tmp_path, ["html", "html"])] == ["document.html"]


def test_unknown_format_is_refused_before_anything_is_written(bare: Document, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"No writer for doc\. Formats are: html, pdf"):
        write(bare, tmp_path, ["html", "doc"])
    assert names(tmp_path) == set()


def test_a_refused_document_leaves_the_old_files(bare: Document, tmp_path: Path) -> None:
    (tmp_path / "pack.html").write_text("old", "utf-8")
    with pytest.raises(DocumentError):
        write(replace(bare, title=""), tmp_path, name="pack")
    assert (tmp_path / "pack.html").read_text("utf-8") == "old"


def test_a_full_disk_leaves_the_old_file_and_no_litter(
    bare: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pack.html").write_text("old", "utf-8")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(
        NotWrittenError, match=r"^pack\.html cannot be written to .*: the disk is full\. Free some space"
    ):
        write(bare, tmp_path, ["html"], name="pack")
    assert (tmp_path / "pack.html").read_text("utf-8") == "old"
    assert names(tmp_path) == {"pack.html"}


def test_same_tree_same_bytes_in_separate_processes(tmp_path: Path) -> None:
    digests = []
    for number, seed in enumerate(("1", "2")):
        folder = tmp_path / seed
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": ("UTC", "Pacific/Auckland")[number]}
        subprocess.run(
            [sys.executable, "-c", TWICE, str(folder)], cwd=PROJECT, env=environment, check=True, timeout=120
        )
        digests.append(
            {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
        )
    assert digests[0] == digests[1]
    assert len(digests[0]) == 2


def refusing(number: int) -> Callable[..., None]:
    def refuse(*anything: object, **more: object) -> None:
        raise OSError(number, os.strerror(number))

    return refuse


@pytest.mark.parametrize(
    ("number", "why", "remedy"),
    [
        (errno.ENOSPC, "the disk is full", "Free some space"),
        (errno.EACCES, "it may not be written to", "Close the file if another program has it open"),
        (errno.EIO, "the system refused (Input/output error)", "See to that"),
    ],
)
def test_what_the_file_system_refuses_is_said_of_the_document(
    bare: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, why: str, remedy: str
) -> None:
    monkeypatch.setattr("tempfile.mkstemp", refusing(number))
    with pytest.raises(NotWrittenError) as refused:
        write(bare, tmp_path, ["html"], name="pack")
    assert str(refused.value) == (
        f"pack.html cannot be written to {tmp_path}: {why}. {remedy}, or choose another folder with --out. "
        "The old documents stand."
    )


def test_a_folder_in_the_place_of_a_document_is_found_before_any_is_replaced(
    bare: Document, tmp_path: Path
) -> None:
    (tmp_path / "pack.html").write_text("old", "utf-8")
    (tmp_path / "pack.xlsx").mkdir()
    with pytest.raises(NotWrittenError, match=r"pack\.xlsx .* something else stands .* The old documents"):
        write(bare, tmp_path, ["html", "xlsx"], name="pack")
    assert (tmp_path / "pack.html").read_text("utf-8") == "old"
    assert names(tmp_path) == {"pack.html", "pack.xlsx"}


def test_a_file_in_the_place_of_the_folder_is_said(bare: Document, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("", "utf-8")
    with pytest.raises(NotWrittenError, match=r"^pack cannot be written to .*out: something else stands"):
        write(bare, tmp_path / "out", ["html"], name="pack")


def test_documents_that_were_replaced_before_a_refusal_are_named(
    bare: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_file = Path.replace

    def open_elsewhere(new: Path, path: Path) -> Path:
        if path.suffix == ".xlsx":
            raise PermissionError(errno.EACCES, "Permission denied", str(new))
        return replace_file(new, path)

    monkeypatch.setattr(Path, "replace", open_elsewhere)
    with pytest.raises(NotWrittenError) as refused:
        write(bare, tmp_path, ["html", "xlsx"], name="pack")
    assert str(refused.value).startswith("pack.xlsx cannot be written to")
    assert str(refused.value).endswith("Already replaced: pack.html.")
    assert names(tmp_path) == {"pack.html"}
