"""Welsh: no sentence is lost for translators, and a page says in which language it is."""

from __future__ import annotations

import ast
import gettext
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

import pytest
from django.test import Client
from pytest_django import Settings

from wardmote.site.kit.pages.catalogue import LOCALE, SITE, compiled, is_offered, messages, read, written

FILE = Path("cy") / "LC_MESSAGES" / "django.po"
MADE = "Geiriau prawf"
"""Stands for a translation; it says “words of a test”."""
SHOWN = {"label", "help_text", "empty_label"}
"""Arguments of fields that stand on the page."""
ASKED = {"Accept-Language": "cy"}


def test_every_sentence_is_in_the_catalogue() -> None:
    """And nothing else; the file for programs is made from it."""
    said = read((LOCALE / FILE).read_text("utf-8"))
    words = "Run: python -m wardmote.site.kit.pages.catalogue"
    assert set(messages()) == set(said) - {("", "")}, words
    assert (LOCALE / FILE).with_suffix(".mo").read_bytes() == compiled(said), words


def test_labels_choices_and_messages_in_code_are_in_it_too() -> None:
    """Words of forms, of stages and of what a page says once are marked for translators."""
    bare = [
        f"{path.relative_to(SITE)}:{line} {words}"
        for path in sorted(SITE.rglob("*.py"))
        if not {"migrations", "bench"} & set(path.parts)
        for line, words in _unmarked(ast.parse(path.read_text("utf-8")))
    ]
    assert bare == []


def _unmarked(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        found: list[ast.expr] = []
        if isinstance(node, ast.Call):
            found += [one.value for one in node.keywords if one.arg in SHOWN]
            chosen = [one.value for one in node.keywords if one.arg == "choices"]
            found += [pair.elts[1] for one in chosen for pair in ast.walk(one) if _is_pair(pair)]
            if isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) == "messages":
                found += node.args[1:]
        elif isinstance(node, ast.ClassDef) and any("Choices" in ast.unparse(base) for base in node.bases):
            found += [
                one.value.elts[1] for one in node.body if isinstance(one, ast.Assign) and _is_pair(one.value)
            ]
        for one in found:
            said = ast.unparse(one) if isinstance(one, ast.JoinedStr) else getattr(one, "value", "")
            if isinstance(said, str) and any(letter.isalpha() for letter in said):
                yield one.lineno, said


def _is_pair(node: ast.AST) -> TypeGuard[ast.Tuple]:
    return isinstance(node, ast.Tuple) and len(node.elts) == 2


def test_a_catalogue_written_and_read_again_is_the_same(tmp_path: Path) -> None:
    """Also with quotation marks, new lines and several forms; what lacks a form is left to English."""
    said = {
        ("", ""): ("Content-Type: text/plain; charset=UTF-8\nX-Offered: no\n",),
        ('A "word"\n', ""): ("Gair\t\\",),
        ("%(n)s file", "%(n)s files"): ("a", "b", "c", "d"),
        ("One", "Many"): ("a", "", "", ""),
    }
    found = {one: {"a.py"} for one in said if one[0]}
    assert read(written(found, said)) == said
    path = tmp_path / "some.mo"
    path.write_bytes(compiled(said))
    with path.open("rb") as stream:
        made = gettext.GNUTranslations(stream)
    assert made.gettext('A "word"\n') == "Gair\t\\"
    assert made.gettext("One") == "One"


@pytest.mark.django_db
def test_a_page_asked_for_in_welsh_says_which_language_it_is(
    client: Client, settings: Settings, tmp_path: Path
) -> None:
    """English while nobody has translated it; Welsh, with English where a sentence is missing, once it is offered."""
    assert not is_offered("cy")
    english = client.get("/sign-in/", headers=ASKED)
    assert english.headers["Content-Language"] == "en-gb"
    assert '<html lang="en"' in english.content.decode()
    said = {
        ("", ""): ("Content-Type: text/plain; charset=UTF-8\nX-Offered: yes\n",),
        ("Sign in", ""): (MADE,),
    }
    made = (tmp_path / FILE).with_suffix(".mo")
    made.parent.mkdir(parents=True)
    made.write_bytes(compiled(said))
    assert is_offered("cy", tmp_path)
    settings.LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
    settings.LOCALE_PATHS = [tmp_path]
    welsh = client.get("/sign-in/", headers=ASKED)
    assert welsh.headers["Content-Language"] == "cy"
    page = welsh.content.decode()
    assert '<html lang="cy"' in page
    assert MADE in page
    assert "Forgotten your password?" in page
