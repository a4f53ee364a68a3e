"""Every word of every template is marked for translation, and the catalogue holds it."""

from __future__ import annotations

from pathlib import Path

import pytest

from wardmote.site.kit.pages.catalogue import TEMPLATES, catalogue, messages, unmarked


@pytest.mark.parametrize(
    "path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES))
)
def test_no_word_of_a_template_is_left_unmarked(path: Path) -> None:
    """Words between tags, and those that only a screen reader says."""
    assert unmarked(path) == []


def test_an_unmarked_word_is_found(tmp_path: Path) -> None:
    """Between tags, in an attribute; not in a mark, a tag or a comment."""
    page = tmp_path / "page.html"
    page.write_text(
        '<p class="some">Bare {{ _("marked") }}</p><nav aria-label="Said"></nav>{# noted #}', "utf-8"
    )
    assert unmarked(page) == ["Said", "Bare"]


def test_the_catalogue_holds_templates_and_code() -> None:
    """Singular and plural together, quotes kept apart."""
    found = messages()
    assert ("Skip to main content",) in found
    assert ("%(n)s month", "%(n)s months") in found
    text = catalogue()
    assert 'msgid "%(n)s month"\nmsgid_plural "%(n)s months"' in text
    assert text.count('msgid ""') == 1
