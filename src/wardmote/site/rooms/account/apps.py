"""The app of everybody's own account: it stores nothing of its own."""

from __future__ import annotations

from django.apps import AppConfig


class OwnAccountConfig(AppConfig):
    """Pages of one's own account."""

    name = "wardmote.site.rooms.account"
    label = "own_account"
