"""How long a password must be: a threshold, so that a partnership may ask for more."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from wardmote.site.kit.access.limits import count


class LongEnough:
    """Refuses passwords that are too short."""

    def validate(self, password: str, user: Any = None) -> None:
        """Say how many characters are missing.

        Raises
        ------
        ValidationError
            When there are too few.
        """
        del user
        if len(password) < count("password-least-length"):
            raise ValidationError(self.get_help_text())

    def get_help_text(self) -> str:
        """What is asked for."""
        return _(
            "Use %(least)s characters or more. Three words that nobody would guess together are good."
        ) % {"least": count("password-least-length")}
