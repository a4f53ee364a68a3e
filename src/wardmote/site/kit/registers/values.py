"""What a field may say: read from words, stored as JSON, told in words, handed to spreadsheets."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlsplit

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wardmote.definitions.registers import RegisterField
from wardmote.publishing.plain_sheets import Cell
from wardmote.site.kit.registers.names import Names

LONGEST = {"text": 300, "long-text": 10_000, "web-address": 500, "tags": 1_000}
"""Characters that a field takes."""
MOST = Decimal(10) ** 15
DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d %H:%M:%S")
YES, NO = ("yes", "y", "true", "1"), ("no", "n", "false", "0")


class Unfit(Exception):  # noqa: N818
    """Words that a field cannot take; says what it takes."""


def read(field: RegisterField, words: str, names: Names) -> Any:
    """What to store for some words; None for none.

    Raises
    ------
    Unfit
        When the field cannot take them.
    """
    text = words.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").strip()
    return READERS[field.kind](field, text, names) if text else None


def words(field: RegisterField, value: Any, names: Names) -> str:
    """What is stored, in words; empty for nothing."""
    if value is None or value == "":
        return ""
    match field.kind:
        case "choice":
            return field.choices.get(value, str(value))
        case "date":
            return day_in_words(value)
        case "money":
            return f"£{Decimal(value):,.2f}".removesuffix(".00")
        case "number":
            return f"{value:,}".replace("-", "−")
        case "yes-no":
            return _("Yes") if value else _("No")
        case "tags":
            return ", ".join(value)
        case _:
            return _pointed(field, value, names)


def cell(field: RegisterField, value: Any, names: Names) -> Cell:
    """The same for a spreadsheet: numbers as numbers, days as days, all else in words that can be read in again."""
    if value is None or value == "":
        return ""
    match field.kind:
        case "number":
            return value  # type: ignore[no-any-return]
        case "money":
            return Decimal(value)
        case "date":
            return date.fromisoformat(value)
        case "tags":
            return "; ".join(value)
        case "link":
            return int(value)
        case _:
            return words(field, value, names)


def order(field: RegisterField, value: Any, names: Names) -> tuple[int, Any]:
    """By what a list is sorted; nothing comes last."""
    if value is None or value == "":
        return (1, "")
    match field.kind:
        case "number" | "link" | "yes-no":
            return (0, value)
        case "money":
            return (0, Decimal(value))
        case "date":
            return (0, value)
        case "choice":
            return (0, list(field.choices).index(value) if value in field.choices else len(field.choices))
        case _:
            return (0, words(field, value, names).casefold())


def day_in_words(day: str | date) -> str:
    """4 March 2026."""
    return date_format(date.fromisoformat(day) if isinstance(day, str) else day, "j F Y")


def _pointed(field: RegisterField, value: Any, names: Names) -> str:
    match field.kind:
        case "person":
            return names.people.get(value, _("somebody who is no longer here"))
        case "organisation":
            return names.organisations.get(value, _("an organisation that is no longer here"))
        case "area":
            return names.areas.get(value, str(value))
        case "link":
            title = names.entries.get(field.leads_to, {}).get(value, "")
            return f"{value}: {title}" if title else str(value)
        case _:
            return str(value)


def _text(field: RegisterField, text: str, names: Names) -> str:
    del names
    most = LONGEST[field.kind]
    if len(text) > most:
        raise Unfit(
            _("at most %(most)s characters; these are %(n)s") % {"most": f"{most:,}", "n": f"{len(text):,}"}
        )
    return " ".join(text.split()) if field.kind == "text" else text


def _choice(field: RegisterField, text: str, names: Names) -> str:
    del names
    return _one_of(
        text, {key: (key, title) for key, title in field.choices.items()}, ", ".join(field.choices.values())
    )


def _decimal(text: str) -> Decimal:
    plain = text.replace(",", "").replace("£", "").replace("−", "-").replace(" ", "")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        raise Unfit(_("a number, such as 1,250")) from None
    if not number.is_finite() or abs(number) > MOST:
        raise Unfit(_("a number, such as 1,250"))
    return number


def _number(field: RegisterField, text: str, names: Names) -> int | float:
    del field, names
    number = _decimal(text)
    return int(number) if number == number.to_integral_value() else float(number)


def _money(field: RegisterField, text: str, names: Names) -> str:
    del field, names
    pounds = _decimal(text)
    if pounds != pounds.quantize(Decimal("0.01")):
        raise Unfit(_("pounds and pence, such as 1250.50"))
    return str(pounds.quantize(Decimal("0.01")))


def _date(field: RegisterField, text: str, names: Names) -> str:
    del field, names
    for form in DATES:
        try:
            found = datetime.strptime(" ".join(text.split()), form).date()
        except ValueError:
            continue
        if found.year >= 1900:
            return found.isoformat()
    raise Unfit(_("a day, such as 2026-03-04 or 4/3/2026"))


def _yes_no(field: RegisterField, text: str, names: Names) -> bool:
    del field, names
    if text.casefold() in YES or text.casefold() in NO:
        return text.casefold() in YES
    raise Unfit(_("yes or no"))


def _person(field: RegisterField, text: str, names: Names) -> int:
    del field
    return person_of(text, names)


def person_of(text: str, names: Names) -> int:
    """The person of an email address, or of a name that only one person has."""
    found = names.emails.get(text.casefold())
    found = found if found in names.choosable else None
    alike = [key for key in names.choosable if names.people[key].casefold() == text.casefold()]
    if found is None and len(alike) > 1:
        raise Unfit(_("an email address: several people are called so"))
    if found is None and not alike:
        raise Unfit(_("the name or email address of somebody who has an account here"))
    return alike[0] if found is None else found


def organisation_of(text: str, names: Names) -> int:
    """The organisation of a name or a short name."""
    same = {name.casefold(): key for key, name in names.organisations.items()}
    found = same.get(text.casefold(), names.short.get(text.casefold()))
    if found is None:
        raise Unfit(
            _("an organisation of the partnership: %(names)s")
            % {"names": ", ".join(names.organisations.values())}
        )
    return found


def _organisation(field: RegisterField, text: str, names: Names) -> int:
    del field
    return organisation_of(text, names)


def _area(field: RegisterField, text: str, names: Names) -> str:
    del field
    plain = {key: (key, name, name.rpartition(" (")[0] or name) for key, name in names.areas.items()}
    return _one_of(text, plain, _("the name or the code of an area of the partnership"), said=True)


def _tags(field: RegisterField, text: str, names: Names) -> list[str]:
    found = (" ".join(one.split()) for one in re.split(r"[;,\n]", _text(field, text, names)))
    return list(dict.fromkeys(one for one in found if one))


def _link(field: RegisterField, text: str, names: Names) -> int:
    known = names.entries.get(field.leads_to, {})
    number = re.match(r"\d{1,9}", text)
    if number is None or int(number[0]) not in known:
        raise Unfit(_("the number of an entry that is there, such as 12"))
    return int(number[0])


def _web_address(field: RegisterField, text: str, names: Names) -> str:
    given = _text(field, text, names)
    try:
        parts = urlsplit(given)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.netloc or any(sign in given for sign in ' \n\t"<>'):
        raise Unfit(_("an address that begins with https://"))
    return given


def _one_of(text: str, known: Mapping[str, tuple[str, ...]], expected: str, *, said: bool = False) -> str:
    found = [key for key, called in known.items() if text.casefold() in {one.casefold() for one in called}]
    if len(found) != 1:
        raise Unfit(expected if said else _("one of: %(names)s") % {"names": expected})
    return found[0]


READERS: dict[str, Callable[[RegisterField, str, Names], Any]] = {
    "text": _text, "long-text": _text, "choice": _choice, "number": _number, "money": _money, "date": _date,
    "yes-no": _yes_no, "person": _person, "organisation": _organisation, "area": _area, "tags": _tags, "link": _link,
    "web-address": _web_address,
}  # fmt: skip
