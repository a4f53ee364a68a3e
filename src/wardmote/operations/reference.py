"""What a partnership's evidence holds of weights, deprivation and the make-up of areas, as jobs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wardmote.figures import Area
from wardmote.figures.areas import areas_within
from wardmote.figures.reference import (
    AreaDeprivation,
    CategorySpread,
    ItemScored,
    Profile,
    Release,
    Weights,
    deprivation_of,
    items_scored,
    profile_of,
    releases_held,
    spread_by_category,
    weights_of,
)
from wardmote.figures.reference.profile import topics_held
from wardmote.operations.errors import AskedWronglyError
from wardmote.operations.workspace import Workspace


@dataclass(frozen=True)
class WeightsHeld:
    """The releases held; and the weights of one, with what they can score, where one is asked for."""

    releases: tuple[Release, ...]
    weights: Weights | None = None
    spread: tuple[CategorySpread, ...] = ()
    scored: tuple[ItemScored, ...] = ()


@dataclass(frozen=True)
class DeprivationHeld:
    """The releases held, and the areas in one of them, the most deprived first."""

    releases: tuple[Release, ...]
    areas: tuple[AreaDeprivation, ...] = ()


@dataclass(frozen=True)
class ProfilesHeld:
    """The releases held, and each topic of the area."""

    releases: tuple[Release, ...]
    area: Area
    topics: tuple[Profile, ...] = ()


def weights_held(workspace: Workspace, system: str = "", release: str = "", as_of: str = "") -> WeightsHeld:
    """The systems of weights held; with a system its weights.

    Raises
    ------
    NotHeldError
        When it is not held.
    AskedWronglyError
        When ``as_of`` is no day, or a release is asked for without its system.
    """
    evidence = workspace.evidence()
    releases = releases_held(evidence, "weights")
    if not system:
        if release or as_of:
            raise AskedWronglyError("A release belongs to a system of weights: name it with --system.")
        return WeightsHeld(releases)
    weights = weights_of(evidence, system, release, _day(as_of))
    return WeightsHeld(releases, weights, spread_by_category(weights), items_scored(evidence, weights))


def deprivation_held(
    workspace: Workspace, code: str = "", by: str = "", release: str = "", domain: str = "overall"
) -> DeprivationHeld:
    """Deprivation of an area, by default the partnership; with ``by`` of the areas of a level in it.

    Raises
    ------
    NotHeldError
        When such a release is not held.
    UnknownAreaError
        When there is no such area or level.
    """
    evidence = workspace.evidence()
    releases = releases_held(evidence, "deprivation")
    if not releases:
        return DeprivationHeld(())
    area = workspace.area(code or None)
    areas = areas_within(evidence.connection, area, by, evidence.definitions) if by else [area]
    collection = _collection_of(workspace, domain)
    found = deprivation_of(evidence, areas, release, domain, collection)
    return DeprivationHeld(releases, tuple(sorted(found, key=_most_first)))


def profiles_held(workspace: Workspace, code: str = "", topic: str = "") -> ProfilesHeld:
    """Each topic held, or one of them, for an area; by default the partnership.

    Raises
    ------
    NotHeldError
        When the topic is not held.
    UnknownAreaError
        When there is no such area.
    """
    evidence = workspace.evidence()
    area = workspace.area(code or None)
    releases = releases_held(evidence, "profile")
    topics = [topic] if topic else list(topics_held(evidence))
    return ProfilesHeld(releases, area, tuple(profile_of(evidence, area, one) for one in topics))


def _collection_of(workspace: Workspace, domain: str) -> str:
    """The collection that holds a domain."""
    evidence = workspace.evidence()
    rows = evidence.connection.execute(
        "SELECT DISTINCT collection, domain FROM deprivation ORDER BY ALL"
    ).fetchall()
    for collection, name in rows:
        if name == domain:
            return str(collection)
    known = ", ".join(sorted({name for _, name in rows}))
    raise AskedWronglyError(f"There is no domain of deprivation called {domain}. Held: {known}.")


def _most_first(one: AreaDeprivation) -> tuple[bool, float, float, str]:
    rank = one.rank if one.rank is not None else 0
    return one.score is None, -(one.score or 0.0), rank, one.area.code


def _day(words: str) -> date | None:
    if not words:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise AskedWronglyError(
            f"'{words}' is not a day. Write it as year, month and day, such as 2024-03-31."
        ) from error
