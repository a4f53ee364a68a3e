"""From a closed scan through the workshop's room to the board and an approved assessment, by the pages alone."""

from __future__ import annotations

from django.utils import timezone
from tests.site.journeys.walking import Walker

CHAIR = "Some chair"
CRITERIA = ("data", "judgement", "demand")
WORK = {
    "What_is_to_change": "Fewer people are harmed",
    "First_action": "Meet those who see it every day",
}


def prepared(walker: Walker, scan: str) -> None:
    """A workshop over the scan, opened: its partners sit, its issues lie on the table."""
    walker.room("Workshop", "Workshop")
    walker.press("Prepare a workshop", "Prepare a workshop")
    walker.fill(What_it_is_called="Winter workshop", Place="Town hall", Who_chairs_it=CHAIR)
    walker.page.get_by_label("How many partners must be there").fill("4")
    walker.press("Go on", "Winter workshop")
    assert scan in walker.says()
    walker.press("Choose what lies on the table", "Choose what lies on the table")
    walker.press("Save", "Winter workshop")
    walker.press("Open the room", "Open the room")
    walker.press("Open it", "Winter workshop")


def those_who_are_here(walker: Walker, here: set[str]) -> None:
    """Attendance is counted against the quorum."""
    walker.press("Go on", "Who is here")
    for group in walker.page.locator("main tbody fieldset").all():
        name = group.locator("legend").inner_text().strip()
        group.locator(f"input[value='{'yes' if name in here else 'no'}']").check(force=True)
    _stays(walker, "Save and count", f"{len(here)} of 6 are here", "Who is here")


def scored_anew(walker: Walker, agency: Walker, first: str) -> None:
    """One partner by its own screen, one typed in for; nobody sees a score before all are revealed."""
    walker.press("Go on", first)
    _stays(walker, "Go on", "of 5 have scored", first)
    agency.go(f"{_workshop(walker)}score/", first)
    _given(agency, "5")
    _stays(agency, "Keep my scores", "Kept at", first)
    agency.page.goto("about:blank")  # it would look for the next issue every few seconds
    walker.page.get_by_role("link", name="Health", exact=True).click()
    walker.page.locator("input[name=data]").first.wait_for(state="attached")
    walker.at(first)
    _given(walker, "4")
    walker.page.locator("main form button.govuk-button").first.click()
    walker.page.get_by_text("Scored: Health, Police").wait_for()
    walker.at(first)
    _stays(walker, "Reveal together", "In the room", first)


def put_in_order(walker: Walker) -> None:
    """Other weights, and those of the matrix again."""
    _to(walker, "The order", "The order")
    walker.page.get_by_label("Data", exact=True).fill("3")
    _stays(walker, "Put in order", "By weights of the room", "The order")
    _stays(walker, "Weights of the matrix again", "By the weights of the matrix", "The order")


def decided(walker: Walker, priorities: set[str]) -> None:
    """Each issue becomes something; what goes before what stands above it says why."""
    _to(walker, "What becomes of each", "What becomes of each")
    for title in walker.page.locator("main tbody th[scope=row]").all_inner_texts():
        issue = title.splitlines()[0].strip()
        walker.page.locator("main tr", has_text=issue).get_by_role("link").first.click()
        walker.at(issue)
        becomes = "Priority" if issue in priorities else "Monitor"
        walker.page.get_by_label(becomes, exact=True).check(force=True)
        walker.fill(Why="So the room agreed.")
        if issue in priorities:
            walker.fill(Why_it_goes_before_what_stands_above_it="Nobody else leads on it.")
        walker.press("Save", "What becomes of each")
    assert "Every issue is decided" in walker.says()


