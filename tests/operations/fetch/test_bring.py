"""One file comes whole, through every trouble on the way, or not at all."""

from __future__ import annotations

import base64
import hashlib
import io
import random
import shutil
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.operations.fetch.publisher import WEEK, File, Publisher, Reply, StillClock, at

from wardmote.evidence import quiet
from wardmote.operations.fetch.bring import Bringing
from wardmote.operations.fetch.errors import FetchBusy, FetchError
from wardmote.operations.fetch.ledger import NAME, alone_in
from wardmote.operations.fetch.result import Got
from wardmote.operations.fetch.web import Web


def noise(size: int, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(size)


def zipped(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, f"content of {name}\n" * 200)
    return stream.getvalue()


def bring(
    publisher: Publisher, folder: Path, clock: StillClock, name: str = "file.bin", size=None, **manners: float
) -> Got:
    with alone_in(folder) as ledger, Web(at(publisher.base, "home-office", **manners), clock) as web:
        return Bringing(web, ledger, quiet).bring(f"{publisher.base}/{name}", folder / name, "The file", size)


def test_a_file_comes_whole_and_is_noted(publisher: Publisher, tmp_path: Path, clock: StillClock) -> None:
    body = noise(300_000)
    publisher.pages["/file.bin"] = File(body)
    got = bring(publisher, tmp_path, clock)
    assert got.path.read_bytes() == body
    assert (got.bytes, got.sha256, got.new) == (300_000, hashlib.sha256(body).hexdigest(), True)
    assert {path.name for path in tmp_path.iterdir()} <= {"file.bin", NAME, ".fetching.lock"}
    assert publisher.log[0].headers["user-agent"].startswith("Wardmote")
    assert clock.waits == []


def test_the_rest_is_asked_for_after_a_cut(publisher: Publisher, tmp_path: Path, clock: StillClock) -> None:
    body = noise(500_000)
    file = File(body, cuts=[200_000, 100_000])
    publisher.pages["/file.bin"] = file
    assert bring(publisher, tmp_path, clock).path.read_bytes() == body
    assert file.asked == ["whole", "bytes=200000-", "bytes=300000-"]
    assert publisher.log[1].headers["if-range"] == '"v1"'
    assert clock.waits == [2, 2], "an attempt that brought something starts the waits anew"


def test_a_later_call_goes_on_where_the_first_gave_up(
    publisher: Publisher, tmp_path: Path, clock: StillClock
) -> None:
    body = noise(400_000)
    file = File(body, cuts=[150_000, 0, 0, 0])
    publisher.pages["/file.bin"] = file
    with pytest.raises(FetchError, match=r"150.0 kB|0\.1 MB|0\.2 MB") as refused:
        bring(publisher, tmp_path, clock, attempts=3)
    assert "file.bin.part" in str(refused.value)
    assert "By hand" in str(refused.value)
    assert not (tmp_path / "file.bin").exists()
    assert (tmp_path / "file.bin.part").read_bytes() == body[:150_000]
    assert bring(publisher, tmp_path, clock).path.read_bytes() == body
    assert file.asked[-1] == "bytes=150000-"


def test_a_server_that_begins_anew_and_never_ends_is_given_up(
    publisher: Publisher, tmp_path: Path, clock: StillClock
) -> None:
    body, asked = noise(300_000), []

    def answer(request) -> Reply:
        asked.append(request)
        assert len(asked) < 20, "it goes on for ever"
        return Reply(200, body, {}, cut_after=100_000 if len(asked) % 2 else 0)

    publisher.pages["/file.bin"] = answer
    with pytest.raises(FetchError, match="broke off or stalled 3 times"):
        bring(publisher, tmp_path, clock, attempts=3)


def test_waits_grow_and_end(publisher: Publisher, tmp_path: Path, clock: StillClock) -> None:
    publisher.pages["/file.bin"] = lambda _: Reply(500)
    with pytest.raises(FetchError, match="answered 500"):
        bring(publisher, tmp_path, clock, attempts=6, first_wait=2, longest_wait=20)
    assert clock.waits == [2, 4, 8, 16, 20]
    assert len(publisher.log) == 6


def test_a_server_that_recovers_is_asked_again(
    publisher: Publisher, tmp_path: Path, clock: StillClock
) -> None:
    answers = [Reply(500), Reply(503), Reply(200, b"well again")]
    publisher.pages["/file.bin"] = lambda _: answers.pop(0)
    assert bring(publisher, tmp_path, clock).path.read_bytes() == b"well again"


@pytest.mark.parametrize(
    ("header", "wait"), [("7", 7.0), ("Fri, 20 Nov 2026 12:00:30 GMT", 30.0), ("soon", 2.0), ("0", 0.0)]
)
def test_too_many_requests_waits_as_it_is_told(
    publisher: Publisher, tmp_path: Path, clock: StillClock, header: str, wait: float
) -> None:
    answers = [Reply(429, b"", {"Retry-After": header}), Reply(200, b"now")]
    publisher.pages["/file.bin"] = lambda _: answers.pop(0)
    assert bring(publisher, tmp_path, clock).path.read_bytes() == b"now"
    assert clock.waits == [wait]


def test_too_long_a_wait_is_left_to_the_user(publisher: Publisher, tmp_path: Path, clock: StillClock) -> None:
    publisher.pages["/file.bin"] = lambda _: Reply(503, b"", {"Retry-After": "7200"})
    with pytest.raises(FetchError, match="120 minutes"):
        bring(publisher, tmp_path, clock)
    assert clock.waits == []


def test_a_file_that_changes_on_the_way_starts_anew(
    publisher: Publisher, tmp_path: Path, clock: StillClock
) -> None:
    old, new = File(noise(300_000, 1), '"v1"', cuts=[100_000]), File(noise(250_000, 2), '"v2"')
    turns = [old, new, new]
    publisher.pages["/file.bin"] = lambda asked: turns.pop(0)(asked)
    assert bring(publisher, tmp_path, clock).path.read_bytes() == new.body


@pytest.mark.parametrize(
    ("etag", "modified", "condition"),
    [("", WEEK, WEEK), ('W/"weak"', WEEK, WEEK), ('W/"weak"', "", None), ("", "", None)],
)
def test_only_what_surely_fits_is_continued(
    publisher: Publisher, tmp_path: Path, clock: StillClock, etag: str, modified: str, condition: str | None
) -> None:
    file = File(noise(300_000), etag, modified, cuts=[100_000])
    publisher.pages["/file.bin"] = file
    assert bring(publisher, tmp_path, clock).path.read_bytes() == file.body
    assert publisher.log[1].headers.get("if-range") == condition
    assert file.asked[1] == ("whole" if condition is None else "bytes=100000-")


def test_a_server_without_ranges_sends_all_again(
    publisher: Publisher, tmp_path: Path, clock: StillClock
) -> None:
    body = noise(300_000)
    replies = [Reply(200, body, {"ETag": '"v"'}, cut_after=90_000), Reply(200, body, {"ETag": '"v"'})]
    publisher.pages["/file.bin"] = lambda _: replies.pop(0)
    assert bring(publisher, tmp_path, clock).path.read_bytes() == body


@pytest.mark.parametrize("said", ["bytes 0-99/300000", "bytes 5-9/12", "nonsense", ""])
def test_a_range_that_was_not_asked_for_is_not_glued_on(
    publisher: Publisher, tmp_path: Path, clock: StillClock, said: str
) -> None:
    good = File(noise(300_000), cuts=[100_000])
    replies = [good, lambda _: Reply(206, b"x" * 100, {"Content-Range": said, "ETag": '"v1"'}), good]
    publisher.pages["/file.bin"] = lambda asked: replies.pop(0)(asked)
    assert bring(publisher, tmp_path, clock).path.read_bytes() == good.body


def test_a_part_that_is_whole_already_is_taken(
    publisher: Publisher, tmp_path: Path, clock: StillClock
) -> None:
    file = File(noise(100_000), cuts=[50_000, 0, 0])
    publisher.pages["/file.bin"] = file
    with pytest.raises(FetchError):
        bring(publisher, tmp_path, clock, attempts=2)
    (tmp_path / "file.bin.part").write_bytes(file.body)
    assert bring(publisher, tmp_path, clock).path.read_bytes() == file.body
    assert file.asked[-1] == "bytes=100000-"


def test_a_part_that_is_too_long_is_thrown_away(
    publisher: Publisher, tmp_path: Path, clock: StillClock
) -> None:
    file = File(noise(100_000), cuts=[50_000, 0, 0])
    publisher.pages["/file.bin"] = file
    with pytest.raises(FetchError):
        bring(publisher, tmp_path, clock, attempts=2)
    (tmp_path / "file.bin.part").write_bytes(file.body + b"more")
    assert bring(publisher, tmp_path, clock).path.read_bytes() == file.body


def test_a_part_whose_note_is_lost_is_not_trusted(
    publisher: Publisher, tmp_path: Path, clock: StillClock
) -> None:
    (tmp_path / "file.bin.part").write_bytes(b"of something else")
    (tmp_path / "file.bin.part.json").write_text("{", encoding="utf-8")
    file = File(noise(10_000))
    publisher.pages["/file.bin"] = file
    assert bring(publisher, tmp_path, clock).path.read_bytes() == file.body
    assert file.asked == ["whole"]


def test_a_stalled_connection_is_dropped_and_continued(
    publisher: Publisher, tmp_path: Path, clock: StillClock
) -> None:
    body = noise(200_000)
    good = File(body)
    replies = [lambda _: Reply(200, body, {"ETag": '"v1"'}, hang_after=80_000), good]
    publisher.pages["/file.bin"] = lambda asked: replies.pop(0)(asked)
    assert bring(publisher, tmp_path, clock, stall=0.2).path.read_bytes() == body
    assert good.asked == ["bytes=80000-"]


def test_a_crawling_connection_is_dropped_and_continued(publisher: Publisher, tmp_path: Path) -> None:
    body = noise(300_000)
    good = File(body)
    replies = [lambda _: Reply(200, body, {"ETag": '"v1"'}, hang_after=40), good]
    publisher.pages["/file.bin"] = lambda asked: replies.pop(0)(asked)
    got = bring(publisher, tmp_path, StillClock(tick=30), slowest=200, stall=25)
    assert got.path.read_bytes() == body
    assert good.asked == ["bytes=40-"]


def test_wrong_length_is_refused(publisher: Publisher, tmp_path: Path, clock: StillClock) -> None:
    publisher.pages["/file.bin"] = lambda _: Reply(200, b"only this", {}, length=40)
    with pytest.raises(FetchError, match="broke off"):
        bring(publisher, tmp_path, clock, attempts=2)
    assert not (tmp_path / "file.bin").exists()


def test_size_that_the_page_promised_is_held_to(
    publisher: Publisher, tmp_path: Path, clock: StillClock
) -> None:
    publisher.pages["/file.bin"] = File(noise(900))
    with pytest.raises(FetchError, match=r"900 bytes, and 127\.0\.0\.1 says it has 1,000"):
        bring(publisher, tmp_path, clock, size=1000)
    assert not list(tmp_path.glob("file.bin*"))


def test_checksum_that_is_published_is_held_to(
    publisher: Publisher, tmp_path: Path, clock: StillClock
) -> None:
    body = noise(900)
    digests = [hashlib.sha256(b"other").digest(), hashlib.sha256(body).digest()]
    publisher.pages["/file.bin"] = lambda _: Reply(
        200, body, {"Repr-Digest": f"sha-256=:{base64.b64encode(digests.pop(0)).decode()}:"}
    )
    with pytest.raises(FetchError, match="checksum"):
        bring(publisher, tmp_path, clock)
    assert bring(publisher, tmp_path, clock).path.read_bytes() == body


@pytest.mark.parametrize(
    "sent",
    [
        b"<!DOCTYPE html><html><head><title>Sign in &amp; go on</title></head></html>",
        b"\n  <html lang='en'><title>Sign in &amp; go on</title>",
        b"\xef\xbb\xbf<!-- proxy --><!doctype HTML><title>\nSign in &amp;\n go on</title>",
    ],
)
def test_a_sign_in_page_is_no_file(
    publisher: Publisher, tmp_path: Path, clock: StillClock, sent: bytes
) -> None:
    publisher.pages["/file.zip"] = lambda _: Reply(200, sent, {"Content-Type": "text/html"})
    with pytest.raises(FetchError, match=r"“Sign in & go on”.*sign in"):
        bring(publisher, tmp_path, clock, "file.zip")
    assert not list(tmp_path.glob("file.zip*"))


def test_something_else_than_a_zip_is_no_zip(publisher: Publisher, tmp_path: Path, clock: StillClock) -> None:
    publisher.pages["/file.zip"] = lambda _: Reply(200, b"%PDF-1.7 and so on, for a while")
    with pytest.raises(FetchError, match="%PDF"):
        bring(publisher, tmp_path, clock, "file.zip")


def test_a_zip_damaged_inside_is_refused(publisher: Publisher, tmp_path: Path, clock: StillClock) -> None:
    body = bytearray(zipped("2024-04-bedfordshire-street.csv", "other.csv"))
    body[400] ^= 0xFF
    publisher.pages["/file.zip"] = File(bytes(body))
    with pytest.raises(FetchError, match=r"2024-04-bedfordshire-street\.csv"):
        bring(publisher, tmp_path, clock, "file.zip")
    assert not list(tmp_path.glob("file.zip*"))


def test_a_file_that_has_not_changed_is_not_sent_again(
    publisher: Publisher, tmp_path: Path, clock: StillClock
) -> None:
    file = File(noise(50_000))
    publisher.pages["/file.bin"] = file
    first = bring(publisher, tmp_path, clock)
    again = bring(publisher, tmp_path, clock)
    assert (again.new, again.sha256) == (False, first.sha256)
    assert publisher.log[1].headers["if-none-match"] == '"v1"'


def test_a_file_that_somebody_touched_is_fetched_anew(
    publisher: Publisher, tmp_path: Path, clock: StillClock
) -> None:
    publisher.pages["/file.bin"] = File(noise(50_000))
    first = bring(publisher, tmp_path, clock)
    first.path.write_bytes(noise(50_000, 9))
    again = bring(publisher, tmp_path, clock)
    assert (again.new, again.sha256) == (True, first.sha256)


def test_a_moved_file_is_said_to_have_moved(publisher: Publisher, tmp_path: Path, clock: StillClock) -> None:
    with pytest.raises(FetchError, match="answered 404") as refused:
        bring(publisher, tmp_path, clock)
    assert len(publisher.log) == 1, "asking again does not bring a file back"
    assert "definitions/downloads/" in str(refused.value)


def test_a_full_disk_is_said_before_anything_comes(
    publisher: Publisher, tmp_path: Path, clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    publisher.pages["/file.bin"] = File(noise(300_000))
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))
    with pytest.raises(FetchError, match=r"needs 0\.3 MB more.*1\.0 kB left"):
        bring(publisher, tmp_path, clock)


def test_two_cannot_write_to_one_folder(publisher: Publisher, tmp_path: Path, clock: StillClock) -> None:
    with alone_in(tmp_path), pytest.raises(FetchBusy, match="Another fetch"):
        bring(publisher, tmp_path, clock)


@settings(max_examples=25, deadline=None)
@given(
    size=st.integers(1, 200_000),
    cuts=st.lists(st.integers(0, 200_000), max_size=6),
    change=st.integers(0, 6),
)
def test_whatever_breaks_the_bytes_are_those_published(size: int, cuts: list[int], change: int) -> None:
    """However often it is cut, and whenever it changes, what arrives is one published state, whole."""
    publisher, folder = Publisher(), Path(tempfile.mkdtemp())
    try:
        old, new = File(noise(size, 1), '"old"', cuts=cuts), File(noise(size, 2), '"new"', cuts=cuts)
        served: list[File] = []

        def answer(asked):
            served.append(old if len(served) < change else new)
            return served[-1](asked)

        publisher.pages["/file.bin"] = answer
        got = bring(publisher, folder, StillClock(), attempts=20)
        assert got.path.read_bytes() == served[-1].body
    finally:
        publisher.close()
        shutil.rmtree(folder)
