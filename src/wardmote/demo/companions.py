"""The two other kinds of file in a police.uk zip: outcomes, and stop and search."""

from __future__ import annotations

import numpy as np

from wardmote.demo.place import Place
from wardmote.demo.points import map_points

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


def outcomes_file(
    month: str, crimes: list[tuple[str, str, str]], place: Place, random: np.random.RandomState
) -> str:
    """The outcomes file of a month, from (Crime ID, whereabouts, last outcome) of its crimes.

    police.uk lists outcomes by the month in which they were given; here a third of the month's own crimes
    stand for them.
    """
    force = place.plan.force.title
    ended = random.uniform(size=len(crimes)) < 1 / 3
    rows = [
        f"{number},{month},{force},{force},{where},{outcome}"
        for (number, where, outcome), ends in zip(crimes, ended, strict=True)
        if ends and outcome != "Under investigation"
    ]
    return "\n".join((_OUTCOMES_HEADER, *rows, ""))


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
