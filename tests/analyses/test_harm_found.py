"""Harm scores of the demo and of real counts, against the files themselves read by the csv module."""

from __future__ import annotations

import csv
import gzip
import io
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.workspaces import run

from wardmote.analyses.harm import HarmAsked, harm_result
from wardmote.definitions import load
from wardmote.evidence import EvidenceStore
from wardmote.figures import Evidence, find_area
from wardmote.figures.groups import group_area
from wardmote.operations.analyse import analyse, request_for
from wardmote.operations.workspace import Workspace


def read(path: Path) -> list[dict[str, str]]:
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_demo_is_what_its_files_add_up_to(marrowmere: Workspace) -> None:
    files = marrowmere.folder.parent / "files" / "partners"
    weight = {row["code"]: float(row["weight"]) for row in read(files / "marrowmere-example-weights.csv")}
    years: dict[str, Counter[str]] = defaultdict(Counter)
    for row in read(files / "home-office-csp-2022-23-to-2025-26.csv"):
        years[row["Financial Year"]][row["Offence Code"]] += int(row["Number of Offences"])
    people = 138_000
    rate = {year: 1000 * sum(found.values()) / people for year, found in years.items()}
    score = {
        year: 1000 * sum(weight[code] * n for code, n in found.items()) / people
        for year, found in years.items()
    }
    result = analyse(marrowmere, "harm", request_for("harm", {}))
    then, now = result.table("scores").records()
    assert (then["score"], now["score"]) == pytest.approx((score["2024/25"], score["2025/26"]))
    assert (then["rate"], now["rate"]) == pytest.approx((rate["2024/25"], rate["2025/26"]))
    volume, mix, whole = (row["change"] for row in result.table("split").records())
    assert volume + mix == pytest.approx(whole) == pytest.approx(score["2025/26"] - score["2024/25"])
    assert volume > 0 > mix
    assert "did not clearly change" in result.title
    shops = next(row for row in result.table("groups").records() if row["group"] == "Shoplifting")
    assert shops["low"] > 0
    assert "beside" not in {table.id for table in result.tables}
    assert any("Homicide (−1)" in one for one in result.caveats)


def test_the_made_up_weights_of_the_demo_say_that_they_are(marrowmere: Workspace) -> None:
    rows = read(marrowmere.folder.parent / "files" / "partners" / "marrowmere-example-weights.csv")
    assert all(row["unit"].startswith("made-up") and row["note"].startswith("Made up") for row in rows)


def test_the_command_line_prints_the_same_and_refuses_in_a_sentence(marrowmere: Workspace) -> None:
    plain = run("analyse", "harm", "--format", "csv", "--table", "split", workspace=marrowmere.folder)
    assert plain.code == 0, plain.err
    found = analyse(marrowmere, "harm", request_for("harm", {})).table("split")
    printed = [float(row["change"]) for row in csv.DictReader(io.StringIO(plain.out))]
    assert printed == [row["change"] for row in found.records()]
    wrong = run("analyse", "harm", "--weights", "cambridge", workspace=marrowmere.folder)
    assert wrong.code == 2, wrong.err
    assert "Held: marrowmere-example-weights" in wrong.err
    assert "Traceback" not in wrong.err


@pytest.fixture(scope="module")
def real(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Evidence]:
    """The real geography with the real weights, the recorded crime of 2017/18 by force and the published scores."""
    folder, definitions = tmp_path_factory.mktemp("weighed") / "evidence", load()
    data = shared / "data"
    store = EvidenceStore(folder, definitions)
    store.ingest(
        [
            data / "geography" / "lookups" / "lsoa21_ward24_lad24_csp24_pfa24.csv.gz",
            data / "geography" / "population" / "lsoa21_profile.csv.gz",
            data / "reference" / "ons_crime_severity_weights_by_offence_code.csv",
            data / "reference" / "ho_prc_pfa_2017_18.csv.gz",
            data / "reference" / "ons_css_by_pfa_2003_2022.csv.gz",
        ]
    )
    with store.open() as snapshot:
        yield Evidence(snapshot.connection(), definitions, snapshot.id)


def recorded(shared: Path, force: str = "") -> Counter[str]:
    """Crimes of 2017/18 by offence code, of a force or of the 43 that have an area."""
    beyond = ("Fraud", "CIFAS", "Finance", "Financial", "Transport")
    found = Counter[str]()
    for row in read(shared / "data" / "reference" / "ho_prc_pfa_2017_18.csv.gz"):
        name = row["Force Name"]
        if name == force or (not force and not any(word in name for word in beyond)):
            number = row["Number of Offences"].strip().replace(",", "")
            found[row["Offence Code"]] += 0 if number == "-" else int(number)
    return found


@pytest.mark.shared
def test_real_forces_are_scored_as_a_reader_of_the_files_scores_them(real: Evidence, shared: Path) -> None:
    folder = shared / "data"
    weight = {
        row["offence_code"]: float(row["css_weight"])
        for row in read(folder / "reference" / "ons_crime_severity_weights_by_offence_code.csv")
    }
    people: Counter[str] = Counter()
    for row in read(folder / "geography" / "population" / "lsoa21_profile.csv.gz"):
        people[row["pfa24_code"]] += int(float(row["pop_mye2022"]))
    published = {
        row["code"]: row["severity_score"]
        for row in read(folder / "reference" / "ons_css_by_pfa_2003_2022.csv.gz")
        if row["year_ending"] == "2018-03-31" and row["offence_group"] == "Total recorded crime"
    }
    country = group_area(real, real.definitions.groups["england-and-wales"])
    for code, name in (("E23000026", "Bedfordshire"), ("E23000036", "Avon and Somerset")):
        area = find_area(real.connection, code)
        result = harm_result(real, HarmAsked(area, country=country))
        found = recorded(shared, name)
        (row,) = result.table("scores").records()
        assert row["crimes"] == sum(found.values())
        assert row["score"] == pytest.approx(
            1000 * sum(weight[one] * n for one, n in found.items()) / people[code], rel=1e-12
        )
        (beside,) = result.table("published").records()
        assert beside["published"] == pytest.approx(1000 * float(published[code]))
        # Ours is lower by about a seventh: residents of 2022 and not of 2017, and the weights of 2021.
        assert -20 < beside["difference"] < 0
        whole = result.table("beside").records()[-1]
        every = recorded(shared)
        assert whole["area"] == "England and Wales"
        assert whole["crimes"] == sum(every.values())
        assert whole["score"] == pytest.approx(
            1000 * sum(weight[one] * n for one, n in every.items()) / sum(people.values()), rel=1e-12
        )
        assert [one.sentence for one in result.refused if "April to June 2016" in one.sentence]


@pytest.mark.shared
def test_police_uk_categories_cannot_be_weighed(real: Evidence) -> None:
    from wardmote.analyses.result import CannotBearError

    with pytest.raises(CannotBearError, match="a category mixes offences of very different weight"):
        harm_result(real, HarmAsked(find_area(real.connection, "E22000353")))
