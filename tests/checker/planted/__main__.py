"""``python -m tests.checker.planted``: precision and recall of the checker on three hundred planted documents.

Odd- and even-numbered documents are reported apart. Texts, misses and false alarms of even-numbered ones may be shown;
those of odd-numbered ones never are, so that nothing can be fitted to them.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.checker.planted import writing_text
from tests.checker.planted.assembling import all_planted
from tests.checker.planted.drafting import Planted
from tests.checker.planted.judging import Judged, Tally
from tests.checker.planted.running import run


def main() -> int:
    """Read the command line, run, print."""
    asked = argparse.ArgumentParser(prog="python -m tests.checker.planted", description=__doc__)
    asked.add_argument(
        "--show", type=int, metavar="N", help="the text and truth of an even-numbered document"
    )
    asked.add_argument(
        "--misses", action="store_true", help="list misses and false alarms of even-numbered documents"
    )
    asked.add_argument("--kind", default="", help="with --misses: of this kind only")
    asked.add_argument(
        "--only", type=int, metavar="N", help="run one even-numbered document alone, with --misses"
    )
    asked.add_argument(
        "--write", type=Path, metavar="DIR", help="write the even-numbered documents into a folder"
    )
    words = asked.parse_args()
    documents = all_planted()
    for number in (words.show, words.only):
        if number is not None and (number % 2 or not 1 <= number <= len(documents)):
            print("Only even-numbered documents may be looked at.", file=sys.stderr)
            return 2
    if words.show:
        show(documents[words.show - 1])
        return 0
    if words.only:
        documents = [documents[words.only - 1]]
    even_folder = words.write
    if even_folder:
        even_folder.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        judged = [
            (one, run(one, even_folder if even_folder and one.number % 2 == 0 else Path(folder)))
            for one in documents
        ]
    print(report(judged))
    print(f"\n{len(judged)} documents in {time.monotonic() - began:.0f} seconds.")
    if words.misses or words.only:
        list_misses(judged, words.kind)
    return 0


def show(one: Planted) -> None:
    """The words of a document and the truth about it."""
    print(f"planted-{one.number:03d}.{one.form}, told here as text whatever its format\n")
    print(writing_text.text(one))
    for truth in one.truths:
        print(f"SLIP {truth.kind}: printed {truth.printed}, right {truth.right}\n     at: {truth.words}")


def report(judged: list[tuple[Planted, Judged]]) -> str:
    """Precision and recall by kind and in all, odd and even apart."""
    tallies = {"odd": Tally(), "even": Tally()}
    by_form: dict[str, Tally] = {}
    for one, answer in judged:
        tallies["odd" if one.number % 2 else "even"].add(answer.tally)
        by_form.setdefault(f"{'odd' if one.number % 2 else 'even'} {one.form}", Tally()).add(answer.tally)
    lines = []
    for name, tally in tallies.items():
        lines += [
            f"{name}-numbered documents" + (f" ({tally.unreadable} unreadable)" if tally.unreadable else "")
        ]
        lines += [f"  {'slip planted':<18}{'planted':>8}{'found':>8}{'recall':>9}"]
        lines += [
            f"  {kind:<18}{many:>8}{tally.found[kind]:>8}{tally.found[kind] / many:>9.3f}"
            for kind, many in sorted(tally.planted.items())
        ]
        lines += [f"  {'in all':<18}{tally.planted.total():>8}{tally.found.total():>8}{tally.recall():>9.3f}"]
        lines += [f"  {'finding':<18}{'told':>8}{'right':>8}{'precision':>11}"]
        lines += [
            f"  {kind:<18}{many:>8}{tally.right[kind]:>8}{tally.right[kind] / many:>11.3f}"
            for kind, many in sorted(tally.told.items())
        ]
        lines += [
            f"  {'in all':<18}{tally.told.total():>8}{tally.right.total():>8}{tally.precision():>11.3f}"
        ]
        taken = ", ".join(f"{look} ({many})" for look, many in tally.looked_wrong.most_common(12))
        lines += [f"  look-alikes taken for slips: {taken or 'none'}", ""]
    lines += [f"  {'format':<18}{'planted':>8}{'found':>8}{'recall':>9}{'told':>8}{'precision':>11}"]
    lines += [
        f"  {form:<18}{tally.planted.total():>8}{tally.found.total():>8}{tally.recall():>9.3f}"
        f"{tally.told.total():>8}{tally.precision():>11.3f}"
        for form, tally in sorted(by_form.items())
    ]
    return "\n".join(lines)


def list_misses(judged: list[tuple[Planted, Judged]], kind: str) -> None:
    """What went wrong with the even-numbered documents."""
    for one, answer in judged:
        if one.number % 2:
            continue
        for truth in answer.missed:
            if kind in {"", truth.kind}:
                print(f"{one.number:03d} {one.form} MISSED {truth.kind}: {truth.printed} for {truth.right}")
                print(f"          at: {truth.words[:150]}")
        for finding in answer.alarms:
            if kind in {"", finding.kind}:
                print(
                    f"{one.number:03d} {one.form} FALSE {finding.kind}: {finding.printed}; {finding.expected}"
                )
                print(f"          {finding.why[:160]}")
                print(f"          at: {finding.where.text[:150]}")


if __name__ == "__main__":
    sys.exit(main())
