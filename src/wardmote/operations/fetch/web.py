"""Asks a publisher, politely: one request after another, with pauses, few attempts, and only where it may."""

from __future__ import annotations

import ssl
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urljoin

import certifi
import requests
from requests.adapters import HTTPAdapter

from wardmote.definitions.fetching import Download
from wardmote.operations.fetch.arrived import page_title
from wardmote.operations.fetch.clock import Clock, asked_to_wait
from wardmote.operations.fetch.errors import FetchError
from wardmote.operations.fetch.troubles import by_hand, host_of, in_sentence, is_final, is_unknown_name

LATER = {429, 500, 502, 503, 504}
"""Answers after which the same request may succeed."""
ELSEWHERE = {301, 302, 303, 307, 308}
HOPS = 5
BLOCK = 1 << 16
Fields = Sequence[tuple[str, str]]


class _SystemTrust(HTTPAdapter):
    """Trusts what the machine trusts, and what SSL_CERT_FILE names, besides the well-known authorities."""

    def __init__(self) -> None:
        self._context = ssl.create_default_context()
        self._context.load_verify_locations(certifi.where())
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, ssl_context=self._context, **kwargs)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        return super().proxy_manager_for(proxy, ssl_context=self._context, **kwargs)


class Web:
    """One conversation with one publisher.

    Parameters
    ----------
    download
        Says where and how it may be asked.
    clock
        What waits between requests.
    """

    def __init__(self, download: Download, clock: Clock) -> None:
        self.download = download
        self.clock = clock
        self._session = requests.Session()
        self._session.mount("https://", _SystemTrust())
        self._session.headers.update(
            {"User-Agent": download.manners.user_agent, "Accept-Encoding": "identity", "Accept": "*/*"}
        )
        self._asked_at: float | None = None
        self._answered = False

    def __enter__(self) -> Web:
        return self

    def __exit__(self, *_: object) -> None:
        self._session.close()

    def get(self, address: str, headers: Mapping[str, str] | None = None) -> requests.Response:
        """Ask for an address; the body of the answer is still to be read.

        Raises
        ------
        FetchError
            When it may not be asked, cannot be reached, or gives no answer of use after the last attempt.
        """
        return self._insist("GET", address, headers or {}, None)

    def post(self, address: str, fields: Fields, headers: Mapping[str, str]) -> requests.Response:
        """Send a form, and follow where it leads. Errors as of ``get``."""
        return self._insist("POST", address, headers, fields)

    def json(self, address: str) -> Any:
        """The JSON at an address.

        Raises
        ------
        FetchError
            Also when it is something else, such as a sign-in page.
        """
        answer = self.whole(address, {"Accept": "application/json"})
        try:
            return answer.json()
        except requests.exceptions.JSONDecodeError as error:
            raise FetchError(
                f"{host_of(address)} sent something else than the data asked for"
                f"{_titled(answer)}. A sign-in page of your own network does this; so does a publisher who has changed "
                f"the service. {by_hand(self.download)}"
            ) from error

    def text(self, address: str) -> str:
        """The text at an address. Errors as of ``get``."""
        return self.whole(address).text

    def whole(self, address: str, headers: Mapping[str, str] | None = None) -> requests.Response:
        """A short answer, read to its end, that says yes. Errors as of ``get``."""
        for attempt in range(attempts := self.download.manners.attempts):
            answer = self.get(address, headers)
            self.want_success(answer, address)
            try:
                self.read(answer, address)
                return answer
            except requests.RequestException as error:
                if attempt + 1 == attempts:
                    raise in_sentence(error, address, self.download) from error
                self.back_off(attempt)
        raise FetchError(f"{host_of(address)} was not asked.")

    def read(self, answer: requests.Response, address: str) -> None:
        """Read a page to its end, as long as it is no larger than a page may be."""
        largest, size, blocks = self.download.manners.largest_page, 0, []
        for block in answer.iter_content(BLOCK):
            size += len(block)
            if size > largest:
                answer.close()
                raise FetchError(
                    f"{host_of(address)} sent more than the {largest:,} bytes that a page may have, and it was left. "
                    f"If that is right, raise largest_page in definitions/downloads/. {by_hand(self.download)}"
                )
            blocks.append(block)
        answer._content = b"".join(blocks)

    def want_success(self, answer: requests.Response, address: str) -> None:
        """Refuse an answer that says no."""
        if answer.ok:
            return
        answer.close()
        raise FetchError(
            f"{host_of(address)} answered {answer.status_code} {answer.reason or ''}".rstrip()
            + f" to {address}. The publisher may have moved it: look whether a newer Wardmote knows the new place, or "
            f"correct it in definitions/downloads/. {by_hand(self.download)}"
        )

    def back_off(self, attempt: int, header: str | None = None) -> None:
        """Wait after an attempt that failed: twice as long each time, or as long as the publisher asks.

        Raises
        ------
        FetchError
            When the publisher asks for longer than the definition allows.
        """
        manners = self.download.manners
        asked = asked_to_wait(header, self.clock.today())
        if asked is not None and asked > manners.longest_wait:
            raise FetchError(
                f"{self.download.publisher} asks to be left alone for {_minutes(asked)}. Run the same command again after "
                "that; what was fetched so far is kept."
            )
        self.clock.wait(
            min(manners.first_wait * 2**attempt, manners.longest_wait) if asked is None else asked
        )

    def _insist(
        self, method: str, address: str, headers: Mapping[str, str], fields: Fields | None
    ) -> requests.Response:
        attempts = self.download.manners.attempts
        for attempt in range(attempts):
            last = attempt + 1 == attempts
            try:
                answer = self._follow(method, address, headers, fields)
            except requests.RequestException as error:
                if last or is_final(error) or (is_unknown_name(error) and not self._answered):
                    raise in_sentence(error, address, self.download) from error
                self.back_off(attempt)
                continue
            self._answered = True
            if answer.status_code not in LATER:
                return answer
            answer.close()
            if last:
                self.want_success(answer, address)
            self.back_off(attempt, answer.headers.get("Retry-After"))
        raise FetchError(f"{host_of(address)} was not asked.")

    def _follow(
        self, method: str, address: str, headers: Mapping[str, str], fields: Fields | None
    ) -> requests.Response:
        """Ask once, and go where the answer points, if that is a place that the definition names."""
        origin = address
        for _ in range(HOPS + 1):
            self._check(address, origin)
            self._pause()
            manners = self.download.manners
            try:
                answer = self._session.request(
                    method,
                    address,
                    headers=dict(headers),
                    data=list(fields) if fields is not None else None,
                    stream=True,
                    allow_redirects=False,
                    timeout=(manners.connect, manners.stall),
                )
            except requests.RequestException:
                raise
            except ValueError as error:  # of the address that the answer points to
                raise FetchError(
                    f"{host_of(address)} leads on to what is no address. Nothing was fetched. {by_hand(self.download)}"
                ) from error
            target = answer.headers.get("Location")
            if answer.status_code not in ELSEWHERE or not target:
                return answer
            answer.close()
            address = urljoin(address, target)
            if answer.status_code in {301, 302, 303}:
                method, fields = "GET", None
        raise FetchError(
            f"{host_of(origin)} leads from one address to the next without end. Nothing was fetched."
        )

    def _check(self, address: str, origin: str) -> None:
        fault = self.download.why_not(address)
        if not fault:
            return
        led = "" if address == origin else f"{host_of(origin)} leads on to "
        raise FetchError(
            f"{led}{address.split('?')[0]}, which {fault}. Nothing was taken from there. A sign-in page of your own "
            "network does this: sign in with a browser first. If the publisher has moved, correct the hosts in "
            f"definitions/downloads/. {by_hand(self.download)}"
        )

    def _pause(self) -> None:
        if self._asked_at is not None:
            rest = self._asked_at + self.download.manners.pause - self.clock.now()
            if rest > 0:
                self.clock.wait(rest)
        self._asked_at = self.clock.now()


def _titled(answer: requests.Response) -> str:
    title = page_title(answer.content)
    return f" (a web page, “{title}”)" if title else ""


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:,.0f} minutes" if seconds >= 120 else f"{seconds:,.0f} seconds"
