"""What frames every page: colours, errors, forms, tables, files under hashed names."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.template import engines
from django.test import Client
from pytest_django import Settings

from wardmote.figures import State
from wardmote.figures.tokens import Verdict
from wardmote.publishing.theme import contrast, theme
from wardmote.publishing.tree import Column, Footnote, Number, Quiet, Table, VerdictMark
from wardmote.site.kit.pages.colours import accent, style_sheet
from wardmote.site.kit.pages.files import BUILT, collect
from wardmote.site.kit.pages.tables import as_csv

STATIC = Path(__file__).parents[4] / "src" / "wardmote" / "site" / "static"
SAMPLE = Table(
    "A table",
    (Column("Measure"), Column("Now", "right"), Column("Verdict"), Column("Change", "right")),
    (
        ("Burglary", Number("1,234", 1234), VerdictMark(Verdict.ROSE), "=2+5"),
        (("Drugs", Footnote("A note.")), Quiet("not supplied"), Quiet("suppressed"), "–"),
    ),
    anchor="sample",
    notes=("Under it.",),
)


def _rendered(source: str, **given: object) -> str:
    return str(engines["jinja2"].from_string(source).render(given))


@pytest.mark.django_db
def test_the_style_sheet_of_colours_is_the_partnerships(client: Client) -> None:
    """Anybody may have it, it may be kept, and it says the accent."""
    answer = client.get("/colours.css")
    assert answer["Content-Type"] == "text/css"
    assert "immutable" in answer["Cache-Control"]
    assert f"--wm-accent:{theme().colour.accent}" in answer.content.decode()


@pytest.mark.parametrize("own", ["", "#7A1F5C", "#FFFF00", "nonsense", "#F46A25"])
def test_an_accent_can_always_be_read(own: str) -> None:
    """A colour that could not be read on white, or means something else, gives way to ours."""
    found = accent(own)
    assert contrast(found, "#FFFFFF") >= 4.5
    sheet = style_sheet(found)
    for name in ("brand", "link", "link-visited"):
        colour = re.search(rf"--govuk-{name}-colour:(#[0-9A-F]{{6}})", sheet)
        assert colour
        assert contrast(colour[1], "#FFFFFF") >= 4.5


def test_a_table_tells_why_there_is_no_number() -> None:
    """Each reason looks different, a verdict has symbol and word, notes stand under it, a phone gets cards."""
    page = _rendered(
        "{% from 'parts/figures.html' import figures_table %}{{ figures_table(table, 'here', '/some.csv') }}",
        table=SAMPLE,
    )
    for words in (
        "wm-none--not-supplied",
        "wm-none--suppressed",
        "wm-mark--rose",
        "rose",
        "wm-cards",
        "A note.",
        "Under it.",
    ):
        assert words in page
    assert 'data-label="Now"' in page
    assert 'href="/some.csv"' in page
    assert "style=" not in page


def test_every_state_without_a_number_has_a_look_of_its_own() -> None:
    """In the style sheet as it was built."""
    css = (STATIC / "site.css").read_text("utf-8")
    states = [one for one in State if one not in (State.KNOWN, State.ZERO)]
    looks = {re.search(rf"\.wm-none--{one.value}(::before)?\{{[^}}]+\}}", css).group(0) for one in states}  # type: ignore[union-attr]
    assert len(looks) == len(states)


def test_numbers_leave_as_numbers_and_no_cell_is_a_formula() -> None:
    """In CSV."""
    assert as_csv(SAMPLE).splitlines()[1] == "Burglary,1234,▲ rose,'=2+5"


def test_what_was_built_has_no_crown_and_nobody_elses_typeface() -> None:
    """Nor an address that leads out of the site."""
    css = (STATIC / "site.css").read_text("utf-8")
    assert not re.search(r"GDS|crown|crest", css)
    assert {one for one in re.findall(r"url\((\"[^\"]*\")\)", css) if "data:" not in one} == {
        f'"fonts/atkinson-hyperlegible-next-{style}.woff2"'
        for style in ("regular", "bold", "italic", "bold-italic")
    }


def test_files_get_names_that_change_with_them(settings: Settings, tmp_path: Path) -> None:
    """Collected once; again only where they were made anew."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "wardmote.site.kit.pages.files.Hashed"},
    }
    settings.STATIC_ROOT = tmp_path / "static"
    root = collect()
    hashed = [path.name for path in root.glob("site.*.css")]
    assert len(hashed) == 1
    before = (root / hashed[0]).stat().st_mtime_ns
    assert collect() == root
    assert (root / hashed[0]).stat().st_mtime_ns == before
    assert (STATIC / BUILT).is_file()


def test_a_page_that_went_wrong_says_so_without_a_trace(
    signed_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And in the frame of the site."""

    def broken(*words: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr("wardmote.site.rooms.home.views.needs_of", broken)
    browser = signed_in("analyst")
    browser.raise_request_exception = False
    answer = browser.get("/")
    assert answer.status_code == 500
    text = answer.content.decode()
    assert "something went wrong" in text
    assert "secret" not in text


def test_messages_stand_above_the_page() -> None:
    """What was done, and what went wrong, apart."""

    class Said:
        def __init__(self, tags: str, message: str) -> None:
            self.tags, self.message = tags, message

    page = _rendered(
        "{% from 'parts/notices.html' import notices %}{{ notices(said) }}",
        said=[Said("success", "Saved."), Said("error", "Not <b>saved</b>.")],
    )
    assert "govuk-notification-banner--success" in page
    assert "Not &lt;b&gt;saved" in page
    assert len(set(re.findall(r'id="(notice-\d)"', page))) == 2
