"""The app of access."""

from __future__ import annotations

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Organisations, people and memberships."""

    name = "wardmote.site.kit.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hear what the libraries of signing in tell."""
        from wardmote.site.kit.access.events import listen
        from wardmote.site.kit.access.forgetting import forget_at_times
        from wardmote.site.kit.jobs.sweep import ALSO

        listen()
        if forget_at_times not in ALSO:
            ALSO.append(forget_at_times)
