"""A partner's table gives the same observations long or wide, under one header row or two, as CSV, Excel or OpenDocument."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.evidence.observations.partner_files import held, partner, with_sources
from tests.evidence.workbooks.made_workbooks import book, counted, ods, row, said, table

from wardmote.definitions import Definitions, Source
from wardmote.evidence import EvidenceStore, IngestRefused

WARDS = ("X05000001", "X05000002")
YEARS = ("2023/24", "2024/25")
QUARTERS = ("Q1", "Q2", "Q3", "Q4")
FIRES = "deliberate-fires"
LONG = partner(
    "fires-long",
    recognise=["Code", "When", "Fires"],
    columns={"area": "Code", "period": "When", "value": "Fires"},
    layout={"constants": {"item": FIRES}},
)
WIDE = partner(
    "fires-wide",
    recognise=["Code"],
    titled=["fires"],
    columns={"area": "Code"},
    layout={"across": "periods", "constants": {"item": FIRES}},
)
Rows = list[list[object]]
Values = dict[tuple[str, str, str], int | None]


def long(values: Values) -> Rows:
    rows: Rows = [["Code", "When", "Fires"]]
    return rows + [[ward, f"{quarter} {year}", n] for (ward, year, quarter), n in values.items()]


def wide(values: Values) -> Rows:
    head: Rows = [["Code", *(f"{quarter} {year}" for year in YEARS for quarter in QUARTERS)]]
    return head + body(values)


def body(values: Values) -> Rows:
    return [
        [ward, *(values[ward, year, quarter] for year in YEARS for quarter in QUARTERS)] for ward in WARDS
    ]


def years_over_quarters(values: Values) -> Rows:
    upper: list[object] = ["Code"]
    for year in YEARS:
        upper += [year, None, None, None]
    return [upper, [None, *QUARTERS, *QUARTERS], *body(values)]


def years_over_quarters_below_a_title(values: Values) -> Rows:
    return [["Deliberate fires by ward"], [], *years_over_quarters(values)]


def quarters_named_beside_the_area(values: Values) -> Rows:
    upper, lower, *rest = years_over_quarters(values)
    return [[None, *upper[1:]], ["Code", *lower[1:]], *rest]


def as_csv(path: Path, rows: Rows) -> Path:
    text = io.StringIO()
    csv.writer(text).writerows(["" if cell is None else cell for cell in one] for one in rows)
    path = path.with_suffix(".csv")
    path.write_text(text.getvalue(), "utf-8")
    return path


def as_xlsx(path: Path, rows: Rows) -> Path:
    return book(path.with_suffix(".xlsx"), rows)


def as_merged_xlsx(path: Path, rows: Rows) -> Path:
    at = next((n for n, one in enumerate(rows, 1) if YEARS[0] in one), 0)

    def merge(sheet: object) -> None:
        if at:
            sheet.merge_cells(start_row=at, end_row=at, start_column=2, end_column=5)  # type: ignore[attr-defined]
            sheet.merge_cells(start_row=at, end_row=at, start_column=6, end_column=9)  # type: ignore[attr-defined]

    return book(path.with_suffix(".xlsx"), rows, merge)


def as_ods(path: Path, rows: Rows) -> Path:
    def cell(value: object) -> str:
        if value is None:
            return "<table:table-cell/>"
        return said(value) if isinstance(value, str) else counted(float(value))  # type: ignore[arg-type]

    return ods(path.with_suffix(".ods"), table("Sheet", *(row(*map(cell, one)) for one in rows)))


LAYOUTS: list[tuple[Source, Callable[[Values], Rows]]] = [
    (WIDE, wide),
    (WIDE, years_over_quarters),
    (WIDE, years_over_quarters_below_a_title),
    (WIDE, quarters_named_beside_the_area),
]
FORMS = (as_csv, as_xlsx, as_merged_xlsx, as_ods)
COLUMNS = 'item, area, start, "end", value, state'


def taken(definitions: Definitions, source: Source, folder: Path, path: Path) -> list[tuple[object, ...]]:
    store = EvidenceStore(folder, with_sources(definitions, source))
    try:
        store.ingest([path])
    except IngestRefused as refused:
        raise AssertionError(f"{path.name}: {refused}") from refused
    return held(store, COLUMNS)


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.integers(0, 40), min_size=16, max_size=16), st.sampled_from(LAYOUTS), st.sampled_from(FORMS)
)
def test_any_form_of_a_table_gives_the_same_observations(
    definitions: Definitions,
    numbers: Sequence[int],
    layout: tuple[Source, Callable[[Values], Rows]],
    form: Callable[[Path, Rows], Path],
) -> None:
    keys = [(ward, year, quarter) for ward in WARDS for year in YEARS for quarter in QUARTERS]
    values: Values = dict(zip(keys, numbers, strict=True))
    source, made = layout
    with TemporaryDirectory() as name:
        folder = Path(name)
        plain = taken(definitions, LONG, folder / "a", as_csv(folder / "fires", long(values)))
        other = taken(definitions, source, folder / "b", form(folder / "fires in another form", made(values)))
    assert len(plain) == 16
    assert other == plain


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("source", "made"), LAYOUTS, ids=lambda one: getattr(one, "__name__", ""))
def test_every_form_once(
    definitions: Definitions,
    tmp_path: Path,
    source: Source,
    made: Callable[[Values], Rows],
    form: Callable[..., Path],
) -> None:
    keys = [(ward, year, quarter) for ward in WARDS for year in YEARS for quarter in QUARTERS]
    values: Values = dict(zip(keys, range(len(keys)), strict=True))
    found = taken(definitions, source, tmp_path / "store", form(tmp_path / "fires", made(values)))
    assert [(area, start, value) for _, area, start, _, value, _ in found] == sorted(
        (ward, first_month(year, quarter), float(n))
        for (ward, year, quarter), n in values.items()
        if n is not None
    )


def first_month(year: str, quarter: str) -> str:
    """Slow and obvious: the quarters of a financial year by hand."""
    begins = {
        "Q1": f"{year[:4]}-04",
        "Q2": f"{year[:4]}-07",
        "Q3": f"{year[:4]}-10",
        "Q4": f"20{year[5:]}-01",
    }
    return begins[quarter]


SURVEY = partner(
    "survey",
    recognise=["Code"],
    titled=["survey"],
    columns={"area": "Code"},
    layout={
        "across": "periods",
        "values": ["{period} %"],
        "bases": ["{period} n"],
        "constants": {"item": "feel-safe-after-dark"},
    },
)


@pytest.mark.parametrize(
    "text",
    [
        "Code,2023/24 %,2023/24 n,2024/25 %,2024/25 n\nX05000001,61%,212,63%,220\n",
        "Code,2024/25 n,2024/25 %,2023/24 %,2023/24 n\nX05000001,220,63%,61%,212\n",
        "Code,2023/24,,2024/25,\n,%,n,%,n\nX05000001,61%,212,63%,220\n",
    ],
    ids=["pairs", "pairs in another order", "years over pairs"],
)
def test_a_percentage_and_its_base_a_year_are_one_observation(definitions, tmp_path: Path, text: str) -> None:
    path = tmp_path / "survey.csv"
    path.write_text(text)
    store = EvidenceStore(tmp_path / "store", with_sources(definitions, SURVEY))
    store.ingest([path])
    assert held(store, "start, value, base") == [("2023-04", 61.0, 212.0), ("2024-04", 63.0, 220.0)]


def test_the_same_mapping_reads_the_years_to_come(definitions, tmp_path: Path) -> None:
    path = tmp_path / "survey.csv"
    path.write_text("Code,2031/32 %,2031/32 n\nX05000001,7%,99\n")
    store = EvidenceStore(tmp_path / "store", with_sources(definitions, SURVEY))
    store.ingest([path])
    assert held(store, "start, value, base") == [("2031-04", 7.0, 99.0)]


def test_two_columns_of_values_for_one_year_are_refused(definitions, tmp_path: Path) -> None:
    source = SURVEY.model_copy(
        update={"layout": SURVEY.layout.model_copy(update={"values": ("{period} %", "{period} share")})}
    )
    path = tmp_path / "survey.csv"
    path.write_text("Code,2023/24 %,2023/24 share\nX05000001,61%,61%\n")
    store = EvidenceStore(tmp_path / "store", with_sources(definitions, source))
    with pytest.raises(IngestRefused, match="both hold the values of one period"):
        store.ingest([path])


def test_measures_over_years_are_told_apart(definitions, tmp_path: Path) -> None:
    source = partner(
        "calls",
        recognise=["Code"],
        columns={"area": "Code"},
        categories={"Fires": "deliberate-fires", "Calls": "ambulance-calls"},
        layout={"across": "periods", "values": ["{item} {period}"]},
    )
    path = tmp_path / "calls.csv"
    path.write_text("Code,Fires,,Calls,\n,2023/24,2024/25,2023/24,2024/25\nX05000001,1,2,3,4\n")
    store = EvidenceStore(tmp_path / "store", with_sources(definitions, source))
    store.ingest([path])
    assert held(store, "item, start, value") == [
        ("ambulance-calls", "2023-04", 3.0),
        ("ambulance-calls", "2024-04", 4.0),
        ("deliberate-fires", "2023-04", 1.0),
        ("deliberate-fires", "2024-04", 2.0),
    ]


def test_what_a_later_file_corrects_is_said_with_both_values_and_files(definitions, tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path / "store", with_sources(definitions, LONG))
    said = []
    for name, first, second in (("may", 80, 5), ("june", 82, "*")):
        path = tmp_path / f"{name}.csv"
        path.write_text(f"Code,When,Fires\nX05000001,Q1 2024/25,{first}\nX05000001,Q2 2024/25,{second}\n")
        said.append(store.ingest([path]).notes)
    assert not [note for note in said[0] if "became" in note]
    title = definitions.measures[FIRES].title
    assert [note for note in said[1] if "became" in note] == [
        f"80 became 82: {title} in X05000001, April 2024 to June 2024 (may.csv, then june.csv).",
        f"5 became suppressed: {title} in X05000001, July 2024 to September 2024 (may.csv, then june.csv).",
    ]
