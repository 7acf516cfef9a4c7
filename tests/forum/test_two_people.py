"""Two people change one need at once, on real pages: each chooses, and nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Locator, ViewportSize, expect
from playwright.sync_api import Page as BrowserPage

from ciwidgets.model import Need
from tests.forum.pages import go_to, join, open_step
from tests.support.axe import violations
from tests.support.room import Room
from tests.support.server import Served

PHONE: ViewportSize = {"width": 360, "height": 740}
WIDE: ViewportSize = {"width": 1440, "height": 900}
TITLE = "Someone else saved this before you."


class Two(NamedTuple):
    """Two people of one team before its needs: one at a desk, one with a phone."""

    desk: BrowserPage
    phone: BrowserPage

    @property
    def pages(self) -> list[tuple[BrowserPage, Locator]]:
        """Both pages, each with its list."""
        return [(page, page.locator("#step-our-needs")) for page in self]


@pytest.fixture(scope="module")
def two(browser: Browser, server: Served, hall: Room) -> Iterator[Two]:
    """Two people who have joined."""
    contexts = [browser.new_context(viewport=WIDE), browser.new_context(viewport=PHONE)]
    pages = [open_step(one, server, "our-needs", hall.code("ash")) for one in contexts]
    for page, sector in zip(pages, ("Law", "Health"), strict=True):
        join(page, sector)
        expect(
            go_to(page, "our-needs").get_by_role("heading", name="Our team’s needs")
        ).to_be_visible()
    yield Two(*pages)
    for one in contexts:
        one.close()


@pytest.fixture
def need(two: Two, hall: Room) -> Iterator[str]:
    """A need that both have before them; it is dropped afterwards."""
    section = two.desk.locator("#step-our-needs")
    section.get_by_role("button", name="Write a need").click()
    _fill(section, "A ride to care", "No bus runs.")
    _save(section)
    for _, here in two.pages:
        expect(here.locator(".ci-need")).to_contain_text("No bus runs.")
    [entry] = hall.store.current(Need, team_id="ash")
    yield entry.record_id
    section.get_by_role("button", name=re.compile("^Drop")).click()
    section.get_by_role("button", name="Yes, drop it").click()
    for _, here in two.pages:
        expect(here.locator(".ci-need")).to_have_count(0)


def test_both_choose_field_by_field_with_the_keyboard_and_lose_nothing(
    two: Two, hall: Room, need: str
) -> None:
    (_, first), (page, second) = two.pages
    _change(first)
    _change(second)
    _fill(first, "A ride to care, day and night", "The bus stops at six.")
    _save(first)
    expect(second.locator(".ci-need form")).to_be_visible()
    _fill(second, "Rides for everyone", "Nobody can walk that far.")
    _save(second)

    conflict = second.get_by_role("region", name=TITLE)
    expect(conflict).to_be_visible()
    for said in (
        "A ride to care, day and night",
        "Rides for everyone",
        "Nobody can walk that far.",
    ):
        expect(conflict).to_contain_text(said)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    mine = conflict.get_by_role("radio", name=re.compile("^Yours"))
    assert [one.is_checked() for one in mine.all()] == [True, True]
    # The keyboard is at the title; the wording becomes theirs, the reason stays mine.
    expect(conflict.locator(".ci-conflict-title")).to_be_focused()
    for key in ("Tab", "ArrowDown", "Tab", "Tab", "Enter"):
        page.keyboard.press(key)
    for _, here in two.pages:
        expect(here.locator(".ci-need")).to_contain_text("A ride to care, day and night")
        expect(here.locator(".ci-need")).to_contain_text("Nobody can walk that far.")
    expect(conflict).to_have_count(0)
    assert _said(hall, need) == [
        ("A ride to care", "No bus runs."),
        ("A ride to care, day and night", "The bus stops at six."),
        ("A ride to care, day and night", "Nobody can walk that far."),
    ]


def test_what_only_one_changed_is_kept_by_itself_though_the_other_was_offline(
    two: Two, hall: Room, need: str
) -> None:
    (_, first), (page, second) = two.pages
    _change(second)
    page.context.set_offline(True)
    second.get_by_label("The need, in your team’s words").fill("A ride home as well")
    _save(second)
    expect(page.get_by_text("Not saved yet").first).to_be_visible(timeout=15_000)
    _change(first)
    first.get_by_label(re.compile("^Why this one")).fill("Two towns have no bus.")
    _save(first)
    expect(first.locator(".ci-need")).to_contain_text("Two towns have no bus.")
    page.context.set_offline(False)
    for _, here in two.pages:
        need_here = here.locator(".ci-need")
        expect(need_here).to_contain_text("A ride home as well", timeout=30_000)
        expect(need_here).to_contain_text("Two towns have no bus.")
    expect(second).to_contain_text("Someone else changed “Why this one?” at the same time.")
    assert violations(page) == []
    second.get_by_role("button", name="I have read this").click()
    assert len(hall.store.history(need)) == 3


def test_an_earlier_version_comes_back(two: Two, hall: Room, need: str) -> None:
    (page, first), (phone, second) = two.pages
    _change(first)
    _fill(first, "Buses", "Short.")
    _save(first)
    expect(second.locator(".ci-need")).to_contain_text("Buses")
    second.get_by_role("button", name="Earlier versions").focus()
    phone.keyboard.press("Enter")
    past = second.get_by_role("region", name="Earlier versions")
    expect(past).to_contain_text("Someone on your team")
    expect(past).to_contain_text("changed this")
    expect(past).to_contain_text("A ride to care")
    assert violations(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    for _, here in two.pages:
        expect(here.locator(".ci-need-text")).to_have_text("A ride to care")
    assert _said(hall, need) == [
        ("A ride to care", "No bus runs."),
        ("Buses", "Short."),
        ("A ride to care", "No bus runs."),
    ]
    assert violations(page) == []


def test_what_was_dropped_is_put_back_and_stays_the_same_record(
    two: Two, hall: Room, need: str
) -> None:
    (_, first), (page, second) = two.pages
    # One writes while the other drops it: what was written comes back under its own name.
    _change(second)
    first.get_by_role("button", name=re.compile("^Drop")).click()
    first.get_by_role("button", name="Yes, drop it").click()
    expect(second).to_contain_text("took this off the list while you were writing")
    _fill(second, "A ride for all", "Still true.")
    _save(second)
    conflict = second.get_by_role("region", name=TITLE)
    expect(conflict).to_contain_text("A ride for all")
    expect(conflict).to_contain_text("Drop this need")
    assert violations(page) == []
    conflict.get_by_role("button", name="Take theirs").click()
    for _, here in two.pages:
        expect(here.locator(".ci-need")).to_have_count(0)

    gone = second.locator("details", has_text="Taken off this list")
    gone.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(gone).to_contain_text("Someone on your team took it off")
    assert violations(page) == []
    gone.get_by_role("listitem").filter(has_text="A ride to care").first.get_by_role(
        "button", name="Put it back"
    ).click()
    for _, here in two.pages:
        expect(here.locator(".ci-need-text")).to_have_text("A ride to care")
    expect(page.get_by_text("Everything is saved", exact=True)).to_be_visible()
    assert [e.record_id for e in hall.store.current(Need, team_id="ash")] == [need]
    assert [e.retracted for e in hall.store.history(need)] == [False, True, False]


def _said(hall: Room, record_id: str) -> list[tuple[str, str]]:
    """Return the words and the reason of a need at each of its revisions."""
    bodies = [entry.body for entry in hall.store.history(record_id)]
    return [(body.text, body.reason) for body in bodies if isinstance(body, Need)]


def _change(section: Locator) -> None:
    section.get_by_role("button", name=re.compile("^Change ")).click()
    expect(section.locator("form.ci-record-form")).to_be_visible()


def _fill(section: Locator, text: str, reason: str) -> None:
    section.get_by_label("The need, in your team’s words").fill(text)
    section.get_by_label(re.compile("^Why this one")).fill(reason)


def _save(section: Locator) -> None:
    section.get_by_role("button", name="Save this need").click()
