"""One need of the made-up program on real pages: a word of the map, a goal, a measure, a win."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect
from playwright.sync_api import Page as BrowserPage

from ciwidgets.enrolment import codes
from ciwidgets.model import Activity, Goal, Measure, Need, Role, Win
from ciwidgets.opening import load_sample_program
from ciwidgets.reports.batch.jobs import Asked
from ciwidgets.reports.batch.run import run_batch
from ciwidgets.store import Store
from tests.forum.pages import PHONE, PROJECTOR, go_to, join, open_step
from tests.support.axe import violations
from tests.support.server import Served, served

TEAM, SECTOR = "pellwood", "Government and public services"
# A need the sample's team chose, and no goal serves yet.
NEED = "There is one number to call, and the person who answers knows every service we have."
AIM = "One number, answered by a person"
COUNTED = "calls answered by a person"
WORK = "Answer the phone in turns"
DONE = "The first week in which no call went to a machine"
GOALS = (
    "our-goals", "is-it-good", "our-measures", "our-recommendations", "our-activities",
    "our-timeline", "our-money", "our-policies", "our-risks", "our-thread",
)  # fmt: skip
WINS = ("our-wins", "the-wall", "my-name", "public-day")
MONTHS = (
    "since-then", "our-meetings", "our-next-steps", "how-it-goes", "our-lessons",
    "five-conditions", "how-we-work", "coaching", "carrying-on",
)  # fmt: skip


@dataclass
class Hall:
    """The made-up program and its year, served."""

    store: Store
    url: str
    server: Served

    def code(self, role: Role) -> str:
        """Return the team's code of a role at the forum going on."""
        return next(
            one.code
            for one in codes(self.store)
            if one.team_id == TEAM
            and one.role is role
            and (role is not Role.PARTICIPANT or one.occasion_id == "forum-3")
        )


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """A store with the made-up year in it, and a server before it."""
    folder = tmp_path_factory.mktemp("thread")
    url = f"sqlite:///{folder / 'forum.db'}"
    with Store(url) as store:
        load_sample_program(store)
        with served(url, folder) as running:
            yield Hall(store, url, running)


def page_at(browser: Browser, hall: Hall, workbook: str, step: str, role: Role) -> BrowserPage:
    """Join the team at a step of a workbook."""
    context = browser.new_context(viewport=PROJECTOR)
    page = open_step(context, hall.server, step, hall.code(role), workbook)
    join(page, SECTOR)
    return page


def save(section: Locator) -> None:
    """Save the form that is open, and wait until the page says that it is kept."""
    section.get_by_role("button", name="Save", exact=True).click()
    expect(section.get_by_role("button", name="Save", exact=True)).to_have_count(0)
    expect(section.get_by_text("Saved", exact=True).first).to_be_visible()


def set_a_goal(goals: Locator) -> None:
    """Begin a goal with the need, and fill in the sentence."""
    goals.get_by_role("button", name=f"Begin with a need nobody serves yet: {NEED}").click()
    goals.get_by_label("What do you want to reach?").fill(AIM)
    expect(goals.get_by_role("checkbox", name=NEED)).to_be_checked()
    goals.get_by_role("checkbox", name="Stigma").check()
    goals.get_by_label("By which day?").fill("2027-03-31")
    goals.get_by_label("Who is it about?").fill("people who call for help")
    goals.get_by_label("What is counted?").fill(COUNTED)
    goals.get_by_label("In what is it counted?").fill("%")
    goals.get_by_label("Should the number rise or fall?").select_option(label="Rise")
    goals.get_by_label("What is the number now?").fill("40")
    goals.get_by_label("Where does that number come from?").fill("Our own log")
    goals.get_by_label("From which year is it?").fill("2026")
    goals.get_by_label("Which number do you want to reach?").fill("95")
    expect(goals.get_by_text(re.compile("will rise from 40% .* to 95%")).first).to_be_visible()
    save(goals)


