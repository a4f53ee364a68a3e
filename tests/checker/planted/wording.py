"""Words and ways of printing: names of places and offences, and the style that one document keeps to."""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass
from fractions import Fraction

PLACES = (
    "Ashmere", "Bellingdon", "Carrow Vale", "Denholme", "Eastmarch", "Fenwick Bay", "Garsdale", "Harlestone",
    "Isebrook", "Kelverton", "Langmoor", "Mallory", "Nethercombe", "Oakhanger", "Pendleford", "Quarrydown",
    "Rushmere", "Saltersford", "Thornbury Heath", "Upper Tamsin", "Wyeborough", "Yarrowdale",
)  # fmt: skip
AREAS = (
    "Abbey", "Bridge End", "Castle", "Dene Park", "Eastgate", "Fairfield", "Grange", "Hill Top", "Ivel",
    "Kingsway", "Lower Town", "Market", "Northfield", "Old Mill", "Priory", "Queensbury", "Riverside", "St Anne's",
    "Townfields", "Upton", "Victoria", "Westbrook", "North & West Villages", "Woodlands",
)  # fmt: skip
OFFENCES = (
    "Domestic burglary", "Theft from a vehicle", "Theft of a vehicle", "Violence with injury",
    "Violence without injury", "Criminal damage", "Shoplifting", "Bicycle theft", "Other theft",
    "Stalking and harassment", "Public order offences", "Drug possession", "Robbery of personal property",
    "Hate crime", "Fly-tipping", "Nuisance vehicles", "Deliberate fires", "Rowdy behaviour",
    "Burglary of a business", "Theft from the person", "Sexual offences", "Domestic abuse crimes",
)  # fmt: skip
SERVICES = (
    "Outreach worker", "Home security scheme", "Youth diversion", "Street wardens", "Mediation service",
    "Independent advocates", "Data analyst (0.6 post)", "Night bus", "Community grants", "Training for schools",
    "Mobile cameras", "Perpetrator programme", "Detached youth work", "Taxi marshals", "Target hardening",
)  # fmt: skip
ISSUES = (
    "Domestic abuse", "Burglary", "Vehicle crime", "Street drinking", "Hate crime", "Knife crime", "Arson",
    "Fly-tipping", "Doorstep crime", "Shop theft", "Drug dealing", "Nuisance bikes", "Rural crime", "Begging",
    "Fraud and scams", "Serious violence", "Child exploitation", "Road casualties",
)  # fmt: skip
EXPANSIONS = {
    "ASB": "anti-social behaviour",
    "PCC": "Police and Crime Commissioner",
    "IOM": "Integrated Offender Management",
    "MARAC": "Multi-Agency Risk Assessment Conference",
    "YOS": "Youth Offending Service",
    "CPN": "Community Protection Notice",
    "IDVA": "Independent Domestic Violence Adviser",
    "PSPO": "Public Spaces Protection Order",
    "DAAT": "Drug and Alcohol Action Team",
    "JSNA": "Joint Strategic Needs Assessment",
    "OCG": "organised crime group",
    "SARC": "Sexual Assault Referral Centre",
}
MISREADINGS = {
    "ASB": "adult social board",
    "IOM": "Independent Offender Monitoring",
    "MARAC": "Multi-Area Referral and Assessment Committee",
    "YOS": "Youth Outreach Scheme",
    "PSPO": "Public Safety Partnership Officer",
    "DAAT": "Domestic Abuse Advisory Team",
    "JSNA": "Joint Safety Network Agreement",
    "SARC": "Safer Areas Review Committee",
}
NUMBERS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def rounded(value: Fraction, decimals: int, way: str) -> Fraction:
    """``value`` rounded half-up (away from zero), half-even, or cut off, to some decimals."""
    scaled = abs(value) * 10**decimals
    whole = scaled.numerator // scaled.denominator
    rest = scaled - whole
    up = rest > Fraction(1, 2) or (rest == Fraction(1, 2) and (way == "half-up" or whole % 2 == 1))
    if up and way != "truncated":
        whole += 1
    made = Fraction(whole, 10**decimals)
    return -made if value < 0 else made


