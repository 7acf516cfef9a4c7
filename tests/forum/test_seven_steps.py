"""Three people of three sectors go through the whole needs assessment on real pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect
from playwright.sync_api import Page as BrowserPage

from ciwidgets.enrolment import codes, load_program
from ciwidgets.formats.program_file import read_program
from ciwidgets.model import Need, Role
from ciwidgets.reports.batch.jobs import Asked
from ciwidgets.reports.batch.run import run_batch
from ciwidgets.shipped import samples_folder
from ciwidgets.store import Store
from tests.forum.pages import PHONE, PROJECTOR, go_to, join, open_step
from tests.support.axe import violations
from tests.support.server import Served, served

TEAM = "wexmoor"
STEPS = (
    "our-numbers",
    "how-we-see-it",
    "what-we-have",
    "who-is-at-the-table",
    "what-hurts-most",
    "what-first",
    "our-needs",
)
RIDES, NIGHTS, JAIL = "No bus to the clinic", "Nobody to call at night", "Out of jail with no plan"


@dataclass
class Hall:
    """A store with the sample's program and nothing in it yet, served."""

    store: Store
    url: str
    server: Served

    def code(self, role: Role) -> str:
        """Return the code of a role in the team."""
        return next(
            one.code
            for one in codes(self.store)
            if one.team_id == TEAM
            and one.role is role
            and (role is not Role.PARTICIPANT or one.occasion_id == "forum-3")
        )


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """The sample's program, before anybody came."""
    folder = tmp_path_factory.mktemp("seven")
    url = f"sqlite:///{folder / 'forum.db'}"
    with Store(url) as store:
        load_program(store, read_program(samples_folder() / "program.toml"))
        with served(url, folder) as running:
            yield Hall(store, url, running)


def test_three_people_of_three_sectors_go_through_all_seven_steps(
    browser: Browser, hall: Hall, tmp_path: Path
) -> None:
    manager = open_step(
        browser.new_context(viewport=PROJECTOR),
        hall.server,
        STEPS[0],
        hall.code(Role.PROJECT_MANAGER),
    )
    join(manager, "Medical community")
    sheriff, pastor = (
        open_step(
            browser.new_context(viewport=PHONE), hall.server, STEPS[1], hall.code(Role.PARTICIPANT)
        )
        for _ in range(2)
    )
    join(sheriff, "Law enforcement")
    join(pastor, "Community and faith leaders")
    three = (manager, sheriff, pastor)

    _our_numbers(manager)
    _how_we_see_it(three)
    _what_we_have(manager, sheriff)
    _who_is_at_the_table(sheriff, manager)
    _what_hurts_most(three)
    _what_first(three)
    _our_needs(manager, pastor)

    # Nothing was left unsaved, and every page is sound.
    for page in three:
        expect(page.get_by_text("Everything is saved", exact=True)).to_be_visible()
    for step in STEPS:
        go_to(manager, step)
        go_to(pastor, step)
        assert violations(manager) == []
        assert violations(pastor) == []
        assert pastor.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    # What they chose carries its evidence by id, and stands in the team's report.
    needs = [entry.body for entry in hall.store.current(Need, team_id=TEAM)]
    assert [need.text for need in needs] == ["A ride to care, day and night."]
    assert [one.fact_id for one in needs[0].evidence] == ["hole:treatment"]
    run_batch(hall.url, Asked(teams=[TEAM], formats=("html",)), tmp_path, jobs=1)
    report = (tmp_path / f"{TEAM}.html").read_text(encoding="utf-8")
    for said in ("A ride to care, day and night.", "Second Street Church", "Naloxone box"):
        assert said in report


def _our_numbers(manager: BrowserPage) -> None:
    section = go_to(manager, "our-numbers")
    section.locator("input[type=file]").first.set_input_files(
        samples_folder() / "indicators_ambrin_county.csv"
    )
    section.get_by_role("button", name="Keep it", exact=True).click()
    expect(section.locator(".ci-local-numbers")).to_contain_text("for every 100,000 people")
    section.get_by_role("button", name="Add data").click()
    section.get_by_label("Which data?").fill("Ambulance calls")
    section.get_by_label(re.compile("^Which partner could give")).fill("The ambulance service")
    section.get_by_role("button", name="Save", exact=True).click()
    expect(section.get_by_text("Ambulance calls", exact=True).first).to_be_visible()


def _how_we_see_it(three: tuple[BrowserPage, ...]) -> None:
    for page in three:
        section = go_to(page, "how-we-see-it")
        group = section.get_by_role("group", name=re.compile("Naloxone is easy to get"))
        group.get_by_label("Disagree", exact=True).check()
        expect(page.get_by_text("Everything is saved", exact=True)).to_be_visible()
    manager, *others = three
    _close(manager.locator("#step-how-we-see-it"))
    for page in others:
        # Three are too few for any number to be shown.
        expect(page.locator("#step-how-we-see-it")).to_contain_text(
            "Fewer than five people answered"
        )


