"""Fills in the form of data.police.uk, and waits until the file that it asks for is made."""

from __future__ import annotations

import re
from collections.abc import Sequence

import requests
from lxml import html

from wardmote.definitions.fetching import Form
from wardmote.evidence import Progress
from wardmote.operations.fetch.errors import FetchError
from wardmote.operations.fetch.troubles import by_hand, host_of
from wardmote.operations.fetch.web import Web

STEP = "Waiting for the file to be made"
STALE = 403
"""Answer to a form whose token was not accepted; the next token may be."""


def order(
    web: Web,
    form: Form,
    forces: Sequence[str],
    months: tuple[str, str],
    parts: Sequence[str],
    progress: Progress,
) -> str:
    """Order a file; returns its address once it is made.

    Raises
    ------
    FetchError
        When the form is not as the definition says, the publisher fails, or its patience runs out.
    """
    job = _job(web, form, _send(web, form, forces, months, parts))
    return _made(web, form, job, progress)


def _send(
    web: Web, form: Form, forces: Sequence[str], months: tuple[str, str], parts: Sequence[str]
) -> requests.Response:
    for attempt in range(web.download.manners.attempts):
        fields = [
            (form.token, _token(web, form)),
            (form.first, months[0]),
            (form.last, months[1]),
            *((form.forces, force) for force in forces),
            *((form.parts[part], "on") for part in parts),
        ]
        answer = web.post(form.page, fields, {"Referer": form.page})
        if answer.status_code != STALE:
            web.want_success(answer, form.page)
            return answer
        answer.close()
        web.back_off(attempt)
    raise FetchError(
        f"{host_of(form.page)} did not accept the form, {web.download.manners.attempts} times. {by_hand(web.download)}"
    )


def _token(web: Web, form: Form) -> str:
    text = web.text(form.page)
    found = (
        html.fromstring(text).xpath("//input[@name=$name]/@value", name=form.token) if text.strip() else []
    )
    if not found:
        raise _changed(web, form, f"its form has no field {form.token}")
    return str(found[0])


def _job(web: Web, form: Form, answer: requests.Response) -> str:
    with answer:
        web.read(answer, form.page)
        found = re.search(form.job, answer.url) or re.search(form.job, answer.text)
    if not found:
        raise _changed(web, form, "the form led to no job that makes a file")
    return found["job"]


def _made(web: Web, form: Form, job: str, progress: Progress) -> str:
    address = form.progress.format(job=job)
    start = web.clock.now()
    while (passed := web.clock.now() - start) <= form.patience:
        progress(STEP, round(passed), round(form.patience))
        said = web.json(address)
        status = said.get("status") if isinstance(said, dict) else None
        if status == form.ready and isinstance(said.get("url"), str):
            progress(STEP, 1, 1)
            return str(said["url"])
        if status in form.failed:
            raise FetchError(
                f"{host_of(address)} could not make the file. Ask for fewer months with --from and --to, or try again later."
            )
        if not isinstance(status, str):
            raise _changed(web, form, "it does not say how far the file is")
        web.clock.wait(form.between)
    raise FetchError(
        f"{host_of(address)} had not made the file after {form.patience / 60:,.0f} minutes. Try again later, or ask for "
        "fewer months with --from and --to."
    )


def _changed(web: Web, form: Form, what: str) -> FetchError:
    return FetchError(
        f"{host_of(form.page)} works otherwise than the definition {web.download.id} says: {what}. It may have changed; "
        f"look whether a newer Wardmote knows it. {by_hand(web.download)}"
    )
