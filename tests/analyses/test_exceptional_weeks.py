"""Weeks with more than expected: the demo's spell is found and its noise is not; real weeks are what oracles say."""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from tests.evidence.observations.partner_files import partner, with_sources
from tests.methods.oracles.weeks import flexible_limit
from tests.workspaces import run

from wardmote.analyses.exceptional.scanning import scan
from wardmote.analyses.exceptional.watching import needed, watch
from wardmote.analyses.exceptional.words import caveats, state_words, title
from wardmote.analyses.result import CannotBearError, Refusal
from wardmote.definitions import Definitions, load
from wardmote.evidence import EvidenceStore
from wardmote.figures.areas import Area
from wardmote.figures.weeks import WeekSeries
from wardmote.operations.analyse import analyse, request_for
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.workspace import Workspace

FIRST = date(2020, 1, 6)


@pytest.fixture(scope="module")
def ours() -> Definitions:
    return load()


def made_up(ours: Definitions, *values: float | None) -> WeekSeries:
    weeks = tuple(str(FIRST + timedelta(7 * at)) for at in range(len(values)))
    return WeekSeries(
        ours.measures["burglary"], Area("X1", "Here", "csp"), "a-source", "A source", weeks, values
    )


def test_the_demo_s_bad_spell_is_found_and_its_noise_is_not(marrowmere: Workspace) -> None:
    found = analyse(
        marrowmere, "exceptional", request_for("exceptional", {"measure": "retail-incidents", "scan": 2})
    )
    alarms = [row["week"] for row in found.table("weeks").records() if row["alarm"]]
    assert alarms == ["2026-02-23", "2026-03-02"]
    assert found.title.startswith("2 of the last 8 weeks had more retail incidents in Old Quay than expected")
    assert found.table("spell").rows[0][0] == "2026-02-23"
    assert "counted in 1 of the 14 wards" in found.caveats[0]
    noise = analyse(
        marrowmere, "exceptional", request_for("exceptional", {"measure": "warden-calls", "scan": 2})
    )
    assert not any(row["alarm"] for row in noise.table("weeks").records())
    assert (
        noise.title == "None of the last 8 weeks had more calls to street wardens in Old Quay than expected."
    )
    assert "no more than such a stretch may bring" in noise.findings[-1].meaning


def test_every_measure_of_the_week_that_was_bad_is_judged_together(marrowmere: Workspace) -> None:
    asked = request_for("exceptional", {"every": True, "to": "2026-03-02"})
    found = analyse(marrowmere, "exceptional", asked)
    chances = [row["chance"] for row in found.table().records()]
    together = [row["together"] for row in found.table().records()]
    small, large = sorted(chances)
    assert sorted(together) == pytest.approx([min(2 * small, large), large])
    assert "retail incidents in Old Quay (week from 2 March 2026)" in found.title
    assert "street wardens" not in found.title


def test_two_sources_of_one_measure_are_listed_each_with_its_own(
    marrowmere: Workspace, ours, monkeypatch
) -> None:
    steady = [9.0, 10.0, 11.0, 10.0] * 20
    calm = replace(made_up(ours, *steady), title="The wardens")
    loud = replace(made_up(ours, *steady[:-1], 60.0), source="another", title="The shops")
    short = replace(made_up(ours, 3.0, 4.0), source="a-third", title="The trams")
    asking = "wardmote.operations.analyse.exceptional"
    monkeypatch.setattr(f"{asking}.measures_by_week", lambda _: [ours.measures["burglary"]])
    monkeypatch.setattr(f"{asking}.week_series", lambda *_: [calm, loud, short])
    found = analyse(marrowmere, "exceptional", request_for("exceptional", {"every": True}))
    assert [row["source"] for row in found.table().records()] == ["The wardens", "The shops"]
    assert found.title.startswith("More than expected in the latest week, with all 2 measures")
    assert "burglary in Here, counted by The shops (week from" in found.title
    assert "The wardens" not in found.title
    assert len(found.refused) == 1, "the one with two weeks is refused alone"
    one = analyse(marrowmere, "exceptional", request_for("exceptional", {"every": True, "source": "another"}))
    assert [row["source"] for row in one.table().records()] == ["The shops"]
    with pytest.raises(AskedWronglyError, match=r"Several sources count Burglary.* Name one with --source"):
        analyse(marrowmere, "exceptional", request_for("exceptional", {"measure": "burglary"}))


def test_counts_by_month_are_refused_with_what_to_ask_for(marrowmere: Workspace) -> None:
    with pytest.raises(CannotBearError, match=r"police\.uk gives months only\. Ask the police analyst"):
        analyse(marrowmere, "exceptional", request_for("exceptional", {"measure": "shoplifting"}))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, "Name one measure"),
        ({"measure": "retail-incidents", "every": True}, "Name one measure"),
        ({"measure": "retail-incidents", "method": "magic"}, "There are farrington, harmonic, ears"),
        ({"measure": "retail-incidents", "weeks": 0}, "1 or more"),
        ({"measure": "retail-incidents", "to": "March"}, "is no date"),
        ({"measure": "retail-incidents", "source": "nobody"}, "Sources: weekly-counts"),
    ],
)
def test_what_is_asked_wrongly_is_a_sentence(marrowmere: Workspace, asked, said) -> None:
    with pytest.raises(AskedWronglyError, match=said):
        analyse(marrowmere, "exceptional", request_for("exceptional", asked))


