"""Sentences that are right, and sentences that cannot be."""

from __future__ import annotations

import pytest
from tests.checker.making import checked, document, kinds, serious, table

from wardmote.checker import check

WRONG = [
    ("It moved from 29 to 35, up 5 (17%).", "difference"),
    ("The number fell from 207 offences to 163 offences, a reduction of 23.1%.", "percentage"),
    ("Reports fell from 29 in 2022 to 35 in 2023.", "difference"),
    ("There were 2,752 incidents. This is an increase of 4% (53 more incidents).", "percentage"),
    ("Confidence rose from 70% to 74%, a 4% increase.", "points"),
    ("Confidence fell from 70% to 64%, down 8 percentage points.", "points"),
    ("74% of residents feel safe, which was a 4% increase on the last survey.", "points"),
    ("There was a 156% (896) increase in visitors.", "percentage"),
    ("Referrals have doubled from 9 to 14.", "difference"),
    ("Of 320 cases, 45 (24%) were closed.", "share"),
    ("45 of the 320 cases (24%) were closed.", "share"),
    ("Between October 2012 – September 2013 there were 7486 incidents, an average of 642 incidents each month.", "average"),
    ("In 40% of incidents it was a partner, 39% an ex partner and the remaining 31% others.", "total"),
    ("The 54 cases were made up of 27 in the north and 29 in the south.", "total"),
    ("The rate was 14.1 per 1,000 residents (1,240 crimes, 100,123 residents).", "rate"),
    ("We surveyed 448 residents, a margin of error of ±6.4%.", "survey-margin"),
    ("The meeting is on Thursday, 15th March 2017.", "weekday"),
    ("Work ends on 31 June 2024.", "date"),
    ("It ran from 4 May 2024 to 3 March 2024.", "date"),
    ("In October 2013 – September 2012 crime rose.", "date"),
    ("A total of 347 clients were helped in 2012/2013, with 438 women in the first three quarters of 2013/2014.", "period"),
    ("There were 412 burglaries in 2023/24 compared to 305 burglaries in 2024/25 to date.", "period"),
    ("The five responsible authorities: the council, the police, the fire service and probation.", "list-count"),
    ("It consists of domestic burglary, robbery, theft from a vehicle and theft from a vehicle.", "list-count"),
    ("Incidents averaged 120 a month (1,560 in the year).", "average"),
]  # fmt: skip

RIGHT = [
    "It moved from 29 to 35, up 6 (21%).",
    "The number of offences decreased from 207 offences before, to 163 offences. This is a reduction of 21.3%.",
    "There were 2,752 incidents. This is an increase of 2% (53 more incidents) on last year.",
    "The PCC has allocated £501,717; this represents a reduction of 6.14% (£32,800) on the 2013/14 allocation.",
    "Confidence rose from 70% to 74%, up 4 points.",
    "Confidence rose from 70% to 74%, an increase of 6%.",
    "Burglary increased by 12% from 400 to 448 offences and robbery fell by 5% from 100 to 95.",
    "Referrals have doubled from 9 to 18.",
    "Reports nearly doubled from 10 to 18.",
    "44 of the 341 cases (12%) were closed.",
    "45 of the 320 cases (14%) were closed.",
    "Between October 2012 – September 2013 there were 7486 incidents, an average of 624 incidents each month.",
    "In 40% of incidents it was a partner, 39% an ex partner and the remaining 21% others. 82% of them are male.",
    "There were 96 burglaries in quarter 3 of 2016/17 compared to 106 in the same period in 2015/16.",
    "The number of referrals has increased from 233 during April 2012 - March 2013 to 285 during April 2013 - March 2014.",
    "Between October 2011 – September 2012 there were 719 offences compared to 948 between October 2012 – September 2013, "
    "which is an increase of 32%.",
    "This is still an average of over 600 reports a month.",
    "Incidents averaged 130 a month (1,560 in the year).",
    "Only one out of ten crimes is reported; welfare reform costs £1 for every £7 of income.",
    "Section 17 of the Crime and Disorder Act 1998 applies; see section 108 of the Act.",
    "Thursday, 15 March 2018 was fine, and so was 29 February 2024.",
    "The 54 cases were made up of 27 in the north and 27 in the south.",
    "Pub watch has made 40 bans, with most success in Sandy with a total of 27 bans.",
    "It brings together five responsible authorities; the Clinical Group, Fire and Rescue Service, Bedfordshire Police, "
    "Central Council and Offender Management Services.",
    "The number of visitors rose by 12% (45).",
]  # fmt: skip


