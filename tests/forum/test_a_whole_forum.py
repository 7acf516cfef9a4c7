"""A whole forum: three tables, four workbooks, a facilitator, a wall, and what the reports say."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FrameLocator, Locator, expect
from playwright.sync_api import Page as BrowserPage

from ciwidgets.enrolment import codes, load_program
from ciwidgets.formats.program_file import read_program
from ciwidgets.model import (
    DotVote,
    Goal,
    Idea,
    OwnMap,
    Person,
    Rating,
    Role,
    StepState,
    Thanks,
    Win,
)
from ciwidgets.model.entries import Body
from ciwidgets.rehearsal.run import PACE_VARIABLE, PEOPLE, TEAMS
from ciwidgets.shipped import samples_folder
from ciwidgets.store import Store
from tests.forum.pages import PHONE, PROJECTOR, join, open_step, statement
from tests.support.server import Served, served

DESK = {"width": 1440, "height": 900}
# Not the occasion the calendar says: the facilitator chooses it.
OCCASION = "forum-4"
TABLE = PEOPLE // TEAMS
SECTOR = "Medical community"
FIRST_STATEMENT = "Most people here would know what to do if someone near them overdosed."
AIM = "A ride to treatment within a day"
WON = "Two churches lend their vans on Fridays"
THANKS = "Thank you for the keys to the van"
SOON = 40.0


@dataclass
class Hall:
    """Three teams of the sample's program, before anybody came, and the server before them."""

    store: Store
    url: str
    teams: dict[str, str]
    server: Served

    def code(self, role: Role, team: str = "") -> str:
        """Return the code of a role, for participants at the occasion of this forum."""
        return next(
            one.code
            for one in codes(self.store)
            if one.team_id == team
            and one.role is role
            and (role is not Role.PARTICIPANT or one.occasion_id == OCCASION)
        )

    def authors(self, kind: type[Body]) -> Counter[str]:
        """Count who has said something of a kind, by team."""
        said = {(one.team_id, one.author_id) for one in self.store.current(kind)}
        return Counter(team for team, _ in said)

    def wait_for(self, kind: type[Body], people: list[int]) -> None:
        """Wait until so many people of the three teams have said something of a kind."""
        until = time.monotonic() + SOON
        while sorted(self.authors(kind).values()) != people:
            assert time.monotonic() < until, (kind, self.authors(kind))
            time.sleep(0.1)


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """The first three teams of the sample, with made-up people who are quick."""
    folder = tmp_path_factory.mktemp("whole")
    url = f"sqlite:///{folder / 'forum.db'}"
    program = read_program(samples_folder() / "program.toml")
    program = program.model_copy(update={"teams": program.teams[:3]})
    with Store(url) as store, pytest.MonkeyPatch.context() as patch:
        load_program(store, program)
        patch.setenv(PACE_VARIABLE, "6")
        with served(url, folder, "--rehearsal") as running:
            yield Hall(store, url, {one.id: one.name for one in program.teams}, running)


def lead(browser: Browser, hall: Hall) -> BrowserPage:
    """Open the facilitator's page, and choose the occasion."""
    desk = browser.new_context(viewport=DESK).new_page()
    desk.goto(f"{hall.server.url}facilitator#team={hall.code(Role.FACILITATOR)}")
    desk.get_by_role("button", name="Come in and lead").click()
    desk.get_by_text("Work at another occasion").click()
    desk.get_by_label("Which forum or meeting is this?").select_option(value=OCCASION)
    desk.get_by_role("button", name="Work at this occasion").click()
    expect(desk.get_by_text("Occasion: Forum 4: What works")).to_be_visible()
    return desk


def lead_to(desk: BrowserPage, step: str, pages: list[BrowserPage]) -> list[Locator]:
    """Ask everyone to open a step; every page is told, and goes there by the link it is given."""
    desk.get_by_label("Which exercise comes now?").select_option(value=step)
    desk.get_by_role("button", name="Ask everyone to open it").click()
    expect(desk.get_by_text("Every page shows it now.")).to_be_visible()
    workbook, _, step_id = step.partition("/")
    sections = []
    for page in pages:
        section = page.locator(f"#step-{step_id}")
        if f"{workbook}#step={step_id}" not in page.url:
            page.locator(f'.ci-room a[href*="{step_id}"]').first.click()
        sections.append(section)
    for section in sections:
        expect(section.locator(".ci-exercise").first).to_be_visible()
    return sections


def saved(*pages: BrowserPage) -> None:
    """Make sure that every page says that all is kept."""
    for page in pages:
        expect(page.get_by_text("Everything is saved", exact=True)).to_be_visible()


