"""The page for people whose roles have all ended, or not begun."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wardmote.site.kit.access.routes import open_to_all


@open_to_all("Who has no role left is told so after being signed out.")
@require_safe
def role_ended(request: HttpRequest) -> HttpResponse:
    """Says that there is no role today, and whom to ask."""
    return render(request, "account/role_ended.html")
