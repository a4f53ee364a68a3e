"""Lays the recommendation of a workshop into a document tree of one page."""

from __future__ import annotations

from collections.abc import Iterator

from wardmote.documents.judged import Decided, Recommended
from wardmote.documents.judgement import Adoption
from wardmote.documents.recommendation.needs import RecommendationNeeds
from wardmote.figures.months import in_words
from wardmote.publishing.inlines import Content, Quiet, Strong
from wardmote.publishing.tree import Block, BulletList, Column, Document, Heading, Paragraph, Table

NOT_APPROVED = "The board has not approved this yet."
MEANT = "A workshop recommends it. These are the partnership's priorities when the board approves them, and not before."
DECIDED = {
    "approved": (
        "Approved by the board",
        "They are the partnership's priorities. What follows is what was recommended to it.",
    ),
    "sent-back": (
        "Sent back by the board",
        "They are not the partnership's priorities. What follows is what was recommended.",
    ),
}
"""By what the board decided: the status of the document, and what it means."""


def build(needs: RecommendationNeeds) -> Document:
    """The recommendation as a document, dated by its workshop: the same record gives the same bytes."""
    told = needs.recommended
    return Document(
        title=_title(told),
        subtitle=f"Recommended by the workshop of {_day(told)}",
        partnership=needs.partnership,
        kind=needs.title,
        data_to=_data_to(told),
        version="recommended",
        date=told.day,
        status=DECIDED[needs.adoption.decided][0] if needs.adoption else "Not yet approved by the board",
        marking=needs.marking,
        author=needs.partnership,
        colour=needs.colour,
        blocks=tuple(_blocks(needs)),
        one_page=True,
    )


def _decided(told: Adoption) -> Paragraph:
    status, means = DECIDED[told.decided]
    said = [f"{status}: {told.board}, {told.day.day} {in_words(f'{told.day:%Y-%m}')}."]
    if told.words:
        said.append(f"It said: “{told.words}”")
    return Paragraph((Strong(" ".join(said)), f" {means}"), "lead")


def _title(told: Recommended) -> str:
    number = len(told.priorities)
    if not number:
        return "No priority is recommended"
    return f"{number} {'priority is' if number == 1 else 'priorities are'} recommended"


def _blocks(needs: RecommendationNeeds) -> Iterator[Block]:
    told = needs.recommended
    if needs.adoption:
        yield _decided(needs.adoption)
    elif not needs.read_back:
        yield Paragraph((Strong(NOT_APPROVED), f" {MEANT}"), "lead")
    yield Paragraph(_held(told))
    if told.priorities:
        yield _priorities(needs)
    if told.others:
        yield _others(told.others)
    if told.not_discussed:
        yield _not_discussed(told.not_discussed)
    yield from _passed_over(told)
    yield from _capacity(told)
    yield from _otherwise(told)
    yield Heading(1, "What it rests on", "rests-on")
    yield Paragraph(_rests_on(needs), "note")


def _day(told: Recommended) -> str:
    return f"{told.day.day} {in_words(f'{told.day:%Y-%m}')}"


def _data_to(told: Recommended) -> str:
    ends = [figure.period[-7:] for one in told.issues for figure in one.figures]
    return in_words(max(ends)) if ends else ""


def _held(told: Recommended) -> str:
    here = [one.partner for one in told.there if one.present]
    away = [one.partner for one in told.there if not one.present]
    said = [f"{told.workshop}, {_day(told)}{f', chaired by {told.chair}' if told.chair else ''}."]
    said.append(f"There: {_listed(here)}." if here else "Nobody is said to have been there.")
    if away:
        said.append(f"Not there: {_listed(away)}.")
    if told.quorum is not None:
        enough = len(here) >= told.quorum
        said.append(
            f"{len(here)} of {len(told.there)} partners were there; {told.quorum} are needed"
            f"{'.' if enough else ': too few for a quorum.'}"
        )
    if told.silent:
        said.append(f"Asked in the scan and did not respond: {_listed(told.silent)}.")
    interests = [f"{one.partner}: {one.interests.rstrip(' .')}" for one in told.there if one.interests]
    if interests:
        said.append(f"Interests declared: {'; '.join(interests)}.")
    return " ".join(said)


