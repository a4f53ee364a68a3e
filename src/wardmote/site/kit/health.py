"""Whether the site is well: for whoever watches it, without a sign-in and without a word about its inside."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse

from wardmote.site.kit.access.routes import open_to_all


@open_to_all("Monitoring must be able to ask; it learns nothing but that the site answers.")
def healthy(request: HttpRequest) -> HttpResponse:
    """Answer "well" when the database answers."""
    del request
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("well\n", content_type="text/plain")
