"""Sections of running words: meetings and their dates, clients of a service, lists and how many they hold."""

from __future__ import annotations

import datetime
from fractions import Fraction

from tests.checker.planted.drafting import Draft
from tests.checker.planted.mistakes import mistyped
from tests.checker.planted.wording import (
    DAYS,
    EXPANSIONS,
    MISREADINGS,
    MONTHS,
    NUMBERS,
    dated,
    plain,
    rounded,
)


def meetings(draft: Draft, slip: str | None) -> None:
    """Who met when: weekdays and dates, in words and in figures."""
    rng, style = draft.rng, draft.style
    first = datetime.date(draft.year, 4, 1) + datetime.timedelta(days=rng.randrange(300))
    weekday = DAYS[first.weekday()]
    printed = weekday
    if slip == "weekday":
        printed = rng.choice([day for day in DAYS[:5] if day != weekday])
    manner = style.date if style.date in {"plain", "ordinal"} else "plain"
    sentence = draft.any_of(MEETINGS).format(date=dated(manner, first.day, first.month, first.year, printed))
    draft.say(sentence)
    if slip == "weekday":
        draft.slip("weekday", sentence, printed, weekday)
    else:
        draft.look("a weekday that is right", sentence)
    if slip == "date":
        impossible_date(draft)
    elif rng.random() < 0.5:
        leap = draft.year - draft.year % 4
        sentence = f"Data were taken in on {style.day(datetime.date(leap, 2, 29))} and checked a week later."
        draft.say(sentence)
        draft.look("29 February of a leap year", sentence)
    draft.say(contact(draft))


def impossible_date(draft: Draft) -> None:
    """A date that no calendar holds."""
    rng, style = draft.rng, draft.style
    year = draft.year + 1
    day, month = rng.choice(
        ((31, 4), (31, 6), (31, 9), (31, 11), (30, 2), (29, 2), (32, 1), (1, 14), (15, 13))
    )
    if (day, month) == (29, 2) and year % 4 == 0:
        year += 1
    manner = style.date if month <= 12 else rng.choice(("figures", "points"))
    text = dated(manner, day, month, year)
    sentence = draft.any_of(BY_DATES).format(date=text)
    draft.say(sentence)
    draft.slip("date", sentence, text, "a date that exists")


def contact(draft: Draft) -> str:
    """A paragraph full of numbers that are no figures."""
    rng = draft.rng
    sentence = draft.any_of(CONTACTS).format(
        house=rng.randint(2, 190),
        code=f"{rng.choice('BCDGH')}{rng.choice('ADLN')}{rng.randint(1, 30)} {rng.randint(1, 9)}XY",
        phone=f"0{rng.randint(1200, 1990)} {rng.randint(200000, 799999)}", section=rng.choice((5, 6, 17, 115)),
        act=rng.choice(("Crime and Disorder Act 1998", "Police Reform and Social Responsibility Act 2011")),
        room=rng.randint(1, 40),
    )  # fmt: skip
    draft.look("numbers of addresses, telephones and statutes", sentence)
    return sentence


def clients(draft: Draft, slip: str | None) -> None:
    """People helped by a service over two years: like with like, or nine months against twelve."""
    rng, style = draft.rng, draft.style
    before, now = style_year(draft, draft.year - 1), style_year(draft, draft.year)
    earlier = rng.randint(180, 420)
    later = round(earlier * rng.uniform(1.06, 1.3))
    service = draft.any_of(SERVICES)
    percent = style.percentage(style.percent(later, earlier))
    words = {
        "earlier": earlier,
        "later": later,
        "before": before,
        "now": now,
        "service": service,
        "percent": percent,
    }
    if slip == "period":
        sentence = draft.any_of(UNLIKE).format(**words)
        draft.slip("period", sentence, f"{later} after nine months", "the same months of both years")
    else:
        sentence = draft.any_of(LIKE).format(**words)
        draft.look("nine months with the same nine months", sentence)
    draft.say(sentence[0].upper() + sentence[1:])
    part = round(later * rng.uniform(0.35, 0.8))
    share = style.share(part, later)
    printed = share
    if slip == "share-in-words":
        step = 10**style.decimals
        printed = Fraction(mistyped(rng, int(share * step), 3 * step), step)
    follow = draft.any_of(PARTS).format(part=part, whole=later, share=style.percentage(printed), now=now)
    draft.say(follow)
    if slip == "share-in-words":
        draft.slip("share", follow, style.percentage(printed), style.percentage(share))
    few(draft, slip)


def style_year(draft: Draft, first: int) -> str:
    """A financial year in words that fit a sentence."""
    return (
        f"{first}/{(first + 1) % 100:02d}"
        if draft.style.period != "dash"
        else f"{first}-{(first + 1) % 100:02d}"
    )