def _listed(names: list[str] | tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _priorities(needs: RecommendationNeeds) -> Table:
    columns = (
        Column("Priority", width=25),
        Column("Stood", width=13),
        Column("Whose it is", width=13),
        Column("What is to change, and how it is seen", width=26),
        Column("First action", width=23),
    )
    rows = tuple(_priority(needs, one) for one in needs.recommended.priorities)
    return Table("Recommended priorities", columns, rows, "priorities")


def _priority(needs: RecommendationNeeds, one: Decided) -> tuple[Content, ...]:
    work = one.work
    county = " It is also a county matter." if one.county else ""
    whatever = " It is among the first whatever the weights." if one.places.robust else ""
    head: Content = (Strong(one.title), Quiet(f" {_ended(one.reason)}{whatever}{county}"))
    if work is None:
        return head, _stood(one), "not said", "not said", "not said"
    seen = work.measured_by or needs.measures.get(work.measure, work.measure)
    due = f" By {work.due.day} {in_words(f'{work.due:%Y-%m}')}." if work.due else ""
    return (
        head,
        _stood(one),
        work.owner,
        f"{_ended(work.aim)} Seen by: {seen}.",
        _ended(work.first_action) + due,
    )


def _stood(one: Decided) -> str:
    if not one.places.total and one.places.total != 0:
        return "no score"
    best, worst = one.places.best, one.places.worst
    band = f" (likely {best} to {worst})" if best is not None and worst is not None and best != worst else ""
    return f"{one.places.place}{band}"


def _not_discussed(off: tuple[Decided, ...]) -> Paragraph:
    """Issues of the scan that did not lie on the table, briefly: each has a decision record of its own."""
    reasons = list(dict.fromkeys(_ended(one.reason) for one in off if one.reason))
    names = _listed([f"{one.title} ({_place(one)})" for one in off])
    return Paragraph((Strong("Scored in the scan, and not discussed: "), " ".join([f"{names}.", *reasons])))


def _place(one: Decided) -> str:
    return "no score" if one.places.total is None else f"place {one.places.place}"


def _others(others: tuple[Decided, ...]) -> Table:
    columns = (
        Column("Issue", width=26), Column("Stood", width=16), Column("Becomes", width=16), Column("Why", width=42)
    )  # fmt: skip
    rows = tuple(
        (
            one.title,
            _stood(one),
            one.outcome.words,
            _ended(one.reason) + (" It is also a county matter." if one.county else ""),
        )
        for one in others
    )
    return Table("Not among the priorities", columns, rows, "others")


def _passed_over(told: Recommended) -> Iterator[Block]:
    titles = {one.number: one.title for one in told.issues}
    said: list[Content] = [
        (Strong(f"{one.title} before {_listed([titles[n] for n in one.passed_over])}: "), one.passing)
        for one in told.issues
        if one.passed_over
    ]
    if said:
        yield Heading(1, "Chosen before what stood above", "passed-over")
        yield BulletList(tuple(said))


def _capacity(told: Recommended) -> Iterator[Block]:
    held = told.capacity
    said: list[Content] = [
        (Strong(f"{name}: "), words)
        for name, words in (("Money", held.money), ("People", held.people), ("Who else leads", held.others))
        if words
    ]
    if said:
        yield Heading(1, "What there is to do it with", "capacity")
        yield BulletList(tuple(said))


def _otherwise(told: Recommended) -> Iterator[Block]:
    titles = {one.number: one.title for one in told.issues}
    said: list[Content] = [
        (Strong(f"{one.partner}, of {titles.get(one.issue or 0, 'the whole')}: "), one.words)
        for one in told.dissents
    ]
    if said:
        yield Heading(1, "Who thinks otherwise", "otherwise")
        yield BulletList(tuple(said))


def _rests_on(needs: RecommendationNeeds) -> str:
    told = needs.recommended
    weights = ", ".join(f"{told.criteria[name]} {one:g}" for name, one in told.weights.items())
    closed = (
        f", closed {told.scan_closed.day} {in_words(f'{told.scan_closed:%Y-%m}')}" if told.scan_closed else ""
    )
    frozen = "" if needs.read_back else f" Mark {told.mark[:16]}."
    evidence = f" Evidence: snapshot {told.snapshot}." if told.snapshot else ""
    return (
        f"Scores of {told.scan}{closed}, by {told.matrix_title} ({told.matrix}); weights: {weights}. Likely places: where "
        "an issue stands if each score is one lower, the same or one higher. Scores are judgements, and the order is no "
        f"decision.{evidence}{frozen}"
    )


def _ended(words: str) -> str:
    words = words.strip()
    return words if words.endswith((".", "!", "?")) else f"{words}."
