"""Addresses of the library, and of what it publishes."""

from __future__ import annotations

from django.urls import path

from wardmote.site.rooms.library.views import public, reading, shelf, words

urlpatterns = [
    path("library/", shelf.library, name="library"),
    path("library/build/", shelf.build, name="library-ask"),
    path("library/words/", words.words, name="library-words"),
    path("library/words/<slug:slot>/", words.place, name="library-place"),
    path("library/builds/<uuid:key>/", reading.build, name="library-build"),
    path("library/builds/<uuid:key>/read/", reading.read, name="library-read"),
    path("library/builds/<uuid:key>/files/<slug:form>/", reading.download, name="library-file"),
    path("library/builds/<uuid:key>/compare/", reading.compare, name="library-compare"),
    path("library/builds/<uuid:key>/<slug:move>/", reading.step, name="library-step"),
    path("library/comparisons/<uuid:key>/", reading.comparison, name="library-comparison"),
    path("library/comparisons/<uuid:key>/<slug:form>/", reading.compared, name="library-compared"),
    path("published/", public.published, name="published"),
    path("published/<slug:slug>/", public.document, name="published-document"),
    path("published/<slug:slug>/read/", public.read, name="published-read"),
    path("published/<slug:slug>/files/<slug:form>/", public.download, name="published-file"),
]
