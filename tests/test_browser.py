"""Tests share a Chromium and leave nothing in it to each other."""

from __future__ import annotations

from playwright.sync_api import Browser


def test_a_page_may_be_left_open(browser: Browser) -> None:
    browser.new_context().new_page()
    assert len(browser.contexts) == 1


def test_it_is_closed_before_the_next_test(browser: Browser) -> None:
    assert browser.contexts == []
