"""Only the places that a definition names are asked, and what goes wrong on the way is a sentence."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from pydantic import ValidationError
from tests.operations.fetch.publisher import OURS, Publisher, Reply, StillClock, at, json_reply

from wardmote.definitions.fetching import Download
from wardmote.operations.fetch.clock import asked_to_wait
from wardmote.operations.fetch.errors import FetchError
from wardmote.operations.fetch.web import Web


def with_hosts(download: Download, *hosts: str) -> Download:
    """The same download with other hosts."""
    return download.model_copy(update={"hosts": hosts})


def test_a_redirect_within_the_named_hosts_is_followed(publisher: Publisher, clock: StillClock) -> None:
    publisher.pages["/old"] = lambda _: Reply(302, b"", {"Location": "/new"})
    publisher.pages["/new"] = lambda _: json_reply('{"here": 1}')
    with Web(at(publisher.base, "home-office"), clock) as web:
        assert web.json(f"{publisher.base}/old") == {"here": 1}


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("https://sign-in.example/portal?secret=1", "sign-in.example/portal, which is not one of the places"),
        ("http://data.police.uk/data/", r"not encrypted \(https\)"),
        ("https://somebody@data.police.uk/data/", "names a user"),
        ("ftp://data.police.uk/file", "not encrypted"),
        ("//elsewhere.example/x", "elsewhere.example/x, which is not one of the places"),
        ("https://[elsewhere", "to what is no address"),
    ],
)
def test_a_redirect_elsewhere_is_refused(
    publisher: Publisher, clock: StillClock, target: str, words: str
) -> None:
    publisher.pages["/old"] = lambda _: Reply(302, b"", {"Location": target})
    download = with_hosts(at(publisher.base, "police-uk"), "127.0.0.1", "data.police.uk")
    with Web(download, clock) as web, pytest.raises(FetchError, match=words) as refused:
        web.json(f"{publisher.base}/old")
    assert "secret" not in str(refused.value)
    assert "127.0.0.1 leads on to" in str(refused.value)
    assert len(publisher.log) == 1


def test_a_wait_that_is_no_number_is_none() -> None:
    assert asked_to_wait("\u00b2", datetime(2024, 5, 1, tzinfo=UTC)) is None


def test_redirects_in_a_ring_end(publisher: Publisher, clock: StillClock) -> None:
    publisher.pages["/a"] = lambda _: Reply(302, b"", {"Location": "/b"})
    publisher.pages["/b"] = lambda _: Reply(302, b"", {"Location": "/a"})
    with Web(at(publisher.base, "home-office"), clock) as web, pytest.raises(FetchError, match="without end"):
        web.get(f"{publisher.base}/a")


def test_this_machine_is_asked_only_where_the_definition_says_so(
    publisher: Publisher, clock: StillClock
) -> None:
    closed = at(publisher.base, "home-office").model_copy(update={"loopback": False})
    with Web(closed, clock) as web, pytest.raises(FetchError, match="not encrypted"):
        web.get(f"{publisher.base}/a")
    assert not publisher.log


@pytest.mark.parametrize("name", sorted(OURS.downloads))
def test_ours_ask_only_encrypted_named_hosts(name: str) -> None:
    download = OURS.downloads[name]
    assert not download.loopback
    assert all(address.startswith("https://") for address in download.addresses())
    assert download.manners.pause >= 0.5
    assert "wardmote" in download.manners.user_agent.lower()


@pytest.mark.parametrize(
    "address", ["http://www.gov.uk/api", "https://elsewhere.example/api", "https://me:pass@www.gov.uk/api"]
)
def test_a_definition_that_asks_elsewhere_does_not_load(address: str) -> None:
    said = OURS.downloads["home-office"].model_dump(mode="json")
    said["page"]["addresses"] = [address]
    with pytest.raises(ValidationError):
        Download.model_validate(said)


def test_requests_keep_their_distance(publisher: Publisher, clock: StillClock) -> None:
    publisher.pages["/a"] = lambda _: json_reply("[]")
    with Web(at(publisher.base, "home-office", pause=1.5), clock) as web:
        for _ in range(3):
            web.json(f"{publisher.base}/a")
        assert clock.waits == [1.5, 1.5]
        clock.wait(60)
        web.json(f"{publisher.base}/a")
    assert clock.waits == [1.5, 1.5, 60], "who has waited anyway need not wait again"


def test_an_answer_that_breaks_off_is_asked_for_again(publisher: Publisher, clock: StillClock) -> None:
    replies = [Reply(200, b'{"a": 1}', {}, cut_after=3), json_reply('{"a": 1}')]
    publisher.pages["/a"] = lambda _: replies.pop(0)
    with Web(at(publisher.base, "home-office"), clock) as web:
        assert web.json(f"{publisher.base}/a") == {"a": 1}


def test_a_page_without_end_is_left(publisher: Publisher, clock: StillClock) -> None:
    publisher.pages["/a"] = lambda _: json_reply("[" + " " * 300_000 + "]")
    download = at(publisher.base, "home-office")
    manners = download.manners.model_copy(update={"largest_page": 200_000})
    with (
        Web(download.model_copy(update={"manners": manners}), clock) as web,
        pytest.raises(FetchError, match="more than the 200,000 bytes that a page may have"),
    ):
        web.json(f"{publisher.base}/a")


def test_a_sign_in_page_is_no_data(publisher: Publisher, clock: StillClock) -> None:
    publisher.pages["/a"] = lambda _: Reply(200, b"<html><title>Guest Wi-Fi</title></html>")
    with (
        Web(at(publisher.base, "home-office"), clock) as web,
        pytest.raises(FetchError, match="“Guest Wi-Fi”"),
    ):
        web.json(f"{publisher.base}/a")


def test_nobody_there_is_one_sentence_with_the_way_by_hand(publisher: Publisher, clock: StillClock) -> None:
    base = publisher.base
    publisher.close()
    with Web(at(base, "police-uk"), clock) as web, pytest.raises(FetchError) as refused:
        web.json(f"{base}/a")
    said = str(refused.value)
    assert "could not be reached" in said
    assert "Open http://127.0.0.1" in said, "the way by hand of the definition"
    assert len(clock.waits) == 5


def test_no_network_is_said_at_once(clock: StillClock) -> None:
    """A name that cannot exist (RFC 6761) is looked up like any other."""
    said = OURS.downloads["home-office"].model_dump_json().replace("www.gov.uk", "wardmote.invalid")
    nowhere = Download.model_validate_json(said)
    with Web(nowhere, clock) as web, pytest.raises(FetchError, match="seems to have no internet") as refused:
        web.json("https://wardmote.invalid/api")
    assert "save the newest file" in str(refused.value)
    assert clock.waits == []


class _Proxy(BaseHTTPRequestHandler):
    """Answers every request itself, as a proxy may."""

    def do_GET(self) -> None:
        body = b'{"through": "proxy"}'
        self.send_response(200 if self.path.startswith("http://") else 400)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_CONNECT(self) -> None:
        self.send_response(407)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def proxy() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Proxy)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://somebody:pass@127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_the_usual_variable_names_a_proxy(
    publisher: Publisher, clock: StillClock, proxy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", proxy)
    with Web(at(publisher.base, "home-office"), clock) as web:
        assert web.json(f"{publisher.base}/a") == {"through": "proxy"}
    assert not publisher.log


def test_a_proxy_that_refuses_is_named_without_its_password(
    clock: StillClock, proxy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    with Web(OURS.downloads["home-office"], clock) as web, pytest.raises(FetchError) as refused:
        web.json("https://www.gov.uk/api/content/x")
    said = str(refused.value)
    assert "proxy (HTTPS_PROXY: 127.0.0.1)" in said
    assert "www.gov.uk, assets.publishing.service.gov.uk" in said
    assert "pass" not in said
    assert clock.waits == []


@pytest.fixture
def inspected(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A server whose certificate nobody knows but who is given it, as behind a proxy that reads along."""
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("needs the program openssl to make a certificate")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    words = [program, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    files = ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key, "-out", certificate]
    subprocess.run([*words, *files], check=True, capture_output=True, timeout=60)

    class Server(HTTPServer):
        def handle_error(self, *_: object) -> None:
            pass

    server = Server(("127.0.0.1", 0), _Proxy)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"https://127.0.0.1:{server.server_address[1]}", certificate
    server.shutdown()
    server.server_close()


def test_a_strange_certificate_names_the_way_out(
    inspected: tuple[str, Path], clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    base, certificate = inspected
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    with Web(at(base, "home-office"), clock) as web, pytest.raises(FetchError) as refused:
        web.get(f"{base}/a")
    assert "could not be trusted" in str(refused.value)
    assert "SSL_CERT_FILE" in str(refused.value)
    assert clock.waits == []
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with Web(at(base, "home-office"), clock) as web:
        assert web.get(f"{base}/a").status_code == 400, "the way out leads out"
