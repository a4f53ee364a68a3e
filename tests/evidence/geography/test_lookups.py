"""Lookups: what lies where, what is one fact, what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from wardmote.definitions import Definitions
from wardmote.evidence.geography import GeographyTables, read
from wardmote.evidence.refusals import Refused


def rows(table: Any) -> list[tuple[object, ...]]:
    return list(zip(*table.to_pydict().values(), strict=True))


def refusal(files: list[Any], definitions: Definitions) -> Refused:
    with pytest.raises(Refused) as caught:
        read(files, definitions)
    return caught.value


def test_a_lookup_alone_supplies_places_and_areas_only(files, definitions) -> None:
    tables = read([files.lookup("a.csv")], definitions)
    assert rows(tables.places)[2] == (
        *("X01000003", "X05000002", "X07000001", "X22000002", "X23000001"),
        *("2021", "X01000003"),
    )
    assert [row[:2] for row in rows(tables.areas)] == [
        *(("csp", "X22000001"), ("csp", "X22000002"), ("force", "X23000001"), ("lad", "X07000001")),
        *(("lsoa", "X01000001"), ("lsoa", "X01000002"), ("lsoa", "X01000003")),
        *(("ward", "X05000001"), ("ward", "X05000002")),
    ]
    assert tables.population is None
    assert tables.boundaries is None
    assert tables.files[0].rows == tables.files[0].kept == 3


def test_no_geography_file_supplies_nothing(definitions) -> None:
    assert read([], definitions) == GeographyTables()


def test_the_same_facts_in_two_files_are_one(files, definitions) -> None:
    one = read([files.lookup("a.csv")], definitions)
    both = read([files.lookup("a.csv"), files.lookup("b.csv", files.fen[::-1])], definitions)
    assert both.places.equals(one.places)
    assert both.areas.equals(one.areas)


def test_two_files_that_place_an_area_differently_are_both_named(files, definitions) -> None:
    moved = (files.fen[0], ("X01000002", "X05000002", *files.fen[1][2:]))
    refused = refusal([files.lookup("old.csv"), files.lookup("new.csv", moved)], definitions)
    assert refused.names == ("new.csv", "old.csv")
    assert refused.sentence == (
        "new.csv and old.csv disagree about small area X01000002: ward24_code is X05000002 in the first (line 3) "
        "and X05000001 in the second (line 3). Take in only the file that is right, or correct the other."
    )


def test_a_small_area_in_two_partnerships_is_refused(files, definitions) -> None:
    twice = (*files.fen, (*files.fen[0][:3], "X22000002", "X23000001"))
    refused = refusal([files.lookup("a.csv", twice)], definitions)
    assert refused.names == ("a.csv",)
    assert "two things about small area X01000001: csp24_code is X22000001 (line 2)" in refused.sentence
    assert "X22000002 (line 5)" in refused.sentence


def test_a_repeated_row_that_agrees_is_counted_and_kept_once(files, definitions) -> None:
    tables = read([files.lookup("a.csv", (*files.fen, files.fen[0]))], definitions)
    assert tables.places.num_rows == 3
    assert (tables.files[0].rows, tables.files[0].kept, tables.files[0].repeated) == (4, 3, 1)


def test_an_empty_cell_is_not_supplied_and_gives_way_to_a_file_that_supplies_it(files, definitions) -> None:
    empty = tuple((*codes[:3], "", codes[4]) for codes in files.fen)
    alone = read([files.lookup("empty.csv", empty)], definitions)
    assert alone.places.column("csp").to_pylist() == [None, None, None]
    assert any("3 without a Community Safety Partnership" in note for note in alone.notes)
    both = read([files.lookup("empty.csv", empty), files.lookup("full.csv")], definitions)
    assert both.places.equals(read([files.lookup("full.csv")], definitions).places)


def test_a_conflict_after_an_empty_cell_names_the_line_that_supplied_the_value(files, definitions) -> None:
    empty = tuple((*codes[:3], "", codes[4]) for codes in files.fen)
    moved = (("X01000001", "X05000001", "X07000001", "X22000009", "X23000001"),)
    names = [files.lookup("a.csv", empty), files.lookup("b.csv", files.fen), files.lookup("c.csv", moved)]
    assert refusal(names, definitions).names == ("b.csv", "c.csv")


@pytest.mark.parametrize("code", ["", "Fen Parishes 001A"])
def test_a_row_without_a_code_is_refused_with_its_line(files, definitions, code) -> None:
    faulty = (files.fen[0], (code, *files.fen[1][1:]))
    sentence = refusal([files.lookup("a.csv", faulty)], definitions).sentence
    assert sentence.startswith(
        f"a.csv, line 3, column lsoa21_code: found {'“' + code + '”' if code else 'an empty'}"
    )
    assert "expected the code of an area" in sentence


def test_the_line_is_that_of_the_file_though_names_hold_line_breaks(files, definitions) -> None:
    file = files.lookup("a.csv")
    text = file.path.read_text().replace("X05000001 name", '"Fen\nand Mere"')
    broken = files.take("a.csv", text.replace("X01000003,", ",", 1))
    assert "a.csv, line 6, column lsoa21_code" in refusal([broken], definitions).sentence


def test_a_row_that_was_cut_short_is_refused_with_its_line(files, definitions) -> None:
    text = files.lookup("a.csv").path.read_text()
    sentence = refusal([files.take("a.csv", text.rsplit(",", 3)[0] + "\n")], definitions).sentence
    assert "a.csv, line 4: found 7 cells, expected 10" in sentence


def test_a_file_of_column_names_alone_is_refused(files, definitions) -> None:
    assert "column names and no rows" in refusal([files.lookup("a.csv", ())], definitions).sentence


def test_a_missing_column_is_named(files, definitions) -> None:
    file = files.lookup("a.csv")
    renamed = type(file)(file.path, file.name, file.sha256, file.source, (*file.columns[:7], "partnership"))
    assert "a.csv: there is no column csp24_name" in refusal([renamed], definitions).sentence


def test_headers_match_whatever_their_case_and_empty_columns_at_the_end_are_ignored(
    files, definitions
) -> None:
    text = files.lookup("a.csv").path.read_text()
    header, *lines = text.splitlines()
    changed = "\n".join([f" {header.upper()} ,,", *(f"{line},," for line in lines)])
    tables = read([files.take("b.csv", changed)], definitions)
    assert tables.places.equals(read([files.lookup("a.csv")], definitions).places)


def test_a_method_that_is_not_published_is_noted_as_inferred(files, definitions) -> None:
    file = files.lookup("a.csv", method=["ltla24 has one CSP", "split LAD", "split LAD"])
    assert "whose partnership is inferred, not published: 2 (" in read([file], definitions).notes[0]


def test_a_ward_in_two_partnerships_is_noted(files, definitions) -> None:
    split = (*files.fen, ("X01000004", "X05000001", "X07000001", "X22000002", "X23000001"))
    notes = read([files.lookup("a.csv", split)], definitions).notes
    assert any(
        note.startswith("Wards in more than one partnership: 1 (X05000001 name (X05000001))")
        for note in notes
    )


def test_names_spelt_differently_are_noted_and_the_lookup_stands(files, definitions) -> None:
    drawn = files.boundaries("b.geojson", files.outline("X22000001"))
    text = drawn.path.read_text().replace("X22000001 name", "Marrowmere, City of")
    tables = read([files.take("b.geojson", text), files.lookup("a.csv")], definitions)
    assert ("csp", "X22000001", "X22000001 name") in rows(tables.areas)
    assert any("X22000001 is X22000001 name, not Marrowmere, City of" in note for note in tables.notes)


def test_a_small_area_of_2011_lies_where_its_best_fit_does(files, definitions) -> None:
    earlier = files.earlier("old.csv", {"X01000001": "X01000002", "X01000099": "X01000003"})
    tables = read([earlier, files.lookup("a.csv")], definitions)
    assert [row[0] for row in rows(tables.places)] == ["X01000001", "X01000002", "X01000003", "X01000099"]
    assert rows(tables.places)[0][6] == "X01000001"
    assert rows(tables.places)[3] == (
        *("X01000099", "X05000002", "X07000001", "X22000002", "X23000001"),
        *("2011", "X01000003"),
    )
    assert ("lsoa", "X01000099") not in [row[:2] for row in rows(tables.areas)]


def test_a_small_area_of_2011_that_fits_nothing_is_left_out_and_noted(files, definitions) -> None:
    tables = read([files.earlier("old.csv", {"X01000099": "X01999999"}), files.lookup("a.csv")], definitions)
    assert tables.places.num_rows == 3
    assert any(
        note.startswith("Earlier small areas left out") and "hold the one that fits best: 1 (" in note
        for note in tables.notes
    )


def test_small_areas_of_2011_need_a_lookup_of_today(files, definitions) -> None:
    earlier = files.earlier("old.csv", {"X01000099": "X01000003"})
    refused = refusal([earlier], definitions)
    assert refused.names == ("old.csv",)
    assert "Take in the lookup of today's small areas with it" in refused.sentence
    standing = read([files.lookup("a.csv")], definitions)
    over = read([earlier], definitions, standing=standing)
    together = read([earlier, files.lookup("a.csv")], definitions)
    assert over.places.equals(together.places)
    assert over.areas.equals(together.areas)


def test_two_best_fits_of_one_small_area_are_refused(files, definitions) -> None:
    one = files.earlier("a.csv", {"X01000099": "X01000003"})
    other = files.earlier("b.csv", {"X01000099": "X01000002"})
    assert "the small area X01000099 of 2011: LSOA21CD_bestfit" in refusal([one, other], definitions).sentence


def test_a_later_lookup_replaces_what_stood_and_keeps_the_rest(files, definitions) -> None:
    first = read([files.lookup("a.csv"), files.earlier("old.csv", {"X01000099": "X01000003"})], definitions)
    moved = (("X01000003", "X05000003", "X07000001", "X22000001", "X23000001"),)
    second = read([files.lookup("b.csv", moved)], definitions, standing=first)
    assert second.places.column("ward").to_pylist() == ["X05000001", "X05000001", "X05000003", "X05000003"]
    assert ("ward", "X05000002") not in [row[:2] for row in rows(second.areas)]
    assert ("lsoa", "X01000001", "X01000001 name") in rows(second.areas)
    assert any(
        note.startswith("Small areas that lie elsewhere") and note.endswith("them: 1.")
        for note in second.notes
    )
    assert read([], definitions, standing=first).places is first.places
