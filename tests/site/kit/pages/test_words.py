"""Every word of every template is marked for translation."""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment

from wardmote.site.kit.pages.catalogue import SITE

TEMPLATES = SITE / "templates"
ATTRIBUTES = re.compile(r'\b(?:aria-label|title|placeholder|alt|aria-description)="([^"]*)"')
TAGS = re.compile(r"<!--.*?-->|<script.*?</script>|<[^>]*>", re.DOTALL)
JOINED = re.compile(r"§[-_][\w-]*|[\w-]*[-_]§")
"""A name that begins or ends with what a template fills in: the id of a field's hint."""
WORD = re.compile(r"[^\W\d_]{2,}")
SAME_EVERYWHERE = {"SVG", "PNG", "CSV", "JSON", "PDF"}
"""Words that no language changes."""


def unmarked(template: Path) -> list[str]:
    """Words of a template that stand outside any mark, and so could not be translated."""
    environment = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], autoescape=True)
    bare = "".join(
        value if kind == "data" else "" if kind.startswith(("block", "comment")) else "§"
        for _, kind, value in environment.lex(template.read_text("utf-8"))
    )
    shown = [*ATTRIBUTES.findall(bare), JOINED.sub(" ", TAGS.sub(" ", bare))]
    return [word for text in shown for word in WORD.findall(text) if word not in SAME_EVERYWHERE]


def test_no_word_of_a_template_is_left_unmarked() -> None:
    """Words between tags, and those that only a screen reader says."""
    pages = sorted(TEMPLATES.rglob("*.html"))
    assert len(pages) > 100
    bare = {str(path.relative_to(TEMPLATES)): unmarked(path) for path in pages}
    assert {name: words for name, words in bare.items() if words} == {}


def test_an_unmarked_word_is_found(tmp_path: Path) -> None:
    """Between tags, in an attribute; not in a mark, a tag or a comment."""
    page = tmp_path / "page.html"
    page.write_text(
        '<p class="some">Bare {{ _("marked") }}</p><nav aria-label="Said"></nav>{# noted #}', "utf-8"
    )
    assert unmarked(page) == ["Said", "Bare"]
