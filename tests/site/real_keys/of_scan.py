"""Scans at each stage. They are the partnership's; only what is scored is an organisation's own."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from tests.site.real_keys.belongings import Belongings, ByWhatFollows, Common, once

from wardmote.site.kit.access.models import Organisation
from wardmote.site.rooms.scan.models import Issue, Partner, Return, Scan, Stage
from wardmote.site.rooms.scan.selectors import matrix_of

BROUGHT, CRITERION = 2, "data"
"""The number of an issue that a partner added; what is scored."""


@once
def arranged(_here: Belongings) -> Scan:
    """A scan that is being set up."""
    return _scan(Stage.SETTING_UP, _other())


@once
def running(_here: Belongings) -> Scan:
    """A scan that is open; its partner is nobody's whom the matrix knows."""
    return _scan(Stage.OPEN, _other())


@once
def handed_in(_here: Belongings) -> Scan:
    """A scan that is open, whose partner has submitted."""
    made = _scan(Stage.OPEN, _other())
    Partner.objects.filter(pk=made.partners.get().pk).update(submitted=timezone.now())
    return made


@once
def begun(_here: Belongings) -> Scan:
    """A scan that is open, whose partner has begun."""
    made = _scan(Stage.OPEN, _other())
    Partner.objects.filter(pk=made.partners.get().pk).update(began=timezone.now())
    return made


@once
def ended(_here: Belongings) -> Scan:
    """A scan that is closed, with a score that is talked over, since it is the only one."""
    made = _scan(Stage.CLOSED, _other())
    now, only = timezone.now(), made.partners.get()
    Partner.objects.filter(pk=only.pk).update(submitted=now)
    Return.objects.create(partner=only, issue=made.issues.get(number=1), scores={CRITERION: 3}, saved=now)
    return made


@once
def scored(here: Belongings) -> Scan:
    """A scan that their organisation scores."""
    return _scan(Stage.OPEN, here.organisation)


def _other() -> Organisation:
    return Organisation.objects.get_or_create(name="Harbour Trust", defaults={"short_name": "Harbour"})[0]


def _scan(stage: Stage, organisation: Organisation) -> Scan:
    today = timezone.localdate()
    made = Scan(title=f"A scan: {stage.label}", matrix="scan", opens=today, closes=today + timedelta(days=9))
    made.stage = stage
    made.matrix_said = {} if stage == Stage.SETTING_UP else matrix_of(made).model_dump(mode="json")
    made.save()
    partner = Partner.objects.create(scan=made, organisation=organisation)
    Issue.objects.create(scan=made, number=1, title="Shop theft")
    Issue.objects.create(scan=made, number=BROUGHT, title="Lanterns", added_by=partner, for_all=False)
    return made


def _in(make: object) -> Common:
    return Common(lambda here: make(here).pk)  # type: ignore[operator]


BEING_OPEN = ("extend/", "close/", *(f"partners/<int:which>/{one}/" for one in ("remind", "invite", "sheet")))
EXAMPLES = {
    "/scan/<int:key>/": _in(running),
    "/scan/<int:key>": ByWhatFollows(
        {
            "": _in(arranged),
            "/issues/<int:number>/for-all/": _in(running),
            **{f"/{one}": _in(running) for one in BEING_OPEN},
            "/partners/<int:which>/give-back/": _in(handed_in),
            "/partners/<int:which>/afresh/": _in(begun),
            "/results/": _in(ended),
            "/score/": lambda here: scored(here).pk,
        }
    ),
    "/scan/<int:key>/issues/<int:number>": "1",
    "/scan/<int:key>/issues/<int:number>/for-all/": str(BROUGHT),
    "/scan/<int:key>/partners/<int:which>": ByWhatFollows(
        {
            "": Common(lambda here: arranged(here).partners.get().pk),
            "/give-back/": Common(lambda here: handed_in(here).partners.get().pk),
            "/afresh/": Common(lambda here: begun(here).partners.get().pk),
            **{
                one.removeprefix("partners/<int:which>"): Common(lambda here: running(here).partners.get().pk)
                for one in BEING_OPEN
                if one.startswith("partners/")
            },
        }
    ),
    "/scan/<int:key>/preview/<slug:step>": "1",
    "/scan/<int:key>/results/<int:number>": "1",
    "/scan/<int:key>/results/<int:number>/<slug:criterion>": CRITERION,
    "/scan/<int:key>/results/scores.<slug:written_as>": "csv",
    "/scan/<int:key>/score/<slug:step>": "1",
}
OF_ORGANISATIONS = {"/scan/<int:key>/score/"}
