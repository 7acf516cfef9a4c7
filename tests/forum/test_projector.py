"""A facilitator reveals from their own page; the wall follows, and shows nothing before."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, expect
from playwright.sync_api import Page as BrowserPage

from ciwidgets.model import Role
from tests.forum.pages import PROJECTOR, join, words
from tests.support.axe import AXE, violations
from tests.support.room import Page, Room
from tests.support.server import Served

DESK = {"width": 1440, "height": 900}
HOSTILE = "<img src=x onerror=\"document.title='caught'\"> Rides <b>home</b>"


def within_two_seconds(press: Callable[[], None], shown: Locator) -> None:
    """Make sure that what is pressed hangs on the wall two seconds later."""
    began = time.monotonic()
    press()
    expect(shown).to_be_visible()
    taken = time.monotonic() - began
    assert taken < 2.0, f"It took {taken:.1f} seconds."


def choose_result(desk: BrowserPage, step: str, team: str) -> None:
    """Choose a step's result of a team and show it."""
    desk.get_by_label("A result of this step").select_option(label=step)
    desk.get_by_label("Whose result").select_option(label=team)
    desk.get_by_role("button", name="Show this result").click()


def test_what_a_facilitator_reveals_hangs_on_the_wall_and_nothing_before(
    browser: Browser, server: Served, hall: Room, scripted: Callable[[str], Page]
) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: run `make setup`")
    person = scripted("health")
    person.add_idea(HOSTILE)
    context = browser.new_context(viewport=DESK)
    desk = context.new_page()
    desk.goto(f"{server.url}facilitator#team={hall.code(role=Role.FACILITATOR)}")
    join(desk, "Law")
    remote = desk.locator(".ci-reveal")
    expect(remote.get_by_role("button", name="How to join")).to_be_visible()
    wall = context.new_page()
    wall.set_viewport_size(PROJECTOR)
    wall.goto(f"{server.url}projector")

    # Nothing was revealed: the program's name and its line of support, and the page's head is away.
    expect(wall.get_by_role("heading", level=1, name="Made-up program")).to_be_visible()
    expect(wall.get_by_text("Made-up line of support.").last).to_be_visible()
    assert violations(wall) == []
    within_two_seconds(
        lambda: remote.get_by_role("button", name="How to join").click(),
        wall.get_by_role("heading", name="Join your team"),
    )
    assert violations(wall) == []

    # A step that is open: its title and how many have answered, and no word of anybody.
    choose_result(desk, "5. What hurts most", "Ash County")
    frame = wall.frame_locator("iframe")
    expect(frame.get_by_role("heading", name="5. What hurts most")).to_be_visible()
    expect(frame.get_by_text("1 of 1 person has written")).to_be_visible()
    assert "Rides" not in frame.locator("body").inner_text()
    assert frame.locator(":is(button, input, select, textarea, form):visible").count() == 0

    # Closed, it hangs there by itself, as text and nothing else.
    manager = hall.person("ash", Role.PROJECT_MANAGER)
    assert manager.set_step(manager.board, is_open=False)["type"] == "saved"
    expect(words(frame.locator("main"), HOSTILE)).to_be_visible()
    assert frame.locator("main img, main b").count() == 0
    assert frame.locator(":is(button, input, select, textarea, form):visible").count() == 0
    assert violations(wall) == []

    # It is there again after a reload, and one press takes it off.
    wall.reload()
    expect(words(frame.locator("main"), HOSTILE)).to_be_visible()
    within_two_seconds(
        lambda: remote.get_by_role("button", name="Take it off").click(),
        wall.get_by_role("heading", level=1, name="Made-up program"),
    )
    expect(wall.locator("iframe")).to_have_count(0)
    assert wall.title() != "caught"
    context.close()