def plain(value: Fraction | int, decimals: int = 0, comma: bool = True) -> str:
    """A number without its sign."""
    number = abs(Fraction(value))
    scaled = rounded(number, decimals, "half-up")
    whole = scaled.numerator // scaled.denominator
    head = f"{whole:,}" if comma else str(whole)
    if not decimals:
        return head
    return f"{head}.{int((scaled - whole) * 10**decimals):0{decimals}d}"


@dataclass(frozen=True)
class Style:
    """How one document prints: chosen once, kept to throughout."""

    decimals: int
    way: str
    comma: bool
    minus: str
    plus: bool
    brackets: bool
    change: str
    zero: str
    date: str
    period: str
    bullet: str
    numbering: str
    capitals: bool
    table_word: str
    table_stop: str
    layout: str

    def count(self, value: int) -> str:
        """A count."""
        return plain(value, 0, self.comma)

    def signed(self, value: Fraction | int, decimals: int = 0, unit: str = "") -> str:
        """A difference with its sign, in the manner of this document."""
        body = plain(value, decimals, self.comma) + unit
        if value == 0:
            return body
        if value < 0:
            return f"({body})" if self.brackets else self.minus + body
        return ("+" if self.plus else "") + body

    def percent(self, later: int, earlier: int, decimals: int | None = None) -> Fraction:
        """The percentage change, rounded in the manner of this document."""
        places = self.decimals if decimals is None else decimals
        return rounded(Fraction(later - earlier, earlier) * 100, places, self.way)

    def share(self, part: int, whole: int, decimals: int | None = None) -> Fraction:
        """A part of a whole as a percentage, rounded in the manner of this document."""
        return rounded(Fraction(part, whole) * 100, self.decimals if decimals is None else decimals, self.way)

    def percentage(self, value: Fraction, decimals: int | None = None) -> str:
        """A percentage without its sign."""
        return plain(value, self.decimals if decimals is None else decimals) + "%"

    def year(self, first: int) -> str:
        """A financial year from April of ``first``."""
        after = first + 1
        return {
            "slash": f"{first}/{after % 100:02d}",
            "dash": f"{first}-{after % 100:02d}",
            "long": f"{first}/{after}",
            "months": f"Apr {first % 100:02d} – Mar {after % 100:02d}",
            "words": f"April {first} to March {after}",
            "to": f"12 months to March {after}",
        }[self.period]

    def day(self, day: datetime.date, weekday: bool = False) -> str:
        """A date in the manner of this document."""
        return dated(self.date, day.day, day.month, day.year, DAYS[day.weekday()] if weekday else "")


def dated(manner: str, day: int, month: int, year: int, weekday: str = "") -> str:
    """A date as printed; ``month`` need not exist in the calendar where it is printed as a number."""
    ending = "th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    if manner == "figures" and not weekday:
        return f"{day:02d}/{month:02d}/{year}"
    if manner == "points" and not weekday:
        return f"{day}.{month}.{year % 100:02d}"
    body = (
        f"{day}{ending} {MONTHS[month - 1]} {year}"
        if manner == "ordinal"
        else f"{day} {MONTHS[month - 1]} {year}"
    )
    if not weekday:
        return body
    return f"{weekday}, {body}" if manner == "ordinal" else f"{weekday} {body}"


def style_of(rng: random.Random) -> Style:
    """A style at random, the usual ways oftener than the odd ones."""
    return Style(
        decimals=rng.choice((0, 1, 1)),
        way=rng.choices(("half-up", "half-even", "truncated"), (8, 1, 1))[0],
        comma=rng.random() < 0.7,
        minus=rng.choice(("-", "-", "−", "–")),
        plus=rng.random() < 0.75,
        brackets=rng.random() < 0.12,
        change=rng.choice(("columns", "columns", "words", "percent", "arrows", "signed", "merged")),
        zero=rng.choice(("No change", "0", "-")),
        date=rng.choice(("plain", "ordinal", "plain", "figures", "points")),
        period=rng.choice(("slash", "slash", "dash", "long", "months", "words", "to")),
        bullet=rng.choice(("-", "•", "*", "o", "❖", "–")),
        numbering=rng.choice(("none", "plain", "plain", "dotted", "zero")),
        capitals=rng.random() < 0.2,
        table_word=rng.choice(("", "Table", "Table", "Figure", "Fig")),
        table_stop=rng.choice((":", ".", " –")),
        layout=rng.choice(("tabs", "tabs", "pipes", "spacing")),
    )
