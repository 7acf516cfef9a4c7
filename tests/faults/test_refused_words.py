"""Words that were refused for good: shown, kept on the device, and never said to be saved."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, expect
from playwright.sync_api import Page as BrowserPage

from ciwidgets.model import Announcement, Idea, Role
from tests.forum.pages import PHONE, go_to, join, open_step
from tests.support.bad_line import BadLine
from tests.support.room import Page, Room
from tests.support.server import Served

BOARD = "what-hurts-most"
VOTE = "what-first"
_SAVED = "Everything is saved"
_LOST = "No connection. What you added or changed is kept on this device"
_HALF = "You have words here that you have not added yet"


@pytest.fixture
def phone(browser: Browser, line: BadLine) -> Iterator[BrowserContext]:
    """A phone of its own for each test, whose line is whole again after it."""
    context = browser.new_context(viewport=PHONE)
    yield context
    line.mend()
    context.close()


@pytest.fixture
def manager(hall: Room) -> Page:
    """A project manager, who opens and closes steps."""
    return hall.person(role=Role.PROJECT_MANAGER)


def come(phone: BrowserContext, server: Served, line: BadLine, hall: Room) -> BrowserPage:
    """A page of ideas behind a line that may be cut."""
    page = open_step(phone, server._replace(url=line.url), BOARD, hall.code("ash"))
    join(page, "Health")
    expect(page.locator(f"#step-{BOARD}").get_by_role("textbox").first).to_be_visible()
    return page


def held(page: BrowserPage, step: str = BOARD) -> Locator:
    """What was refused, where it belongs."""
    return page.locator(f"#step-{step} .ci-held")


def bar(page: BrowserPage) -> Locator:
    """The line that says whether everything is saved."""
    return page.locator(".ci-state")


def test_an_idea_refused_since_its_step_was_closed_is_kept_until_it_is_sent_or_put_away(
    phone: BrowserContext, server: Served, line: BadLine, hall: Room, manager: Page
) -> None:
    page = come(phone, server, line, hall)
    line.cut()
    for text in ("Rides at night", "A bed for a week"):
        page.locator(f"#step-{BOARD}").get_by_role("textbox").first.fill(text)
        page.get_by_role("button", name="Add this idea").click()
    expect(bar(page)).to_contain_text(_LOST)
    manager.set_step(manager.board, is_open=False)
    line.mend()
    expect(held(page)).to_have_count(2, timeout=30_000)
    page.reload()
    for text in ("Rides at night", "A bed for a week"):
        expect(held(page).get_by_text(text, exact=True).first).to_be_visible(timeout=30_000)
    expect(bar(page)).to_contain_text("Something you wrote is not saved")
    expect(page.get_by_text(_SAVED)).to_have_count(0)
    # On another page they are near the top, beside the line that says so.
    page.goto(f"{line.url}start")
    elsewhere = page.locator(".ci-held-elsewhere")
    expect(elsewhere).to_contain_text("Rides at night", timeout=30_000)
    expect(page.get_by_text(_SAVED)).to_have_count(0)
    elsewhere.get_by_role("link", name="Go to where you wrote it").first.click()
    card = held(page).filter(has_text="Rides at night")
    card.get_by_role("button", name="Put away").click()
    card.get_by_role("button", name="Yes, put them away").click()
    expect(held(page)).to_have_count(1)
    # The step opens again: what is left comes back into the field, and is sent by a press.
    manager.set_step(manager.board, is_open=True)
    field = page.locator(f"#step-{BOARD}").get_by_role("textbox").first
    expect(field).to_have_value("A bed for a week", timeout=30_000)
    expect(page.get_by_text(_SAVED)).to_have_count(0)
    page.get_by_role("button", name="Add this idea").click()
    expect(page.get_by_text(_SAVED)).to_be_visible(timeout=30_000)
    ideas = [one.body.text for one in hall.store.current(Idea, team_id="ash")]
    assert ideas == ["A bed for a week"]
    page.reload()
    expect(page.get_by_text(_SAVED)).to_be_visible(timeout=30_000)


def test_dots_that_came_too_late_are_told_of_and_the_earlier_ones_still_count(
    phone: BrowserContext, server: Served, line: BadLine, hall: Room, manager: Page
) -> None:
    manager.add_idea("Rides")
    page = come(phone, server, line, hall)
    vote = go_to(page, VOTE)
    give = vote.get_by_role("button", name="Give a dot").first
    give.click()
    expect(page.get_by_text(_SAVED)).to_be_visible()
    line.cut()
    expect(bar(page)).to_contain_text("No connection")
    vote.locator(".ci-stepper button").last.click()
    expect(bar(page)).to_contain_text(_LOST)
    manager.set_step(manager.vote, is_open=False)
    line.mend()
    for _ in range(2):
        expect(held(page, VOTE)).to_contain_text("was not counted", timeout=30_000)
        expect(held(page, VOTE)).to_contain_text("before still counts")
        expect(page.get_by_text(_SAVED)).to_have_count(0)
        page.reload()
    held(page, VOTE).get_by_role("button", name="Put away").click()
    expect(page.get_by_text(_SAVED)).to_be_visible()


def test_words_not_added_yet_are_called_that_with_a_connection_and_without_one(
    phone: BrowserContext, server: Served, line: BadLine, hall: Room, manager: Page
) -> None:
    page = come(phone, server, line, hall)
    page.locator(f"#step-{BOARD}").get_by_role("textbox").first.fill("Half an id")
    expect(bar(page)).to_contain_text(_HALF)
    line.cut()
    expect(bar(page)).to_contain_text("Words you have not added yet stay here and are not sent.")
    expect(bar(page)).not_to_contain_text("sent when the connection is back")
    line.mend()
    expect(bar(page)).to_contain_text(_HALF)
    manager.set_step(manager.board, is_open=False)
    expect(held(page)).to_contain_text("Half an id", timeout=30_000)
    # Whoever leaves the device leaves none of it behind.
    page.get_by_text("You", exact=True).click()
    page.get_by_role("button", name="Not you?").click()
    expect(page.get_by_text("are forgotten on this device too")).to_be_visible()
    page.get_by_role("button", name="Forget me here").click()
    expect(page.locator(".ci-door")).to_be_visible()
    page.wait_for_function("() => !JSON.stringify(localStorage).includes('Half an id')")
    manager.set_step(manager.board, is_open=True)


def test_a_message_is_seen_by_whoever_has_scrolled_down_and_covers_nothing(
    phone: BrowserContext, server: Served, line: BadLine, hall: Room
) -> None:
    page = come(phone, server, line, hall)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    hall.keep("announcement-1", Announcement(text="Lunch is at noon."), team="")
    news = page.locator(".ci-room-messages")
    expect(news).to_contain_text("Lunch is at noon.", timeout=30_000)
    expect(news.get_by_text("Lunch is at noon.")).to_be_in_viewport()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    top = news.bounding_box()
    last = page.locator("main").bounding_box()
    assert top is not None
    assert last is not None
    assert last["y"] + last["height"] - 64 <= top["y"] + 1, (last, top)
    news.get_by_role("button", name="I have read this").click()
    expect(page.get_by_text("Lunch is at noon.")).to_have_count(0)
