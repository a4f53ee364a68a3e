"""The stages of a build: complete, disjoint, and each step for whom it is."""

from __future__ import annotations

from itertools import product

import pytest

from wardmote.definitions.loader import load
from wardmote.site.kit.access.scope import NOBODY, Scope
from wardmote.site.rooms.library import rules
from wardmote.site.rooms.library.models import Build, Edition, Stage

ALL = Scope(
    2,
    frozenset(),
    frozenset(),
    dict.fromkeys((rules.SEE, rules.WRITE, rules.APPROVE, rules.PUBLISH), "partnership"),
)
EXPECTED = {
    (Stage.DRAFT, "submit"): Stage.IN_REVIEW,
    (Stage.IN_REVIEW, "return"): Stage.DRAFT,
    (Stage.IN_REVIEW, "approve"): Stage.APPROVED,
    (Stage.APPROVED, "publish"): Stage.PUBLISHED,
    (Stage.APPROVED, "withdraw"): Stage.WITHDRAWN,
    (Stage.PUBLISHED, "withdraw"): Stage.WITHDRAWN,
    (Stage.SUPERSEDED, "withdraw"): Stage.WITHDRAWN,
}


@pytest.mark.parametrize(("stage", "name"), list(product(Stage, rules.MOVES)))
def test_each_step_is_allowed_exactly_where_it_belongs(stage: Stage, name: str) -> None:
    """Every pair of stage and step, against a table written by hand."""
    move, build = rules.MOVES[name], Build(stage=stage, by_id=1)
    assert rules.may(ALL, build, move) == ((stage, name) in EXPECTED)
    if (stage, name) in EXPECTED:
        assert move.ends == EXPECTED[stage, name]
    assert not rules.may(NOBODY, build, move)


def test_every_stage_can_be_reached_and_only_withdrawn_ends() -> None:
    """From the first draft; superseded comes by publishing another."""
    reached = {Stage.DRAFT, Stage.SUPERSEDED} | {one.ends for one in rules.MOVES.values()}
    assert reached == set(Stage)
    going_on = {stage for one in rules.MOVES.values() for stage in one.starts}
    assert set(Stage) - going_on == {Stage.WITHDRAWN}


def test_frozen_and_not_frozen_are_disjoint_and_complete() -> None:
    """Drafts and reviews may still go; all else is what was approved."""
    assert {Stage.DRAFT, Stage.IN_REVIEW} | rules.FROZEN == set(Stage)
    assert rules.OPEN < rules.FROZEN


def test_whoever_built_it_cannot_approve_it() -> None:
    """Not even with every right; anybody else with the right can."""
    assert not rules.may(ALL, Build(stage=Stage.IN_REVIEW, by_id=2), rules.MOVES["approve"])
    assert rules.may(ALL, Build(stage=Stage.IN_REVIEW, by_id=3), rules.MOVES["approve"])


@pytest.mark.parametrize(("edition", "stage"), list(product(Edition, Stage)))
def test_only_a_published_public_edition_is_open(edition: Edition, stage: Stage) -> None:
    """Whatever address an inside edition were given."""
    build = Build(edition=edition, stage=stage, slug="some")
    assert rules.is_open(build) == (edition == "public" and stage in ("published", "superseded"))


def test_an_analyst_writes_and_a_manager_decides() -> None:
    """As the roles come."""
    roles = load().roles
    assert {rules.APPROVE, rules.PUBLISH} & set(roles["analyst"].rights) == set()
    assert {rules.SEE, rules.WRITE, rules.APPROVE, rules.PUBLISH} <= set(roles["manager"].rights)
    assert {rules.SEE, rules.WRITE, rules.APPROVE, rules.PUBLISH} & set(roles["scrutiny"].rights) == set()
