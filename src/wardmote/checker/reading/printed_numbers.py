"""What a workbook shows for a number or date under its format: the words that a reader sees."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.[#0?]*)?")
_DATE = re.compile(r"yyyy|yy|mmmmm|mmmm|mmm|mm|m|dddd|ddd|dd|d|hh|h|ss|s|am/pm", re.I)
_TEXT_FORMAT = {"general", "@", ""}


def printed(value: object, form: str) -> str:
    """A value as its cell shows it; numbers are rounded half up, as spreadsheet programs do."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, form)
    if isinstance(value, datetime | date | time):
        return _date(value, form)
    if isinstance(value, timedelta):
        hours, rest = divmod(int(value.total_seconds()), 3600)
        return f"{hours}:{rest // 60:02}"
    return str(value)


def _number(value: float, form: str) -> str:
    sections = form.split(";")
    section = sections[0]
    signed = value < 0
    if value < 0 and len(sections) > 1 and sections[1].strip():
        section, value, signed = sections[1], -value, False
    elif value == 0 and len(sections) > 2:
        section = sections[2]
    if section.strip().lower() in _TEXT_FORMAT or "e+" in section.lower():
        return _general(-abs(value) if signed else value)
    return _in_section(abs(value), section, signed)


def _general(value: float) -> str:
    if float(value).is_integer() and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.10g}"


def _in_section(value: float, section: str, signed: bool) -> str:
    pattern = _LITERAL.sub(lambda found: f"\x00{_kept(found)}\x00" if _kept(found) else "", section)
    pieces = pattern.split("\x00")
    bare = "".join(pieces[::2])
    found = _DIGITS.search(bare)
    if not found:
        return "".join(pieces).strip()
    digits = found[0]
    scale = Decimal(100) if "%" in bare else Decimal(1)
    whole, _, decimals = digits.rstrip(",").partition(".")
    thousands = len(digits) - len(digits.rstrip(","))
    try:
        exact = Decimal(repr(float(value))) * scale / Decimal(1000) ** thousands
        rounded = exact.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    except InvalidOperation:
        return _general(-value if signed else value)
    text = f"{rounded:,f}" if "," in whole else f"{rounded:f}"
    optional = len(decimals) - len(decimals.rstrip("#"))
    for _ in range(optional):
        text = text[:-1] if "." in text and text.endswith("0") else text
    text = text.rstrip(".")
    marked = "\x01"
    shown = "".join(
        piece if index % 2 else piece.replace(digits, marked, 1) for index, piece in enumerate(pieces)
    )
    sign = "-" if signed and rounded else ""
    return sign + shown.replace(marked, text, 1).strip()


def _kept(found: re.Match[str]) -> str:
    """What a literal of a format shows: quoted words, a sign after a stroke, the currency of a bracket."""
    if found[1] is not None:
        return found[1]
    if found[2] is not None:
        return found[2]
    currency = re.match(r"\[\$([^\-\]]*)", found[0])
    return currency[1] if currency else ""


def _date(value: datetime | date | time, form: str) -> str:
    pattern = re.sub(r"\[[^\]]*\]", "", form.split(";")[0])
    if not re.search(r"[ymdhs]", pattern, re.I):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    after_hours = False
    made: list[str] = []
    at = 0
    for found in _DATE.finditer(pattern):
        made.append(pattern[at : found.start()].replace("\\", "").replace('"', ""))
        token = found[0].lower()
        minutes = token in ("m", "mm") and (
            after_hours or pattern[found.end() : found.end() + 2].lower() == ":s"
        )
        made.append(_token(value, "min" if minutes else token))
        after_hours = token in ("h", "hh") or (after_hours and token not in ("m", "mm"))
        at = found.end()
    made.append(pattern[at:].replace("\\", "").replace('"', ""))
    return "".join(made).strip().removesuffix("@").strip()


def _token(value: datetime | date | time, token: str) -> str:
    day = value if isinstance(value, date) else date(1900, 1, 1)
    clock = value if isinstance(value, time) else (value.time() if isinstance(value, datetime) else time())
    shown = {
        "yyyy": f"{day.year:04}", "yy": f"{day.year % 100:02}", "mmmmm": f"{day:%B}"[:1], "mmmm": f"{day:%B}",
        "mmm": f"{day:%b}", "mm": f"{day.month:02}", "m": str(day.month), "dddd": f"{day:%A}", "ddd": f"{day:%a}",
        "dd": f"{day.day:02}", "d": str(day.day), "hh": f"{clock.hour:02}", "h": str(clock.hour),
        "ss": f"{clock.second:02}", "s": str(clock.second), "min": f"{clock.minute:02}",
        "am/pm": "AM" if clock.hour < 12 else "PM",
    }  # fmt: skip
    return shown[token]
