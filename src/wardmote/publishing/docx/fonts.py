"""The shipped typeface inside the file, so that it looks the same on a computer that has not got it.

Word embeds a font with the first 32 bytes of the file mixed with a key that stands beside it (ECMA-376 part 4,
17.8.1): no secret, only a hindrance to copying the file out. The Open Font Licence allows embedding.
"""

from __future__ import annotations

import hashlib
import uuid
from functools import cache
from typing import Any

from fontTools.ttLib import TTFont

from wardmote.publishing.docx.bare import HEAD, OFFICE, WORD
from wardmote.publishing.docx.markup import DECLARED, Xml, e, element
from wardmote.publishing.theme import FONT_FILES, font_folder, theme

SLOTS = {
    "regular": "embedRegular",
    "bold": "embedBold",
    "italic": "embedItalic",
    "bold-italic": "embedBoldItalic",
}
"""In the order of the schema."""
KIND = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
FALL_BACK = "Arial"


def embed(file: Any) -> None:
    """Add the four styles of the typeface and the font table that names them."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    package = file.part.package
    parts, slots = [], []
    for number, (style, slot) in enumerate(SLOTS.items(), start=1):
        content = (font_folder() / f"{FONT_FILES[style]}.ttf").read_bytes()
        key = uuid.UUID(bytes=hashlib.sha256(content).digest()[:16], version=4)
        parts.append(Part(PackURI(f"/word/fonts/font{number}.odttf"), KIND, mixed(content, key), package))
        slots.append(element(f"w:{slot}", {"r:id": f"rId{number}", "w:fontKey": f"{{{str(key).upper()}}}"}))
    content = _table("".join(slots)).encode("utf-8")
    table = Part(PackURI("/word/fontTable.xml"), f"{WORD}.fontTable+xml", content, package)
    for number, part in enumerate(parts, start=1):
        table.load_rel(f"{OFFICE}/font", part, f"rId{number}")
    file.part.relate_to(table, f"{OFFICE}/fontTable")


def mixed(content: bytes, key: uuid.UUID) -> bytes:
    """A font's bytes with the first 32 mixed with a key; mixed again they are as they were."""
    backwards = key.bytes[::-1]
    start = bytes(byte ^ backwards[place % 16] for place, byte in enumerate(content[:32]))
    return start + content[32:]


@cache
def _scripts() -> dict[str, str]:
    """Which scripts the typeface holds, as its OS/2 table states them."""
    with TTFont(font_folder() / f"{FONT_FILES['regular']}.ttf", lazy=True) as font:
        table = font["OS/2"]
        ranges = {f"usb{i}": getattr(table, f"ulUnicodeRange{i + 1}") for i in range(4)}
        pages = {f"csb{i}": getattr(table, f"ulCodePageRange{i + 1}") for i in range(2)}
    return {name: f"{value & 0xFFFFFFFF:08X}" for name, value in (ranges | pages).items()}


def _table(slots: Xml) -> Xml:
    font = e(
        "font",
        e("altName", val=FALL_BACK),
        e("charset", val="00"),
        e("family", val="swiss"),
        e("pitch", val="variable"),
        e("sig", **_scripts()),
        slots,
        name=theme().family,
    )
    return f"{HEAD}<w:fonts {DECLARED}>{font}</w:fonts>"
