"""The Jinja environment of every page."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.forms import BaseForm
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader, PrefixLoader

from wardmote.analyses.wording import opening
from wardmote.evidence.file_names import short_name
from wardmote.site.kit.access.openid import openid_settings
from wardmote.site.kit.pages.lines import Lines, hidden
from wardmote.site.kit.pages.tables import card_classes
from wardmote.site.kit.pages.wording import month_in_words

PARTS: dict[str, Any] = {"lines": Lines, "card_classes": card_classes, "hidden": hidden, "opening": opening}
"""What the parts for figures call."""


class NotThere(ChainableUndefined):
    """A name that a template was not given: it may be asked whether it is there, which the components of GOV.UK do,
    but it is never printed as if it were empty."""

    __slots__ = ()

    def __str__(self) -> str:
        """Refuse."""
        self._fail_with_undefined_error()
        return ""


def page_environment(**options: Any) -> Environment:
    """An environment that knows our templates, the GOV.UK components, addresses, files and languages."""
    options["loader"] = ChoiceLoader(
        [
            PackageLoader("wardmote.site", "templates"),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    options["undefined"] = NotThere
    options["trim_blocks"] = options["lstrip_blocks"] = True
    made = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], **options)  # noqa: S701 - Django sets autoescape
    made.install_gettext_callables(translation.gettext, translation.ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(static=static, url=_address, fault=_fault, openid=openid_settings, **PARTS)
    made.filters.update(moment=_moment, day=_day, month=month_in_words, kind=_kind, file=short_name)
    return made


def _address(name: str, **named: Any) -> str:
    """The address of a route by its name."""
    return reverse(name, kwargs=named or None)


def _fault(form: BaseForm, name: str) -> dict[str, str] | None:
    """What is wrong with a field of a form, as the design system's components take it; None when nothing is."""
    found = form.errors.get(name)
    return {"text": " ".join(str(one) for one in found)} if found else None


def _kind(node: object) -> str:
    """What kind of block of a document something is."""
    return type(node).__name__


def _moment(at: datetime | str | None) -> str:
    """Day and time as people say them, here: 3 April 2026, 14:05; a dash for none. Also of a time as files keep it."""
    if at is None:
        return "–"
    if isinstance(at, str):
        at = datetime.fromisoformat(at)
    return date_format(timezone.localtime(at), "j F Y, H:i")


def _day(at: date | None) -> str:
    """Day as people say it: 3 April 2026; a dash for none."""
    if at is None:
        return "–"
    return date_format(timezone.localtime(at) if isinstance(at, datetime) else at, "j F Y")
