from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from wardmote.definitions.yardsticks import Group
from wardmote.figures import Evidence, State, TableError, UnknownAreaError, find_area, performance_table
from wardmote.figures import performance as performance_module
from wardmote.figures.comparison import area_asked, areas_beside
from wardmote.figures.export import as_json
from wardmote.figures.months import Period

BEDFORDSHIRE, ESSEX = "E23000026", "E23000028"
YEAR = Period("2023-05", "2024-04")


def _group(name, kind, level, *members, **said):
    return Group(
        id=name, title=name.title(), kind=kind, level=level, members=members, source="A test", **said
    )


GROUPS = {
    "shire": _group("shire", "county", "lad", "L1"),
    "both": _group("both", "region", "force", BEDFORDSHIRE, ESSEX),
    "elsewhere": _group("elsewhere", "region", "force", ESSEX),
    "all": _group("all", "country", "force"),
    "like-us": _group("like-us", "peers", "csp", "C1", "C3", note="Revised in 2014."),
    "like-us-before": _group("like-us-before", "peers", "csp", "C1", "C2", effective_to=date(2020, 3, 31)),
    "broken": _group("broken", "other", "csp", "C1", "C9"),
}


def _evidence(country):
    definitions = replace(country.evidence.definitions, groups=GROUPS)
    return Evidence(country.evidence.connection, definitions, "test-snapshot")


def _beside(country, *words, code="C1"):
    evidence = _evidence(country)
    return areas_beside(evidence, find_area(evidence.connection, code), words, YEAR)


def _table(country, *words, code="C1", **options):
    evidence = _evidence(country)
    area = area_asked(evidence, code)
    others = areas_beside(evidence, area, words, YEAR)
    return performance_table(evidence, area, "2024-04", compare=others, **options)


def _rows(table, measure):
    return {row.area.code: row for row in table.rows if row.measure.id == measure}


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (["force"], [BEDFORDSHIRE]),
        (["region"], ["both"]),
        (["national"], ["all"]),
        (["peers"], ["like-us"]),
        (["C2"], ["C2"]),
        (["Like-Us", "C1", "force", "force"], ["like-us", BEDFORDSHIRE]),
    ],
)
def test_words_of_a_comparison_name_areas(country, words, codes) -> None:
    assert [area.code for area in _beside(country, *words)] == codes


@pytest.mark.parametrize(
    ("word", "code", "said"),
    [
        ("county", "C3", "No county that holds the whole"),
        ("peers", "C2", "No list of peers holds"),
        ("force", ESSEX, "is a police force area itself"),
        ("nowhere", "C1", "Or compare with force"),
        ("broken", "C1", "does not hold C9"),
    ],
)
def test_a_comparison_that_cannot_be_made_says_what_can(country, word, code, said) -> None:
    with pytest.raises(UnknownAreaError, match=said):
        _beside(country, word, code=code)


def test_a_group_is_the_sum_of_its_members_and_never_an_average(country) -> None:
    row = _rows(_table(country, "peers"), "robbery")["like-us"]
    months = {f"2023-{m:02d}" for m in range(5, 13)} | {f"2024-{m:02d}" for m in range(1, 5)}
    small = {"E1": 1000, "E2": 1010, "E4": 1030, "E5": 1040, "E6": 1050, "E7": 1060, "E8": 1070}
    assert row.current == country.total(set(small), "robbery", months)
    assert row.rate == pytest.approx(1000 * row.current / sum(small.values()))


def test_what_stands_beside_an_area_is_counted_as_the_area_is(country) -> None:
    alone = _rows(_table(country, code=BEDFORDSHIRE), "robbery")[BEDFORDSHIRE]
    beside = _rows(_table(country, "force"), "robbery")[BEDFORDSHIRE]
    located = _rows(_table(country, code=BEDFORDSHIRE, by="lad"), "robbery")["L1"]
    assert beside.current == located.current < alone.current
    like = _rows(_table(country, BEDFORDSHIRE, code=ESSEX), "robbery")[BEDFORDSHIRE]
    assert like.current == alone.current


def test_a_country_of_which_a_force_is_silent_has_no_figure_at_all(make_country) -> None:
    silent = {("essex", month) for month in Period("2021-05", "2024-04").months}
    table = _table(make_country(missing=silent), "national", "force")
    row = _rows(table, "robbery")["all"]
    assert (row.state, row.current, row.rate, row.verdict) == (State.NOT_SUPPLIED, None, None, None)
    national, force = table.beside
    assert (national.areas, national.forces, national.sent) == (2, 2, 1)
    assert "1 of its 2 police forces (50%) sent every month" in national.words("police force areas")
    assert (force.forces, force.sent) == (1, 1)
    assert _rows(table, "robbery")[BEDFORDSHIRE].rate is not None


def test_a_force_that_misses_months_of_one_year_leaves_them_out_of_the_country_s_both(make_country) -> None:
    country = make_country(missing={("essex", "2023-09")})
    table = _table(country, "national")
    row = _rows(table, "burglary")["all"]
    months = set(YEAR.months) - {"2023-09"}
    everywhere = {f"E{n}" for n in range(1, 9)}
    assert row.current == country.total(everywhere, "burglary", months)
    assert table.beside[0].sent == 1


def test_the_record_says_what_a_comparison_is_made_of(country) -> None:
    table = _table(country, "peers", "national")
    told = json.loads(as_json(table, country.evidence.definitions))["compared_with"]
    assert [one["code"] for one in told] == ["like-us", "all"]
    assert (told[0]["areas"], told[0]["from"], told[0]["to"]) == (2, "2023-05", "2024-04")
    assert "Revised in 2014." in told[0]["text"]


@pytest.mark.parametrize("by", ["csp", "ward", "lsoa"])
@pytest.mark.parametrize("code", ["shire", BEDFORDSHIRE, "C3", "both"])
def test_parts_and_what_has_no_place_add_up_to_the_whole(country, code, by) -> None:
    table = _table(country, code=code, by=by, totals=True)
    for whole in table.totals:
        mine = [row for row in table.rows if row.measure.id == whole.measure.id]
        if whole.current is None:
            continue
        for what in ("previous", "current", "change"):
            assert sum(getattr(row, what) for row in mine) == getattr(whole, what)
        if whole.previous >= 50:
            assert whole.percent == pytest.approx(100 * whole.change / whole.previous, abs=0.0501)


def test_a_table_whose_parts_do_not_add_up_is_never_printed(country, monkeypatch) -> None:
    real = performance_module.areas_within
    monkeypatch.setattr(performance_module, "areas_within", lambda *args: real(*args)[1:])
    with pytest.raises(TableError, match="do not add up"):
        _table(country, code="C1", by="ward", totals=True)


def test_a_group_without_members_is_no_group() -> None:
    with pytest.raises(ValueError, match="names no member"):
        _group("empty", "peers", "csp")
    with pytest.raises(ValueError, match="stands more than once"):
        _group("twice", "peers", "csp", "C1", "C1")
