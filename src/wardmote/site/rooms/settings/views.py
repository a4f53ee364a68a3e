"""Pages of the settings room."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wardmote.operations.settings import SettingsError
from wardmote.site.kit.access.routes import needs
from wardmote.site.kit.access.scope import actor_of
from wardmote.site.kit.house import workspace
from wardmote.site.kit.pages.asking import Question, ask
from wardmote.site.rooms.settings.forms import PartnershipForm
from wardmote.site.rooms.settings.services import change_settings

CHANGE = "settings-change"


@needs(CHANGE)
@require_safe
def settings_page(request: HttpRequest) -> HttpResponse:
    """What is set, which feeds are expected, and what is to be reached."""
    now = workspace()
    feeds = sorted(now.definitions.feeds.values(), key=lambda feed: (feed.provider, feed.title))
    targets = sorted(now.definitions.targets.values(), key=lambda target: target.title)
    shown = {"now": now.settings, "feeds": feeds, "targets": targets, "measures": now.definitions.measures}
    return render(request, "settings/settings.html", shown)


@needs(CHANGE)
def settings_change(request: HttpRequest) -> HttpResponse:
    """Change what is set."""
    now = workspace().settings
    names = ("name", "marking", "colour", "suppress_open_data", "withhold_partner_figures")
    form = PartnershipForm(request.POST or None, initial={name: getattr(now, name) for name in names})
    there = reverse("settings")
    note = _("Pages change at once; documents change when they are next built.")
    question = Question(
        _("Change the settings"), _("Save"), there, there, _("The settings were changed."), (note,)
    )
    return ask(
        request,
        question,
        form,
        lambda told: change_settings(actor_of(request), **told),
        (SettingsError, OSError),
    )
