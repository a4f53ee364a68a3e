"""Lays an area profile into a document tree of one page."""

from __future__ import annotations

from wardmote.documents.area_profile.cautions import cautions
from wardmote.documents.area_profile.figures import printed_figures
from wardmote.documents.area_profile.measures import measures
from wardmote.documents.area_profile.needs import ProfileNeeds
from wardmote.documents.area_profile.slides import slides
from wardmote.documents.measure_titles import measure_titles
from wardmote.documents.public_edition import as_public, left_out_in_a_line
from wardmote.figures.months import in_words, last_day
from wardmote.figures.performance import DECIDING
from wardmote.publishing.tree import Block, Document, Heading, Paragraph, PictureBlock, SideBySide


def build(needs: ProfileNeeds) -> Document:
    """The profile as a document: dated by its data, so that the same evidence gives the same bytes."""
    table = needs.table
    outline = needs.definitions.documents["area-profile"]
    blocks = (
        *_opening(needs),
        *measures(needs),
        *_pictures(needs),
        *cautions(needs),
        *left_out_in_a_line(needs.public),
        _sources(needs),
    )
    figures = printed_figures(needs)
    made = Document(
        title=needs.place.title,
        subtitle=f"The {table.current.words}, set beside the year before",
        partnership=needs.partnership,
        kind=outline.title,
        data_to=in_words(table.current.end),
        version="draft",
        date=last_day(table.current.end),
        marking=needs.marking,
        author=needs.partnership,
        colour=needs.colour,
        blocks=blocks,
        figures=figures,
        measures=measure_titles(needs.definitions, figures),
        slides=slides(needs, blocks),
        one_page=True,
    )
    return as_public(made, needs.public)


def _opening(needs: ProfileNeeds) -> list[Block]:
    profile = needs.profile
    beside = " ".join(part for part in (needs.place.outside, profile.apart, needs.people) if part)
    return [
        Heading(1, profile.title, "total"),
        Paragraph(profile.lead, "lead"),
        *([Paragraph(beside)] if beside else []),
    ]


def _pictures(needs: ProfileNeeds) -> list[Block]:
    """The months and the map beside each other; the one that is there where one is missing."""
    pictures = [
        PictureBlock(picture, anchor)
        for anchor, picture in (("months", needs.profile.line), ("map", needs.profile.picture))
        if picture is not None
    ]
    return [SideBySide(*pictures)] if len(pictures) == 2 else list(pictures)


def _sources(needs: ProfileNeeds) -> Paragraph:
    """Where the figures come from, and what they are called in the register."""
    total = next((row for row in needs.table.rows if row.measure.id == "all-crime"), None)
    identity = f"; identity of the total {needs.table.figure(total).identity}" if total else ""
    deciding = needs.definitions.digest(DECIDING)[:16]
    return Paragraph(
        f"{' '.join(needs.licences)} Snapshot {needs.table.snapshot}; definitions {deciding}{identity}.",
        "note",
    )
