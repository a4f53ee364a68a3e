"""What must hold of priorities, and who may do what with them: pure questions."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from wardmote.site.kit.access.scope import Scope
from wardmote.site.rooms.priorities.models import Adoption, Decides
from wardmote.site.rooms.workshop.models import Stage, Workshop

SEE, ADOPT, KEEP = "priorities-see", "priorities-adopt", "priorities-keep"


def may_see(scope: Scope) -> bool:
    """Whether somebody reads recommendations and what became of them: partners' scores stand in them. Who does not see the
    whole partnership reads those in which an organisation of theirs took part."""
    return scope.may(SEE) and scope.sight(SEE) != "public"


def sees_all(scope: Scope) -> bool:
    """Whether somebody reads every one of them."""
    return scope.may(SEE) and scope.sight(SEE) == "partnership"


def may_keep(scope: Scope) -> bool:
    """Whether somebody says what lies behind priorities, how far they are, and refreshes them."""
    return sees_all(scope) and scope.may(KEEP)


def led(scope: Scope, leaders: Collection[int]) -> bool:
    """Whether somebody led the workshop: they do not decide on what they froze. ``leaders``: who prepared or froze it."""
    return scope.person is not None and scope.person in leaders


def may_decide(
    scope: Scope, workshop: Workshop, decided: Sequence[Adoption], leaders: Collection[int]
) -> bool:
    """Whether somebody may record what the board decides: of a frozen recommendation that is not approved yet."""
    open_still = workshop.stage == Stage.FROZEN and not is_adopted(decided)
    return sees_all(scope) and scope.may(ADOPT) and open_still and not led(scope, leaders)


def is_adopted(decided: Sequence[Adoption]) -> bool:
    """Whether the board approved it."""
    return any(one.decided == Decides.APPROVED for one in decided)
