"""A change with every test that a reviewer may ask for, numbers entered by hand, and shares of areas."""

from __future__ import annotations

from pathlib import Path

import pytest
from scipy import stats

from wardmote.analyses.pictures import ChangeDots, ControlLine
from wardmote.analyses.result import AnalysisResult, CannotBearError
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.notebook import open_workspace
from wardmote.operations.workspace import Workspace, find_workspace


def asked(workspace: Workspace, name: str, **given: object) -> AnalysisResult:
    return open_workspace(workspace.folder).analyse(name, **given).result


def ways_of(found: AnalysisResult) -> dict[str, dict[str, object]]:
    return {str(row["test"]): row for row in found.table("tests").records()}


def test_the_verdict_stands_beside_every_test_by_its_name(marrowmere: Workspace) -> None:
    found = asked(marrowmere, "change", measure="shoplifting")
    assert [*ways_of(found)] == [
        "Verdict (square roots, dispersion, t)",
        "Exact ratio (Clopper-Pearson)",
        "Mid-P ratio",
        "E-test, score form",
        "E-test, Krishnamoorthy-Thomson form",
    ]
    assert "rose" in found.title
    verdict = ways_of(found)["Verdict (square roots, dispersion, t)"]
    family = {str(row["measure"]): row for row in found.table("family").records()}
    assert verdict["q"] == family["Shoplifting"]["q"]
    assert len(family) == 14
    assert len(found.pictures) == 2


def test_thornlea_burglary_is_no_change_by_any_test(marrowmere: Workspace) -> None:
    found = asked(marrowmere, "change", measure="burglary", area="Thornlea")
    assert "no clear change (118 to 97)" in found.title
    assert all(float(str(row["p"])) > 0.05 for row in ways_of(found).values())


def test_saltgate_fell_by_more_than_chance(marrowmere: Workspace) -> None:
    found = asked(marrowmere, "change", measure="violence-and-sexual-offences", area="Saltgate")
    assert "fell from" in found.title


def test_across_a_recording_break_no_test_is_given(marrowmere: Workspace) -> None:
    found = asked(marrowmere, "change", measure="public-order")
    assert "tests" not in [table.id for table in found.tables]
    assert "April 2025" in found.refused[0].why
    assert found.table("counts").records()[0]["count"] == 950


def test_a_leap_year_counts_its_days(marrowmere: Workspace) -> None:
    found = asked(marrowmere, "change", measure="shoplifting", to="2025-03")
    assert [row["days"] for row in found.table("counts").records()] == [366 - 30, 365 - 30]


def test_partners_counts_are_tested_in_their_own_family(marrowmere: Workspace) -> None:
    found = asked(marrowmere, "change", measure="marac-referrals")
    row = ways_of(found)["Exact ratio (Clopper-Pearson)"]
    assert row["ratio"] == pytest.approx(251 / 212)
    assert row["p"] == pytest.approx(stats.binomtest(251, 251 + 212, 0.5).pvalue)
    assert "Shoplifting" not in [line["measure"] for line in found.table("family").records()]


def test_partners_counts_have_the_pictures_that_police_measures_have(marrowmere: Workspace) -> None:
    found = asked(marrowmere, "change", measure="marac-referrals")
    line, dots = found.pictures
    assert isinstance(line, ControlLine)
    assert line.values[-4:] == (60, 54, 72, 65)
    assert sum(line.values[-4:]) == found.table("counts").records()[1]["count"]
    assert isinstance(dots, ChangeDots)
    family = {row["measure"]: row["percent"] for row in found.table("family").records()}
    drawn = {row.label: row.percent for row in dots.rows}
    assert drawn == {name: family[name] for name in drawn}
    assert drawn["MARAC referrals"] == 18.4, "212 to 251"
    assert [row.percent for row in dots.rows] == sorted(drawn.values(), reverse=True)
    assert "or the periods that each was reported in" in dots.caption.subtitle, (
        "landlords ended a quarter earlier"
    )


def test_a_share_has_no_ratio_of_counts(marrowmere: Workspace) -> None:
    share = next(
        one.id for one in marrowmere.definitions.measures_in_order() if one.observed and one.unit == "percent"
    )
    with pytest.raises(CannotBearError, match="no count"):
        asked(marrowmere, "change", measure=share)


