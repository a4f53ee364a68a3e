"""One style of ``styles.yaml`` as WordprocessingML, its parts in the order that the schema asks for."""

from __future__ import annotations

from typing import Any

from wardmote.publishing.docx.markup import Xml, e, element, twips
from wardmote.publishing.theme import Theme

Given = dict[str, Any]
BUILT_IN_UNSEEN = ("Normal Table", "Default Paragraph Font")
HEAVY, LIGHT = 1.0, 0.6
"""Width in points of a table's first rule, and of the others."""
CELL_GAP, CELL_ABOVE, DENSE_ABOVE = 8.0, 2.0, 0.8
"""Points between two columns of a table, and above and below the words of a row, and of a dense table's row."""


def style_markup(
    kind: str,
    name: str,
    style_id: str,
    based: str,
    given: Given,
    number: tuple[int, int] | None,
    look: Theme,
    width: float,
) -> Xml:
    """The ``w:style`` element. ``number`` is the (list, level) that numbers its paragraphs, ``width`` the text's."""
    told: dict[str, str | float] = {"w:type": kind, "w:styleId": style_id}
    if given.get("default"):
        told["w:default"] = 1
    elif name.startswith("Wardmote"):
        told["w:customStyle"] = 1
    children = [
        e("name", val=name),
        e("basedOn", val=based) if based else "",
        e("uiPriority", val=99 if name in BUILT_IN_UNSEEN else 10),
        e("semiHidden") + e("unhideWhenUsed") if name in BUILT_IN_UNSEEN else e("qFormat"),
    ]
    if kind == "paragraph":
        children.append(_wrapped("pPr", paragraph_markup(given, number, look, width)))
    if kind != "table":
        children.append(_wrapped("rPr", run_markup(given, look)))
    else:
        children.append(table_markup(name, look))
    return element("w:style", told, *children)


def _wrapped(name: str, inside: Xml) -> Xml:
    return e(name, inside) if inside else ""


def paragraph_markup(given: Given, number: tuple[int, int] | None, look: Theme, width: float) -> Xml:
    """The paragraph properties that a style states; what it does not state comes from its basis."""
    made = [
        e(flag) for flag, name in (("keepNext", "keep_next"), ("keepLines", "keep_lines")) if given.get(name)
    ]
    if number:
        made.append(e("numPr", e("ilvl", val=number[1]), e("numId", val=number[0])))
    borders = given.get("borders", {})
    sides = [
        _border(side, borders[side], look) for side in ("top", "left", "bottom", "right") if side in borders
    ]
    made.append(_wrapped("pBdr", "".join(sides)))
    if "shade" in given:
        made.append(e("shd", val="clear", color="auto", fill=hexadecimal(look, given["shade"])))
    stops = [_tab_stop(stop, width) for stop in given.get("tabs", ())]
    made.append(_wrapped("tabs", "".join(stops)))
    made += [spacing(given), indentation(given)]
    if "align" in given:
        made.append(e("jc", val=given["align"]))
    if "outline" in given:
        made.append(e("outlineLvl", val=given["outline"]))
    return "".join(made)


def _border(side: str, given: Given, look: Theme) -> Xml:
    line, space = given.get("line", "single"), given.get("space", 0)
    return e(
        side, val=line, sz=round(given["width"] * 8), space=space, color=hexadecimal(look, given["colour"])
    )


def _tab_stop(stop: Given, width: float) -> Xml:
    at = width if stop["at"] == "width" else stop["at"]
    return e("tab", val=stop.get("align", "left"), pos=twips(at))


def spacing(given: Given) -> Xml:
    """Space before and after in points, and the height of a line as a multiple of the usual."""
    told: dict[str, str | float] = {
        f"w:{name}": twips(given[name]) for name in ("before", "after") if name in given
    }
    if "line" in given:
        told |= {"w:line": round(given["line"] * 240), "w:lineRule": "auto"}
    return element("w:spacing", told) if told else ""


def indentation(given: Given) -> Xml:
    """Indents in points; "room" keeps a right-hand margin free that only tabs reach into."""
    told: dict[str, str | float] = {
        f"w:{name}": twips(given[name]) for name in ("left", "right", "hanging") if name in given
    }
    if "room" in given:
        told["w:right"] = twips(given["room"])
    return element("w:ind", told) if told else ""


def run_markup(given: Given, look: Theme) -> Xml:
    """The run properties that a style states."""
    made = [_switch("b", given.get("bold")), _switch("i", given.get("italic"))]
    if "colour" in given:
        made.append(e("color", val=hexadecimal(look, given["colour"])))
    if "size" in given:
        made += [e("sz", val=round(given["size"] * 2)), e("szCs", val=round(given["size"] * 2))]
    if given.get("underline"):
        made.append(e("u", val="single"))
    if given.get("framed"):
        made.append(e("bdr", val="single", sz=4, space=0, color=hexadecimal(look, given["colour"])))
    if given.get("raised"):
        made.append(e("vertAlign", val="superscript"))
    if given.get("tabular"):
        made.append(element("w14:numSpacing", {"w14:val": "tabular"}))
    return "".join(made)


def _switch(name: str, on: bool | None) -> Xml:
    if on is None:
        return ""
    both = e(name) + e(f"{name}Cs")
    return both if on else e(name, val=0) + e(f"{name}Cs", val=0)


def table_markup(name: str, look: Theme) -> Xml:
    """A table style: ours for data has two rules at its head and a hairline at its end, the layout's has none."""
    if name == "Wardmote Table":
        return _data_table(look)
    beside = 5.4 if name == "Normal Table" else 0.0
    sides = ("top", 0.0), ("left", beside), ("bottom", 0.0), ("right", beside)
    return e("tblPr", e("tblInd", w=0, type="dxa"), _margins(sides))


def _margins(sides: tuple[tuple[str, float], ...]) -> Xml:
    return e("tblCellMar", *(e(side, w=twips(points), type="dxa") for side, points in sides))


def _data_table(look: Theme) -> Xml:
    colour = look.colour
    end = {"width": LIGHT, "colour": "hairline"}
    head = {"width": LIGHT, "colour": "ink"}
    above = {"width": HEAVY, "colour": "ink"}
    sides = ("top", CELL_ABOVE), ("left", 0), ("bottom", CELL_ABOVE), ("right", CELL_GAP)
    whole = e(
        "tblPr",
        e("tblInd", w=0, type="dxa"),
        e("tblBorders", _border("top", above, look), _border("bottom", end, look)),
        _margins(sides),
    )
    first = e(
        "tblStylePr",
        e("rPr", e("b"), e("bCs"), e("color", val=colour.ink[1:])),
        e(
            "tcPr",
            e("tcBorders", _border("top", above, look), _border("bottom", head, look)),
            e("vAlign", val="bottom"),
        ),
        type="firstRow",
    )
    return whole + first


def hexadecimal(look: Theme, name: str) -> str:
    """A colour of the theme as Word writes it."""
    value: str = getattr(look.colour, name)
    return value[1:].upper()
