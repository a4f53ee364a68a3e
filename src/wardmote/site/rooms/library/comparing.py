"""The long work of setting two builds side by side."""

from __future__ import annotations

import uuid

from wardmote.operations.public_edition import public_name
from wardmote.operations.redline import compare_builds
from wardmote.site.kit.jobs.kinds import JobRefused, Kind, Outcome, Work, offer
from wardmote.site.rooms.library import files
from wardmote.site.rooms.library.models import Build, Edition

KIND = "compare-documents"


def compare(work: Work) -> Outcome:
    """Write what changed from one build to another: ``earlier`` and ``later``."""
    earlier, later = (Build.objects.get(pk=work.request[one]) for one in ("earlier", "later"))
    if not comparable(earlier, later):
        raise JobRefused(
            "Only builds of one document, one area and one edition can be compared. Choose two of the same."
        )
    key = str(uuid.uuid4())
    name = public_name(later.document) if later.edition == Edition.PUBLIC else later.document
    try:
        paths = compare_builds(
            work.workspace, earlier.record, later.record, out=files.folder_of(work.workspace, key), name=name
        )
    except BaseException:
        files.let_go(work.workspace, key)
        raise
    return Outcome(
        f"What changed to {later.title} was written.",
        facts={"key": key, "files": files.kept(paths), "earlier": str(earlier.pk), "later": str(later.pk)},
    )


def comparable(one: Build, other: Build) -> bool:
    """Whether two builds are of one document, area and edition, and not the same build."""
    same = (one.document, one.area, one.edition) == (other.document, other.area, other.edition)
    return same and one.pk != other.pk


offer(Kind(KIND, "documents-see", "library.compared", compare))