def test_two_counts_by_hand(marrowmere: Workspace) -> None:
    found = asked(marrowmere, "counts", before="85", after="151", days="365,366")
    exact = ways_of(found)["Exact ratio (Clopper-Pearson)"]
    assert exact["ratio"] == pytest.approx(151 / 366 / (85 / 365))
    assert exact["p"] == pytest.approx(stats.binomtest(151, 236, 366 / 731).pvalue)
    assert found.title.startswith("85 to 151, by the day: rose, 1.77 times as many")
    assert not found.snapshot


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("3", "5", "too few to say"),
        ("0", "0", "too few to say"),
        ("0", "40", "at least 12.86 times as many"),
        ("118", "97", "no clear change"),
        ("1,838", "1,517", "fell"),
    ],
)
def test_counts_by_hand_end_in_a_sentence(marrowmere: Workspace, before: str, after: str, says: str) -> None:
    assert says in asked(marrowmere, "counts", before=before, after=after).title


def test_large_counts_are_warned_of(marrowmere: Workspace) -> None:
    found = asked(marrowmere, "counts", before="1838", after="1517")
    assert "too ready to call a change" in found.findings[0].sentence


def test_two_proportions_by_hand(marrowmere: Workspace) -> None:
    found = asked(marrowmere, "proportions", before="34/448", after="41/448")
    fisher = stats.fisher_exact([[34, 448 - 34], [41, 448 - 41]]).pvalue
    assert ways_of(found)["Exact (Fisher)"]["p"] == pytest.approx(fisher)
    assert "no clear change, +1.6 points" in found.title


@pytest.mark.parametrize(
    ("name", "given", "says"),
    [
        ("counts", {"before": "-3", "after": "4"}, "not below zero"),
        ("counts", {"before": "1,83", "after": "4"}, "whole number"),
        ("counts", {"before": "nan", "after": "4"}, "whole number"),
        ("counts", {"before": "8", "after": "9", "days": "365"}, "two whole numbers above zero"),
        ("counts", {"before": "8", "after": "9", "days": "365,0"}, "two whole numbers above zero"),
        ("proportions", {"before": "34", "after": "41/448"}, "so many of so many"),
        ("proportions", {"before": "34/0", "after": "41/448"}, "cannot be zero"),
        ("proportions", {"before": "449/448", "after": "41/448"}, "larger than its whole"),
    ],
    ids=[
        *("below-zero", "comma-astray", "no-number", "one-length", "no-days"),
        *("no-whole", "whole-of-nothing", "more-than-all"),
    ],
)
def test_numbers_entered_wrongly_end_as_a_sentence(
    marrowmere: Workspace, name: str, given: dict[str, str], says: str
) -> None:
    with pytest.raises(AskedWronglyError, match=says):
        asked(marrowmere, name, **given)


def test_shares_of_areas_show_where_violence_went(marrowmere: Workspace) -> None:
    rows = asked(marrowmere, "area-shares", measure="violence-and-sexual-offences").table().records()
    moved = {str(row["area"]): row["verdict"] for row in rows if str(row["verdict"]).endswith("share")}
    assert moved == {"Saltgate": "smaller share", "Mill Row": "larger share"}
    assert sum(float(str(row["share_after"])) for row in rows) == pytest.approx(100)
    for row in rows:
        p, hochberg, yekutieli = (float(str(row[name])) for name in ("p", "q_hochberg", "q_yekutieli"))
        assert yekutieli >= hochberg >= p - 1e-12


def test_shares_are_doubted_where_many_have_no_location(marrowmere: Workspace) -> None:
    found = asked(marrowmere, "area-shares", measure="shoplifting")
    assert "4% had no location and 11% have none now" in found.caveats[0]
    assert not any(str(row["verdict"]).endswith("share") for row in found.table().records())


def test_shares_across_a_break_or_of_one_area_are_refused(marrowmere: Workspace) -> None:
    with pytest.raises(CannotBearError, match="April 2025"):
        asked(marrowmere, "area-shares", measure="public-order")
    with pytest.raises(CannotBearError, match="holds one area"):
        asked(marrowmere, "area-shares", measure="burglary", area="Saltgate")


@pytest.mark.shared
def test_a_real_partnership_reads_as_the_methods_guide_has_it(bedfordshire: Path) -> None:
    found = asked(find_workspace(bedfordshire), "change", measure="possession-of-weapons")
    exact = ways_of(found)["Exact ratio (Clopper-Pearson)"]
    assert [row["count"] for row in found.table("counts").records()] == [85, 151]
    share = 366 / (365 + 366)
    assert exact["p"] == pytest.approx(stats.binomtest(151, 236, share).pvalue)
    verdict = ways_of(found)["Verdict (square roots, dispersion, t)"]
    assert float(str(verdict["q"])) == pytest.approx(0.03, abs=0.005)
    assert "rose from 85 to 151" in found.title
