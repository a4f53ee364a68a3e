"""Pictures with their addresses: drawn for the page, to take away, and their numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from wardmote.analyses.pictures import AreaMap, Caption, Picture
from wardmote.publishing import data_table
from wardmote.publishing.charts import Size, draw
from wardmote.publishing.charts.outlining import outlined
from wardmote.publishing.picture_files import picture_file
from wardmote.publishing.theme import in_colour
from wardmote.publishing.tree import Document, Drawing, PictureBlock, SideBySide, Table, walk
from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.access.scope import Scope
from wardmote.site.kit.pages.colours import accent
from wardmote.site.kit.pages.standing import standing
from wardmote.site.kit.pages.tables import as_csv, csv_answer
from wardmote.site.kit.results import kept
from wardmote.site.rooms.insight import selectors
from wardmote.site.rooms.insight.asking import Asked, asked_in
from wardmote.site.rooms.insight.pages import scope_in, teaching

PROFILE, MAP = "profile", "map"
TYPES = {"svg": "image/svg+xml", "png": "image/png"}
SIZES: dict[str, Size] = {"full": "full", "half": "half"}
A_DAY = 86_400


@dataclass(frozen=True)
class Shown:
    """A picture as a page shows it: its words, its numbers, and where to get what."""

    caption: Caption
    table: Table
    drawing: str
    narrow: str
    svg: str
    png: str
    csv: str
    address: str


def shown(picture: Picture, source: str, name: str, asked: Asked, page: str) -> Shown:
    """A picture with its addresses, which name its snapshot and so stay what they are.

    ``source``: the analysis that it is of, ``profile`` or ``map``; ``name``: which of its pictures; ``page``: the
    address of the page on which it stands.
    """
    pinned = asked.query(snapshot=asked.snapshot or standing().snapshot)

    def at(ending: str, size: str = "") -> str:
        route = reverse("insight-picture", kwargs={"source": source, "name": name, "ending": ending})
        return f"{route}{pinned}{('&' if pinned else '?') + f'drawn={size}' if size else ''}"

    return Shown(
        caption=picture.caption,
        table=data_table(picture),
        drawing=at("svg", "full"),
        narrow=at("svg", "half"),
        svg=at("svg"),
        png=at("png"),
        csv=at("csv"),
        address=f"{page}{pinned}",
    )


def pictures_of(document: Document) -> Iterator[tuple[str, Picture]]:
    """The pictures of a document by their anchors."""
    for block in walk(document.blocks):
        for one in (block.left, block.right) if isinstance(block, SideBySide) else (block,):
            if isinstance(one, PictureBlock) and not isinstance(one.picture, Drawing):
                yield one.anchor, one.picture


@needs("figures-see")
@require_safe
@teaching
def picture(request: HttpRequest, source: str, name: str, ending: str) -> HttpResponse:
    """A picture: drawn for a page, as a file of its own, or its numbers."""
    asked = asked_in(request)
    place, size = selectors.here(asked), SIZES.get(request.GET.get("drawn", ""))
    if size and ending == "svg":
        drawing = drawn(scope_in(request), source, name, asked, size)
        answer = HttpResponse(drawing, content_type=TYPES["svg"])
    else:
        found = _found(scope_in(request), source, name, asked)
        if ending == "csv":
            return csv_answer(as_csv(data_table(found)), f"{source}-{name}")
        source_line = f"{place.settings.name}. Snapshot {place.snapshot.id}."
        answer = HttpResponse(
            picture_file(found, f".{ending}", accent(place.settings.colour), source_line),
            content_type=TYPES[ending],
        )
        answer["Content-Disposition"] = f'attachment; filename="{source}-{name}.{ending}"'
    if asked.snapshot:
        answer["Cache-Control"] = f"private, max-age={A_DAY}"
    return answer


def drawn(scope: Scope, source: str, name: str, asked: Asked, size: Size) -> str:
    """A picture of an edition that somebody may see, drawn for a page as SVG.

    Raises
    ------
    Http404
        When there is none of that name.
    """
    place = selectors.here(asked)
    colour = accent(place.settings.colour)
    named = ("drawn", source, name, asked, selectors.sees_public(scope), size, colour)
    return kept(place, named, lambda: _drawn(_found(scope, source, name, asked), size, colour))


def _found(scope: Scope, source: str, name: str, asked: Asked) -> Picture:
    made: Picture | AreaMap | None = None
    if source == PROFILE:
        made = dict(pictures_of(selectors.profile(scope, asked))).get(name)
    elif source == MAP:
        made = selectors.map_drawing(scope, asked, asked.to or selectors.map_counts(scope, asked).months[-1])
    elif name.isdigit():
        pictures = selectors.analysis(scope, source, asked).pictures
        made = pictures[int(name) - 1] if 0 < int(name) <= len(pictures) else None
    if made is None:
        raise Http404
    return made


def _drawn(picture: Picture, size: Size, colour: str) -> str:
    """A drawing whose words are outlines, since a picture in a page cannot use the page's typeface."""
    with in_colour(colour):
        return outlined(draw(picture, size, colour))
