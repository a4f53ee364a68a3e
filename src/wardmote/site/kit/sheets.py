"""Tables as files: those that people send to a page, and those that a page hands out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.utils.translation import gettext as _

from wardmote.evidence import EvidenceError
from wardmote.evidence.recognise import same
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.given_tables import GivenTable, tables_of
from wardmote.publishing.plain_sheets import WRITERS, Sheet
from wardmote.site.kit.house import workspace


class Unreadable(Exception):  # noqa: N818
    """A file that cannot be taken for the table that is asked for; says why and what to do."""


@contextmanager
def kept_while_read(given: UploadedFile[Any]) -> Iterator[Path]:
    """The file on the disk, under the name that its sender gave it; no refusal names a folder of the server.

    Raises
    ------
    Unreadable
        When what reads it refuses.
    """
    with TemporaryDirectory(prefix="wardmote-") as folder:
        file = Path(folder) / (Path(given.name or "").name or "file")
        with file.open("wb") as out:
            out.writelines(given.chunks())
        try:
            yield file
        except (AskedWronglyError, EvidenceError) as refusal:
            raise Unreadable(str(refusal).replace(f"{folder}/", "")) from refusal


def table_with(given: UploadedFile[Any], column: str) -> GivenTable:
    """The table of a file (CSV, XLSX, ODS) that has a column of a name; titles above the headings are passed over.

    Raises
    ------
    Unreadable
        When there is none, it has no row, or the file is damaged or of another kind.
    """
    with kept_while_read(given) as file:
        tables = tables_of([file], workspace().definitions, [(column,)])
    found = next((one for one in tables if same(column) in map(same, one.columns)), None)
    if found is None:
        words = _(
            "%(name)s has no column “%(wanted)s”. Name the columns in the first row as the file to fill in does."
        )
        raise Unreadable(words % {"name": given.name, "wanted": column})
    if not found.rows:
        raise Unreadable(_("%(name)s has no row below its headings.") % {"name": found.name})
    return found


def as_file(sheet: Sheet, name: str, written_as: str) -> HttpResponse:
    """A table as a file to download. ``written_as``: an end of names of ``WRITERS``."""
    kind, write = WRITERS[written_as]
    answer = HttpResponse(write(sheet), content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}.{written_as}"'
    return answer
