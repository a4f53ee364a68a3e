"""What a later snapshot has that an earlier one had not, from hand-made manifests."""

from __future__ import annotations

from wardmote.evidence import Manifest, SourceRecord, Unit
from wardmote.evidence.revisions import Revisions, revisions


def source(sha256: str, *units: tuple[str, str, int]) -> SourceRecord:
    made = tuple(Unit(force, month, rows=kept, kept=kept) for force, month, kept in units)
    return SourceRecord(f"{sha256}.csv", sha256, 1, "police-uk-street/1", made)


EARLIER = Manifest(sources=(source("a", ("kent", "2025-01", 10)), source("b", ("kent", "2025-02", 20))))


def test_a_month_added_and_a_month_sent_again() -> None:
    later = Manifest(
        sources=(
            source("a", ("kent", "2025-01", 10)),
            source("c", ("kent", "2025-02", 23)),
            source("d", ("kent", "2025-03", 5), ("essex", "2025-03", 7)),
        )
    )
    found = revisions(EARLIER, later)
    assert (found.added, found.revised, found.gone) == (("2025-03",), ("2025-02",), ())
    assert (found.rows_added, found.rows_before, found.rows_after) == (12, 20, 23)


def test_the_same_number_of_other_rows_is_a_revision() -> None:
    later = Manifest(sources=(EARLIER.sources[0], source("c", ("kent", "2025-02", 20))))
    assert revisions(EARLIER, later).revised == ("2025-02",)


def test_a_month_that_is_gone() -> None:
    assert revisions(EARLIER, Manifest(sources=EARLIER.sources[:1])).gone == ("2025-02",)


def test_nothing_between_a_snapshot_and_itself() -> None:
    found = revisions(EARLIER, EARLIER)
    assert found == Revisions((), (), (), 0, 0, 0, definitions=False)
