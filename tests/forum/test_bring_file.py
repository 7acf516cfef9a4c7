"""A project manager brings a made-up survey on a real page; the team sees it beside its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, expect
from playwright.sync_api import Page as BrowserPage

from ciwidgets.enrolment import load_program
from ciwidgets.model import ImportedAnswers, ImportedSurvey, Role
from tests.forum.pages import PHONE, go_to, join, open_step
from tests.support.axe import violations
from tests.support.room import Page, Room, small_program
from tests.support.server import Served

SURVEYS, NUMBERS = "Surveys that are here", "Local numbers that are here"
AGREE = ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")


@pytest.fixture(scope="module", autouse=True)
def agreement(hall: Room) -> None:
    """Give the program a scale that a survey from elsewhere has too."""
    program = small_program()
    scale = program.scales[0].model_copy(update={"labels": list(AGREE)})
    load_program(hall.store, program.model_copy(update={"scales": [scale]}))


def survey_csv(people: int) -> bytes:
    """Return a made-up Google Forms export, of several parts where there are many people."""
    head = "Timestamp,Email Address,We talk.,Where do you live?,Why?"
    rows = [
        f"2026/03/{1 + who % 28:02} 9:15:07 AM EST,p{who}@example.org,{AGREE[who % 5]},"
        f"{('Town', 'Farm')[who % 2]},My own words number {who} {'and more ' * 20}"
        for who in range(people)
    ]
    return "\r\n".join([head, *rows]).encode()


def place(page: BrowserPage, title: str) -> Locator:
    """Go to where files of a kind are brought, by the title of those that are here."""
    part = page.locator(".ci-bring-file").filter(has=page.locator("h3", has_text=title))
    step = part.locator("xpath=ancestor::section[@data-step]").get_attribute("data-step")
    assert step
    go_to(page, step)
    return part


def as_manager(browser: Browser, server: Served, hall: Room) -> BrowserPage:
    """Open the workbook as a project manager on a phone."""
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    page = open_step(context, server, "our-numbers", hall.code(role=Role.PROJECT_MANAGER))
    join(page, "Law")
    return page


def test_a_manager_brings_a_survey_and_the_team_sees_it_beside_its_own(
    browser: Browser, server: Served, hall: Room, scripted: Callable[[str], Page]
) -> None:
    page = as_manager(browser, server, hall)
    section = place(page, SURVEYS)
    data = survey_csv(400)
    section.get_by_label("Choose a file").set_input_files(
        [{"name": "Neighbours <b>.csv", "mimeType": "text/csv", "buffer": data}]
    )
    expect(section.get_by_role("heading", name="What was understood")).to_be_visible()
    expect(section).to_contain_text("400 people answered. Read as: Google Forms.")
    expect(section).to_contain_text("Email Address")
    expect(section).not_to_contain_text("My own words")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    choice = section.get_by_label("“We talk.” counts as")
    expect(choice).to_have_value("talk")
    assert hall.store.current(ImportedSurvey) == []
    section.get_by_label("What shall it be called?").fill("Neighbours asked in March")
    section.get_by_role("button", name="Keep it", exact=True).click()
    expect(section.get_by_text("Kept: Neighbours asked in March.")).to_be_visible()
    expect(section.locator(".ci-record")).to_contain_text("400 people · Google Forms")
    assert len(hall.store.current(ImportedAnswers)) == 400
    for _ in range(6):
        scripted("law").rate(talk=2, trust=5)
    rating = go_to(page, "how-we-see-it").locator(".ci-rating")
    rating.get_by_role("button", name="Close this step").click()
    rating.get_by_role("button", name="Close it").click()
    expect(rating.get_by_text("Also asked: Neighbours asked in March, 400 people")).to_be_visible()
    assert violations(page) == []
    page.context.close()


def test_a_file_that_cannot_be_read_is_refused_in_words_and_the_next_one_is_taken(
    browser: Browser, server: Served, hall: Room
) -> None:
    page = as_manager(browser, server, hall)
    section = place(page, NUMBERS)
    field = section.get_by_label("Choose a file")
    field.set_input_files([{"name": "r.csv", "mimeType": "text/csv", "buffer": b"%PDF-1.7"}])
    expect(section.get_by_role("alert")).to_contain_text("r.csv is a PDF")
    assert violations(page) == []
    text = b"measure,place,period,count,population\nDeaths,Ash County,2023,12,40000\n"
    field.set_input_files([{"name": "deaths.csv", "mimeType": "text/csv", "buffer": text}])
    expect(section).to_contain_text("1 row of numbers. Read as: A plain table.")
    expect(section.get_by_role("alert")).to_have_count(0)
    section.get_by_role("button", name="Do not keep it").click()
    expect(section.get_by_text("Nothing of the file was kept.")).to_be_visible()
    page.context.close()


def test_a_participant_sees_what_is_here_and_cannot_bring_anything(
    browser: Browser, server: Served, hall: Room
) -> None:
    context = browser.new_context(viewport=PHONE)
    page = open_step(context, server, "our-numbers", hall.code())
    join(page, "Faith")
    section = place(page, SURVEYS)
    expect(section.get_by_text("The project manager of your team")).to_be_visible()
    expect(section.get_by_label("Choose a file")).to_have_count(0)
    expect(section.get_by_role("heading", name=SURVEYS)).to_be_visible()
    context.close()
