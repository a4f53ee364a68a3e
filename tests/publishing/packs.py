"""The documents that Wardmote itself makes, as trees, for tests of what is published."""

from __future__ import annotations

from wardmote.documents.area_profile import build as build_profile
from wardmote.documents.strategic_assessment import build as build_pack
from wardmote.operations import assess, profile
from wardmote.operations.tables import last_complete_month
from wardmote.operations.workspace import Workspace
from wardmote.publishing.tree import Document


def pack_of(workspace: Workspace) -> Document:
    """The evidence pack of a partnership."""
    return build_pack(assess.gather(workspace, last_complete_month(workspace)))


def profile_of(workspace: Workspace) -> Document:
    """The profile of a partnership's first ward."""
    ward = min(row.area.code for row in assess.gather(workspace, last_complete_month(workspace)).wards.rows)
    return build_profile(profile.gather(workspace, profile.area_asked(workspace, (ward,))))
