"""What no text that Wardmote writes may say: a cause that nobody has shown, or a slip of its own making."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass

from wardmote.figures import Figure

CAUSES = (
    *(r"because", r"due to", r"owing to", r"thanks to", r"as a (?:result|consequence) of", r"by virtue of"),
    *(r"caus(?:ed|es|ing)", r"caused by", r"led to", r"leads? to", r"result(?:s|ed)? (?:in|from)"),
    *(r"driv(?:en|es) by", r"drove", r"brought about", r"gave rise to", r"triggered", r"prompted by"),
    *(r"explains", r"explained by", r"explanations? (?:of|for)", r"(?:un)?likel(?:y|ier|iest) explanation"),
    *(
        r"reasons? for",
        r"reason why",
        r"that is why",
        r"which is why",
        r"made it (?:rise|fall|grow)",
        r"made them",
    ),
    *(r"attribut(?:ed|able) to", r"reflects? (?:a|the) (?:rise|fall|change) in", r"stems? from", r"down to"),
    *(r"lose their location more often", r"(?:as|since) (?:more|fewer) people", r"contribut(?:ed|es) to"),
    *(r"owes? (?:much )?to", r"account(?:s|ed) for", r"the effect of", r"the impact of", r"blamed? on"),
)
CAUSE = re.compile(rf"\b(?:{'|'.join(CAUSES)})\b", re.IGNORECASE)

LEFTOVER = re.compile(
    r"\bNone\b(?! of)|\b[Oo]f none\b|\bnone (?:measures|wards|of none|months|years)|\bNone of the one\b"
    r"|\b[Oo]ne (?:measures|wards|months|years|pairs|small areas|areas)\b|\bno pair of one\b"
    r"|\bnan\b|\{[a-z_.-]+\}|Traceback|<[a-z]+\.|\(–\)|– and \d|\d and –"
    r"|\w ,|(?<!\.)\.\.(?!\.)|,\.|\w  +[.,;:]|\w [;.](?:\s|$)|: ,|\.\s+[.,;]"
)


DEFINED = (
    *("reasons for what is in and what is out", "against the person that caused an injury"),
    "conduct that causes harassment",
)
"""Where such words define something and say nothing of why figures changed."""


def assert_plain(text: str) -> None:
    """Fail on the first cause claimed or slip found, with the words about it."""
    text = re.sub(r"[ \t]*[\r\n]+", "\n", text)
    for words in DEFINED:
        text = re.sub(words.replace(" ", r"\s+"), "…", text)
    for forbidden in (CAUSE, LEFTOVER):
        found = forbidden.search(text)
        assert not found, f"…{text[max(0, found.start() - 80) : found.end() + 40]}…"


def words_of(part: object) -> str:
    """Every word of a document tree, or of any part of it, one piece a line."""
    if isinstance(part, Figure):
        return ""  # a record behind the words, not words
    if isinstance(part, str):
        return str(part)
    if is_dataclass(part) and not isinstance(part, type):
        return words_of(tuple(getattr(part, field.name) for field in fields(part)))
    if isinstance(part, (tuple, list)):
        return "\n".join(words for one in part if (words := words_of(one)))
    return ""
