"""The files of builds: a folder for each, written once, read only as they were kept."""

from __future__ import annotations

import hashlib
import shutil
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from wardmote.operations.workspace import Workspace
from wardmote.site.kit.house import workspace

FOLDER = "library"
POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
)
"""What a browser may do with a document: show it, with its own styles and pictures, and nothing else."""
KINDS = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "odt": "application/vnd.oasis.opendocument.text",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class FileAlteredError(Exception):
    """A file is missing or not what was kept; says which."""


def folder_of(here: Workspace, key: str) -> Path:
    """The folder of a build, or of a comparison."""
    return here.documents / FOLDER / uuid.UUID(key).hex


def let_go(here: Workspace, key: str) -> None:
    """Remove a folder of which nothing was kept."""
    shutil.rmtree(folder_of(here, key), ignore_errors=True)


def kept(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """What is noted of files: format, name, bytes, SHA-256."""
    return [
        {
            "format": path.suffix.removeprefix("."),
            "name": path.name,
            "bytes": path.stat().st_size,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        }
        for path in paths
    ]


def content_of(key: str, file: dict[str, Any]) -> Path:
    """The path of a file of a build.

    Raises
    ------
    FileAlteredError
        When it is not there, or is not what was kept.
    """
    path = folder_of(workspace(), key) / Path(file["name"]).name
    if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != file["sha256"]:
        raise FileAlteredError(
            _(
                "%(file)s is missing, or was changed after it was built. Restore it from a backup, or "
                "build the document again."
            )
            % {"file": path.name}
        )
    return path


def check(key: str, files: Sequence[dict[str, Any]]) -> None:
    """Refuse where a file of a build is not what was kept.

    Raises
    ------
    FileAlteredError
        When one is missing or altered.
    """
    for one in files:
        content_of(key, one)


def shown(key: str, file: dict[str, Any]) -> HttpResponse:
    """A file to read in the browser, shut off from the site."""
    answer = HttpResponse(content_of(key, file).read_bytes(), content_type=KINDS["html"])
    answer.headers["Content-Security-Policy"] = POLICY
    _unkept(answer)
    return answer


def sent(key: str, file: dict[str, Any]) -> FileResponse:
    """A file to keep."""
    path = content_of(key, file)
    answer = FileResponse(
        path.open("rb"), as_attachment=True, filename=path.name, content_type=KINDS[file["format"]]
    )
    answer.headers["Content-Security-Policy"] = POLICY
    _unkept(answer)
    return answer


def _unkept(answer: HttpResponseBase) -> None:
    """Not kept by browsers or what stands between: it may be withdrawn."""
    answer.headers["Cache-Control"] = "private, no-store"
