"""The papers of a meeting with the documents that they name, as one ZIP: each document for who may read it."""

from __future__ import annotations

import zipfile
from io import BytesIO

from django.utils.text import slugify
from django.utils.translation import gettext as _

from wardmote.site.kit.access.scope import Scope
from wardmote.site.kit.registers.selectors import Row
from wardmote.site.rooms.library import files
from wardmote.site.rooms.library.models import Build
from wardmote.site.rooms.meetings.pack import builds_named

PACK = "pdf"
"""The format of the papers in it."""
BEST = ("pdf", "docx", "odt", "pptx", "xlsx", "html")
"""Which of its formats a document is taken in: the first that was built."""
LEFT_OUT = "not-in-this-pack.txt"


def together(scope: Scope, row: Row, papers: bytes, name: str) -> tuple[bytes, int]:
    """The ZIP, and how many documents it holds. A document that is not there, not for who asks, or no longer what was
    built is named in a text beside them."""
    held, missing = 0, []
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr(f"{name}.{PACK}", papers)
        for address, build in builds_named(scope, tuple(row.entry.values.get("documents", ()))):
            try:
                file = _best(build)
            except files.FileAlteredError as fault:
                missing.append(str(fault))
                continue
            if build is None or file is None:
                missing.append(_("%(address)s: not found in the library.") % {"address": address})
                continue
            held += 1
            pack.writestr(f"{held:02}-{slugify(build.title)[:80]}.{file[0]}", file[1])
        if missing:
            pack.writestr(LEFT_OUT, "\n".join(missing) + "\n")
    return made.getvalue(), held


def _best(build: Build | None) -> tuple[str, bytes] | None:
    """Format and content of a document in the best of its formats."""
    noted = {one["format"]: one for one in build.files} if build else {}
    form = next((one for one in BEST if one in noted), None)
    if build is None or form is None:
        return None
    return form, files.content_of(str(build.pk), noted[form]).read_bytes()
