"""Changing the partnership's settings: the file in the workspace is the only copy."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from wardmote.operations.keep_settings import changed_settings
from wardmote.operations.settings import Settings
from wardmote.site.kit.access.scope import Actor
from wardmote.site.kit.audit.recording import record, service
from wardmote.site.kit.house import workspace


@service
def change_settings(
    actor: Actor,
    *,
    name: str,
    marking: str,
    colour: str,
    suppress_open_data: bool,
    withhold_partner_figures: bool,
) -> Settings:
    """Change name, marking, colour and the choices of public editions.

    Raises
    ------
    SettingsError
        When they would not be usable; nothing is changed.
    """
    wanted: dict[str, str | bool] = {
        "name": name,
        "marking": marking,
        "colour": colour,
        "suppress_open_data": suppress_open_data,
        "withhold_partner_figures": withhold_partner_figures,
    }
    now = workspace().settings
    changes = {key: value for key, value in wanted.items() if getattr(now, key) != value}
    before = {key: getattr(now, key) for key in changes}
    told = ", ".join(key.replace("_", " ") for key in changes) or "nothing"
    record(
        actor,
        "settings.changed",
        ("settings", "partnership"),
        f"Changed {told}.",
        before=before,
        after=changes,
    )
    return changed_settings(Path(settings.WORKSPACE), changes)
