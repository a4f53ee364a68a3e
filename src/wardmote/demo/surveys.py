"""Writes what residents of the made-up partnership say: two waves of a survey, and a consultation that people chose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.random import RandomState

from wardmote.demo.chance import chance
from wardmote.demo.feeds import write_table
from wardmote.demo.reading import read_plan

RESIDENTS = (
    "Respondent",
    "Interview ended",
    "How safe do you feel in your area after dark?",
    "The police do a good job in this area",
    "Which of these are a problem where you live?",
    "Anything else?",
    "Age group",
    "Sex",
    "Ward",
)
CONSULTATION = (
    "Response ID",
    "Submitted",
    "Should the order go on?",
    "What should we act on first?",
    "Please say why",
    "I am mostly here",
)
NOTHING, SPEEDING = "None of these", "Speeding"


def write_surveys(seed: int, folder: Path) -> None:
    """Write the files of answers into a folder; the same seed gives the same bytes."""
    plan = read_plan("surveys.yaml")
    for wave in plan["residents"]:
        write_table(folder / wave["file"], RESIDENTS, _residents(plan, wave, chance(seed, wave["file"])))
    asked = plan["consultation"]
    write_table(folder / asked["file"], CONSULTATION, _consultation(asked, chance(seed, asked["file"])))


def _residents(plan: dict[str, Any], wave: dict[str, Any], random: RandomState) -> Iterable[Sequence[str]]:
    people = wave["people"]
    ages = random.choice(len(plan["ages"]), people, p=plan["asked"])
    dark = np.array(list(plan["after_dark"].values()))
    speeding = random.permutation(people) < wave["speeding"]
    police = random.permutation(np.repeat(plan["police"], wave["police"]))
    sexes, wards = _drawn(plan["sexes"], people, random), _drawn(plan["wards"], people, random)
    year = wave["file"].split(".")[0][-4:]
    for at in range(people):
        safe = random.choice(list(plan["after_dark"]), p=dark[:, ages[at]])
        named = [SPEEDING] * int(speeding[at]) + _named(plan["problems"], random)
        yield (
            str(wave["first"] + at),
            f"{year}-09-{random.randint(4, 27):02} {random.randint(9, 20):02}:{random.randint(60):02}",
            str(safe),
            str(police[at]),
            ";".join(named) or NOTHING,
            "Words that somebody said" if random.random_sample() < 0.2 else "",
            plan["ages"][ages[at]],
            sexes[at],
            wards[at],
        )


def _consultation(plan: dict[str, Any], random: RandomState) -> Iterable[Sequence[str]]:
    people = plan["people"]
    go_on = random.permutation(np.repeat(list(plan["go_on"]), list(plan["go_on"].values())))
    here = _drawn(plan["here"], people, random)
    for at in range(people):
        yield (
            str(plan["first"] + at),
            f"2025-06-{random.randint(2, 30):02} {random.randint(24):02}:{random.randint(60):02}",
            str(go_on[at]),
            ";".join(_named(plan["first_acts"], random)) or NOTHING,
            "Words that somebody wrote" if random.random_sample() < 0.4 else "",
            here[at],
        )


def _drawn(shares: Mapping[str, float], people: int, random: RandomState) -> list[str]:
    return [str(word) for word in random.choice(list(shares), people, p=list(shares.values()))]


def _named(shares: Mapping[str, float], random: RandomState) -> list[str]:
    return [word for word, share in shares.items() if random.random_sample() < share]
