"""The second, plain program against what is known from outside it.

What is pinned here comes from the data's own description, from the design sketch of Central Bedfordshire's
pack to April 2024 and from the published verification cases; none of it was printed by Wardmote.
"""

from __future__ import annotations

import ast
import csv
import json
import subprocess
import sys
from collections import Counter, defaultdict
from fractions import Fraction
from pathlib import Path
from typing import Any

import plain_counts
import plain_verdict
import pytest
import recount

HERE = Path(__file__).resolve().parent
CENTRAL_BEDFORDSHIRE = "E22000353"
BEDFORDSHIRE = "E23000026"

# The sketched pack, "All measures": previous, current, percent, verdict.
SKETCH = {
    "theft-from-the-person": (91, 70, -23.1, "no-clear-change"),
    "bicycle-theft": (172, 137, -20.3, "no-clear-change"),
    "other-theft": (1838, 1517, -17.5, "fell"),
    "public-order": (1577, 1340, -15.0, "not-comparable"),
    "burglary": (835, 834, -0.1, "no-clear-change"),
    "vehicle-crime": (1825, 1831, 0.3, "no-clear-change"),
    "anti-social-behaviour": (4015, 4069, 1.3, "no-clear-change"),
    "criminal-damage-and-arson": (1444, 1484, 2.8, "no-clear-change"),
    "violence-and-sexual-offences": (5957, 6157, 3.4, "not-comparable"),
    "shoplifting": (1086, 1171, 7.8, "no-clear-change"),
    "robbery": (126, 136, 7.9, "no-clear-change"),
    "drugs": (328, 394, 20.1, "no-clear-change"),
    "other-crime": (316, 380, 20.3, "no-clear-change"),
    "possession-of-weapons": (85, 151, 77.6, "rose"),
}


@pytest.fixture(scope="module")
def places(shared: Path) -> dict[str, dict[str, str]]:
    """The lookup of areas."""
    return plain_counts.read_geography(shared / "data" / "geography")


@pytest.fixture(scope="module")
def police(shared: Path) -> Path:
    """The archive as the public downloads it."""
    return shared / "data" / "police" / "bedfordshire-2021-05-to-2024-04.zip"


@pytest.fixture(scope="module")
def crimes(police: Path, places: dict[str, dict[str, str]]) -> plain_counts.Crimes:
    """The archive, counted once for all tests here."""
    return plain_counts.read_crimes(police, set(places))