def measure_it(measures: Locator) -> None:
    """Begin a measure from the goal, and read it once."""
    measures.get_by_role("button", name=f"Begin a measure for: {AIM}").click()
    expect(measures.get_by_label("What do you count?")).to_have_value(COUNTED)
    save(measures)
    card = measures.get_by_role("listitem").filter(has_text=COUNTED).last
    card.get_by_role("button", name="Add a reading").click()
    measures.get_by_label("Of which day?").fill("2026-07-10")
    measures.get_by_label("The number", exact=True).fill("62")
    save(measures)


def do_something(work: Locator) -> None:
    """Begin an activity for the goal that is done already."""
    work.get_by_role("button", name=f"Begin something for the goal “{AIM}”").click()
    work.get_by_label("What is to be done?").fill(WORK)
    work.get_by_label("Where does it stand?").last.select_option("done")
    save(work)


def test_one_need_is_carried_through_to_a_win_and_told_in_one_sentence(
    browser: Browser, hall: Hall, tmp_path: Path
) -> None:
    page = page_at(browser, hall, "goals", "our-goals", Role.PROJECT_MANAGER)
    set_a_goal(go_to(page, "our-goals"))
    measure_it(go_to(page, "our-measures"))
    do_something(go_to(page, "our-activities"))
    page.goto(f"{hall.server.url}wins#step=our-wins")
    wins = page.locator("#step-our-wins")
    wins.get_by_role("button", name="Write down a win").click()
    wins.get_by_label("What is done now?").fill(DONE)
    wins.get_by_label("On which day was it done?").fill("2026-07-12")
    wins.get_by_label("Which goal does it serve?").select_option(label=AIM)
    save(wins)

    need = next(one for one in hall.store.current(Need, team_id=TEAM) if one.body.text == NEED)
    goal = next(one for one in hall.store.current(Goal, team_id=TEAM) if one.body.aim == AIM)
    assert goal.body.need_ids == [need.record_id]
    for kind, name in ((Measure, "goal_id"), (Win, "goal_id"), (Activity, "goal_ids")):
        linked = [getattr(one.body, name) for one in hall.store.current(kind, team_id=TEAM)]
        assert goal.record_id in linked or [goal.record_id] in linked

    page.goto(f"{hall.server.url}goals#step=our-thread")
    threads = page.locator("#step-our-thread").locator(".ci-threads").first
    expect(threads.locator(".ci-thread").first).to_be_visible()
    every = threads.get_by_role("button", name=re.compile("^Show all"))
    if every.count():
        every.click()
    thread = threads.locator(".ci-thread").filter(has_text=AIM).first
    sentence = thread.inner_text()
    for said in (NEED.rstrip("."), AIM, COUNTED, "62%", WORK, DONE):
        assert said in sentence
    run_batch(hall.url, Asked(teams=[TEAM], formats=("html",)), tmp_path)
    report = (tmp_path / f"{TEAM}.html").read_text(encoding="utf-8")
    plain = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", report))
    assert re.search(
        ".{0,400}".join(map(re.escape, (NEED.rstrip("."), AIM, COUNTED, "62%", WORK, DONE))), plain
    ), "the report has the thread as short lines, in the same order"


@pytest.mark.parametrize(
    ("workbook", "steps"), [("goals", GOALS), ("wins", WINS), ("monthly_checkin", MONTHS)]
)
@pytest.mark.parametrize("size", [PHONE, PROJECTOR], ids=["phone", "projector"])
def test_axe_finds_nothing_on_any_step_and_nothing_runs_over(
    browser: Browser, hall: Hall, workbook: str, steps: tuple[str, ...], size: dict[str, int]
) -> None:
    page = page_at(browser, hall, workbook, steps[0], Role.PROJECT_MANAGER)
    page.set_viewport_size(size)  # type: ignore[arg-type]
    for step in steps:
        section = go_to(page, step)
        expect(section.locator(".ci-exercise").first).to_be_visible()
        assert violations(page) == [], step
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], step


def test_axe_finds_nothing_on_the_start_page_and_it_says_where_the_team_is(
    browser: Browser, hall: Hall
) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(f"{hall.server.url}#team={hall.code(Role.PARTICIPANT)}")
    join(page, SECTOR)
    expect(page.get_by_role("heading", name="Where we are")).to_be_visible()
    expect(page.get_by_text("Assessment").first).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
