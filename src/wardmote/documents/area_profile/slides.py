"""The profile on a projector: the total, the pictures, and what not to conclude."""

from __future__ import annotations

from collections.abc import Sequence

from wardmote.documents.area_profile.needs import ProfileNeeds
from wardmote.publishing.tree import Block, BulletList, Heading, Paragraph, PictureBlock, Slide, Table, walk


def slides(needs: ProfileNeeds, blocks: Sequence[Block]) -> tuple[Slide, ...]:
    """A slide for the figures, one for the pictures and one for the cautions; none for what is not there."""
    said = [block for block in blocks if isinstance(block, Paragraph | Table)][:-1]
    lead = [block for block in said if isinstance(block, Paragraph)][:1]
    tables = [block for block in said if isinstance(block, Table)]
    pictures = [block for block in walk(tuple(blocks)) if isinstance(block, PictureBlock)]
    warnings = [block for block in blocks if isinstance(block, BulletList)]
    heading = next((block.text for block in reversed(blocks) if isinstance(block, Heading)), "")
    notes = f"{needs.place.title}: {needs.table.current.words}. {needs.profile.apart}".strip()
    return (
        Slide(needs.profile.title, (*lead, *tables), notes),
        *([Slide(_title(pictures), tuple(pictures), notes)] if pictures else []),
        *([Slide(heading, tuple(warnings), notes)] if warnings else []),
    )


def _title(pictures: Sequence[PictureBlock]) -> str:
    """What the first picture shows: the chart, or the map where there is no chart."""
    return pictures[0].picture.caption.title
