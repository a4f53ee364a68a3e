"""Numbers of lists in the forms in which office files count: 1, a, A, i, I."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
    (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST_ROMAN = 3999


def roman(number: int) -> str:
    """A number in small Roman letters; in figures where Roman letters have none."""
    if not 0 < number <= _LARGEST_ROMAN:
        return str(number)
    found = ""
    for size, letters in _ROMAN:
        while number >= size:
            found += letters
            number -= size
    return found


def letters(number: int) -> str:
    """A number in small letters: a to z, then aa, bb."""
    if not 0 < number <= 26 * 10:
        return str(number)
    times, which = divmod(number - 1, 26)
    return chr(ord("a") + which) * (times + 1)


def in_form(number: int, form: str) -> str:
    """A number in a form, named as Word or OpenDocument names it."""
    if form in ("lowerLetter", "a"):
        return letters(number)
    if form in ("upperLetter", "A"):
        return letters(number).upper()
    if form in ("lowerRoman", "i"):
        return roman(number)
    if form in ("upperRoman", "I"):
        return roman(number).upper()
    if form == "decimalZero":
        return f"{number:02}"
    return str(number) if form not in ("none", "") else ""
