"""The page that tells people where their words go: every slot of a document, what it asks, how it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from wardmote.documents.commentary.slots import Slot
from wardmote.documents.commentary.standing import Standing

HOW = """
Do not write in this page: Wardmote makes it anew each time it writes the document.
Every other file here that ends in .md is yours. Wardmote never changes a file that holds words.

**To answer a question:** open its file (Notepad will do), write under the first line, save, and write the document
again as before: `wardmote assess --since last`, or `wardmote assess` where it does not look back.
While a file holds no words, the document prints the question, marked "to be written".

**To put a machine's sentence in your own words:** make a file with the name given below.
In Notepad choose "All files" and the encoding UTF-8 when you save it; otherwise Notepad adds .txt to the name.
Delete the file to have the machine's sentence again.
The part "Since the last assessment" and its words are printed only with `--since`.

**To accept machine sentences as they are:** `wardmote commentary accept NAME`, or `--all` for all of them.
A sentence that changes later is a draft again.

**When a figure changes,** the document and `wardmote assess` say which words need another look.
Change the words, or say that they still hold: `wardmote commentary accept NAME`.

An empty line starts a new paragraph; `- ` starts a line of a list; `**bold**`, `*italic*` and `[words](https://address)`
work, and so do tables in Markdown. A first line `Author: Name, organisation` prints who wrote the words.

The documents go to people outside: write nothing that could identify a victim, a witness or a suspect.
The files that end in .figures.json hold the figures that words were written on. Leave them where they are.
"""


def page(title: str, slots: Sequence[Slot], stand: Mapping[str, Standing], files: Mapping[str, str]) -> str:
    """The page as Markdown. ``files`` names the file of each slot."""
    questions = [slot for slot in slots if slot.asks]
    sentences = [slot for slot in slots if slot.sentence]
    parts = [f"# Words for: {title}", HOW.strip()]
    if questions:
        parts += ["## Questions to partners", *_entries(questions, stand, files)]
    if sentences:
        parts += ["## Machine sentences", *_entries(sentences, stand, files)]
    return "\n\n".join(parts) + "\n"


def _entries(slots: Sequence[Slot], stand: Mapping[str, Standing], files: Mapping[str, str]) -> Iterator[str]:
    for slot in slots:
        why = f" {stand[slot.name].why}" if stand[slot.name].why else ""
        yield f"### {files[slot.name]}\n\n{slot.asks or slot.sentence}\n\nNow: {stand[slot.name].state}.{why}"
