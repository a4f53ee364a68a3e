"""Public tables as a job: what the partnership's settings decide."""

from __future__ import annotations

from dataclasses import replace

import pytest

from wardmote.operations.settings import SettingsError, read_settings
from wardmote.operations.tables import TableRequest, table
from wardmote.operations.workspace import Workspace

WARDS = TableRequest(by="ward", public=True)


def wanting(workspace: Workspace, **settings: bool) -> Workspace:
    return replace(workspace, settings=workspace.settings.model_copy(update=settings))


def test_published_counts_stand_unless_the_partnership_wants_otherwise(marrowmere: Workspace) -> None:
    plain, made = table(marrowmere, TableRequest(by="ward")), table(marrowmere, WARDS)
    assert made.rows == plain.rows
    strict = table(wanting(marrowmere, suppress_open_data=True), WARDS)
    small = [row for row in plain.rows if row.current is not None and 0 < row.current < 5]
    hidden = {(row.area.code, row.measure.id) for row in strict.rows if "current" in row.suppressed}
    assert small
    assert {(row.area.code, row.measure.id) for row in small} < hidden


def test_partners_figures_are_shown_or_withheld(marrowmere: Workspace) -> None:
    plain = table(marrowmere, TableRequest())
    shown = table(marrowmere, TableRequest(public=True))
    assert [row.measure.id for row in shown.observed] == [row.measure.id for row in plain.observed]
    withheld = table(wanting(marrowmere, withhold_partner_figures=True), TableRequest(public=True))
    known = marrowmere.definitions.sources
    assert all(known[name].open for row in withheld.observed if row.observed for name in row.observed.sources)
    assert len(withheld.observed) < len(plain.observed)
    assert any(caveat.id == "partners-figures-left-out" for caveat in withheld.caveats)


def test_the_settings_are_yes_or_no() -> None:
    told = '[partnership]\nname = "X"\ncodes = ["E22000353"]\n'
    assert read_settings(told + "suppress_open_data = true").suppress_open_data
    with pytest.raises(SettingsError, match="suppress_open_data = true or"):
        read_settings(told + 'suppress_open_data = "sometimes"')
