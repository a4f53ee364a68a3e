"""The words of the site as a catalogue for translators (gettext), taken from templates and from code.

``make words`` writes it. A translation lies in ``site/locale/cy/LC_MESSAGES/django.po``, compiled beside it. While there
is none, no page offers another language.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment
from jinja2.ext import extract_from_ast

SITE = Path(__file__).parents[2]
TEMPLATES = SITE / "templates"
CALLS = ("_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy")
ATTRIBUTES = re.compile(r'\b(?:aria-label|title|placeholder|alt|aria-description)="([^"]*)"')
TAGS = re.compile(r"<!--.*?-->|<script.*?</script>|<[^>]*>", re.DOTALL)
JOINED = re.compile(r"§[-_][\w-]*|[\w-]*[-_]§")
"""A name that begins or ends with what a template fills in: the id of a field's hint."""
WORD = re.compile(r"[^\W\d_]{2,}")
SAME_EVERYWHERE = {"SVG", "PNG", "CSV", "JSON", "PDF"}
"""Words that no language changes."""
HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'

Message = tuple[str, ...]
"""One text, or its singular and its plural."""


def messages() -> dict[Message, list[str]]:
    """Every text that is marked, with the files that it stands in."""
    found: dict[Message, list[str]] = {}
    for place, text in (*_of_templates(), *_of_code()):
        if place not in found.setdefault(text, []):
            found[text].append(place)
    return found


def catalogue() -> str:
    """The template of a translation (POT)."""
    parts = [HEAD]
    for text, places in sorted(messages().items()):
        lines = [f"#: {' '.join(places)}", f"msgid {_quoted(text[0])}"]
        if len(text) > 1:
            lines += [f"msgid_plural {_quoted(text[1])}", 'msgstr[0] ""', 'msgstr[1] ""']
        else:
            lines.append('msgstr ""')
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def unmarked(template: Path) -> list[str]:
    """Words of a template that stand outside any mark, and so could not be translated."""
    bare = "".join(
        value if kind == "data" else "" if kind.startswith(("block", "comment")) else "§"
        for _, kind, value in _environment().lex(template.read_text("utf-8"))
    )
    shown = [*ATTRIBUTES.findall(bare), JOINED.sub(" ", TAGS.sub(" ", bare))]
    return [word for text in shown for word in WORD.findall(text) if word not in SAME_EVERYWHERE]


def _of_templates() -> Iterator[tuple[str, Message]]:
    environment = _environment()
    for path in sorted(TEMPLATES.rglob("*.html")):
        tree = environment.parse(path.read_text("utf-8"))
        for _, _, words in extract_from_ast(tree, CALLS):
            texts = (
                (words,)
                if isinstance(words, str)
                else tuple(one for one in words or () if isinstance(one, str))
            )
            if texts:
                yield str(path.relative_to(SITE)), texts


def _of_code() -> Iterator[tuple[str, Message]]:
    for path in sorted(SITE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
            if not isinstance(node, ast.Call) or name not in CALLS:
                continue
            wanted = node.args[: 2 if name.startswith("n") else 1]
            texts = tuple(
                one.value for one in wanted if isinstance(one, ast.Constant) and isinstance(one.value, str)
            )
            if texts:
                yield str(path.relative_to(SITE)), texts


def _environment() -> Environment:
    return Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], autoescape=True)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


if __name__ == "__main__":
    folder = SITE / "locale"
    folder.mkdir(exist_ok=True)
    (folder / "django.pot").write_text(catalogue(), "utf-8")