def few(draft: Draft, slip: str | None) -> None:
    """Small numbers told as counts; or as a percentage that means nothing."""
    rng, style = draft.rng, draft.style
    one, more = rng.randint(2, 4), rng.randint(6, 9)
    what = draft.any_of(RARE)
    if slip == "tiny-base":
        percent = rounded(Fraction(more - one, one) * 100, 0, style.way)
        sentence = f"{what} rose by {plain(percent)}%, from {one} to {more}."
        draft.say(sentence)
        draft.slip("tiny-base", sentence, f"{plain(percent)}%", "counts only")
    elif rng.random() < 0.6:
        sentence = draft.any_of(COUNTS_ONLY).format(what=what, one=NUMBERS[one], more=NUMBERS[more])
        draft.say(sentence)
        draft.look("small numbers told as counts", sentence)


def lists(draft: Draft, slip: str | None) -> None:
    """A list introduced by how many things it holds."""
    rng = draft.rng
    topic, things = rng.choice(LISTS)
    held = rng.sample(things, rng.randint(3, min(6, len(things))))
    said = len(held)
    if slip == "count-in-words":
        said = rng.choice([number for number in range(2, 9) if number != len(held)])
    lead = draft.any_of(LIST_LEADS).format(many=NUMBERS[said], Many=NUMBERS[said].capitalize(), topic=topic)
    draft.say(lead)
    draft.bullets(held, numbered=rng.random() < 0.25)
    if slip == "count-in-words":
        draft.slip("count-in-words", lead, NUMBERS[said], NUMBERS[len(held)], *held)
    elif rng.random() < 0.6:
        some = NUMBERS[rng.randint(2, max(2, len(held) - 1))]
        follow = f"At the half-year point {some} of the {NUMBERS[len(held)]} {topic} were on course."
        draft.say(follow)
        draft.look("some of so many", follow)
    else:
        lead = draft.any_of(OPEN_LISTS).format(topic=topic)
        draft.say(lead)
        draft.bullets(rng.sample(things, 3))
        draft.look("a list that says it is not all", lead)


def bodies(draft: Draft, slip: str | None) -> None:
    """Who sits where, with acronyms that are expanded once, never, or in two ways."""
    rng = draft.rng
    if slip == "acronym":
        if rng.random() < 0.5:
            strange = rng.choice(UNKNOWN)
            sentence = draft.any_of(ACRONYM_USES).format(body=strange)
            draft.say(sentence)
            again = f"Papers of the {strange} go to the board."
            draft.say(again)
            draft.slip("acronym", sentence, strange, "its full name at first use", again)
        else:
            known = rng.choice(sorted(MISREADINGS))
            sentence = draft.any_of(ACRONYM_USES).format(body=draft.short(known))
            draft.say(sentence)
            again = f"A review of the {MISREADINGS[known]} ({known}) is due next year."
            draft.say(again)
            draft.slip("acronym", again, f"{MISREADINGS[known]} ({known})", known, sentence)
        return
    for acronym in rng.sample(sorted(MISREADINGS), 2):
        draft.say(draft.any_of(ACRONYM_USES).format(body=draft.short(acronym)))
        if rng.random() < 0.5:
            draft.say(f"The {draft.short(acronym)} reports twice a year.")
    sentence = (
        "CCTV in the town centre is watched by the council, and the NHS lends a room to the outreach team."
    )
    if rng.random() < 0.5:
        draft.say(sentence)
        draft.look("acronyms that everybody knows", sentence)


def glossary(draft: Draft, slip: str | None) -> None:
    """A table of acronyms at the end; what is in it need not be expanded in the text, and must agree with it."""
    rng = draft.rng
    known = rng.sample(sorted(MISREADINGS), 4)
    said = {acronym: EXPANSIONS[acronym] for acronym in known}
    sentence = draft.any_of(ACRONYM_USES).format(body=f"{EXPANSIONS[known[0]]} ({known[0]})")
    draft.say(sentence)
    draft.say(f"Cases that go to the {known[1]} are followed for a year.")
    if slip == "acronym":
        said[known[0]] = MISREADINGS[known[0]]
    draft.expanded.update(known)
    rows = [[acronym, words[0].upper() + words[1:]] for acronym, words in sorted(said.items())]
    made = draft.grid([["Acronym", "Meaning"]], rows, "Terms used")
    if slip == "acronym":
        wrong = made.row_words(sorted(said).index(known[0]))
        draft.slip("acronym", wrong, MISREADINGS[known[0]], EXPANSIONS[known[0]], sentence)
    else:
        draft.look("an acronym that the glossary explains", f"Cases that go to the {known[1]}")