def all_answered(desk: BrowserPage, hall: Hall, exercise: str) -> None:
    """Make sure that the facilitator sees at each table how many have answered."""
    section = desk.get_by_role("region", name=re.compile(re.escape(exercise))).first
    for team, people in hall.authors(Person).items():
        if team:
            row = section.get_by_role("row", name=re.compile(hall.teams[team]))
            expect(row).to_contain_text(f"{people} of {people}")


def close_for_all(desk: BrowserPage, hall: Hall, exercise: str, step: str) -> None:
    """Close a step for all teams."""
    desk.get_by_role(
        "button", name=re.compile(f"Close for all teams .*{re.escape(exercise)}")
    ).click()
    desk.get_by_role("button", name="Close it for all").click()
    expect(desk.get_by_text("It is closed.").first).to_be_visible()
    states = [one for one in hall.store.current(StepState) if one.body.step == step]
    assert {one.team_id for one in states if not one.body.is_open} == set(hall.teams)


def hang_up(desk: BrowserPage, wall: BrowserPage, step: str, team: str) -> FrameLocator:
    """Show a team's result on the projector, and return what hangs there."""
    desk.get_by_label("A result of this step").select_option(value=step)
    desk.get_by_label("Whose result").select_option(label=team)
    desk.get_by_role("button", name="Show this result").click()
    return wall.frame_locator("iframe")


def save(section: Locator) -> None:
    """Save the form that is open, and wait until the page says that it is kept."""
    section.get_by_role("button", name="Save", exact=True).click()
    expect(section.get_by_role("button", name="Save", exact=True)).to_have_count(0)
    expect(section.get_by_text("Saved", exact=True).first).to_be_visible()


def draw(section: Locator) -> None:
    """Draw a map of one sentence and hand it in."""
    for word in ("Stigma", "Asking for help"):
        section.get_by_role("button", name=word, exact=True).click()
    section.get_by_label("More", exact=True).select_option(label="Stigma")
    section.get_by_label("less", exact=True).check()
    section.get_by_label("of this", exact=True).select_option(label="Asking for help")
    section.get_by_label("strongly", exact=True).check()
    section.get_by_role("button", name="Add the sentence").click()
    section.get_by_role("button", name="Hand in my map").click()
    expect(section).to_contain_text("You have handed in your map")


def text_of(page: Path) -> str:
    """Return the words of a report."""
    plain = re.sub(
        r"<(style|script).*?</\1>|<[^>]+>", " ", page.read_text("utf-8"), flags=re.DOTALL
    )
    return re.sub(r"\s+", " ", plain)


