"""The lists of the file: headings' numbers, bullets, and numbered lists that each start again at 1."""

from __future__ import annotations

from typing import Any

from wardmote.publishing.docx.markup import SPACES, Xml, e, elements, twips
from wardmote.publishing.docx.styles import HEADINGS, Styles
from wardmote.publishing.theme import Theme

W = f"{{{SPACES['w']}}}"
HANGS = (28.0, 34.0, 42.0, 50.0, 58.0)
"""Points from a heading's number to its words, by level."""
BULLET, ORDER = 14.0, 18.0
"""Points from a bullet, or a number, to its words."""
IDENTITIES = {"headings": "57415244", "bullets": "4D4F5445", "numbers": "4C495354"}
"""Word takes two lists with the same identity for one."""


class Lists:
    """The numbering part. Lists of ours are added when first asked for."""

    def __init__(self, root: Any, styles: Styles, look: Theme) -> None:
        self.root = root
        self.styles = styles
        self.look = look
        self._ours: dict[str, int] = {}

    def ours(self, name: str, heading_ids: tuple[str, ...] = ()) -> int:
        """The number of our list "headings", "bullets" or "numbers"; headings may be bound to their styles."""
        if name not in self._ours:
            self._ours[name] = self._num(self._abstract(name, heading_ids))
        return self._ours[name]

    def starting_again(self, style_id: str) -> int:
        """A new list like that of a list style (else like ours), from 1."""
        found = self.of_style(style_id)
        own = self._abstract_of(found[0]) if found else None
        like = own if own is not None else self._abstract_of(self.ours("numbers"))
        again = e("lvlOverride", e("startOverride", val=1), ilvl=0)
        return self._num(_whole(like, "abstractNumId"), again)

    def of_style(self, style_id: str) -> tuple[int, int] | None:
        """The (list, level) that a style, or the style it is based on, numbers its paragraphs with."""
        seen: set[str] = set()
        while style_id and style_id not in seen:
            seen.add(style_id)
            try:
                style = self.styles[style_id]
            except KeyError:
                return None
            number = style.find(f"{W}pPr/{W}numPr/{W}numId")
            if number is not None:
                level = style.find(f"{W}pPr/{W}numPr/{W}ilvl")
                chosen = _whole(number, "val")
                return (chosen, max(0, _whole(level, "val"))) if chosen > 0 else None
            basis = style.find(f"{W}basedOn")
            style_id = basis.get(f"{W}val") if basis is not None else ""
        return None

    def level_of_style(self, style_id: str) -> Any | None:
        """The level definition that numbers a style's paragraphs."""
        found = self.of_style(style_id)
        abstract = self._abstract_of(found[0]) if found else None
        if found is None or abstract is None:
            return None
        levels = abstract.findall(f"{W}lvl")
        bound = [
            level
            for level in levels
            if any(n.get(f"{W}val") == style_id for n in level.findall(f"{W}pStyle"))
        ]
        plain = [level for level in levels if level.get(f"{W}ilvl") == str(found[1])]
        chosen = next(iter([*bound, *plain]), None)
        return None if chosen is None or self._overridden(found[0], chosen) else chosen

    def same_list(self, one_style: str, other_style: str) -> bool:
        """Whether two styles are numbered by one list, so that one counts within the other."""
        one, other = (self.of_style(style) for style in (one_style, other_style))
        if one is None or other is None:
            return False
        return one[0] == other[0] or self._abstract_of(one[0]) is self._abstract_of(other[0])

    def _overridden(self, num_id: int, level: Any) -> bool:
        """Whether a list counts a level otherwise than its definition says."""
        nums = (num for num in self.root.findall(f"{W}num") if _whole(num, "numId") == num_id)
        own = [over for num in nums for over in num.findall(f"{W}lvlOverride")]
        return any(
            over.get(f"{W}ilvl") == level.get(f"{W}ilvl")
            and any(one.tag != f"{W}startOverride" or one.get(f"{W}val") != "1" for one in over)
            for over in own
        )

    def _abstract_of(self, num_id: int) -> Any:
        """The definition behind a list; None when a template's list has none."""
        for num in self.root.findall(f"{W}num"):
            if _whole(num, "numId") == num_id:
                wanted = _whole(num.find(f"{W}abstractNumId"), "val")
                found = (one for one in self._abstracts() if _whole(one, "abstractNumId") == wanted)
                return next(found, None) if wanted >= 0 else None
        return None

    def _abstracts(self) -> list[Any]:
        found: list[Any] = self.root.findall(f"{W}abstractNum")
        return found

    def _num(self, abstract: int, *overrides: Xml) -> int:
        nums = self.root.findall(f"{W}num")
        number = max((_whole(num, "numId") for num in nums), default=0) + 1
        made = elements(e("num", e("abstractNumId", val=abstract), *overrides, numId=number))[0]
        if nums:
            nums[-1].addnext(made)
        else:
            self.root.insert(self._after_abstracts(), made)
        return number

    def _abstract(self, name: str, heading_ids: tuple[str, ...]) -> int:
        number = max((_whole(one, "abstractNumId") for one in self._abstracts()), default=-1) + 1
        levels = self._heading_levels(heading_ids) if name == "headings" else self._list_level(name)
        identity = e("nsid", val=IDENTITIES[name]) + e("multiLevelType", val="multilevel")
        made = elements(e("abstractNum", identity, levels, abstractNumId=number))[0]
        self.root.insert(self._after_abstracts(), made)
        return number

    def _after_abstracts(self) -> int:
        first = ("numPicBullet", "abstractNum")
        return sum(1 for child in self.root if child.tag in {f"{W}{name}" for name in first})

    def _heading_levels(self, heading_ids: tuple[str, ...]) -> Xml:
        made = []
        for level, hang in enumerate(HANGS):
            shown = ".".join(f"%{place + 1}" for place in range(level + 1))
            bound = e("pStyle", val=heading_ids[level]) if heading_ids else ""
            quiet = e(
                "rPr", e("b", val=0), e("bCs", val=0), e("color", val=self.look.colour.quiet[1:].upper())
            )
            made.append(_level(level, "decimal", shown, hang, 0, bound, quiet))
        return "".join(made)

    def _list_level(self, name: str) -> Xml:
        if name == "bullets":
            return _level(0, "bullet", "•", BULLET, 4, "", "")
        return _level(0, "decimal", "%1.", ORDER, 0, "", "")


def _whole(one: Any, name: str) -> int:
    """A whole number in an attribute; -1 where a template has none."""
    value = one.get(f"{W}{name}") if one is not None else None
    return int(value) if value is not None and value.isdigit() else -1


def _level(number: int, kind: str, shown: str, hang: float, left: float, bound: Xml, look: Xml) -> Xml:
    indent = e("ind", left=twips(left + hang), hanging=twips(hang))
    stop = e("tabs", e("tab", val="num", pos=twips(left + hang)))
    return e(
        "lvl",
        e("start", val=1),
        e("numFmt", val=kind),
        bound,
        e("suff", val="tab"),
        e("lvlText", val=shown),
        e("lvlJc", val="left"),
        e("pPr", stop, indent),
        look,
        ilvl=number,
    )


def heading_ids(styles: Styles) -> tuple[str, ...]:
    """The ids of the five heading styles."""
    return tuple(styles.paragraph(name) for name in HEADINGS)
