"""The Jinja environment of every page."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined


def page_environment(**options: Any) -> Environment:
    """An environment that knows our templates, the GOV.UK components, addresses, files and languages."""
    options["loader"] = ChoiceLoader(
        [
            PackageLoader("wardmote.site", "templates"),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    options["undefined"] = StrictUndefined
    options["trim_blocks"] = options["lstrip_blocks"] = True
    made = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], **options)  # noqa: S701 - Django sets autoescape
    made.install_gettext_callables(translation.gettext, translation.ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(static=static, url=_address)
    return made


def _address(name: str, **named: Any) -> str:
    """The address of a route by its name."""
    return reverse(name, kwargs=named or None)
