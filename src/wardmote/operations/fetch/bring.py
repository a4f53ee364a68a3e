"""Brings one file: in parts that survive an interruption, checked, and under its name only when it is whole."""

from __future__ import annotations

import errno
import http.client
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import requests
from urllib3.exceptions import HTTPError

from wardmote.evidence import Progress
from wardmote.operations.fetch.arrived import HEAD, look_at_start, look_at_whole
from wardmote.operations.fetch.errors import FetchError
from wardmote.operations.fetch.ledger import Ledger, digest
from wardmote.operations.fetch.part import Mark, Part
from wardmote.operations.fetch.result import Got, in_words
from wardmote.operations.fetch.troubles import by_hand, host_of
from wardmote.operations.fetch.web import Web

BLOCK = 1 << 16
_RANGE = re.compile(r"^bytes (\d+)-(\d+)/(\d+|\*)$")
_BROKEN = (requests.RequestException, HTTPError, http.client.HTTPException, ConnectionError, TimeoutError)


class _Cut(Exception):  # noqa: N818
    """The connection ended, stalled or crawled before the file was whole."""


class Bringing:
    """One file on its way.

    Parameters
    ----------
    web
        Who is asked.
    ledger
        What the folder knows of files fetched before.
    progress
        Told the bytes that are there.
    """

    def __init__(self, web: Web, ledger: Ledger, progress: Progress) -> None:
        self._web = web
        self._ledger = ledger
        self._progress = progress

    def bring(self, address: str, target: Path, title: str, size: int | None = None) -> Got:
        """Bring what an address holds to a file.

        Parameters
        ----------
        size
            Bytes that the publisher says it has, where it says so elsewhere.

        Raises
        ------
        FetchError
            When it cannot be had whole; the part that came is kept for the next call.
        """
        part = Part(target)
        fruitless, furthest = 0, part.size
        while True:
            try:
                mark = self._once(address, target, part, title)
                break
            except _Cut as error:
                fruitless = 0 if part.size > furthest else fruitless + 1
                furthest = max(furthest, part.size)
                if fruitless >= self._web.download.manners.attempts:
                    raise self._given_up(address, part, title, fruitless) from error
                self._web.back_off(fruitless)
        if mark is None:
            return self._ledger.again(target, title, address)
        self._check(part, target, mark, size)
        part.finish(target)
        return self._ledger.enter(target, title, address, mark, self._web.clock.today())

    def _once(self, address: str, target: Path, part: Part, title: str) -> Mark | None:
        """Ask for the file, or the rest of it; None where the one that is there has not changed."""
        answer = self._web.get(address, self._headers(address, target, part))
        with answer:
            if answer.status_code == 304:
                return None
            if answer.status_code == 416:
                return self._beyond_the_end(answer, part)
            self._web.want_success(answer, address)
            mark = self._begin(answer, part, address)
            if mark.total is not None:
                _want_room(target.parent, mark.total - part.size, title)
            self._take(answer, part, mark, target.name, title)
        if mark.total is not None and part.size < mark.total:
            raise _Cut
        return mark

    def _headers(self, address: str, target: Path, part: Part) -> dict[str, str]:
        mark = part.mark()
        validator = mark.validator(address) if mark else ""
        if validator:
            return {"Range": f"bytes={part.size}-", "If-Range": validator}
        return self._ledger.conditions(target, address)

    def _begin(self, answer: requests.Response, part: Part, address: str) -> Mark:
        """Where the answer continues what is there, go on; where it is the whole file, start anew."""
        known = part.mark()
        if answer.status_code == 206 and known is not None:
            found = _RANGE.match(answer.headers.get("Content-Range", ""))
            total = int(found[3]) if found and found[3] != "*" else known.total
            if found and int(found[1]) == part.size and known.total in {None, total}:
                return replace(known, address=address, total=total)
        if answer.status_code == 206:
            part.remove()
            raise _Cut
        mark = Mark.of(answer, address)
        part.begin(mark)
        return mark

    def _beyond_the_end(self, answer: requests.Response, part: Part) -> Mark:
        """Nothing is left to ask for: the part is the whole file already, or no part of it."""
        found = re.match(r"^bytes \*/(\d+)$", answer.headers.get("Content-Range", ""))
        known = part.mark()
        if known is not None and found and int(found[1]) == part.size:
            return replace(known, total=part.size)
        part.remove()
        raise _Cut

    def _take(self, answer: requests.Response, part: Part, mark: Mark, name: str, title: str) -> None:
        with part.path.open("ab") as file:
            size = file.tell()
            start = None if size else b""
            for block in self._blocks(answer):
                if start is not None and len(start) < HEAD:
                    start += block[: HEAD - len(start)]
                    if len(start) >= 16:
                        self._look(start, name, mark.address, part)
                try:
                    file.write(block)
                except OSError as error:
                    raise _not_written(error, part.path) from error
                size += len(block)
                self._progress(title, size, mark.total or size)
            if start is not None and len(start) < HEAD:
                self._look(start, name, mark.address, part)

    def _look(self, start: bytes, name: str, address: str, part: Part) -> None:
        try:
            look_at_start(start, name, address)
        except FetchError:
            part.remove()
            raise

    def _blocks(self, answer: requests.Response) -> Iterator[bytes]:
        """The body as it comes, cut off where it stalls or crawls."""
        manners, clock = self._web.download.manners, self._web.clock
        since, came = clock.now(), 0
        while True:
            try:
                block = answer.raw.read1(BLOCK, decode_content=True)
            except _BROKEN as error:
                raise _Cut from error
            if not block:
                return
            yield block
            came += len(block)
            passed = clock.now() - since
            if passed >= manners.stall:
                if came < manners.slowest * passed:
                    raise _Cut
                since, came = clock.now(), 0

    def _check(self, part: Part, target: Path, mark: Mark, size: int | None) -> None:
        for wanted in (mark.total, size):
            if wanted is not None and wanted != part.size:
                found = part.size
                part.remove()
                raise FetchError(
                    f"{target.name} has {found:,} bytes, and {host_of(mark.address)} says it has {wanted:,}. It was "
                    "removed; run the same command again."
                )
        if mark.sha256 and digest(part.path) != mark.sha256:
            part.remove()
            raise FetchError(
                f"{target.name} is not what {host_of(mark.address)} says it is: its checksum (SHA-256) differs. It was "
                "removed; run the same command again."
            )
        try:
            look_at_whole(part.path, target.name)
        except FetchError:
            part.remove()
            raise

    def _given_up(self, address: str, part: Part, title: str, attempts: int) -> FetchError:
        have = f" {in_words(part.size)} of it are kept as {part.path}." if part.size else ""
        return FetchError(
            f"{host_of(address)} broke off or stalled {attempts} times while sending {title}.{have} Run the same command "
            f"again: it goes on from there. {by_hand(self._web.download)}"
        )


def _want_room(folder: Path, wanted: int, title: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(folder).free
    if wanted > free:
        raise FetchError(
            f"{title} needs {in_words(wanted)} more, and the disk that holds {folder} has {in_words(free)} left. Make "
            "room, or name another folder with --out."
        )


def _not_written(error: OSError, path: Path) -> FetchError:
    full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
    said = "the disk is full" if full else error.strerror or str(error)
    return FetchError(
        f"{path} could not be written: {said}. Make room and run the same command again: it goes on from there."
    )
