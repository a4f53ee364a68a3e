"""Addresses of figures for programs: pages for people, and everything below /api/."""

from __future__ import annotations

from django.urls import path

from wardmote.site.kit.access.routes import borrow
from wardmote.site.rooms.figures import views
from wardmote.site.rooms.figures.api.door import api

borrow("api-root", "figures-read", "The library's own root, at which nothing is found.")

urlpatterns = [
    path("account/tokens/", views.token_list, name="tokens"),
    path("account/tokens/make/", views.token_make, name="token-make"),
    path("account/tokens/<int:key>/revoke/", views.token_revoke, name="token-revoke"),
    path("account/programs/", views.about_page, name="figures-about"),
    path("account/programs/openapi.json", views.openapi_file, name="figures-openapi"),
    path("api/", api.urls),
]
