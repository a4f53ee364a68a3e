"""Hostile and broken files, made from a seed: what people and programs send when nobody looks."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from openpyxl import Workbook

HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context\n"
)
FORCE = "Eastmarch Constabulary"
PARTNER = "Ward,Month,Measure,Value\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
BOMB = 30_000_000
CELLS = (
    "=1+1", "=cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "x" * 200_000, "\x00", "45000", "01/02/26", "1e999", "NaN",
    "<script>alert(1)</script>", "‮1202", "１２", "9" * 400, "-0", "½",
)  # fmt: skip
DATES = (
    "", "2026-13", "April", "\x00", '"', "45383", "9999-99", "2026-00", "31/31/2026", "0000-01", "2026-04-31T99",
)  # fmt: skip
NAMES = (
    "../../wardmote.toml", "/etc/passwd", "C:\\x.csv", "a\x00b.csv", "con.csv", "é" * 300 + ".csv", "..", " ",
    "….csv", "a\r\nSet-Cookie: b.csv", "-rf.csv", "~root.csv", "%2e%2e%2fx.csv", "<img src=x>.csv", "x" * 300,
    "\u202egpj.csv", "a/../../b.csv", "lock", "{{ 7*7 }}.csv",
)  # fmt: skip
KINDS_OF_NOTHING = (
    PNG, b"%PDF-1.7\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PAR1", b"SQLite format 3\x00", b"{\\rtf", b"{" * 5_000,
    b"[" * 5_000, b"MZ", b"\x7fELF", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"<html>", b"<?xml",
)  # fmt: skip


@dataclass(frozen=True)
class Lot:
    """What is sent at once. ``usable``: whether any of it may rightly become evidence."""

    files: list[tuple[str, bytes]]
    usable: bool = False


def crimes(random: Random, rows: int = 20) -> bytes:
    """A small file of street crime as it should be."""
    lines = (
        f"{random.getrandbits(256):064x},2026-04,{FORCE},{FORCE},,,No Location,,,Burglary,Under investigation,\n"
        for _ in range(rows)
    )
    return (HEADER + "".join(lines)).encode()


def zipped(*members: tuple[str, bytes]) -> bytes:
    """An archive of members, whatever they are called."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def book(sheet: str, **more: bytes) -> bytes:
    """The parts of a workbook, with a sheet's XML as given."""
    spread = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>'
    )
    whole = f'<workbook xmlns="{spread}"><sheets><sheet name="Q1" sheetId="1"/></sheets></workbook>'
    parts = {"[Content_Types].xml": types.encode(), "xl/workbook.xml": whole.encode()}
    parts |= {"xl/worksheets/sheet1.xml": sheet.encode(), **more}
    return zipped(*parts.items())


def _cut(random: Random, content: bytes) -> bytes:
    return content[: random.randrange(1, len(content))]


def _bomb(random: Random) -> Lot:
    filling = bytes([random.choice(b"0, \n\x00")]) * BOMB
    return Lot([("bomb.zip", zipped(("a.csv", HEADER.encode() + filling)))])


def _many(random: Random) -> Lot:
    members = [(f"{number}.csv", b"") for number in range(random.randrange(1_500, 2_500))]
    return Lot([("many.zip", zipped(*members))])


def _nested(random: Random) -> Lot:
    inner = crimes(random)
    for at in range(random.randrange(2, 9)):
        inner = zipped((f"inner{at}.zip" if at else "april.csv", inner))
    return Lot([("nested.zip", inner)], usable=True)


def _named(random: Random) -> Lot:
    return Lot([(random.choice(NAMES), crimes(random))], usable=True)


def _paths(random: Random) -> Lot:
    return Lot([("paths.zip", zipped((random.choice(NAMES), crimes(random))))], usable=True)


def _encoded(random: Random) -> Lot:
    text = crimes(random).decode().replace("Burglary", "Bürglary — “x”")
    code = random.choice(["utf-16", "utf-16-le", "utf-32", "cp1252", "utf-7", "cp037", "utf-8-sig"])
    return Lot([("encoded.csv", text.encode(code, "replace"))], usable=True)


def _cells(random: Random) -> Lot:
    cell = random.choice(CELLS)
    return Lot([("cells.csv", (PARTNER + f"Old Quay,{cell},{cell},{cell}\n" * 5).encode())])