@pytest.mark.parametrize(("words", "kind"), WRONG)
def test_what_cannot_be_right(words: str, kind: str) -> None:
    assert kinds(words) == [kind]


@pytest.mark.parametrize("words", RIGHT)
def test_what_is_right(words: str) -> None:
    assert serious(words) == []


def test_a_date_that_another_year_would_mend() -> None:
    (found,) = serious("Thursday, 15th March 2017")
    assert found.expected == "Wednesday, 15 March 2017"
    assert "2018" in found.slip


def test_unlike_periods_are_scaled() -> None:
    (found,) = serious(WRONG[20][0])
    assert "584" in found.why


def test_a_change_between_surveys_that_may_be_chance_is_a_note() -> None:
    made = checked("The survey of 500 residents ran twice.", "Those who feel safe rose from 70% to 74%.")
    assert [(one.kind, one.severity) for one in made.findings] == [("chance", "note")]
    made = checked(
        "The survey of 500 residents ran twice.", "Those who feel safe rose significantly from 70% to 74%."
    )
    assert [(one.kind, one.severity) for one in made.findings] == [("chance", "warning")]


def test_figures_of_the_text_against_the_table() -> None:
    rows = [
        ["Type", "2022/23", "2023/24", "Change"],
        ["Burglary", "412", "398", "-14"],
        ["Robbery", "80", "90", "+10"],
    ]
    assert kinds(table(rows), "Burglary fell from 412 to 398.") == []
    (found,) = serious(table(rows), "Burglary fell from 412 to 389.")
    assert (found.kind, found.printed, found.expected) == ("stated-twice", "389", "398")


def test_the_same_sentence_with_another_number() -> None:
    first = "A total of 448 people completed the survey across all wards."
    assert kinds(first, "Words between.", "In all 448 people completed the survey across all wards.") == []
    assert kinds(first, "Words between.", "In all 484 people completed the survey across all wards.") == [
        "stated-twice"
    ]


def test_nothing_in_a_document_breaks_the_check() -> None:
    odd = [
        "",
        "%",
        "£",
        "((((",
        "1e999",
        "0 of 0 (0%)",
        "from 0 to 0, up 0%",
        "9" * 400,
        "é" * 300,
        "{expected} {0}",
    ]
    assert check(document(*odd, table([odd, odd, odd]))).findings is not None


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Priory fell by 33.8% (from 260 to 348).", "difference"),
        ("Castle stood at 577 in 2016/17, 119 fewer than the 696 of 2015/16 (71%).", "percentage"),
        ("83.8% of them (81 of 209) said that they feel safer.", "share"),
        ("57% of residents feel safe after dark, a 3% change up from 54% in 2014.", "points"),
        (
            "There were 5,480 messages from April 2019 to March 2020, which averages 609 each month.",
            "average",
        ),
        (
            "The sample of 1254 gives a margin of error of +/- 1.4 percentage points (95% confidence).",
            "survey-margin",
        ),
        (
            "In 2017/18 it helped 292 people; from April to December of 2018/19 it helped 324, up 11%.",
            "period",
        ),
    ],
)
def test_other_ways_to_say_it(words: str, kind: str) -> None:
    assert kinds(words) == [kind]


@pytest.mark.parametrize(
    "words",
    [
        "Castle stood at 577 in 2016/17, 119 fewer than the 696 of 2015/16 (17%).",
        "81 of them (39% of 209) said that they feel safer.",
        "The sample of 1,884 gives a margin of error of +/- 2.3 percentage points (95% confidence).",
        "It stood at 55 in Apr 17 – Mar 18, 19 fewer than the 74 of Apr 16 – Mar 17 (26%).",
    ],
)
def test_other_ways_to_say_it_rightly(words: str) -> None:
    assert serious("The survey of 400 residents ran in both years.", words) == []
