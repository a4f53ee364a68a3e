"""A deck with every kind of block, and the parts of a written one as a reader that is not its writer sees them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree
from tests.publishing.sample import (
    area_map,
    change_dots,
    measures_table,
    month_line,
    month_pattern,
    small_multiples,
    whole_document,
)

from wardmote.analyses.pictures import Caption
from wardmote.figures.tokens import Verdict
from wardmote.publishing import tree as t

NAMES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
SIXTY = "Saint Bartholomew with Upper and Lower Heckmondthorpe Central"
SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">'
    '<rect width="90" height="60" fill="#12436D"/></svg>'
)


def findings() -> t.Findings:
    return t.Findings(
        (
            t.FindingItem(
                "Weapons possession rose", "from 85 to 151: more than chance.", Verdict.ROSE, draft=True
            ),
            t.FindingItem("Other theft fell", "from 1,838 to 1,517 (−17.5%).", Verdict.FELL, draft=True),
            t.FindingItem("Burglary: no clear change", "(835 to 834).", Verdict.NO_CLEAR_CHANGE, draft=True),
        )
    )


def slides() -> tuple[t.Slide, ...]:
    drawing = t.Drawing(Caption("Who does what", "As agreed", "A square"), SQUARE)
    return (
        t.Slide(
            "Weapons possession rose and other theft fell",
            (findings(),),
            "Source: police.uk.\nDo not name causes.",
        ),
        t.Slide(
            "Crime gathers in the two town centres",
            (
                t.PictureBlock(area_map(), "s-map"),
                t.BulletList(("Choose four issues.", "Say who supplies what.")),
            ),
        ),
        t.Slide(
            "Two of fourteen measures changed by more than chance",
            (t.PictureBlock(change_dots(), "s-changes"),),
        ),
        t.Slide(
            "Weapons possession nearly doubled, from 85 to 151", (t.PictureBlock(month_line(), "s-line"),)
        ),
        t.Slide(
            "Two series beside each other",
            (t.PictureBlock(month_line(4, "Drugs", 30), "s-a"), t.PictureBlock(month_pattern(), "s-b")),
        ),
        t.Slide("Most measures keep their level", (t.PictureBlock(small_multiples(), "s-many"),)),
        t.Slide("Anti-social behaviour peaks in summer", (t.PictureBlock(month_pattern(), "s-pattern"),)),
        t.Slide("What changed, measure by measure", (measures_table(""),)),
        t.Slide(
            "What is asked of the board",
            (
                t.Paragraph("Agree which issues deserve a page.", "draft"),
                t.PictureBlock(drawing, "s-drawing"),
            ),
        ),
    )


def deck(**changes: Any) -> t.Document:
    return replace(whole_document(), **({"slides": slides()} | changes))


def one(*blocks: Any, title: str = "What this slide shows", notes: str = "", **changes: Any) -> t.Document:
    """A deck of one slide after its cover."""
    return deck(slides=(t.Slide(title, blocks, notes),), **changes)


@dataclass(frozen=True)
class Deck:
    """A written deck: its parts, read with nothing but zipfile and lxml."""

    parts: dict[str, bytes]

    @property
    def slides(self) -> list[str]:
        """The parts of the slides in the order of the presentation."""
        order = self.tree("ppt/presentation.xml").xpath("//p:sldId/@r:id", namespaces=NAMES)
        related = self.related("ppt/presentation.xml")
        return [related[key] for key in order]

    def tree(self, part: str) -> Any:
        return etree.fromstring(self.parts[part])

    def related(self, part: str) -> dict[str, str]:
        """The parts that a part is related to, by the name of the relation."""
        folder, name = part.rsplit("/", 1)
        relations = self.parts.get(f"{folder}/_rels/{name}.rels")
        if relations is None:
            return {}
        found = {}
        for one in etree.fromstring(relations):
            target = one.get("Target")
            if one.get("TargetMode") != "External":
                target = _resolved(folder, target)
            found[one.get("Id")] = target
        return found

    def title(self, number: int) -> str:
        """The words in the title placeholder of a slide, from 1."""
        tree = self.tree(self.slides[number - 1])
        shapes = tree.xpath('//p:sp[.//p:ph[@type="title" or @type="ctrTitle"]]', namespaces=NAMES)
        assert len(shapes) == 1
        return words(shapes[0])

    def words(self, number: int) -> str:
        """Every word of a slide, paragraph by paragraph."""
        return words(self.tree(self.slides[number - 1]))

    def notes(self, number: int) -> str:
        """The notes of a slide."""
        targets = [
            target for target in self.related(self.slides[number - 1]).values() if "notesSlide" in target
        ]
        return words(self.tree(targets[0])) if targets else ""

    def charts(self, number: int) -> list[str]:
        """The chart parts of a slide in their order on it."""
        part = self.slides[number - 1]
        related = self.related(part)
        return [related[key] for key in self.tree(part).xpath("//c:chart/@r:id", namespaces=NAMES)]

    def workbook(self, chart: str) -> bytes:
        """The workbook inside a chart."""
        key = self.tree(chart).xpath("//c:externalData/@r:id", namespaces=NAMES)[0]
        return self.parts[self.related(chart)[key]]


def _resolved(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    steps: list[str] = folder.split("/")
    for step in target.split("/"):
        if step == "..":
            steps.pop()
        else:
            steps.append(step)
    return "/".join(steps)


def words(element: Any) -> str:
    paragraphs = element.iter(f"{{{NAMES['a']}}}p")
    return "\n".join("".join(one.itertext(f"{{{NAMES['a']}}}t")) for one in paragraphs)


def read(content: bytes) -> Deck:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return Deck({name: archive.read(name) for name in archive.namelist()})


def numbers(tree: Any, path: str) -> dict[int, float]:
    """The cached values under an element by their place; what is missing is a gap."""
    return {
        int(point.get("idx")): float(point.findtext("c:v", namespaces=NAMES))
        for point in tree.xpath(f"{path}//c:pt", namespaces=NAMES)
    }


def drawn_changes(tree: Any) -> dict[int, float]:
    """The changes that a chart of them draws, by row: each in the series of its kind."""
    found: dict[int, float] = {}
    for series in tree.xpath("//c:ser", namespaces=NAMES):
        if not series.findtext(".//c:tx//c:v", namespaces=NAMES).startswith("Words"):
            found |= numbers(series, "./c:val")
    return found


def boxes(tree: Any) -> Sequence[tuple[str, int, int, int, int]]:
    """Name, left, top, right and bottom of every shape that states its own place."""
    found = []
    for frame in tree.xpath("//p:spTree/*[.//a:off or .//p:xfrm]", namespaces=NAMES):
        place = frame.xpath("./p:xfrm | ./p:spPr/a:xfrm", namespaces=NAMES)
        if not place:
            continue
        off, ext = place[0].find("a:off", NAMES), place[0].find("a:ext", NAMES)
        x, y, w, h = (int(v) for v in (off.get("x"), off.get("y"), ext.get("cx"), ext.get("cy")))
        found.append((frame.xpath(".//p:cNvPr/@name", namespaces=NAMES)[0], x, y, x + w, y + h))
    return found
