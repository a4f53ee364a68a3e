"""Safer Marrowmere as a place, before it is drawn: land, water, wards, codes and names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from wardmote.demo.reading import read_plan, with_tuples


@dataclass(frozen=True)
class Named:
    """A code and the name that goes with it."""

    code: str
    name: str


@dataclass(frozen=True)
class Police:
    """The force: its area code and name, what it calls itself in its rows, and its part of a file name."""

    code: str
    name: str
    title: str
    slug: str


@dataclass(frozen=True)
class Ward:
    """A ward to be: where it lies (kilometres), what sort of place it is, who lives there."""

    name: str
    kind: str
    centre: tuple[float, float]
    spread: tuple[float, float]
    areas: int
    people: tuple[int, int]
    """Residents in the middle of 2024 and of 2025."""
    imd: int


@dataclass(frozen=True)
class Cluster:
    """Several small areas of a ward under one name, by the letters that end their own names."""

    name: str
    ward: str
    letters: tuple[str, ...]


@dataclass(frozen=True)
class PlacePlan:
    """The land, the water and the wards."""

    map_seed: int
    origin: dict[str, float]
    authority: Named
    partnership: Named
    force: Police
    ages: dict[str, list[float]]
    """Shares of residents in the groups of age, by the sort of ward."""
    outline: list[list[float]]
    lake: list[list[float]]
    wards: tuple[Ward, ...]
    clusters: tuple[Cluster, ...]


@cache
def place_plan() -> PlacePlan:
    """The place as planned."""
    raw = read_plan("place.yaml")
    wards = tuple(Ward(**with_tuples(ward)) for ward in raw.pop("wards"))
    return PlacePlan(
        **{
            **raw,
            "authority": Named(**raw["authority"]),
            "partnership": Named(**raw["partnership"]),
            "force": Police(**raw["force"]),
            "wards": wards,
            "clusters": tuple(Cluster(**with_tuples(item)) for item in raw["clusters"]),
        }
    )
