"""The app of what stands in registers."""

from __future__ import annotations

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """Entries of registers, and all that they ever were."""

    name = "wardmote.site.kit.registers"
    label = "registers"
    default_auto_field = "django.db.models.BigAutoField"
