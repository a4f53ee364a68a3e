"""Every address of the site. Each room brings its own; every one of them declares its right (``kit.access.routes``)."""

from __future__ import annotations

from django.urls import include, path

from wardmote.site.kit.access import urls as access
from wardmote.site.kit.access.answering import urls as answering
from wardmote.site.kit.health import healthy
from wardmote.site.kit.jobs import urls as jobs
from wardmote.site.kit.pages import urls as pages
from wardmote.site.rooms.account import urls as account
from wardmote.site.rooms.audit import urls as audit
from wardmote.site.rooms.check import urls as check
from wardmote.site.rooms.evidence import urls as evidence
from wardmote.site.rooms.figures import urls as figures
from wardmote.site.rooms.home import urls as home
from wardmote.site.rooms.insight import urls as insight
from wardmote.site.rooms.library import urls as library
from wardmote.site.rooms.meetings import urls as meetings
from wardmote.site.rooms.people import urls as people
from wardmote.site.rooms.priorities import urls as priorities
from wardmote.site.rooms.registers import urls as registers
from wardmote.site.rooms.scan import urls as scan
from wardmote.site.rooms.settings import urls as settings
from wardmote.site.rooms.workshop import urls as workshop

urlpatterns = [
    path("healthy/", healthy, name="healthy"),
    path("", include(access)),
    path("", include(answering)),
    path("", include(jobs)),
    path("", include(account)),
    path("", include(audit)),
    path("", include(people)),
    path("", include(settings)),
    path("", include(pages)),
    path("", include(evidence)),
    path("", include(check)),
    path("", include(home)),
    path("", include(insight)),
    path("", include(library)),
    path("", include(figures)),
    path("", include(registers)),
    path("", include(meetings)),
    path("", include(scan)),
    path("", include(workshop)),
    path("", include(priorities)),
]
handler400 = "wardmote.site.kit.pages.views.not_understood"
handler404 = "wardmote.site.kit.pages.views.not_found"
handler500 = "wardmote.site.kit.pages.views.went_wrong"
