"""data.police.uk on this machine: its months, its form, its job and its files."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass, field

from tests.operations.fetch.publisher import Asked, File, Publisher, Reply, json_reply

JOB = "249cff9c-a6fc-4397-b3e5-f50acba54784"
MONTHS = [f"{2023 + (n + 4) // 12}-{(n + 4) % 12 + 1:02}" for n in range(12)]
"""May 2023 to April 2024."""


def files(forces: list[str], months: list[str], parts: list[str]) -> bytes:
    """A zip as the site makes it; its content stands for real rows."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for month in months:
            for force in forces:
                for part in parts:
                    archive.writestr(f"{month}/{month}-{force}-{part}.csv", f"Month,Force\n{month},{force}\n")
    return stream.getvalue()


@dataclass
class PoliceSite:
    """The site. Its form refuses the first ``refused`` tokens; its job needs ``looks`` looks, then ends as ``status``."""

    publisher: Publisher
    refused: int = 0
    looks: int = 2
    status: str = "ready"
    unpublished: tuple[str, ...] = ()
    orders: list[dict[str, list[str]]] = field(default_factory=list)
    by_text: bool = False
    """Whether the job is named in the page only, not in its address."""
    body: bytes = b""

    def __post_init__(self) -> None:
        pages = self.publisher.pages
        listed = [{"date": month, "stop-and-search": ["bedfordshire"]} for month in reversed(MONTHS)]
        pages["/api/crimes-street-dates"] = lambda _: json_reply(json.dumps(listed))
        pages["/data/"] = self.form
        pages[f"/data/fetch/{JOB}/"] = self.waiting
        pages[f"/data/progress/{JOB}/"] = self.progress
        pages["/download/made.zip"] = lambda asked: File(self.body)(asked)

    def form(self, asked: Asked) -> Reply:
        token = f"token-{len(self.publisher.log)}"
        if asked.method == "GET":
            hidden = f"<input type='hidden' name='csrfmiddlewaretoken' value='{token}'>"
            page = f"<!DOCTYPE html><html><body><form method='post'>{hidden}</form></body></html>"
            return Reply(200, page.encode(), {"Set-Cookie": f"csrftoken={token}; Path=/"})
        said: dict[str, list[str]] = {}
        for name, value in asked.fields:
            said.setdefault(name, []).append(value)
        kept = asked.headers.get("cookie", "")
        if (
            self.refused
            or f"csrftoken={said['csrfmiddlewaretoken'][0]}" not in kept
            or "referer" not in asked.headers
        ):
            self.refused -= 1
            return Reply(403, b"CSRF verification failed")
        self.orders.append(said)
        parts = [part for part in ("crime", "outcomes", "stop_and_search") if f"include_{part}" in said]
        named = [{"crime": "street", "stop_and_search": "stop-and-search"}.get(part, part) for part in parts]
        months = [m for m in MONTHS if said["date_from"][0] <= m <= said["date_to"][0]]
        self.body = files(said["forces"], [m for m in months if m not in self.unpublished], named)
        return self.waiting(asked) if self.by_text else Reply(302, b"", {"Location": f"/data/fetch/{JOB}/"})

    def waiting(self, _: Asked) -> Reply:
        return Reply(200, f'<html><script>start({{"url": "/data/progress/{JOB}/"}})</script></html>'.encode())

    def progress(self, _: Asked) -> Reply:
        self.looks -= 1
        if self.looks >= 0:
            return json_reply('{"status": "pending"}')
        return json_reply(
            json.dumps({"status": self.status, "url": f"{self.publisher.base}/download/made.zip"})
        )