def worked_out(walker: Walker, priorities: int) -> None:
    """What there is to do it with; whose each priority is; who thinks otherwise."""
    walker.press("Go on", "What there is to do it with")
    walker.fill(Money="GBP 10,000 of the council", People="One officer")
    walker.page.get_by_role("button", name="Save and go on").click()
    for _each in range(priorities):
        walker.page.get_by_text("A priority: who does what").wait_for()
        walker.fill(Whose_it_is="Police", **WORK)
        words = walker.page.get_by_label("Or, where no measure counts it, in words")
        words.fill("Calls that partners note")
        walker.page.get_by_label("By when").fill(str(timezone.localdate().replace(year=2027)))
        with walker.page.expect_navigation():  # the next priority's page says the same
            walker.page.get_by_role("button", name="Save and go on").click()
    walker.at("Who thinks otherwise")
    walker.fill(Partner="Fire", **{"What_they_think,_in_their_words": "Lanterns will burn a roof."})
    _stays(walker, "Keep it", "Fire, of", "Who thinks otherwise")


def frozen(walker: Walker) -> None:
    """Read back, confirmed by the chair's name, and frozen."""
    walker.press("Go on", "Read back")
    walker.fill(Name_of_the_chair=CHAIR)
    walker.page.get_by_role("button", name="Freeze it").click()
    walker.at("recommended")
    assert "The board has not approved this yet" in walker.says()


def _stays(walker: Walker, button: str, seen: str, heading: str) -> None:
    """Press what leads to a page of the same heading: it is there when it says something new."""
    main = walker.page.locator("main")
    main.get_by_role("button", name=button).or_(main.get_by_role("link", name=button)).first.click()
    main.get_by_text(seen).first.wait_for()
    walker.at(heading)


def _given(walker: Walker, value: str) -> None:
    for name in CRITERIA:
        walker.page.locator(f"input[name={name}][value='{value}']").check(force=True)


def _to(walker: Walker, step: str, heading: str) -> None:
    walker.page.locator("#to").select_option(label=step)
    walker.press("Go there", heading)


def _workshop(walker: Walker) -> str:
    return walker.page.url.removeprefix(walker.site).split("room/")[0]


def board_approves(walker: Walker, issue: str) -> None:
    """The board's decision is recorded apart; the decision record leads to the golden thread and its picture."""
    walker.go("/priorities/", "Priorities")
    walker.press("Winter workshop", "Winter workshop")
    walker.press("Record what the board decided", "What the board decided on: Winter workshop")
    walker.page.get_by_label("Approved", exact=True).check(force=True)
    walker.fill(At_which_meeting="Meeting of March, minute 4")
    walker.press("Record it", "Winter workshop")
    walker.press(issue, f"Decision record: {issue}")
    walker.press("Golden thread", f"Golden thread: {issue}")
    assert walker.page.locator("main svg").count() == 1
    for partner in ("Police", "Fire", "Health"):
        assert partner in walker.says()


def asks_for_the_assessment(walker: Walker, formats: list[str]) -> None:
    """Asked for at the library; the worker builds it afterwards."""
    walker.go("/library/", "Library")
    walker.press("Build a document", "Build a document")
    for box in walker.page.locator("input[name=formats]").all():
        box.set_checked(box.get_attribute("value") in formats, force=True)
    with walker.page.expect_navigation():
        walker.page.get_by_role("button", name="Build it").click()
    walker.page.goto("about:blank")  # the page of the work would open itself anew when that is done


def writes_what_is_missing(walker: Walker, build: str) -> set[str]:
    """The checklist says which of the seven parts are missing; those that words can fill are filled at their place.

    Returns the letters that were missing.
    """
    walker.go(f"/library/builds/{build}/", "Evidence pack")
    rows = walker.page.locator("#parts ~ div tbody tr", has_text="missing").all_inner_texts()
    for section in ("since-last", "last-plan", "county-and-force"):
        writes_a_part(walker, section)
    return {one.strip()[1] for one in rows}


def writes_a_part(walker: Walker, section: str) -> None:
    """Words fill a part of the assessment at its place."""
    walker.page.goto(f"{walker.site}/library/words/words-{section}/")
    walker.page.locator("textarea[name=words]").fill("We began this year, and say so.")
    walker.press("Save", "Words of partners")


def takes_a_step(walker: Walker, build: str, button: str, then: str) -> None:
    """A step of a build, with its page in between."""
    walker.go(f"/library/builds/{build}/", "Strategic assessment")
    walker.press(button, button)
    walker.press(button, "Strategic assessment")
    assert then in walker.says()
