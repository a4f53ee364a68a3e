from __future__ import annotations

import pytest

from wardmote.figures import counts, find_area, partnership_area
from wardmote.figures.areas import Area, UnknownAreaError, areas_within
from wardmote.figures.counts import monthly_counts
from wardmote.figures.months import Period
from wardmote.figures.suppliers import AreaForce, forces_of

MONTHS = Period("2023-05", "2024-04").months


def _measures(country, *names):
    return [country.evidence.definitions.measures[name] for name in names]


@pytest.mark.parametrize(
    ("code", "lsoas"),
    [("E4", {"E4"}), ("W2", {"E3", "E4"}), ("C1", {"E1", "E2", "E4"}), ("L1", {"E1", "E2", "E3", "E4"})],
)
def test_located_rows_are_counted_as_by_hand(country, code, lsoas) -> None:
    connection = country.evidence.connection
    found = monthly_counts(
        country.evidence, [find_area(connection, code)], _measures(country, "robbery"), MONTHS
    )
    by_hand = [country.total(lsoas, "robbery", {month}) for month in MONTHS]
    assert found.counts[0, 0].tolist() == by_hand
    assert not found.owns_not_located[0]


def test_a_force_and_its_only_partnership_count_rows_without_a_location(country) -> None:
    connection = country.evidence.connection
    areas = [find_area(connection, code) for code in ("C3", "E23000028", "C1", "E23000026", "L2")]
    found = monthly_counts(country.evidence, areas, _measures(country, "burglary"), MONTHS)
    assert found.owns_not_located.tolist() == [True, True, False, True, False]
    lost = sum(
        n for f, m, lsoa, c, n in country.rows
        if f == "essex" and m in MONTHS and c == "burglary" and lsoa in (None, "E0-unknown")
    )  # fmt: skip
    here = country.total({"E5", "E6", "E7", "E8"}, "burglary", set(MONTHS))
    assert found.counts[0, 0].sum() == found.counts[1, 0].sum() == here + lost
    assert found.not_located[0, 0].sum() == lost


def test_a_composite_is_the_sum_of_its_categories(country) -> None:
    connection = country.evidence.connection
    area = [find_area(connection, "C1")]
    parts = _measures(country, "burglary", "shoplifting", "public-order", "robbery")
    whole = monthly_counts(country.evidence, area, _measures(country, "all-crime"), MONTHS).counts
    assert (
        whole[0, 0].tolist()
        == monthly_counts(country.evidence, area, parts, MONTHS).counts[0].sum(axis=0).tolist()
    )


def test_parts_of_an_area_make_the_whole_even_where_a_ward_spans_two_partnerships(country) -> None:
    evidence = country.evidence
    area = find_area(evidence.connection, "C1")
    wards = areas_within(evidence.connection, area, "ward", evidence.definitions)
    measures = _measures(country, "burglary", "robbery")
    parts = monthly_counts(evidence, wards, measures, MONTHS, area)
    whole = monthly_counts(evidence, [area], measures, MONTHS)
    assert [ward.code for ward in wards] == ["W1", "W2"]
    assert parts.counts.sum(axis=0).tolist() == whole.counts[0].tolist()


def test_a_partnership_of_two_codes_is_their_sum(country) -> None:
    connection = country.evidence.connection
    both = partnership_area(connection, ["C1", "C2"], "Both")
    single = [find_area(connection, code) for code in ("C1", "C2")]
    counts = monthly_counts(country.evidence, [both, *single], _measures(country, "robbery"), MONTHS)
    assert both.level == "partnership"
    assert counts.owns_not_located.tolist() == [True, False, False]
    located = counts.counts[0, 0] - counts.not_located[0, 0]
    assert located.tolist() == (counts.counts[1, 0] + counts.counts[2, 0]).tolist()


def test_forces_of_an_area_say_whether_it_is_the_whole(country) -> None:
    connection = country.evidence.connection
    found = forces_of(country.evidence, [find_area(connection, code) for code in ("C1", "C3")])
    assert found == {"C1": [AreaForce("E23000026", False)], "C3": [AreaForce("E23000028", True)]}


def test_an_unknown_code_is_a_sentence_with_the_codes_of_that_name(country) -> None:
    with pytest.raises(UnknownAreaError, match=r"No area .* code Name of C1\. Codes of that name: C1"):
        find_area(country.evidence.connection, "Name of C1")


def test_an_area_of_no_force_counts_nothing_and_does_not_fail(country) -> None:
    nowhere = Area("X9", "Nowhere", "ward")
    found = monthly_counts(country.evidence, [nowhere], _measures(country, "robbery"), MONTHS)
    assert found.counts.sum() == 0
    assert not found.supplied.any()


@pytest.mark.parametrize(("kept", "reads"), [(50_000, 2), (0, 4)])
def test_the_same_question_is_read_once_where_it_is_small(make_country, monkeypatch, kept, reads) -> None:
    """Another part of the area is another question; what is large is never kept."""
    country, plain = make_country(), counts._located
    areas, measures = [find_area(country.evidence.connection, "L1")], _measures(country, "robbery")
    part, asked = find_area(country.evidence.connection, "W2"), []

    def watched(*words):
        asked.append(words)
        return plain(*words)

    monkeypatch.setattr(counts, "_located", watched)
    monkeypatch.setattr(counts, "KEPT", kept)
    found = [
        monthly_counts(country.evidence, areas, measures, MONTHS, within).counts.tolist()
        for within in (None, part, None, part)
    ]
    assert len(asked) == reads
    assert found[:2] == found[2:]
    assert found[0] != found[1]
