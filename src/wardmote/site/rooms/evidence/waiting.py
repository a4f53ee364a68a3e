"""What of their own files needs those who sent them: what was refused, and rows that could not be kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from wardmote.site.kit.access.scope import Scope
from wardmote.site.kit.house import workspace
from wardmote.site.kit.jobs.models import Job, State
from wardmote.site.rooms.evidence import rules, uploads
from wardmote.site.rooms.evidence.taking_in import KIND
from wardmote.site.rooms.home.register import Need, declares


@declares(rules.UPLOAD)
def own_files(scope: Scope, day: date) -> Iterator[Need]:
    """Files of one's own that still wait because they were refused, and those of which rows were rejected lately."""
    del day
    days = workspace().definitions.threshold("arrivals-kept-days")
    since = timezone.now() - timedelta(days=days)
    seen: set[str] = set()
    for job in Job.objects.filter(kind=KIND, person=scope.person, asked__gte=since):
        key = str(job.request.get("key"))
        if key in seen:
            continue
        seen.add(key)
        address = reverse("evidence-arrival", kwargs={"key": job.pk})
        rejected = int(job.result.get("rejected_in_all") or 0)
        if job.state == State.FAILED and uploads.files_of(key):
            yield Need(gettext("Not done: %(what)s.") % {"what": job.title}, more=job.words, address=address)
        elif job.state == State.DONE and rejected and not job.result.get("dry_run"):
            words = ngettext(
                "%(n)s row of files that you sent could not be kept.",
                "%(n)s rows of files that you sent could not be kept.",
                rejected,
            )
            yield Need(words % {"n": f"{rejected:,}"}, more=job.title, address=address)
