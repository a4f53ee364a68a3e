"""People's words laid into a document, and what is said when the figures under them have changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from wardmote.definitions import load
from wardmote.documents.commentary import (
    BrokenRecordError,
    Filling,
    Record,
    State,
    Today,
    blocks_of,
    fill,
    read_record,
    read_text,
    slots_of,
    standings,
)
from wardmote.documents.commentary.changes import UNREADABLE
from wardmote.figures import Figure, Verdict
from wardmote.figures import State as FigureState
from wardmote.publishing import check
from wardmote.publishing.tree import (
    Block,
    Commentary,
    Cover,
    Document,
    FindingItem,
    Findings,
    Paragraph,
    Quiet,
    Table,
    plain,
    walk,
)

TODAY = Today("2024-04", "E22000353", load())


def figure(measure: str = "burglary", value: float | None = 834, **changes: object) -> Figure:
    given: dict[str, object] = {
        "value": value,
        "state": FigureState.KNOWN,
        "unit": "crimes",
        "measure": f"{measure}/1",
        "area": "E22000353",
        "area_name": "Central Bedfordshire",
        "period": "2023-05..2024-04",
        "snapshot": "abc",
        "options": "months=12",
        "sources": ("police-uk-street",),
    }
    return Figure(**(given | changes))  # type: ignore[arg-type]


def document(*figures: Figure) -> Document:
    blocks: tuple[Block, ...] = (
        Cover((("Status", "Draft"), ("Area", "Here"))),
        Findings((FindingItem("Burglary", ": no change.", None, True, "one-page-burglary", figures),)),
        Paragraph("A season.", "draft", "season-burglary", figures),
        Commentary("words-one-page", "What do you see?", figures=figures),
    )
    return Document(
        title="T", partnership="P", kind="K", data_to="", version="", date=date(2024, 4, 30), blocks=blocks
    )


def words(text: str, record: Record | None = None) -> Filling:
    read = read_text(text.encode(), 100_000)
    return Filling(blocks_of(read.words).blocks, read.sha256, read.author, record)


def recorded(text: str, *figures: Figure, to: str = "2024-04") -> Filling:
    filling = words(text)
    return replace(filling, record=Record(filling.sha256, to, figures))


def why(before: Figure, *after: Figure) -> str:
    stand = standings(document(*after), {"words-one-page": recorded("Words.", before)}, TODAY)
    return stand["words-one-page"].why


def part(filled: Document, kind: type) -> object:
    return next(block for block in walk(filled.blocks) if isinstance(block, kind))


# --- what is printed --------------------------------------------------------------------------


def test_a_document_without_words_stays_as_it_is_but_for_its_status() -> None:
    plain_one = document(figure())
    filled = fill(plain_one, {}, TODAY)
    assert filled.blocks[1:] == plain_one.blocks[1:]
    assert filled.blocks[0].facts[0] == ("Status", "Draft: nobody has reviewed these sentences yet")


def test_words_answer_the_question_and_name_their_author() -> None:
    filled = fill(document(), {"words-one-page": words("Author: A team\n\nOne.\n\n- two")}, TODAY)
    found = part(filled, Commentary)
    assert isinstance(found, Commentary)
    assert (len(found.words), found.author, found.look_again) == (2, "A team", "")


def test_a_rewritten_finding_is_the_peoples_own() -> None:
    filled = fill(document(), {"one-page-burglary": words("Author: B\nBurglary is **flat**.")}, TODAY)
    (item,) = part(filled, Findings).items  # type: ignore[attr-defined]
    assert (item.lead, item.draft) == ("", False)
    assert plain(item.rest) == "Burglary is flat. (B)"
    assert item.rest[-1] == Quiet(" (B)")


def test_a_long_rewriting_of_a_finding_is_run_together_and_nothing_is_lost() -> None:
    text = "One.\n\n- two\n- three\n\n| a | b |\n|---|---|\n| 4 | 5 |"
    filled = fill(document(), {"one-page-burglary": words(text)}, TODAY)
    (item,) = part(filled, Findings).items  # type: ignore[attr-defined]
    assert plain(item.rest) == "One. – two – three a; b. 4; 5."


def test_a_sentence_rewritten_in_a_paragraph_is_a_paragraph_and_at_length_a_commentary() -> None:
    short = fill(document(), {"season-burglary": words("Ours.")}, TODAY)
    assert Paragraph("Ours.", "body", "season-burglary") in short.blocks
    long = fill(document(), {"season-burglary": words("Ours.\n\n| a | b |\n|---|---|\n| 1 | 2 |")}, TODAY)
    found = next(b for b in long.blocks if isinstance(b, Commentary) and b.anchor == "words-season-burglary")
    assert isinstance(found.words[1], Table)
    check(long)


def test_an_accepted_sentence_is_a_draft_no_more_until_it_changes() -> None:
    slot = next(slot for slot in slots_of(document(figure())) if slot.name == "season-burglary")
    accepted = Filling(record=Record(slot.sha256, "2024-04", (figure(),), slot.sentence))
    filled = fill(document(figure()), {"season-burglary": accepted}, TODAY)
    assert Paragraph("A season.", "body", "season-burglary", (figure(),)) in filled.blocks
    other = replace(document(figure()), blocks=(Paragraph("Another.", "draft", "season-burglary"),))
    stand = standings(other, {"season-burglary": accepted}, TODAY)["season-burglary"]
    assert stand.state is State.DRAFT
    assert "A season." in stand.why
    assert fill(other, {"season-burglary": accepted}, TODAY).blocks == other.blocks


def test_the_cover_says_how_far_the_review_went() -> None:
    def status(**fillings: Filling) -> str:
        named = {name.replace("_", "-"): filling for name, filling in fillings.items()}
        return fill(document(figure()), named, TODAY).blocks[0].facts[0][1]

    old = recorded("Words.", figure(value=1))
    assert status(one_page_burglary=words("Ours.")) == "Draft: 1 of 2 machine sentences reviewed"
    assert status(words_one_page=old) == (
        "Draft: nobody has reviewed these sentences yet; 1 commentary needs another look"
    )
    assert status(one_page_burglary=recorded("Ours.", figure(value=1)), season_burglary=words("A"), words_one_page=old) == (
        "Draft: all 2 machine sentences reviewed; 2 commentaries need another look"
    )  # fmt: skip


# --- what needs another look ------------------------------------------------------------------


def test_a_changed_figure_is_named_with_both_values() -> None:
    assert why(figure(), figure(value=851)) == (
        "Burglary, year to April 2024: 834 when these words were written, 851 now."
    )


def test_the_same_figure_from_another_snapshot_needs_no_look() -> None:
    assert why(figure(), figure(snapshot="def", options="else")) == ""


NOT_SUPPLIED = {"value": None, "state": FigureState.NOT_SUPPLIED}
UNCLEAR = {"unit": "%", "value": -2.04, "verdict": Verdict.NO_CLEAR_CHANGE}
FELL = UNCLEAR | {"verdict": Verdict.FELL}
RATE = {"unit": "per 1,000"}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (NOT_SUPPLIED, {}, "not supplied when these words were written, 834 now"),
        (UNCLEAR, FELL, "−2.0% when these words were written, −2.0% now (no clear change then, fell now)."),
        (RATE | {"value": 3.25}, RATE | {"value": 4.0}, "3.3 per 1,000 when these words were written, 4.0"),
        ({"value": 1234}, {"value": 0, "state": FigureState.ZERO}, "1,234 when these words were written, 0"),
        ({}, {"area": "E05000001"}, "834 when these words were written, no longer in this part"),
        ({}, {"measure": "robbery"}, "no longer in this part of the document"),
    ],
)
def test_value_state_and_verdict_are_told(before: dict, after: dict, said: str) -> None:
    assert said in why(figure(**before), figure(**after))


def test_another_area_is_named_and_only_the_first_few_are() -> None:
    before = [
        figure(name, 10, area="E05000001", area_name="Old Quay")
        for name in ("burglary", "robbery", "drugs", "other-theft")
    ]
    after = [replace(one, value=11) for one in before]
    stand = standings(document(*after), {"words-one-page": recorded("W", *before)}, TODAY)["words-one-page"]
    assert stand.why.startswith("Burglary in Old Quay, year to April 2024: 10 when")
    assert stand.why.count("when these words were written") == 3
    assert stand.why.endswith("; one more changed.")


def test_a_count_stands_for_its_percentage_and_rate() -> None:
    kinds = ({"value": 1.0}, {"unit": "%", "value": 1.0}, {"unit": "per 1,000", "value": 1.0})
    before = [figure(**kind) for kind in kinds]
    after = [replace(one, value=2.0) for one in before]
    stand = standings(document(*after), {"words-one-page": recorded("W", *before)}, TODAY)["words-one-page"]
    assert stand.why == "Burglary, year to April 2024: 1 when these words were written, 2 now."


def test_another_verdict_is_told_first_and_beside_the_count() -> None:
    before = [
        figure("robbery", 10),
        figure("drugs", 10),
        figure("other-theft", 10),
        figure("shoplifting", 620),
    ]
    before.append(figure("shoplifting", 9.0, unit="%", verdict=Verdict.ROSE))
    after = [replace(one, value=11) for one in before[:4]]
    after.append(replace(before[4], value=3.0, verdict=Verdict.NO_CLEAR_CHANGE))
    stand = standings(document(*after), {"words-one-page": recorded("W", *before)}, TODAY)["words-one-page"]
    assert stand.why.startswith(
        "Shoplifting, year to April 2024: 620 when these words were written, 11 now "
        "(rose then, no clear change now); robbery, "
    )
    assert stand.why.endswith("; one more changed.")


def test_a_new_figure_beside_the_old_needs_no_look() -> None:
    assert why(figure(), figure(), figure("robbery")) == ""


def test_another_month_needs_a_look() -> None:
    stand = standings(document(figure()), {"words-one-page": recorded("W", figure(), to="2024-03")}, TODAY)
    assert stand["words-one-page"].why == (
        "These words were written on figures to March 2024; the document now runs to April 2024."
    )


def test_new_and_rewritten_words_are_fresh() -> None:
    old = recorded("Words.", figure(value=1)).record
    stand = standings(document(figure()), {"words-one-page": words("Other words.", old)}, TODAY)
    assert (stand["words-one-page"].state, stand["words-one-page"].new) == (State.WRITTEN, True)


def test_an_accepted_sentence_whose_figures_moved_needs_another_look() -> None:
    slot = slots_of(document(figure()))[0]
    old = Filling(record=Record(slot.sha256, "2024-04", (figure(value=1),), slot.sentence))
    filled = fill(document(figure()), {slot.name: old}, TODAY)
    (item,) = part(filled, Findings).items  # type: ignore[attr-defined]
    assert not item.draft
    assert item.look_again.startswith("Burglary, year to April 2024: 1 when")


def test_a_broken_record_is_never_silently_fresh() -> None:
    broken = replace(words("Words."), record_broken=True)
    stand = standings(document(figure()), {"words-one-page": broken}, TODAY)["words-one-page"]
    assert (stand.state, stand.why, stand.new) == (State.LOOK_AGAIN, UNREADABLE, False)
    sentence = standings(document(), {"season-burglary": Filling(record_broken=True)}, TODAY)
    assert sentence["season-burglary"].state is State.DRAFT


# --- records ----------------------------------------------------------------------------------


def test_a_record_comes_back_whole() -> None:
    whole = figure(
        verdict=Verdict.ROSE,
        interval=(1.0, None),
        caveats=("c",),
        population="residents 2022-06-30",
        unit="%",
    )
    record = Record(
        "abc", "2024-04", (whole, figure(value=None, state=FigureState.SUPPRESSED)), "S.", "Me", "today"
    )
    assert read_record(record.as_json("slot").encode()) == record


GOOD = Record("abc", "2024-04", (figure(),)).as_json("slot")


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{}", b"[]", b"null", b"\xff\xfe", GOOD[:-40].encode(), b"[" * 100_000,
        GOOD.replace("known", "unknown").encode(), GOOD.replace("wardmote.words/1", "x").encode(),
        GOOD.replace("834", '"many"').encode(), GOOD.replace('"abc"', "3", 1).encode(),
        GOOD.replace('"unit"', '"unity"').encode(), GOOD.replace('"E22000353"', "[]").encode(),
    ],
)  # fmt: skip
def test_a_damaged_record_is_refused(content: bytes) -> None:
    with pytest.raises(BrokenRecordError):
        read_record(content)
