"""Addresses of what every page needs."""

from __future__ import annotations

from django.urls import path

from wardmote.site.kit.pages.colours import colours

urlpatterns = [path("colours.css", colours, name="colours")]