def _what_we_have(manager: BrowserPage, sheriff: BrowserPage) -> None:
    section = go_to(manager, "what-we-have")
    section.get_by_role("button", name=re.compile("Add to Law enforcement")).click()
    section.get_by_label("What is it?").fill("Naloxone box")
    section.get_by_label(re.compile("^Could it take")).select_option(label="Full")
    section.get_by_role("button", name="Save", exact=True).click()
    seen = go_to(sheriff, "what-we-have")
    expect(seen.get_by_text("Naloxone box", exact=True).first).to_be_visible()
    expect(seen).to_contain_text("Treatment: nothing is listed.")


def _who_is_at_the_table(sheriff: BrowserPage, manager: BrowserPage) -> None:
    section = go_to(sheriff, "who-is-at-the-table")
    section.get_by_role("button", name="Add a partner").click()
    section.get_by_label("Organization or group").fill("Second Street Church")
    section.get_by_label("Community and faith leaders").check()
    for ladder in ("How we work together now", "How we would like to work together"):
        group = section.get_by_role("group", name=ladder)
        group.get_by_label(re.compile("^Cooperating")).check()
    section.get_by_role("button", name="Save this partner").click()
    seats = section.get_by_role("group", name="Families who lost someone")
    seats.get_by_label("Not yet").check()
    seen = go_to(manager, "who-is-at-the-table")
    expect(seen).to_contain_text("Second Street Church")
    expect(
        seen.get_by_role("group", name="Families who lost someone").get_by_label("Not yet")
    ).to_be_checked()


def _what_hurts_most(three: tuple[BrowserPage, ...]) -> None:
    for page, idea in zip(three, (RIDES, NIGHTS, JAIL), strict=True):
        section = go_to(page, "what-hurts-most")
        section.get_by_role("textbox").first.fill(idea)
        section.get_by_role("button", name="Add this idea").click()
    manager, _, pastor = three
    section = go_to(manager, "what-hurts-most")
    section.get_by_role("button", name=re.compile("We have written ours")).click()
    themes = section.locator(".ci-themes")
    expect(themes.locator(".ci-idea")).to_have_count(3)
    themes.get_by_role("button", name="Begin a theme", exact=True).click()
    section.get_by_label("Name of the theme").fill("Getting to care")
    themes.get_by_text(re.compile("What it rests on")).click()
    themes.get_by_label("Treatment: nothing is listed.").check()
    themes.get_by_role("button", name="Save", exact=True).click()
    themes.locator(".ci-idea").filter(has_text=RIDES).get_by_role("checkbox").check()
    _put_into(themes, "Getting to care")
    seen = go_to(pastor, "what-hurts-most")
    seen.get_by_role("button", name=re.compile("We have written ours")).click()
    expect(seen.locator(".ci-theme").filter(has_text="Getting to care")).to_contain_text(RIDES)


def _put_into(themes: Locator, title: str) -> None:
    bar = themes.locator(".ci-bar")
    bar.get_by_role("button", name=re.compile("Put into")).click()
    bar.get_by_role("button", name=title, exact=True).click()


def _what_first(three: tuple[BrowserPage, ...]) -> None:
    for page in three:
        section = go_to(page, "what-first")
        section.get_by_role("button", name=f"Give a dot to: {RIDES}").click()
        expect(page.get_by_text("Everything is saved", exact=True)).to_be_visible()
    manager = three[0]
    section = manager.locator("#step-what-first")
    _close(section.locator(".ci-exercise").first)
    section.get_by_label(re.compile("^Impact and effort")).check()
    section.get_by_label(re.compile("^We, together")).check()
    for question in ("If this were solved", "How much work and money"):
        section.get_by_label(re.compile(f"^{question}")).select_option(label="5: very much")
    expect(manager.get_by_text("Everything is saved", exact=True)).to_be_visible()
    expect(section.get_by_role("table").first).to_contain_text("Getting to care")


def _our_needs(manager: BrowserPage, pastor: BrowserPage) -> None:
    section = go_to(manager, "our-needs")
    theme = section.get_by_role("listitem").filter(has_text="Getting to care")
    theme.get_by_role("button", name="Choose").click()
    section.get_by_label("The need, in your team’s words").fill("A ride to care, day and night.")
    section.get_by_role("button", name="Save this need").click()
    seen = go_to(pastor, "our-needs")
    expect(seen).to_contain_text("A ride to care, day and night.")
    expect(seen).to_contain_text("Treatment: nothing is listed.")


def _close(exercise: Locator) -> None:
    exercise.get_by_role("button", name=re.compile("^Close")).first.click()
    exercise.get_by_role("group", name=re.compile("[Cc]lose")).get_by_role("button").first.click()
