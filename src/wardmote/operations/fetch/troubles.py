"""Turns what goes wrong on the way to a publisher into sentences that name the way out."""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterator
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import NameResolutionError

from wardmote.definitions.fetching import Download
from wardmote.operations.fetch.errors import FetchError

LEGAL = (
    "Councils often read encrypted traffic on the way, with a certificate of their own. Ask IT for that certificate as a "
    "file (PEM) and name it in the environment variable SSL_CERT_FILE; then run the same command again. Never switch the "
    "check off."
)


def host_of(address: str) -> str:
    """The host of an address, which is all that a sentence should show of it."""
    return urlsplit(address).hostname or address


def is_final(error: Exception) -> bool:
    """Whether asking again at once cannot help: a certificate, a proxy that refuses, a malformed address."""
    return isinstance(
        error,
        requests.exceptions.SSLError
        | requests.exceptions.ProxyError
        | requests.exceptions.InvalidURL
        | requests.exceptions.InvalidSchema,
    )


def is_unknown_name(error: BaseException) -> bool:
    """Whether the host's name could not be looked up: the usual sign of no network."""
    return any(isinstance(one, NameResolutionError) for one in _causes(error))


def in_sentence(error: Exception, address: str, download: Download) -> FetchError:
    """The refusal that an error amounts to."""
    host = host_of(address)
    if isinstance(error, requests.exceptions.SSLError):
        return FetchError(f"{host} could not be trusted: {_tls_fault(error)}. {LEGAL}")
    if isinstance(error, requests.exceptions.ProxyError):
        return FetchError(
            f"The network's proxy{_proxy()} did not let the request to {host} through: {_innermost(error)}. Ask IT to "
            f"allow {', '.join(download.hosts)}. {by_hand(download)}"
        )
    if isinstance(error, requests.exceptions.Timeout):
        said = f"{host} did not answer in time, {download.manners.attempts} times"
    elif is_unknown_name(error):
        said = f"{host} cannot be found from here: this machine seems to have no internet, or its network blocks it"
    else:
        said = f"{host} could not be reached: {_innermost(error)}"
    return FetchError(f"{said}. What was fetched so far is kept for the next call. {by_hand(download)}")


def by_hand(download: Download) -> str:
    """How to do without the network, and what comes after it."""
    return f"By hand: {download.by_hand} Then take it in with 'wardmote ingest FILE'."


def _tls_fault(error: Exception) -> str:
    for one in _causes(error):
        if isinstance(one, ssl.SSLCertVerificationError):
            return f"its certificate was not accepted ({one.verify_message or one})"
    return f"the encrypted connection failed ({_innermost(error)})"


def _proxy() -> str:
    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        if os.environ.get(name):
            return f" ({name}: {host_of(os.environ[name])})"
    return ""


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An error and everything that it came from, whichever way the libraries keep it."""
    seen: set[int] = set()
    waiting: list[BaseException] = [error]
    while waiting:
        one = waiting.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        more = [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]
        waiting += [other for other in more if isinstance(other, BaseException)]


def _innermost(error: BaseException) -> str:
    for one in _causes(error):
        if isinstance(one, OSError) and one.strerror and not isinstance(one, requests.RequestException):
            return one.strerror.lower()
    return type(error).__name__
