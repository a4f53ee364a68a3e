"""Three hundred documents from one seed: which sections, which format, which slips, dealt so that all kinds come up."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace

from tests.checker.planted import money, narrative, performance, scores, silent, structure, surveys
from tests.checker.planted.drafting import Draft, Planted, Words
from tests.checker.planted.filling import CLOSINGS, HEADINGS, OPENINGS, PARTS, TITLES, fill
from tests.checker.planted.wording import PLACES, style_of

SEED = 20261120
MANY = 300
FORMS = (
    ("txt", 54), ("md", 30), ("html", 40), ("docx", 50), ("odt", 36), ("pdf", 40), ("csv", 12), ("xlsx", 18),
    ("ods", 8), ("pptx", 12),
)  # fmt: skip
SHEETS = frozenset({"csv", "xlsx", "ods"})

Build = Callable[[Draft, str | None], None]
IN_TABLES = ("difference", "percentage", "direction", "value", "rounding", "tiny-base", "period")
IN_WORDS = ("percentage-in-words", "difference-in-words", "direction-in-words", "repeated")
SECTIONS: dict[str, tuple[Build, tuple[str, ...], tuple[str, ...]]] = {
    "by_offence": (performance.by_offence, IN_TABLES, IN_WORDS),
    "by_area": (performance.by_area, ("total", *IN_TABLES), IN_WORDS),
    "spending": (money.spending, ("total", "total"), ("percentage-in-words",)),
    "quarters": (money.quarters, ("row-total",), ("average", "average")),
    "survey": (
        surveys.survey,
        ("share",),
        (
            "share-in-words",
            "points",
            "points",
            "points-value",
            "margin",
            "margin",
            "significance",
            "significance",
            "repeated",
        ),
    ),
    "matrix": (scores.matrix, ("legend", "legend", "row-total"), ()),
    "league": (scores.league, ("rate", "rate", "rank", "rank"), ()),
    "hidden": (scores.hidden, ("suppressed", "suppressed"), ()),
    "meetings": (narrative.meetings, (), ("weekday", "weekday", "date", "date")),
    "clients": (narrative.clients, (), ("period", "share-in-words", "tiny-base")),
    "lists": (narrative.lists, (), ("count-in-words", "count-in-words")),
    "bodies": (narrative.bodies, (), ("acronym", "acronym")),
    "glossary": (narrative.glossary, (), ("acronym",)),
    "span": (narrative.span, (), ()),
    "targets": (silent.targets, (), ()),
    "governance": (silent.governance, (), ()),
    "achievements": (silent.achievements, (), ()),
}
STRUCTURAL = (
    "summary",
    "summary",
    "numbering",
    "numbering",
    "contents",
    "contents",
    "cross-reference",
    "cross-reference",
)
NOT_TOGETHER = (frozenset({"bodies", "glossary"}),)


@dataclass(frozen=True)
class Plan:
    """What one document will be: the format, and the slips by section ("" for those of its structure)."""

    number: int
    form: str
    slips: tuple[tuple[str, str], ...]


def plans() -> list[Plan]:
    """The plan of every document: a third without a slip, the others with one to six, dealt from a shuffled deck."""
    rng = random.Random(SEED)
    forms = [form for form, many in FORMS for _ in range(many)]
    rng.shuffle(forms)
    deck: list[tuple[str, str]] = []
    made = []
    for number, form in enumerate(forms, start=1):
        wanted = 0 if rng.random() < 0.34 else rng.choices((1, 2, 3, 4, 5, 6), (3, 5, 6, 5, 3, 2))[0]
        wanted = min(wanted, 1) if form == "csv" else min(wanted, 3) if form in SHEETS else wanted
        slips: list[tuple[str, str]] = []
        for _ in range(wanted):
            if len(deck) < 40:
                deck = [*deck, *_fresh(rng)]
            at = next((at for at, card in enumerate(deck) if _fits(card, form, slips)), None)
            if at is not None:
                slips.append(deck.pop(at))
        made.append(Plan(number, form, tuple(slips)))
    return made


def _fresh(rng: random.Random) -> list[tuple[str, str]]:
    cards = [(name, slip) for name, (_, tables, words) in SECTIONS.items() for slip in (*tables, *words)]
    cards += [("", slip) for slip in STRUCTURAL]
    rng.shuffle(cards)
    return cards


def _fits(card: tuple[str, str], form: str, slips: list[tuple[str, str]]) -> bool:
    name, slip = card
    if form in SHEETS and (not name or slip not in SECTIONS[name][1]):
        return False
    if form == "pptx" and not name:
        return False
    held = {one for one, _ in slips}
    if name and (name in held or any({name} | held >= pair for pair in NOT_TOGETHER)):
        return False
    return (name, slip) not in slips


def draft(plan: Plan) -> Planted:
    """Write one document."""
    rng = random.Random(f"{SEED} {plan.number}")
    style = style_of(rng)
    slips = [slip for _, slip in plan.slips]
    if "rounding" in slips:
        style = replace(style, way="half-up", decimals=0)
    if "numbering" in slips and style.numbering == "none":
        style = replace(style, numbering="plain")
    made = Draft(rng, style, rng.choice(PLACES), rng.randint(2014, 2025))
    manner, names = _sections(rng, plan)
    title = rng.choice(TITLES[manner]).format(place=made.place, year=f"{made.year + 1}")
    (_sheets if plan.form in SHEETS else _prose)(made, plan, names)
    return Planted(
        plan.number, plan.form, title, made.style, tuple(made.nodes), tuple(made.truths), tuple(made.looks)
    )


def _sections(rng: random.Random, plan: Plan) -> tuple[str, list[str]]:
    """The manner of the document and its sections: those that bear slips, and others to make it whole."""
    manner = rng.choice(tuple(TITLES))
    usual = {
        "plan": (
            "by_offence",
            "lists",
            "bodies",
            "spending",
            "meetings",
            "span",
            "governance",
            "achievements",
        ),
        "assessment": ("by_offence", "by_area", "matrix", "league", "survey", "hidden"),
        "scrutiny": ("by_offence", "clients", "lists", "meetings", "quarters", "targets", "achievements"),
        "performance": ("by_offence", "by_area", "league", "quarters", "clients", "targets"),
        "funding": ("spending", "quarters", "lists", "meetings"),
        "survey": ("survey", "by_area", "span", "lists"),
    }[manner]
    names = list(dict.fromkeys(name for name, _ in plan.slips if name))
    if ("", "summary") in plan.slips and not {"by_offence", "by_area"} & set(names):
        names.append("by_offence")
    tables_only = plan.form in SHEETS
    able = [name for name in usual if not tables_only or SECTIONS[name][1] or name == "targets"]
    limit = 1 if plan.form == "csv" else rng.randint(2, 3) if tables_only else rng.randint(3, 6)
    for name in rng.sample(able, len(able)):
        if (
            len(names) < limit
            and name not in names
            and not any({name, *names} >= pair for pair in NOT_TOGETHER)
        ):
            names.append(name)
    rng.shuffle(names)
    if "glossary" in names:
        names = [*(name for name in names if name != "glossary"), "glossary"]
    return manner, names


def _slip_of(plan: Plan, name: str) -> str | None:
    return next((slip for section, slip in plan.slips if section == name), None)


def _sheets(made: Draft, plan: Plan, names: list[str]) -> None:
    """Tables only, each under its heading; the words around them go."""
    for name in names:
        made.head(made.rng.choice(HEADINGS[name]), key=name)
        before = len(made.nodes)
        looks = list(made.looks)
        SECTIONS[name][0](made, _slip_of(plan, name))
        kept = [node for node in made.nodes[before:] if not isinstance(node, Words)]
        said = " ".join(node.text for node in made.nodes[before:] if isinstance(node, Words))
        legend = (
            [node for node in made.nodes[before:] if isinstance(node, Words)][:1] if name == "matrix" else []
        )
        made.nodes[before:] = [*legend, *kept]
        made.looks = looks + [look for look in made.looks[len(looks) :] if look.words not in said]


def _prose(made: Draft, plan: Plan, names: list[str]) -> None:
    """A whole document: opening, sections perhaps gathered into parts, closing, appendices, contents, references."""
    rng = made.rng
    made.head(rng.choice(OPENINGS), key="opening")
    fill(made, rng.randint(1, 3))
    after_opening = len(made.nodes)
    grouped = rng.random() < 0.5 and plan.form != "pptx"
    for title, held in PARTS.items() if grouped else [("", tuple(names))]:
        present = [name for name in names if name in held]
        if grouped and present:
            made.head(title, key=title)
            fill(made, 1)
        for name in present:
            _section(made, plan, name, 2 if grouped else 1)
    for name in names:
        if grouped and not any(name in held for held in PARTS.values()):
            _section(made, plan, name, 1)
    structure.key_points(made, after_opening, ("", "summary") in plan.slips)
    if rng.random() < 0.6:
        made.head(rng.choice(CLOSINGS), key="closing")
        fill(made, rng.randint(1, 2))
    letters = structure.appendices(made) if plan.form != "pptx" else []
    slips = [slip for name, slip in plan.slips if not name]
    if plan.form != "pptx":
        structure.number(made, "numbering" in slips)
        if "contents" in slips or rng.random() < 0.6:
            structure.contents(made, "contents" in slips, plan.form == "txt", plan.form == "pdf")
    structure.references(made, "cross-reference" in slips, letters)


def _section(made: Draft, plan: Plan, name: str, level: int) -> None:
    made.head(made.any_of(HEADINGS[name]), level, key=name)
    if made.rng.random() < 0.5:
        fill(made, 1)
    SECTIONS[name][0](made, _slip_of(plan, name))
    if made.rng.random() < 0.4:
        fill(made, 1)


def all_planted() -> list[Planted]:
    """The three hundred."""
    return [draft(plan) for plan in plans()]


def fingerprint(documents: list[Planted]) -> str:
    """A hash of everything in them: words, tables, slips and look-alikes."""
    digest = hashlib.sha256()
    for one in documents:
        digest.update(json.dumps(asdict(one), sort_keys=True, ensure_ascii=False).encode())
    return digest.hexdigest()
