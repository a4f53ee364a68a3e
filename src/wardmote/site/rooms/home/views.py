"""Pages of the home room."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wardmote.site.kit.access.routes import needs


@needs("home-see")
def home(request: HttpRequest) -> HttpResponse:
    """What needs me."""
    return render(request, "home/home.html")
