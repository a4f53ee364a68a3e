"""The app of pages: it stores nothing."""

from __future__ import annotations

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Frame and parts of pages."""

    name = "wardmote.site.kit.pages"
    label = "pages"
