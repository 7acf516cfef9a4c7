"""People of three teams in one group, on real pages: told, heard, and carried home."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, ViewportSize, expect
from playwright.sync_api import Page as BrowserPage

from ciwidgets.enrolment import load_program
from ciwidgets.model import Borrowed, Breakout, JoinCode, Role, Team, pretty_code
from tests.forum.pages import go_to, join, open_step
from tests.support.axe import violations
from tests.support.room import Room
from tests.support.server import Served

PHONE: ViewportSize = {"width": 360, "height": 740}
WIDE: ViewportSize = {"width": 1440, "height": 900}
TEAMS = ("ash", "elm", "oak")


class Table(NamedTuple):
    """A group at its table: one person of each team, and the facilitator who made it."""

    lead: BrowserPage
    code: str
    ash: BrowserPage
    elm: BrowserPage
    oak: BrowserPage


@pytest.fixture(scope="module")
def table(browser: Browser, server: Served, hall: Room) -> Iterator[Table]:
    """A group, made on the facilitator's page, and its people, each known on their device."""
    third = Team(id="oak", name="Oak County")
    program = hall.program.model_copy(update={"teams": [*hall.program.teams, third]})
    load_program(hall.store, program)
    contexts = [browser.new_context(viewport=one) for one in (WIDE, PHONE, WIDE, PHONE)]
    lead = contexts[0].new_page()
    lead.goto(f"{server.url}facilitator#team={hall.code(role=Role.FACILITATOR)}")
    lead.get_by_role("button", name="Come in and lead").click()
    lead.get_by_role("button", name="Make a group").click()
    lead.get_by_label("What is the group called?").fill("Table 3: rides")
    lead.get_by_label("What do they talk about?").fill("Who drives whom?")
    lead.locator(".ci-breakouts").get_by_role("button", name="Save", exact=True).click()
    expect(lead.locator(".ci-group-code")).to_be_visible()
    [group] = hall.store.current(Breakout)
    [door] = hall.store.current(JoinCode, team_id=group.team_id)
    code = pretty_code(door.body.code)
    people = []
    for context, team in zip(contexts[1:], TEAMS, strict=True):
        page = context.new_page()
        page.goto(f"{server.url}start#team={hall.code(team)}")
        join(page, "Law")
        people.append(open_step(context, server, "what-we-tried", code, "breakout"))
        page.close()
    yield Table(lead, code, *people)
    for one in contexts:
        one.close()


def test_what_one_team_tried_is_heard_by_the_others_and_stands_on_a_start_page(
    table: Table, hall: Room
) -> None:
    expect(table.lead.locator(".ci-group-code")).to_have_text(f"Code {table.code}")
    here = table.ash.locator("#step-what-we-tried")
    expect(table.ash.locator(".ci-group-line")).to_contain_text("You are here from Ash County")
    expect(here).to_contain_text("Every team of the program may read")
    expect(here).to_contain_text("Who drives whom?")
    here.get_by_role("button", name="Tell what we tried").click()
    here.get_by_label("What did you try?").fill("A van on Tuesdays")
    here.get_by_role("button", name="Save", exact=True).click()

    heard = table.elm.locator("#step-what-we-tried")
    expect(heard).to_contain_text("A van on Tuesdays")
    expect(heard).to_contain_text("From Ash County")
    expect(heard.get_by_role("button", name="Change")).to_have_count(0)

    home = go_to(table.oak, "take-home")
    expect(home).to_contain_text("This goes into the record of Oak County")
    home.get_by_role("button", name="Take this home A van on Tuesdays").click()
    expect(home.get_by_role("button", name="On your list A van on Tuesdays")).to_be_focused()
    expect(home.locator(".ci-saved")).to_have_text("Saved")
    [kept] = hall.store.current(Borrowed)
    assert (kept.team_id, kept.body.from_team, kept.body.heard_in) == (
        "oak",
        "ash",
        "Table 3: rides",
    )

    table.oak.get_by_role("link", name="Back to Oak County").click()
    expect(table.oak.locator(".ci-who")).to_contain_text("Oak County")
    brought = table.oak.locator(".ci-brought-home")
    expect(brought).to_contain_text("Heard from Ash County, in the group “Table 3: rides”")


def test_no_page_of_a_group_has_a_barrier_on_a_phone_or_a_wide_screen(table: Table) -> None:
    for page in (table.lead, table.ash, table.elm):
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
