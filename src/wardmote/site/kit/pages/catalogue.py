"""The catalogues of translations: every sentence of the pages and of the code, and what each is in a language.

``python -m wardmote.site.kit.pages.catalogue`` writes them anew. What was translated stays; what nobody has translated is
left empty, and stands on the page in English. In the head of a catalogue translators say whether the language is offered.
"""

from __future__ import annotations

import ast
import gettext
import struct
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from jinja2 import Environment

SITE = Path(__file__).parents[2]
LOCALE = SITE / "locale"
OFFERED = "x-offered"
"""The line of a catalogue's head that says whether its language is offered: yes or no."""
ONE = frozenset({"_", "gettext", "gettext_lazy", "gettext_noop"})
SEVERAL = frozenset({"ngettext", "ngettext_lazy"})
FORMS = 4
"""Plural forms of Welsh."""
HEAD = (
    "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\nLanguage: cy\n"
    "Plural-Forms: nplurals=4; plural=(n==1) ? 0 : (n==2) ? 1 : (n != 8 && n != 11) ? 2 : 3;\n"
    "X-Offered: no\n"
)
Message = tuple[str, str]
"""A sentence, and the same for several; empty where it is not counted."""
Said = Mapping[Message, tuple[str, ...]]
"""What each is in a language."""


def messages() -> dict[Message, set[str]]:
    """Every sentence with the files in which it stands."""
    found: dict[Message, set[str]] = defaultdict(set)
    for path in sorted(SITE.rglob("*.py")):
        for one in _in_code(path.read_text("utf-8")):
            found[one].add(path.relative_to(SITE).as_posix())
    for path in sorted((SITE / "templates").rglob("*")):
        if path.is_file():
            for one in _in_template(path.read_text("utf-8")):
                found[one].add(path.relative_to(SITE).as_posix())
    return dict(found)


def _in_code(text: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        words = [
            one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)
        ]
        if node.func.id in ONE and len(words) == 1:
            yield words[0], ""
        elif node.func.id in SEVERAL and len(words) == 2:
            yield words[0], words[1]


def _in_template(text: str) -> Iterator[Message]:
    reading = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"])  # noqa: S701 - it writes no page
    for _line, name, words in reading.extract_translations(text):  # type: ignore[attr-defined]
        if name in SEVERAL:
            yield words[0], words[1]
        elif isinstance(words, str):
            yield words, ""
        elif words and isinstance(words[0], str):
            yield words[0], ""


def read(text: str) -> dict[Message, tuple[str, ...]]:
    """What a catalogue says."""
    found: dict[Message, tuple[str, ...]] = {}
    entry: dict[str, str] = {}
    at = ""
    for line in (*text.splitlines(), ""):
        if not line.strip():
            if "msgid" in entry:
                forms = tuple(entry[name] for name in sorted(entry) if name.startswith("msgstr"))
                found[entry["msgid"], entry.get("msgid_plural", "")] = forms
            entry = {}
        elif not line.startswith("#"):
            name, _space, rest = ("", "", line) if line.startswith('"') else line.partition(" ")
            at = name or at
            entry[at] = entry.get(at, "") + ast.literal_eval(rest)
    return found


def written(found: Mapping[Message, set[str]], said: Said) -> str:
    """A catalogue of these sentences, with what was translated before."""
    head = said.get(("", ""), (HEAD,))[0]
    lines = ['msgid ""', 'msgstr ""', *(_quoted(one) for one in head.splitlines(keepends=True)), ""]
    for message in sorted(found):
        one, several = message
        forms = said.get(message) or ("",) * (FORMS if several else 1)
        lines += [f"#: {file}" for file in sorted(found[message])]
        lines += ["#, python-format"] if "%(" in one else []
        lines += [f"msgid {_quoted(one)}"]
        if several:
            lines += [f"msgid_plural {_quoted(several)}"]
            lines += [f"msgstr[{at}] {_quoted(form)}" for at, form in enumerate(forms)]
        else:
            lines += [f"msgstr {_quoted(forms[0])}"]
        lines += [""]
    return "\n".join(lines)


def compiled(said: Said) -> bytes:
    """A catalogue as programs read it: what is translated whole, and nothing else."""
    whole = {
        "\0".join(filter(None, message)).encode(): "\0".join(forms).encode()
        for message, forms in said.items()
        if all(forms)
    }
    keys = sorted(whole)
    first = 28 + 16 * len(keys)
    texts, places = b"", []
    for words in (*keys, *(whole[key] for key in keys)):
        places += [len(words), first + len(texts)]
        texts += words + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, 0)
    return head + struct.pack(f"<{len(places)}I", *places) + texts


def is_offered(language: str, folder: Path = LOCALE) -> bool:
    """Whether translators say that a language is ready to be read."""
    try:
        with (folder / language / "LC_MESSAGES" / "django.mo").open("rb") as stream:
            return gettext.GNUTranslations(stream).info().get(OFFERED) == "yes"
    except OSError:
        return False


def write(language: str) -> None:
    """Write a catalogue anew, for people and for programs."""
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    said = read(path.read_text("utf-8")) if path.exists() else {}
    text = written(messages(), said)
    path.write_text(text, "utf-8")
    path.with_suffix(".mo").write_bytes(compiled(read(text)))


def _quoted(words: str) -> str:
    plain = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{plain}"'


if __name__ == "__main__":
    write("cy")