def span(draft: Draft, slip: str | None) -> None:
    """A project that ran from one month to another, both in their order; rounded numbers and ranges."""
    rng = draft.rng
    low = rng.randint(20, 60)
    month = rng.choice(MONTHS[:6])
    sentence = draft.any_of(SPANS).format(
        low=low,
        high=low + rng.randint(4, 20),
        many=rng.choice((100, 150, 200, 250)),
        month=month,
        year=draft.year,
    )
    draft.say(sentence)
    draft.look("ranges and numbers with a plus", sentence)
    draft.say(contact(draft))


MEETINGS = (
    "The board signed off this paper on {date}.",
    "A public meeting was held on {date} at the town hall and was well attended.",
    "Partners next meet on {date}; papers go out a week before.",
    "The workshop that chose the issues took place on {date}.",
)
BY_DATES = (
    "Comments on the draft should reach the team by {date}.",
    "The order runs until {date} and may then be renewed.",
    "The new contract starts on {date}.",
)
CONTACTS = (
    "Write to the Community Safety Team, {house} Station Road, {code}, or telephone {phone} between 9am and 5pm.",
    "Section {section} of the {act} asks the council and its partners to do this; advice is on {phone}.",
    "The team is in room {room} of the Civic Centre ({code}). Calls to 101 are free; in an emergency dial 999.",
    "Officers powers come from section {section} of the {act}. Copies in large print: {phone}, extension {house}.",
)
SERVICES = ("the advocacy service", "the mediation scheme", "the home security scheme", "the night shelter")
UNLIKE = (
    "{service} saw {earlier} people in {before} and {later} in the first three quarters of {now}, a rise of {percent}.",
    "In {before} {service} helped {earlier} people; from April to December of {now} it helped {later}, up {percent}.",
    "{later} people came to {service} in the first nine months of {now}, {percent} more than the {earlier} of {before}.",
)
LIKE = (
    "{service} saw {earlier} people in the first three quarters of {before} and {later} in the first three quarters of "
    "{now}, a rise of {percent}.",
    "From April to December {service} helped {later} people, compared with {earlier} in the same months of the year "
    "before ({percent} more).",
    "In {before} {service} helped {earlier} people and in {now} {later}, up {percent} over the full year.",
)
PARTS = (
    "Of the {whole} people seen, {part} ({share}) had asked for help before.",
    "{part} of these {whole} people, or {share}, live in rented homes.",
    "{share} of them ({part} of {whole}) said that they now feel safer.",
)
RARE = ("Arson in schools", "Thefts of farm machinery", "Firearm discharges", "Assaults on street wardens")
COUNTS_ONLY = (
    "{what} numbered {more}, against {one} the year before; numbers this small say little.",
    "{what} went from {one} to {more}, too few for a percentage.",
)
LISTS = (
    ("priorities", (
        "Keep young people away from violence", "Support victims of domestic abuse", "Reduce repeat burglary",
        "Make the town centre safer at night", "Tackle nuisance that comes back", "Help people to leave addiction",
        "Listen to villages",
    )),
    ("objectives", (
        "Share data every month", "Visit repeat victims within a week", "Train front-line staff",
        "Publish what was done", "Review cases that stall", "Ask residents twice a year",
    )),
    ("projects", (
        "Marking of bicycles", "Lights on the canal path", "A drop-in for parents", "Boxing for young people",
        "Locks for older residents", "Street drinking outreach", "Shop radio",
    )),
    ("recommendations", (
        "that the report be noted", "that the plan be approved", "that an update be given in six months",
        "that the grant be confirmed", "that members visit the service",
    )),
)  # fmt: skip
LIST_LEADS = (
    "The partnership works to {many} {topic}:",
    "We agreed {many} {topic} for the year. They are:",
    "{Many} {topic} follow from the evidence:",
    "The following {many} {topic} were set:",
)
OPEN_LISTS = (
    "Other {topic} were discussed as well, among them:",
    "Earlier {topic} included, for example:",
)
UNKNOWN = ("RTCG", "SNAPB", "VLOG", "CSHT", "PRTG", "WDMG")
ACRONYM_USES = (
    "Cases of high risk are heard by the {body}.",
    "Work is led by the {body}, which meets every month.",
    "The {body} has asked for quicker data.",
    "Partners thanked the {body} for its help through a hard winter.",
)
SPANS = (
    "Sessions drew {low} to {high} young people each, and {many}+ came to the summer event in {month} {year}.",
    "Between {low} and {high} homes are visited a month; since {month} {year} over {many} have had new locks.",
    "Groups of {low}-{high} met weekly. Some {many} leaflets were given out in {month}.",
)
