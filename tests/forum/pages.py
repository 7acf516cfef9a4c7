"""What a person does on a real page, in the words of the page."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, Locator, expect
from playwright.sync_api import Page as BrowserPage

from tests.support.server import Served

PHONE = {"width": 360, "height": 740}
PROJECTOR = {"width": 1920, "height": 1080}


def open_step(
    context: BrowserContext,
    server: Served,
    step: str,
    code: str = "",
    workbook: str = "needs_assessment",
) -> BrowserPage:
    """Open a step as its QR code does."""
    page = context.new_page()
    page.goto(f"{server.url}{workbook}#step={step}" + (f"&team={code}" if code else ""))
    return page


def join(page: BrowserPage, sector: str, name: str = "") -> None:
    """Join the team whose code the address held."""
    page.get_by_label("Which part of the community").select_option(label=sector)
    if name:
        page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Join the team").click()
    expect(page.locator(".ci-who")).to_be_visible()


def lead(page: BrowserPage) -> None:
    """Come in with the facilitator's code the address held, on a page that is theirs."""
    page.get_by_role("button", name="Come in and lead").click()
    expect(page.locator(".ci-who")).to_be_visible()


def go_to(page: BrowserPage, step: str) -> Locator:
    """Go to a step by its address and return its section."""
    page.evaluate("step => { location.hash = `step=${step}` }", step)
    section = page.locator(f"#step-{step}")
    expect(section).to_be_visible()
    return section


def statement(section: Locator, text: str) -> Locator:
    """Return the group of answers to a statement."""
    return section.get_by_role("group", name=re.compile(re.escape(text)))


def words(section: Locator, text: str) -> Locator:
    """Return where a person's own words stand in a section, as text and nothing else."""
    return section.locator("[dir=auto]:visible").get_by_text(text, exact=True).first
