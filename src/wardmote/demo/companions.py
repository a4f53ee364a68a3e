"""The two other kinds of file in a police.uk zip: outcomes, and stop and search."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from wardmote.demo.crime_plan import Habits
from wardmote.demo.place import Place
from wardmote.demo.points import map_points

IntArray = NDArray[np.int64]
_OUTCOMES_HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Outcome type"
)
_SEARCHES_HEADER = (
    "Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,"
    "Self-defined ethnicity,Officer-defined ethnicity,Legislation,Object of search,Outcome,"
    "Outcome linked to object of search,Removal of more than just outer clothing"
)
_SEARCHES_A_MONTH = 24
_AGES = ("10-17", "18-24", "25-34", "over 34")
_OBJECTS = (
    ("Misuse of Drugs Act 1971 (section 23)", "Controlled drugs"),
    ("Police and Criminal Evidence Act 1984 (section 1)", "Offensive weapons"),
    ("Police and Criminal Evidence Act 1984 (section 1)", "Stolen goods"),
)
_RESULTS = ("A no further action disposal", "A no further action disposal", "Arrest", "Community resolution")


def outcomes_file(month: str, crimes: Sequence[tuple[str, str, str]], place: Place) -> str:
    """The outcomes file of a month, from (Crime ID, whereabouts, outcome) of the crimes that ended in it."""
    force = place.plan.force.title
    rows = (f"{number},{month},{force},{force},{where},{outcome}" for number, where, outcome in crimes)
    return "\n".join((_OUTCOMES_HEADER, *rows, ""))


def months_ended(recorded: Sequence[int], plan: Habits, random: np.random.RandomState) -> IntArray:
    """In which of the plan's months each crime ended, given the month it was recorded in (both by position)."""
    share = np.array(plan.wait_for_outcome, dtype=np.float64)
    wait = random.choice(len(share), size=len(recorded), p=share / share.sum())
    return np.asarray(np.minimum(np.asarray(recorded) + wait, len(plan.months) - 1), dtype=np.int64)


def searches_file(month: str, random: np.random.RandomState) -> str:
    """The stop-and-search file of a month. Nobody in it exists."""
    rows = sorted(_search(month, random) for _ in range(int(random.poisson(_SEARCHES_A_MONTH))))
    return "\n".join((_SEARCHES_HEADER, *rows, ""))


def _search(month: str, random: np.random.RandomState) -> str:
    points = map_points()[random.randint(len(map_points()))]
    longitude, latitude = points.positions[random.randint(len(points.positions))]
    law, sought = _OBJECTS[random.randint(len(_OBJECTS))]
    when = f"{month}-{random.randint(1, 29):02d}T{random.randint(24):02d}:{random.randint(60):02d}:00+00:00"
    age, result = _AGES[random.randint(len(_AGES))], _RESULTS[random.randint(len(_RESULTS))]
    linked = "True" if result != _RESULTS[0] else ""
    where = f"{latitude:.6f},{longitude:.6f}"
    return f"Person search,{when},False,,{where},,{age},,,{law},{sought},{result},{linked},False"