def test_three_tables_a_facilitator_and_a_wall_go_through_four_workbooks(  # noqa: PLR0915  # one story
    browser: Browser, hall: Hall, tmp_path: Path
) -> None:
    full = [1, TABLE + 1, TABLE + 1]
    desk = lead(browser, hall)
    cards = desk.get_by_text("There are no codes of this forum.")
    expect(cards).to_have_count(0)
    wall = desk.context.new_page()
    wall.set_viewport_size(PROJECTOR)  # type: ignore[arg-type]
    wall.goto(f"{hall.server.url}projector")
    phones = {
        team: open_step(
            browser.new_context(viewport=PHONE), hall.server, "how-we-see-it",
            hall.code(Role.PARTICIPANT, team),
        )
        for team in hall.teams
    }  # fmt: skip
    pages = list(phones.values())
    for page in pages:
        join(page, SECTOR)

    # The survey, with the clock running and a word to every page.
    sections = lead_to(desk, "needs_assessment/how-we-see-it", pages)
    desk.get_by_role("button", name="Let them begin").click()
    desk.get_by_label("How many minutes?").fill("6")
    desk.get_by_role("button", name="Start the timer").click()
    desk.get_by_label("What should every page say?").fill("Lunch is at noon")
    desk.get_by_role("button", name="Send it").click()
    for page, section in zip(pages, sections, strict=True):
        expect(page.get_by_role("timer")).to_contain_text(re.compile(r"[65]:\d\d"))
        expect(page.get_by_text("Lunch is at noon")).to_be_visible()
        statement(section, FIRST_STATEMENT).get_by_label("Agree", exact=True).check()
    saved(*pages)
    hall.wait_for(Rating, full)
    tables = [team for team, people in hall.authors(Rating).items() if people > TABLE]
    (alone,) = set(hall.teams) - set(tables)
    all_answered(desk, hall, "2. How we see it")
    close_for_all(desk, hall, "2. How we see it", "needs_assessment/how-we-see-it")
    first = tables[0]
    frame = hang_up(desk, wall, "needs_assessment/how-we-see-it", hall.teams[first])
    expect(frame.get_by_text(re.compile(f"^{TABLE + 1} people answered"))).to_be_visible()

    # Ideas, and the vote.
    sections = lead_to(desk, "needs_assessment/what-hurts-most", pages)
    ideas = {team: f"Nobody drives at night, say those of table {team}" for team in hall.teams}
    for section, idea in zip(sections, ideas.values(), strict=True):
        section.get_by_role("textbox").first.fill(idea)
        section.get_by_role("button", name="Add this idea").click()
    saved(*pages)
    hall.wait_for(Idea, full)
    close_for_all(desk, hall, "The wall of ideas", "needs_assessment/what-hurts-most")
    sections = lead_to(desk, "needs_assessment/what-first", pages)
    for section, idea in zip(sections, ideas.values(), strict=True):
        for _ in range(2):
            section.get_by_role("button", name=f"Give a dot to: {idea}").click()
    saved(*pages)
    hall.wait_for(DotVote, full)
    all_answered(desk, hall, "The vote with dots")
    close_for_all(desk, hall, "The vote with dots", "needs_assessment/what-first")
    said = {one.record_id: one.body.text for one in hall.store.current(Idea)}
    assert set(ideas.values()) <= set(said.values())
    winners = {team: winner_of(hall, team, said) for team in tables}
    frame = hang_up(desk, wall, "needs_assessment/what-first", hall.teams[first])
    expect(frame.get_by_text(winners[first]).first).to_be_visible()

    # A map of one's own.
    for section in lead_to(desk, "mental_models/my-map", pages):
        draw(section)
    saved(*pages)
    hall.wait_for(OwnMap, full)
    close_for_all(desk, hall, "3. My map", "mental_models/my-map")

    # A goal, written by the project manager for the table.
    manager = open_step(
        browser.new_context(viewport=DESK), hall.server, "our-goals",
        hall.code(Role.PROJECT_MANAGER, first), "goals",
    )  # fmt: skip
    join(manager, SECTOR)
    lead_to(desk, "goals/our-goals", pages)
    goals = manager.locator("#step-our-goals")
    goals.get_by_role("button", name="Begin a goal of your own").click()
    goals.get_by_label("What do you want to reach?").fill(AIM)
    save(goals)
    on_phone = phones[first].locator("#step-our-goals")
    expect(on_phone.get_by_text(AIM).first).to_be_visible()

    # A win at each table, and thanks on its wall.
    for section in lead_to(desk, "wins/our-wins", pages):
        section.get_by_role("button", name="Write down a win").click()
        section.get_by_label("What is done now?").fill(WON)
        save(section)
    for section in lead_to(desk, "wins/the-wall", pages):
        section.get_by_role("button", name="Say thank you").first.click()
        section.get_by_role("textbox", name="Your thanks").fill(THANKS)
        section.get_by_label("It may stand in our team’s report").check()
        section.get_by_role("button", name="Put it on the wall").click()
        expect(section.get_by_text(THANKS).first).to_be_visible()
    saved(*pages)
    hall.wait_for(Thanks, full)
    frame = hang_up(desk, wall, "wins/the-wall", hall.teams[first])
    expect(frame.get_by_text(WON).first).to_be_visible()
    desk.get_by_role("button", name="Let them stop").click()
    expect(desk.get_by_text("They have stopped.")).to_be_visible()

    all_is_kept(hall)
    report_of = reports(hall, tmp_path)
    for team in tables:
        report = report_of(team)
        assert winners[team] in report
        assert ideas[team] in report
        assert f"{TABLE + 1} people answered at" in report
        assert (AIM in report) == (team == first)
        assert WON in report
        assert THANKS in report
    # What one person answers alone is nobody's to read.
    assert "people answered at" not in report_of(alone)


def winner_of(hall: Hall, team: str, said: dict[str, str]) -> str:
    """Count a team's dots by hand, and return the words of the idea with the most."""
    dots: Counter[str] = Counter()
    for vote in hall.store.current(DotVote, team_id=team):
        dots.update({said[idea]: count for idea, count in vote.body.dots.items()})
    return dots.most_common(1)[0][0]


def all_is_kept(hall: Hall) -> None:
    """Make sure that what pages called saved is in the store, at the occasion that was chosen."""
    for kind in (Rating, Idea, DotVote, OwnMap, Win, Thanks):
        kept = hall.store.current(kind)
        assert {one.occasion for one in kept} == {OCCASION}, kind
        assert {one.team_id for one in kept} == set(hall.teams), kind
    assert [one.body.aim for one in hall.store.current(Goal)] == [AIM]


def reports(hall: Hall, folder: Path) -> Callable[[str], str]:
    """Make every report by the command; return how to read a team's."""
    command = [sys.executable, "-m", "ciwidgets.cli", "report", "--all", "--formats", "html"]
    command += ["--out", str(folder), "--store", hall.url]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return lambda team: text_of(folder / f"{team}.html")
