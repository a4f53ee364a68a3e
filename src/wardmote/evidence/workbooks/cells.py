"""The text of a cell: what stands in the CSV line that a sheet's row becomes."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

from wardmote.evidence.workbooks.formats import Format

TEXT, NUMBER, DATE, PERCENT, BOOLEAN, ERROR, UNRESOLVED, EMPTY = "t", "n", "d", "p", "b", "e", "u", " "
"""Kinds of a cell; a row's kinds are a string of them. ``UNRESOLVED`` is a formula without a stored result."""

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_BREAKS = re.compile(r"[\r\n\t\v\f\x1c-\x1f\x85\u2028\u2029]+")
_ODD_SPACES = re.compile(r"[\u00a0\u2007\u202f]")
_NOTHING = re.compile(r"[\u200b\ufeff\x00-\x08\x0e-\x1b\x7f\ud800-\udfff\ufffe\uffff]")
_DURATION = re.compile(r"-?P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?")
_NUMBER = re.compile(r"-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
LAST_SERIAL = 2_958_466
"""The first day of the year 10000, counted as Excel counts days."""


def words(text: str) -> str:
    """Text in one line, without outer spaces; breaks and non-breaking spaces become spaces."""
    if text.isascii() and text.isprintable():
        return text.strip()
    text = _NOTHING.sub("", _ODD_SPACES.sub(" ", _BREAKS.sub(" ", text)))
    return text.strip()


def unescape(text: str) -> str:
    """Text of an XLSX file, in which ``_x000A_`` stands for a character."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def kind_of_text(text: str) -> str:
    """The kind of a cell that holds these words: a number may be stored as text, too."""
    if not text:
        return EMPTY
    return NUMBER if text[-1].isdigit() and _NUMBER.fullmatch(text) else TEXT


def number(text: str) -> str:
    """A number as it is written plainly: ``5`` and not ``5.0``, without exponent.

    Raises
    ------
    ValueError
        When it is none.
    """
    if text.isascii() and text.isdigit() and (text[0] != "0" or text == "0"):
        return text
    value = float(text)
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return _plain(_decimal(value))


def shown(text: str, form: Format, since_1904: bool = False) -> tuple[str, str]:
    """A number's text and kind under its format.

    Raises
    ------
    ValueError
        When it is no number.
    """
    plain = number(text)
    if form.kind == "plain":
        return plain, NUMBER
    if form.kind == "percent":
        return percent(plain), PERCENT
    if form.kind == "padded":
        return (plain.zfill(form.width), NUMBER) if plain.isdigit() else (plain, NUMBER)
    return _dated(plain, form, since_1904)


def percent(plain: str) -> str:
    """A share such as 0.12 as ``12%``."""
    return _plain(Decimal(plain) * 100) + "%"


def _decimal(value: float) -> Decimal:
    try:
        exact = Decimal(repr(value))
    except InvalidOperation as error:
        raise ValueError(value) from error
    if not exact.is_finite():
        raise ValueError(value)
    return exact


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def _dated(plain: str, form: Format, since_1904: bool) -> tuple[str, str]:
    serial = float(plain)
    if not 0 <= serial < LAST_SERIAL:
        return plain, NUMBER
    if form.kind == "elapsed" or (form.kind == "time" and serial < 1):
        return _clock(timedelta(seconds=round(serial * 86_400))), DATE
    start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 31 if serial < 60 else 30)
    at = start + timedelta(seconds=round(serial * 86_400))
    return moment(at, form), DATE


def moment(at: datetime, form: Format) -> str:
    """A date as ISO writes it: the month alone where the format shows no day, with the time where there is one."""
    if form.kind == "month" and at.day == 1:
        return at.date().isoformat()[:7]
    if (at.hour, at.minute, at.second) == (0, 0, 0):
        return at.date().isoformat()
    return at.isoformat(" ", "seconds")


def duration(text: str) -> str:
    """An ISO duration such as ``PT07H32M00S`` as ``07:32:00``.

    Raises
    ------
    ValueError
        When it is none.
    """
    found = _DURATION.fullmatch(text)
    if found is None:
        raise ValueError(text)
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    span = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    return ("-" if text.startswith("-") else "") + _clock(span)


def _clock(span: timedelta) -> str:
    minutes, seconds = divmod(int(span.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}"


def letters(column: int) -> str:
    """The letters of a column counted from 0: A, B ... Z, AA."""
    found = ""
    column += 1
    while column:
        column, place = divmod(column - 1, 26)
        found = chr(65 + place) + found
    return found


def address(row: int, column: int) -> str:
    """A cell's address, such as C5: the row counted from 1, the column from 0."""
    return f"{letters(column)}{row}"


def place(reference: str) -> tuple[int, int]:
    """Row (from 1) and column (from 0) of an address such as ``C5`` or ``$C$5``.

    Raises
    ------
    ValueError
        When it is none.
    """
    column, row = 0, 0
    for at, letter in enumerate(reference.replace("$", "")):
        if letter.isdigit():
            row = int(reference.replace("$", "")[at:])
            break
        if not ("A" <= letter.upper() <= "Z") or column > 20_000:
            raise ValueError(reference)
        column = column * 26 + ord(letter.upper()) - 64
    if not row or not column:
        raise ValueError(reference)
    return row, column - 1
