"""The styles of the file: a template's own by their names, and ours of ``styles.yaml`` where it has none."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from wardmote.publishing.docx.markup import SPACES, Xml, e, elements
from wardmote.publishing.docx.style_markup import style_markup
from wardmote.publishing.docx.template_look import heading_colour, text_size
from wardmote.publishing.theme import Theme, fault_of_colour

Sheet = dict[str, dict[str, dict[str, Any]]]
W = f"{{{SPACES['w']}}}"
NO_WORDS = 1
"""Size in points of paragraphs that hold no words."""
SLACK = 1.08
"""How much wider than ours a template's typeface may be."""
LEAST = 8.5
"""The least size in points of our words in a template."""
HEADINGS = tuple(f"heading {level}" for level in range(1, 6))


@cache
def sheet(one_page: bool = False) -> Sheet:
    """Our styles by kind and name, as ``styles.yaml`` lists them; smaller for a document of one page."""
    read: Sheet = yaml.safe_load((files(__package__) / "styles.yaml").read_text("utf-8"))
    smaller = read.pop("one_page")
    for name, changes in smaller.items() if one_page else ():
        read["paragraph"][name] |= changes
    return read


class Styles:
    """The styles part of a file. Asking for a style by its name gives its id, and adds ours where there is none.

    ``width`` is that of the page's text in points: the right-hand tab stops stand there. Figures of one width are
    asked for in a file of our own typeface only.
    """

    def __init__(self, root: Any, look: Theme, width: float, own_file: bool, one_page: bool = False) -> None:
        self.root = root
        self.look = look
        self.width = width
        self.own_file = own_file
        self.added: set[str] = set()
        self._lists: dict[str, int] = {}
        self._ids: dict[tuple[str, str], str] = {
            self._key(style): style.get(f"{W}styleId") for style in root.findall(f"{W}style")
        }
        self.sheet = sheet(one_page)
        self.scale = 1.0
        if not own_file:
            self._take_after_template()

    def _take_after_template(self) -> None:
        """Our own styles grow with the template's text, and what we colour takes the colour of its headings."""
        usual = self.sheet["paragraph"]["Normal"]["size"]
        self.scale = text_size(self.root, usual) / usual
        colour = heading_colour(self.root, self._ids.get(("paragraph", HEADINGS[0]), ""))
        if colour and not fault_of_colour(colour):
            self.look = replace(self.look, colour=replace(self.look.colour, accent=colour))
        self.sheet = {
            kind: {name: self._in_size(given) for name, given in styles.items()}
            for kind, styles in self.sheet.items()
        }

    def _in_size(self, given: dict[str, Any]) -> dict[str, Any]:
        return given | {"size": self.scaled(given["size"])} if given.get("size", 0) > NO_WORDS else given

    def scaled(self, size: float) -> float:
        """A size of ours beside the text of this file, in half points as Word has them."""
        return size if self.own_file else max(LEAST, round(size * self.scale * 2) / 2)

    @staticmethod
    def _key(style: Any) -> tuple[str, str]:
        name = style.find(f"{W}name")
        return style.get(f"{W}type") or "paragraph", (name.get(f"{W}val") if name is not None else "").lower()

    def number_with(self, lists: dict[str, int]) -> None:
        """Which list of the numbering part each list of ``styles.yaml`` is."""
        self._lists = lists

    def has(self, name: str, kind: str = "paragraph") -> bool:
        """Whether the file has a style of this name that is not one of ours."""
        return (kind, name.lower()) in self._ids and name not in self.added

    def paragraph(self, name: str) -> str:
        """The id of a paragraph style."""
        return self._id("paragraph", name)

    def character(self, name: str) -> str:
        """The id of a character style."""
        return self._id("character", name)

    def table(self, name: str) -> str:
        """The id of a table style."""
        return self._id("table", name)

    def sized(self, name: str, size: float) -> str:
        """The id of a paragraph style that is one of ours in another size of text."""
        given = self.sheet["paragraph"][name]
        if given["size"] == size:
            return self.paragraph(name)
        return self._like(f"{name} {size:g}", name, {"size": size})

    def unlisted(self, level: int) -> str:
        """The id of a heading style that looks like Word's own, but that a contents field does not look for."""
        return self._like(f"Wardmote Unlisted Heading {level}", HEADINGS[level - 1], {})

    def _like(self, name: str, basis: str, changes: dict[str, Any]) -> str:
        known: str | None = self._ids.get(("paragraph", name.lower()))
        return known or self._add("paragraph", name, {"based": basis, **changes})

    def __getitem__(self, style_id: str) -> Any:
        """The style element with this id. Raises KeyError when the file has none."""
        for style in self.root.findall(f"{W}style"):
            if style.get(f"{W}styleId") == style_id:
                return style
        raise KeyError(style_id)

    def name_of(self, style_id: str) -> str:
        """The name of a paragraph style by its id; "" when the file has none."""
        return next(
            (name for (kind, name), known in self._names() if kind == "paragraph" and known == style_id), ""
        )

    def _names(self) -> list[tuple[tuple[str, str], str]]:
        return list(self._ids.items())

    def _id(self, kind: str, name: str) -> str:
        known = self._ids.get((kind, name.lower()))
        if known is not None:
            return known
        given = self.sheet[kind][name]
        default = self._default(kind) if given.get("default") else None
        if default is not None:
            self._ids[kind, name.lower()] = default
            return default
        return self._add(kind, name, given)

    def _default(self, kind: str) -> str | None:
        """The style that a template calls its default of this kind, under whatever name."""
        found = [s for s in self.root.findall(f"{W}style") if s.get(f"{W}default") in ("1", "true", "on")]
        ids: list[str] = [s.get(f"{W}styleId") for s in found if self._key(s)[0] == kind]
        return ids[0] if ids else None

    def _add(self, kind: str, name: str, given: dict[str, Any]) -> str:
        made = self._new_id(name)
        self._ids[kind, name.lower()] = made
        self.added.add(name)
        based = self._id(kind, given["based"]) if "based" in given else ""
        self.root.extend(elements(self._markup(kind, name, made, based, given)))
        following = given.get("next")
        if following:
            basis = self.root[-1].find(f"{W}basedOn")
            basis.addnext(elements(e("next", val=self._id(kind, following)))[0])
        return made

    def _markup(self, kind: str, name: str, made: str, based: str, given: dict[str, Any]) -> Xml:
        if not self.own_file:
            given = _for_any_typeface(given)
        named = given.get("list", "")
        number = (self._lists.get(named, 0), given.get("outline", 0)) if named in self._lists else None
        return style_markup(kind, name, made, based, given, number, self.look, self.width)

    def _new_id(self, name: str) -> str:
        wanted = re.sub(r"[^A-Za-z0-9]", "", name.title() if name.islower() else name) or "Style"
        taken, number, made = set(self._ids.values()), 2, wanted
        while made in taken:
            made, number = f"{wanted}{number}", number + 1
        return made


def _for_any_typeface(given: dict[str, Any]) -> dict[str, Any]:
    """A style without what is measured for our typeface: figures of one width, lines lower than a typeface's own."""
    kept = {key: value for key, value in given.items() if key != "tabular"}
    return kept | {"line": max(1.0, kept["line"])} if "line" in kept else kept
