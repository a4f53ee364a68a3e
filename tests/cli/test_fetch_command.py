"""The fetch commands, as a person types them, against a publisher on this machine."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.operations.fetch.overlay import overlay
from tests.operations.fetch.police_site import PoliceSite
from tests.operations.fetch.portal import NAMES, small_country
from tests.operations.fetch.publisher import File, Publisher, Reply, StillClock, at, until
from tests.workspaces import Answer, run
from typer.testing import CliRunner

from wardmote.cli.app import app
from wardmote.operations.fetch.geography import GeographyRequest, fetch_geography
from wardmote.operations.init import init


def typed(*words: str, workspace: Path) -> Answer:
    """Run a command in this process: most of these tests need no other."""
    done = CliRunner().invoke(app, [*words, "--workspace", str(workspace)], env={"NO_COLOR": "1"})
    return Answer(done.exit_code, done.stdout, done.stderr)


HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context"
)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def geography(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small country's geography, fetched once. Its force areas are those of Bedfordshire and South Wales."""
    publisher, folder = Publisher(), tmp_path_factory.mktemp("fetched")
    portal = small_country(publisher)
    for row in portal.layers[NAMES["above"]].rows:
        row["PFA24CD"] = {"E23000001": "E23000026"}.get(row["PFA24CD"], row["PFA24CD"])
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
            patch.delenv(name, raising=False)
        fetch_geography(at(publisher.base, "geography"), GeographyRequest(False), folder, clock=StillClock())
    publisher.close()
    return folder / "geography"


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    made = Publisher()
    yield made
    made.close()


@pytest.fixture
def workspace(geography: Path, tmp_path: Path, publisher: Publisher) -> Path:
    """A partnership in Bedfordshire's force area that fetches from the publisher on this machine."""
    folder = tmp_path / "workspace"
    init(folder, ["E22000001"], [geography])
    overlay(folder / "definitions", publisher.base)
    return folder


def real_rows(month: str) -> str:
    row = f"{'a' * 64},{month},Bedfordshire Police,Bedfordshire Police,0.05,52.05,On or near X,E01000001,N,Burglary,,"
    return f"{HEADER}\n{row}\n"


def test_police_files_of_ones_own_force_are_fetched_and_taken_in(
    workspace: Path, publisher: Publisher
) -> None:
    site = PoliceSite(publisher, looks=0)
    made = workspace / "site.zip"
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("2024-04/2024-04-bedfordshire-street.csv", real_rows("2024-04"))
    publisher.pages["/download/made.zip"] = lambda asked: File(made.read_bytes())(asked)
    done = typed(
        "fetch", "police-uk", "--from", "2024-04", "--only", "street", "--ingest", workspace=workspace
    )
    assert done.code == 0, done.err
    assert site.orders[0]["forces"] == ["bedfordshire"], "the force of the partnership's own geography"
    assert "police-uk-bedfordshire-2024-04-to-2024-04.zip" in done.out
    held = typed("evidence", "list", "--format", "csv", workspace=workspace)
    assert "2024-04,bedfordshire,crime,1,1," in held.out


def test_without_ingest_the_next_command_is_said(workspace: Path, publisher: Publisher) -> None:
    PoliceSite(publisher, looks=0)
    done = typed("fetch", "police-uk", "--from", "2024-03", workspace=workspace)
    path = workspace / "downloads" / "police-uk-bedfordshire-2024-03-to-2024-04.zip"
    assert done.out.split() == [str(path)]
    assert f"Next: wardmote ingest {path} --workspace {workspace}" in done.err


def test_a_dry_run_says_what_would_come_from_where(workspace: Path, publisher: Publisher) -> None:
    PoliceSite(publisher)
    done = typed("fetch", "police-uk", "--dry-run", workspace=workspace)
    assert done.code == 0
    assert f"from {publisher.base}/data/" in done.out
    assert not (workspace / "downloads").exists()
    assert "Next" not in done.err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["police-uk", "--force", "narnia"], 2, "no police force called narnia"),
        (["police-uk", "--from", "April"], 2, "April is not a month"),
        (["home-office"], 1, "answered 404"),
        (["geography"], 1, "answered 404"),
    ],
)
def test_refusals_are_one_sentence_and_a_code(
    workspace: Path, publisher: Publisher, words: list[str], code: int, said: str
) -> None:
    publisher.pages["/api/crimes-street-dates"] = lambda _: Reply(200, b'[{"date": "2024-04"}]')
    done = typed("fetch", *words, workspace=workspace)
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert "Traceback" not in done.err


def test_offline_says_what_to_do_by_hand(workspace: Path, publisher: Publisher) -> None:
    publisher.close()
    done = typed("fetch", "police-uk", workspace=workspace)
    assert done.code == 1
    assert "could not be reached" in done.err
    assert "Generate file" in done.err
    assert "wardmote ingest FILE" in done.err


def test_taking_in_needs_a_workspace(tmp_path: Path) -> None:
    missing = run("fetch", "geography", "--ingest", cwd=tmp_path)
    assert missing.code == 2
    assert "no workspace" in missing.err


def test_geography_into_a_workspace_is_taken_in(workspace: Path, publisher: Publisher) -> None:
    portal = small_country(publisher)
    for row in portal.layers[NAMES["above"]].rows:
        row["PFA24CD"] = {"E23000001": "E23000026"}.get(row["PFA24CD"], row["PFA24CD"])
    done = typed("fetch", "geography", "--ingest", workspace=workspace)
    assert done.code == 0, done.err
    assert "outlines-wards.geojson" in done.out
    assert "inferred" in done.err


def started(workspace: Path) -> subprocess.Popen[str]:
    """A fetch in a process of its own."""
    environment = {**os.environ, "NO_COLOR": "1", "WARDMOTE_WORKSPACE": str(workspace)}
    words = [
        sys.executable,
        "-c",
        "from wardmote.cli import main; main()",
        "fetch",
        "police-uk",
        "--only",
        "street",
    ]
    return subprocess.Popen(
        words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGINT])
def test_stopped_on_the_way_it_goes_on_to_the_same_bytes(
    workspace: Path, publisher: Publisher, blow: signal.Signals
) -> None:
    """Killed or interrupted with half of the file there, the next call asks for the rest only."""
    PoliceSite(publisher, looks=-10)
    body = body_of(workspace, 400_000)
    good = File(body)
    half = [lambda _: Reply(200, body, {"ETag": '"v1"'}, hang_after=200_000)]
    publisher.pages["/download/made.zip"] = lambda asked: half.pop()(asked) if half else good(asked)
    process = started(workspace)
    part = workspace / "downloads" / "police-uk-bedfordshire-2023-05-to-2024-04.zip.part"
    try:
        until(lambda: process.poll() is not None or (part.is_file() and part.stat().st_size == 200_000), 120)
        assert process.poll() is None, process.communicate()
        process.send_signal(blow)
        _, said = process.communicate(timeout=30)
    finally:
        process.kill()
    if blow == signal.SIGINT:
        assert process.returncode == 130
        assert "What came so far is kept" in said
        assert "Nothing half done was kept" not in said
    again = run("fetch", "police-uk", "--only", "street", workspace=workspace)
    assert again.code == 0, again.err
    assert part.with_suffix("").read_bytes() == body
    assert good.asked == ["bytes=200000-"]
    assert not part.exists()


def body_of(folder: Path, size: int) -> bytes:
    """A zip of at least that many bytes, not compressed."""
    path = folder / "large.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("2024-04/2024-04-bedfordshire-street.csv", real_rows("2024-04") + "x" * size)
    return path.read_bytes()
