"""Contents, numbering, cross-references, counted lists and acronyms."""

from __future__ import annotations

from tests.checker.making import checked, contents, heading, items, kinds, serious, table


def plan(*more: object) -> list[object]:
    return [
        contents(("1", "Introduction", "3"), ("2", "Performance", "5"), ("3", "Priorities 2020-23", "9")),
        heading("Introduction", "1", page=3),
        "We work together.",
        heading("Performance", "2", page=5),
        "Crime fell.",
        heading("Priorities 2020-23", "3", page=9),
        *more,
    ]


def test_contents_that_fit() -> None:
    assert kinds(*plan()) == []  # type: ignore[arg-type]


def test_contents_that_do_not_fit() -> None:
    made = plan()
    made[1] = heading("Introduction", "1", page=4)
    made[5] = heading("Priorities 2020-2024", "3", page=9)
    assert kinds(*made) == ["contents", "contents"]  # type: ignore[arg-type]


def test_an_entry_without_a_heading() -> None:
    made = plan()
    made[0] = contents(
        ("1", "Introduction", "3"),
        ("2", "Performance", "5"),
        ("3", "Priorities 2020-23", "9"),
        ("4", "Money", "12"),
    )
    (found,) = serious(*made)  # type: ignore[arg-type]
    assert (found.kind, found.printed) == ("contents", "Money")


def test_short_forms_of_headings_are_no_fault() -> None:
    made = plan()
    made[3] = heading("Performance 2013 – 2014", "2", page=5)
    assert kinds(*made) == []  # type: ignore[arg-type]


def test_section_numbers() -> None:
    right = [heading(f"Part {at}", number) for at, number in enumerate(["1", "1.1", "1.2", "2", "2.1", "3"])]
    assert kinds(*right) == []
    twice = [heading(f"Part {at}", number) for at, number in enumerate(["1", "2", "2", "3"])]
    assert kinds(*twice) == ["numbering"]
    jump = [heading(f"Part {at}", number) for at, number in enumerate(["1", "2", "4", "5"])]
    assert kinds(*jump) == ["numbering"]
    under = [heading(f"Part {at}", number) for at, number in enumerate(["5", "6", "6.1", "5.2", "6.3"])]
    assert kinds(*under) == ["numbering"]


def test_references_to_sections() -> None:
    made = [
        heading("Performance", "1"),
        heading("Challenges", "2"),
        heading("Money", "3"),
        heading("Risks", "4"),
    ]
    assert kinds(*made, "Risks that are named as challenges under section 2 of this report.") == []
    assert kinds(*made, "Risks that are named as challenges under section 3 of this report.") == [
        "cross-reference"
    ]
    assert kinds(*made, "As section 7 of this report says.") == ["cross-reference"]
    assert kinds(*made, "See section 17 of the Crime and Disorder Act.") == []


def test_references_to_tables() -> None:
    one = table([["A", "B"], ["x", "1"]], caption="Table 1: Crime")
    two = table([["A", "B"], ["x", "1"]], caption="Table 2: People")
    assert kinds(one, two, "As table 2 shows, all is well.") == []
    assert kinds(one, two, "As Table 4 shows, all is well.") == ["cross-reference"]


def test_counted_lists() -> None:
    assert kinds("We have four priorities:", items("One", "Two", "Three", "Four")) == []
    (found,) = serious("We have three priorities:", items("One", "Two", "Three", "Four"))
    assert (found.kind, found.printed, found.expected) == ("list-count", "three", "four")
    assert kinds("The following two issues, among others, including:", items("One", "Two", "Three")) == []
    assert kinds("In the last three months we did this:", items("One", "Two")) == []


def test_acronyms() -> None:
    two = [
        "The Sexual Abuse Risk Assessment Conference (SARAC) met.",
        "The Sexual Assault Risk Assessment Conference (SARAC) met.",
    ]
    (found,) = serious(*two)
    assert found.kind == "acronym"
    never = checked("The XQZR met twice.", "The XQZR will meet again.")
    assert [(one.kind, one.severity, one.printed) for one in never.findings] == [("acronym", "note", "XQZR")]
    assert checked("The Community Safety Partnership (CSP) met. The CSP left.").findings == ()


def test_achievements_of_a_year_to_come() -> None:
    assert kinds("15 March 2018", heading("Achievements in 2018-2019"), heading("Plans for 2018-2019")) == [
        "period"
    ]
    assert kinds("15 March 2018", heading("Achievements in 2017-2018"), heading("Plans for 2018-2019")) == []


def test_contents_that_were_read_as_headings() -> None:
    listed = [
        heading(name, number)
        for number, name in (("1.0", "Introduction"), ("2.0", "Activity"), ("3.0", "Next steps"))
    ]
    body = [block for one in listed for block in (one, "Words.")]
    assert kinds(heading("Contents"), *listed, *body) == []


def test_scales_that_list_their_scores() -> None:
    rows = [
        ["Issue", "Harm", "Cost", "Total"],
        ["A", "1", "4", "5"],
        ["B", "0", "2", "2"],
        ["C", "4", "4", "8"],
        ["D", "2", "1", "3"],
    ]
    assert kinds("Scoring: 1, 2 or 4 for each criterion.", table(rows)) == ["score"]
    rows[2] = ["B", "1", "2", "3"]
    assert kinds("Scoring: 1, 2 or 4 for each criterion.", table(rows)) == []


def test_a_note_in_a_list_leaves_a_row_out() -> None:
    rows = [
        ["Project", "Amount"],
        ["Wardens", "£18k"],
        ["Youth", "£95k"],
        ["Lights", "£91k"],
        ["Total", "£186k"],
    ]
    note = items("Paid for by another fund and not part of the total (Wardens).")
    assert kinds(table(rows), note) == []
    assert kinds(table(rows)) == ["total"]


def test_contents_of_another_layout_are_one_note() -> None:
    made = plan()
    made[0] = contents(
        *[
            (str(at), words, str(3 * at))
            for at, words in enumerate(["Introduction", "Performance", "Priorities 2020-23"], 1)
        ],
        ("4", "Money", "12"),
    )
    made[1:] = [
        heading(words, str(at), page=1 + at)
        for at, words in enumerate(["Introduction", "Performance", "Priorities 2020-23", "Money"], 1)
    ]
    (note,) = checked(*made).findings  # type: ignore[arg-type]
    assert (note.kind, note.severity, note.printed, note.expected) == ("contents", "note", "page 3", "2")


def test_pictures_whose_captions_stand_in_a_table_are_there() -> None:
    captions = table([["Figure 1 Burglary by month", "Figure 2 Burglary by ward"], ["", ""]], header_rows=0)
    assert kinds(captions, "Data behind Figure 2: Burglary by ward.", "Figure 1 shows the rise.") == []
    assert kinds(captions, "As Figure 4 shows, burglary fell.") == ["cross-reference"]


def test_settings_behind_a_mark_are_no_acronym() -> None:
    rows = [
        ["Marking", "Rule"],
        ["OFFICIAL", "months=12; left out"],
        ["OFFICIAL", "table=people; from=Residents"],
    ]
    assert kinds(table(rows)) == []