def test_one_command_line_says_it(marrowmere: Workspace) -> None:
    answer = run("analyse", "exceptional", "retail-incidents", "--format", "csv", workspace=marrowmere.folder)
    rows = list(csv.DictReader(answer.out.splitlines()))
    assert answer.code == 0, answer.err
    assert [row["week"] for row in rows if row["alarm"] in ("true", "True", "yes")] == [
        "2026-02-23",
        "2026-03-02",
    ]


@pytest.mark.parametrize(
    ("weeks", "method"),
    [(10, "ears"), (24, "ears"), (25, "harmonic"), (263, "harmonic"), (264, "farrington")],
)
def test_the_method_goes_by_the_history(ours, weeks, method) -> None:
    steady = [9.0, 10.0, 11.0, 10.0] * 80
    found = watch(made_up(ours, *steady[:weeks]), 1, ours)
    assert found.method == method
    assert not found.alarms
    assert found.why.startswith("Method: ")


def test_too_little_history_says_how_much_is_needed(ours) -> None:
    with pytest.raises(CannotBearError, match="needs 10 weeks, one after the other; 9 are held"):
        watch(made_up(ours, *[5.0] * 9), 1, ours)
    with pytest.raises(CannotBearError, match="take a method that needs less"):
        watch(made_up(ours, *[5.0] * 30), 1, ours, "farrington")
    assert needed("farrington", 8) == 271


def test_gaps_stay_gaps_and_all_zero_raises_no_alarm(ours) -> None:
    gaps = watch(made_up(ours, *[10.0, None, 9.0, 11.0] * 15, None), 2, ours)
    assert gaps.weeks[-1].counted is None
    assert not gaps.weeks[-1].alarm
    zero = watch(made_up(ours, *[0.0] * 60), 2, ours)
    assert [one.alarm for one in zero.weeks] == [False, False]
    assert zero.weeks[0].limit is None


def test_a_scan_of_what_varies_more_than_chance_is_refused(ours) -> None:
    wild = made_up(ours, *[1.0, 30.0, 2.0, 25.0] * 20)
    found = scan(wild, 2, ours)
    assert isinstance(found, Refusal)
    assert "times as much as an even stream" in found.why
    assert isinstance(scan(made_up(ours, 1.0, 2.0, 3.0), 2, ours), Refusal)


@pytest.mark.shared
def test_ten_years_of_real_assaults_by_week_are_judged_as_the_oracle_does(
    tmp_path: Path, shared: Path, ours
) -> None:
    file = shared / "data" / "timed" / "chicago_aggravated_assaults_2010_2019.csv.gz"
    source = partner(
        "assaults", recognise=["date", "loc_cat", "district"], columns={"period": "date"},
        layout={"rhythm": "week", "rows": "incident", "complete_from": "2010-01-01", "complete_to": "2019-12-31",
                "constants": {"item": "burglary", "area": "X22000001"}},
    )  # fmt: skip
    definitions = with_sources(ours, source)
    store = EvidenceStore(tmp_path / "evidence", definitions)
    store.ingest([file])
    with store.open() as snapshot:
        rows = snapshot.connection().execute("SELECT week, value FROM weeks ORDER BY week").fetchall()
    days: Counter[date] = Counter()
    with gzip.open(file, "rt", encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            days[date.fromisoformat(row["date"][:10])] += 1
    mondays = [date(2010, 1, 4) + timedelta(7 * at) for at in range(521)]
    expected = [(str(m), float(sum(days[m + timedelta(d)] for d in range(7)))) for m in mondays]
    assert rows == expected
    series = replace(made_up(ours, *[n for _, n in rows]), weeks=tuple(week for week, _ in rows))
    found = watch(series, 3, definitions)
    assert found.method == "farrington"
    counts = np.array([n for _, n in rows])
    for one, week in zip(found.weeks, (518, 519, 520), strict=True):
        expected_count, _, limit = flexible_limit(counts[: week + 1], week)
        assert (one.expected, one.limit) == pytest.approx((expected_count, limit), rel=1e-6)
        assert one.alarm == (counts[week] > limit)


def test_an_incomplete_week_is_neither_zero_nor_low(ours: Definitions) -> None:
    values: list[float | None] = [float(20 + at % 3) for at in range(130)]
    values[-1] = None
    last = str(FIRST + timedelta(7 * 129))
    quiet = replace(made_up(ours, *values), least=((last, 3.0),), rejected=2)
    found = watch(quiet, 2, ours)
    assert found.weeks[-1].counted is None
    assert not found.weeks[-1].alarm
    assert title(found).endswith("(at least 3) is incomplete and was not judged: rows were rejected.")
    assert state_words(found.weeks[-1]) == "incomplete: at least 3"
    said = " ".join(caveats([quiet]))
    assert "is the least that there were, and no count" in said
    assert "2 rows of A source were rejected" in said


def test_an_incomplete_week_above_its_limit_all_the_same_is_an_alarm(ours: Definitions) -> None:
    values: list[float | None] = [float(20 + at % 3) for at in range(130)]
    values[-1] = None
    last = str(FIRST + timedelta(7 * 129))
    found = watch(replace(made_up(ours, *values), least=((last, 60.0),)), 1, ours)
    assert found.weeks[-1].alarm
    assert "at least 60 (incomplete)" in title(found)