def rows_by_measure(answer: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """measure -> row."""
    return {row["measure"]: row for row in answer["rows"]}


def comparison(a: float, b: float, phi: float = 1.0) -> plain_verdict.Comparison:
    """A comparison of two totals over equal years, 22 degrees of freedom."""
    return plain_verdict.Comparison(a=a, b=b, d1=365, d2=365, phi=phi, df=22)


# ---------------------------------------------------------------- independence


def test_the_program_stands_on_nothing_but_the_standard_library_and_t() -> None:
    allowed = {*sys.stdlib_module_names, "plain_counts", "plain_verdict", "scipy"}
    for name in ("recount.py", "plain_counts.py", "plain_verdict.py"):
        tree = ast.parse((HERE / name).read_text(encoding="utf-8"))
        imported = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add(str(node.module).split(".")[0])
        assert imported <= allowed, name


# ---------------------------------------------------------------- the real archive


@pytest.mark.shared
def test_the_archive_holds_what_its_description_says(crimes: plain_counts.Crimes) -> None:
    assert crimes.rows == 182_113
    assert crimes.repeated == 184
    assert crimes.rows_without_lsoa == 6_381
    assert sum(sum(tally.values()) for tally in crimes.reported.values()) == 182_113 - 184
    assert len(crimes.months["bedfordshire"]) == 36


@pytest.mark.shared
def test_incidents_that_look_alike_are_each_counted(police: Path, crimes: plain_counts.Crimes) -> None:
    incidents: Counter[tuple[str, ...]] = Counter()
    for _, text in plain_counts.street_files(police):
        for row in csv.DictReader(text):
            if row["Crime type"] == "Anti-social behaviour":
                incidents[tuple(row.values())] += 1
    assert sum(incidents.values()) - len(incidents) == 9_855
    counted = [
        count
        for (category, _), count in crimes.reported["bedfordshire"].items()
        if category == "anti-social-behaviour"
    ]
    assert sum(counted) == sum(incidents.values())


@pytest.mark.shared
def test_a_few_lie_in_the_areas_of_other_forces(
    crimes: plain_counts.Crimes, places: dict[str, dict[str, str]]
) -> None:
    elsewhere = sum(
        sum(tally.values())
        for lsoa, tally in crimes.by_lsoa.items()
        if places[lsoa]["pfa24_code"] != BEDFORDSHIRE
    )
    assert 0.0055 < elsewhere / 182_113 < 0.0065


@pytest.mark.shared
def test_the_sketched_pack_is_reproduced(
    crimes: plain_counts.Crimes, places: dict[str, dict[str, str]]
) -> None:
    rows = rows_by_measure(recount.table(crimes, places, CENTRAL_BEDFORDSHIRE, "2024-04"))
    found = {
        measure: (row["previous"], row["current"], row["percent"], row["verdict"])
        for measure, row in rows.items()
        if measure != "all-crime"
    }
    assert found == SKETCH
    assert (rows["all-crime"]["previous"], rows["all-crime"]["current"]) == (15_680, 15_602)
    assert rows["all-crime"]["verdict"] == "not-comparable"
    assert round(rows["possession-of-weapons"]["q"], 2) == 0.03
    assert round(rows["other-theft"]["q"], 2) == 0.04


@pytest.mark.shared
def test_the_sketched_pack_rests_on_the_right_population(
    shared: Path, crimes: plain_counts.Crimes, places: dict[str, dict[str, str]]
) -> None:
    rows = rows_by_measure(recount.table(crimes, places, CENTRAL_BEDFORDSHIRE, "2024-04"))
    published = shared / "data" / "geography" / "population" / "csp24_population_households.csv"
    with published.open(encoding="utf-8-sig", newline="") as text:
        of_csp = {row["csp24_code"]: row for row in csv.DictReader(text)}[CENTRAL_BEDFORDSHIRE]
    assert rows["robbery"]["population"] == int(of_csp["pop_mye2022"])
    assert rows["burglary"]["population"] == int(of_csp["households_census2021"])


@pytest.mark.shared
def test_shoplifting_without_a_place(crimes: plain_counts.Crimes, places: dict[str, dict[str, str]]) -> None:
    shares = []
    for to in ("2022-04", "2023-04", "2024-04"):
        months = plain_counts.twelve_months_to(to)
        share = plain_counts.share_not_located(crimes, "bedfordshire", "shoplifting", months)
        assert share is not None
        shares.append(round(float(share), 2))
    assert shares == [0.10, 0.21, 0.15]
    force = rows_by_measure(recount.table(crimes, places, BEDFORDSHIRE, "2024-04"))["shoplifting"]
    assert round(force["percent"]) == 18
    parts = recount.table(crimes, places, BEDFORDSHIRE, "2024-04", "csp")["rows"]
    located = [row for row in parts if row["measure"] == "shoplifting"]
    before, now = sum(row["previous"] for row in located), sum(row["current"] for row in located)
    assert round(100 * (now - before) / before) == 26


@pytest.mark.shared
def test_parts_equal_wholes(crimes: plain_counts.Crimes, places: dict[str, dict[str, str]]) -> None:
    whole = rows_by_measure(recount.table(crimes, places, CENTRAL_BEDFORDSHIRE, "2024-04"))
    wards: dict[str, int] = defaultdict(int)
    for row in recount.table(crimes, places, CENTRAL_BEDFORDSHIRE, "2024-04", "ward")["rows"]:
        wards[row["measure"]] += row["current"]
    assert wards == {measure: row["current"] for measure, row in whole.items()}

    answer = recount.table(crimes, places, BEDFORDSHIRE, "2024-04")
    force = sum(row["current"] for row in answer["rows"] if row["measure"] != "all-crime")
    parts = recount.table(crimes, places, BEDFORDSHIRE, "2024-04", "csp")["rows"]
    located = sum(row["current"] for row in parts if row["measure"] != "all-crime")
    assert force == located + answer["not_located"]["current"]


@pytest.mark.shared
def test_the_command_prints_the_table(shared: Path, police: Path) -> None:
    command = [sys.executable, str(HERE / "recount.py"), "--police", str(police), "--area", BEDFORDSHIRE]
    command += ["--geography", str(shared / "data" / "geography")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    answer = json.loads(done.stdout)
    assert answer["periods"]["current"] == {"from": "2023-05", "to": "2024-04"}
    assert [row["measure"] for row in answer["rows"]] == plain_counts.MEASURES


# ---------------------------------------------------------------- published cases


@pytest.fixture(scope="module")
def cases(shared: Path) -> dict[str, dict[str, Any]]:
    """The verification cases by id."""
    text = (shared / "verification" / "cases.json").read_text(encoding="utf-8")
    read = json.loads(text)
    return {case["id"]: case for case in (read["cases"] if isinstance(read, dict) else read)}


@pytest.mark.shared
def test_intervals_of_counts_are_the_published_ones(cases: dict[str, dict[str, Any]]) -> None:
    byar = cases["byar-1045-0.95"]["expected"]
    assert plain_verdict.count_interval(1045) == pytest.approx((byar["lo"], byar["hi"]), abs=1e-9)
    none = cases["exact-count-0"]["expected"]
    assert plain_verdict.count_interval(0) == pytest.approx((none["lo"], none["hi"]), abs=1e-9)
    for name in ("rate-1-100", "rate-5-100", "rate-222-3215"):
        given, expected = cases[name]["input"], cases[name]["expected"]
        low, high = plain_verdict.count_interval(given["x"])
        scale = given["multiplier"] / given["n"]
        assert (low * scale, high * scale) == pytest.approx(
            (expected["lower95"], expected["upper95"]), abs=cases[name]["tolerance"]
        )


@pytest.mark.shared
def test_q_values_are_the_published_ones(cases: dict[str, dict[str, Any]]) -> None:
    case = cases["bh"]
    p_values = {str(i): p for i, p in enumerate(case["input"]["p"])}
    q_values = plain_verdict.benjamini_hochberg(p_values)
    assert [q_values[name] for name in p_values] == pytest.approx(case["expected"]["bh"], abs=1e-9)


# ---------------------------------------------------------------- rules by hand


def test_halves_go_away_from_zero() -> None:
    rounded = [plain_verdict.one_decimal(Fraction(n, 100)) for n in (25, -25, 24, -24, 4, -4)]
    assert rounded == [0.3, -0.3, 0.2, -0.2, 0.0, 0.0]


def test_expected_counts_are_row_times_column_when_days_are_equal() -> None:
    counts = [[4, 6, 10], [8, 2, 30], [1, 0, 9]]
    expected = plain_verdict.fitted(counts, [[30, 30, 30]] * 3)
    for i, row in enumerate(expected):
        for j, value in enumerate(row):
            column = sum(year[j] for year in counts)
            assert value == pytest.approx(sum(counts[i]) * column / 70, abs=1e-9)


def test_expected_counts_follow_the_days_and_keep_both_margins() -> None:
    counts, days = [[28, 31, 30], [58, 62, 60]], [[28, 31, 30], [29, 31, 30]]
    expected = plain_verdict.fitted(counts, days)
    assert [sum(row) for row in expected] == pytest.approx([89, 180])
    assert [sum(row[j] for row in expected) for j in range(3)] == pytest.approx([86, 93, 90])
    # Cross ratios of expected counts are those of the days: that is what d_ij r_i c_j means.
    cross = expected[0][0] * expected[1][1] / (expected[0][1] * expected[1][0])
    assert cross == pytest.approx(28 * 31 / (31 * 29))


def test_more_crimes_in_as_many_more_days_is_no_change() -> None:
    leap = plain_verdict.Comparison(a=3650, b=3660, d1=365, d2=366, phi=1.0, df=22)
    assert leap.z == pytest.approx(0.0, abs=1e-12)
    assert leap.p == pytest.approx(1.0)


@pytest.mark.parametrize(("a", "b", "phi"), [(85, 151, 1.49), (1838, 1517, 3.3), (60, 45, 1.0)])
def test_the_ends_of_the_interval_are_just_rejected(a: int, b: int, phi: float) -> None:
    test = comparison(a, b, phi)
    low, high = plain_verdict.ratio_interval(test)
    assert high is not None
    assert low < b / a < high
    for ratio in (low, high):
        distance = 2 * (b**0.5 - (ratio * a) ** 0.5) / (1 + ratio) ** 0.5 / phi**0.5
        assert abs(distance) == pytest.approx(2.0738730679, abs=1e-8)  # t of 22 df, 97.5%


def test_from_nothing_there_is_no_upper_end() -> None:
    assert plain_verdict.ratio_interval(comparison(0, 30))[1] is None
    assert plain_verdict.ratio_interval(comparison(30, 0))[0] == 0.0


def test_a_month_missing_in_one_year_leaves_all() -> None:
    months = {plain_counts.month_back("2024-04", back) for back in range(36)} - {"2021-11"}
    years = plain_verdict.matched_years(months, "2024-04")
    assert [len(year) for year in years] == [11, 11, 11]
    assert not any(month.endswith("-11") for year in years for month in year)


def test_two_years_are_enough_and_eight_months_are_not() -> None:
    two_years = {plain_counts.month_back("2024-04", back) for back in range(24)}
    assert [len(year) for year in plain_verdict.matched_years(two_years, "2024-04")] == [12, 12]
    twenty = {plain_counts.month_back("2024-04", back) for back in range(20)}
    assert plain_verdict.matched_years(twenty, "2024-04") == []


def area(level: str = "csp", holds_not_located: bool = False) -> plain_counts.Area:
    """A made-up area."""
    return plain_counts.Area("E1", "Anywhere", level, [], "anywhere", holds_not_located)


def verdicts(
    tests: dict[str, plain_verdict.Comparison],
    shares: dict[str, tuple[Fraction, Fraction]],
    where: plain_counts.Area,
    to: str = "2024-04",
) -> dict[str, str]:
    """Verdicts of a whole family; measures not named stay level, with all places known."""
    family = {measure: tests.get(measure, comparison(100, 100)) for measure in plain_counts.MEASURES}
    known: plain_verdict.Shares = {
        measure: shares.get(measure, (Fraction(0), Fraction(0))) for measure in family
    }
    return plain_verdict.verdicts_of(where, to, family, known)


def test_a_change_that_places_could_explain_is_uncertain() -> None:
    tests = {"shoplifting": comparison(1000, 850)}
    shares = {"shoplifting": (Fraction(4, 100), Fraction(19, 100))}
    assert verdicts(tests, {}, area())["shoplifting"] == "fell"
    assert verdicts(tests, shares, area())["shoplifting"] == "location-too-uncertain"
    # Where rows without a place belong to the area, nothing is uncertain.
    assert verdicts(tests, shares, area(holds_not_located=True))["shoplifting"] == "fell"
    # A large share that does not change the verdict does no harm.
    even = {"shoplifting": (Fraction(19, 100), Fraction(19, 100))}
    assert verdicts(tests, even, area())["shoplifting"] == "fell"


@pytest.mark.parametrize(
    ("before", "now", "doubt"), [(10, 10, False), (10, 11, True), (4, 7, False), (4, 8, True), (8, 4, True)]
)
def test_the_limits_themselves_are_allowed(before: int, now: int, doubt: bool) -> None:
    found = plain_verdict.location_is_in_doubt(Fraction(before, 100), Fraction(now, 100))
    assert found is doubt


def test_too_few_comes_before_the_test() -> None:
    found = verdicts({"robbery": comparison(0, 19), "drugs": comparison(0, 20)}, {}, area())
    assert found["robbery"] == "too-few-to-say"
    assert found["drugs"] == "rose"


def test_a_break_comes_before_everything_and_keeps_its_place_in_the_family() -> None:
    violence = "violence-and-sexual-offences"
    tests = {violence: comparison(100, 300)}
    assert verdicts(tests, {}, area())[violence] == "not-comparable"
    assert verdicts(tests, {}, area(), to="2025-05")[violence] == "rose"  # June 2023 on
    assert verdicts(tests, {}, area(), to="2025-04")[violence] == "not-comparable"
    borderline = {"drugs": comparison(200, 251)}
    assert verdicts(borderline, {}, area())["drugs"] == "no-clear-change"
    beside = borderline | {violence: comparison(100, 300)}
    q_alone = plain_verdict.q_of({m: borderline.get(m, comparison(100, 100)) for m in plain_counts.MEASURES})
    q_beside = plain_verdict.q_of({m: beside.get(m, comparison(100, 100)) for m in plain_counts.MEASURES})
    assert q_beside["drugs"] == pytest.approx(q_alone["drugs"] / 2)


def test_small_areas_stop_at_the_breaks_of_places() -> None:
    assert plain_verdict.crosses_break("drugs", "lsoa", "2024-04")
    assert not plain_verdict.crosses_break("drugs", "ward", "2024-04")
    assert not plain_verdict.crosses_break("drugs", "lsoa", "2025-05")


def test_rows_repeated_in_a_month_count_once_and_the_last_stands(tmp_path: Path) -> None:
    header = "Crime ID,Month,LSOA code,Crime type\n"
    lines = ["a1,2024-04,E01,Burglary", ",2024-04,E01,Anti-social behaviour", "a1,2024-04,,Drugs"]
    lines += [",2024-04,E01,Anti-social behaviour", "b2,2024-04,E99,Burglary"]
    (tmp_path / "2024-04-anywhere-street.csv").write_text(header + "\n".join(lines) + "\n")
    (tmp_path / "2024-04-anywhere-outcomes.csv").write_text(header)
    crimes = plain_counts.read_crimes(tmp_path, {"E01"})
    assert (crimes.rows, crimes.repeated, crimes.rows_without_lsoa) == (5, 1, 1)
    assert crimes.by_lsoa["E01"] == {("anti-social-behaviour", "2024-04"): 2}
    assert crimes.not_located["anywhere"] == {("drugs", "2024-04"): 1, ("burglary", "2024-04"): 1}


def test_rows_without_a_place_go_to_the_only_partnership_of_a_force() -> None:
    def place(lsoa: str, csp: str, force: str) -> dict[str, str]:
        codes = {"lsoa21": lsoa, "ward24": "W", "ltla24": "L", "csp24": csp, "pfa24": force}
        return {f"{column}_{part}": value for column, value in codes.items() for part in ("code", "name")}

    places = {"1": place("1", "A", "X"), "2": place("2", "B", "Y"), "3": place("3", "C", "Y")}
    assert plain_counts.find_area(places, "A").holds_not_located
    assert not plain_counts.find_area(places, "B").holds_not_located
    assert plain_counts.find_area(places, "Y").holds_not_located
    assert not plain_counts.find_area(places, "W").holds_not_located