def _formulas(random: Random) -> Lot:
    made, kept = Workbook(), io.BytesIO()
    sheet = made.active
    assert sheet is not None
    sheet.append(PARTNER.strip().split(","))
    for row in range(2, 8):
        sheet.append(
            ["Old Quay", "2026-04", "burglary", random.choice(["=1/0", f"=A{row}", "=NOW()", "=[1]x!A1"])]
        )
    made.save(kept)
    return Lot([("formulas.xlsx", kept.getvalue())])


def _spoiled(random: Random) -> Lot:
    good = crimes(random).decode().splitlines(keepends=True)
    place = random.randrange(1, len(good))
    good[place] = good[place].replace("2026-04", random.choice(DATES))
    return Lot([("spoiled.csv", "".join(good).encode())], usable=True)


def _entities(random: Random) -> Lot:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, random.randrange(4, 12)))
    outside = random.choice(["", '<!ENTITY o SYSTEM "file:///etc/passwd">'])
    sheet = f'<!DOCTYPE x [<!ENTITY l0 "x">{levels}{outside}]><worksheet>&l3;</worksheet>'
    return Lot([("entities.xlsx", book(sheet))])


def _macros(random: Random) -> Lot:
    made = book("<worksheet/>", **{"xl/vbaProject.bin": random.randbytes(500)})
    return Lot([(f"macros.{random.choice(['xlsm', 'xlsx', 'csv', 'xls'])}", made)])


def _twice(random: Random) -> Lot:
    same = crimes(random)
    return Lot([("once.csv", same), ("twice.csv", same), ("once.csv", same)], usable=True)


def _small(random: Random) -> Lot:
    ending = random.choice(["csv", "xlsx", "zip", "ods", "gz", "", "odt", "json"])
    return Lot([(f"small.{ending}", random.randbytes(random.randrange(3)))])


def _empty(random: Random) -> Lot:
    text = random.choice(
        [HEADER, PARTNER, "\n" * 500, "," * 9_000, '"' * 900, "\ufeff", "\x00" * 700, "a," * 9_000]
    )
    return Lot([("empty.csv", text.encode())])


def _other(random: Random) -> Lot:
    ending = random.choice(["csv", "xlsx", "zip", "geojson", "ods", "exe", "csv.gz"])
    return Lot([(f"picture.{ending}", random.choice(KINDS_OF_NOTHING) + random.randbytes(400))])


def _half(random: Random) -> Lot:
    return Lot([("half.zip", _cut(random, zipped(("april.csv", crimes(random)))))])


def _half_book(random: Random) -> Lot:
    return Lot([("half.xlsx", _cut(random, book("<worksheet><sheetData/></worksheet>")))])


def _noise(random: Random) -> Lot:
    made = bytearray(random.choice([crimes(random), zipped(("a.csv", crimes(random)))]))
    for _ in range(random.randrange(1, 30)):
        made[random.randrange(len(made))] = random.randrange(256)
    return Lot([(f"noise.{random.choice(['csv', 'zip'])}", bytes(made))], usable=True)


def _packed(random: Random) -> Lot:
    whole = random.choice([crimes(random), b"0" * 900_000])
    return Lot(
        [("packed.csv.gz", random.choice([gzip.compress(whole), _cut(random, gzip.compress(whole))]))], True
    )


def _mixed(random: Random) -> Lot:
    return Lot([("april.csv", crimes(random)), *_other(random).files, *_empty(random).files], usable=True)


def _wide(random: Random) -> Lot:
    heads = HEADER.strip() + "".join(f",c{n}" for n in range(random.randrange(2_000, 9_000)))
    return Lot([("wide.csv", f"{heads}\n{'1,' * 12_000}\n".encode())])


KINDS: tuple[Callable[[Random], Lot], ...] = (
    _bomb, _many, _nested, _named, _paths, _encoded, _cells, _formulas, _spoiled, _entities, _macros, _twice, _small,
    _empty, _other, _half, _half_book, _noise, _packed, _mixed, _wide,
)  # fmt: skip


def hostile(seed: int) -> Lot:
    """What is sent at once: every kind in turn."""
    return KINDS[seed % len(KINDS)](Random(seed))
