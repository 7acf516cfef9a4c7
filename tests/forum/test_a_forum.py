"""Six people, one team, three sectors: two real browsers and four scripted pages on one store."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from ciwidgets.model import Person, Role
from tests.forum.pages import PHONE, PROJECTOR, go_to, join, open_step, statement
from tests.support.room import Page, Room
from tests.support.server import Served

LIVE_SECONDS = 2.0


def test_six_people_answer_vote_and_see_the_same_result(  # noqa: PLR0915  # one story
    browser: Browser, server: Served, hall: Room, scripted: Callable[[str], Page]
) -> None:
    phone = browser.new_context(viewport=PHONE)
    laptop = browser.new_context(viewport=PROJECTOR)
    one = open_step(phone, server, "how-we-see-it", hall.code())
    two = open_step(laptop, server, "how-we-see-it", hall.code())
    join(one, "Law", name="Maya")
    join(two, "Health")
    assert hall.code() not in one.url
    four = [scripted(sector) for sector in ("law", "health", "faith", "faith")]

    # They answer; everyone sees how many have, and nobody what.
    for page in (one, two):
        section = page.locator("#step-how-we-see-it")
        statement(section, "We talk.").get_by_label("Rather yes").check()
        expect(page.get_by_text("Everything is saved")).to_be_visible()
    for page, answer in zip(four, (1, 2, 5, 5), strict=True):
        assert page.rate(talk=answer)["type"] == "saved"
    began = time.monotonic()
    expect(one.locator("#step-how-we-see-it")).to_contain_text("6 of 6 have answered")
    expect(two.locator("#step-how-we-see-it")).to_contain_text("6 of 6 have answered")
    assert time.monotonic() - began < LIVE_SECONDS

    # They write; ideas are live.
    board_one, board_two = go_to(one, "what-hurts-most"), go_to(two, "what-hurts-most")
    board_one.get_by_role("textbox").first.fill("Rides to <b>treatment</b> 🚌")
    board_one.get_by_role("button", name="Add this idea").click()
    idea = four[0].add_idea("Housing after jail")
    for board in (board_one, board_two):
        board.get_by_role("button", name=re.compile("show me the team")).click()
    began = time.monotonic()
    expect(board_two.get_by_text("Rides to <b>treatment</b> 🚌")).to_be_visible()
    expect(board_one.get_by_text("Housing after jail")).to_be_visible()
    assert time.monotonic() - began < LIVE_SECONDS

    # They vote.
    for page in (one, two):
        vote = go_to(page, "what-first")
        vote.get_by_role("button", name="Give a dot to: Housing after jail").click()
        expect(vote.get_by_text("2 dots left")).to_be_visible()
        expect(page.get_by_text("Everything is saved")).to_be_visible()
    for page in four:
        page.visit.look_again()
        assert page.send(page.vote, "save", base_revision=0, dots={idea: 1})["type"] == "saved"

    # One reloads and finds everything.
    one.reload()
    expect(one.get_by_text("Ash County")).to_be_visible()
    section = go_to(one, "how-we-see-it")
    expect(statement(section, "We talk.").get_by_label("Rather yes")).to_be_checked()

    # The manager closes both steps; all six see the same.
    manager = hall.person("ash", Role.PROJECT_MANAGER)
    manager.set_step(manager.rating, is_open=False)
    manager.set_step(manager.vote, is_open=False)
    for page in four:
        page.visit.look_again()
    results = [page.rating.widget.result for page in four]
    assert all(result == results[0] for result in results)
    assert results[0]["statements"][0]["counts"] == [1, 1, 0, 2, 2]
    shown = []
    for page in (one, two):
        section = go_to(page, "how-we-see-it")
        expect(section).to_contain_text("6 people answered")
        vote = go_to(page, "what-first")
        expect(vote).to_contain_text("6 people voted")
        section = go_to(page, "how-we-see-it")
        shown.append(section.locator("table").first.text_content())
    assert shown[0] == shown[1]
    assert "1" in (shown[0] or "")

    # One changes device with the return code.
    one.get_by_text("You", exact=True).click()
    return_code = one.get_by_text(re.compile(r"^[2-9A-Z]{4}-[2-9A-Z]{4}$")).first.text_content()
    borrowed = browser.new_context(viewport=PHONE)
    third = open_step(borrowed, server, "how-we-see-it")
    third.get_by_role("button", name=re.compile("I was here before")).click()
    third.get_by_label("Return code").fill((return_code or "").lower())
    third.get_by_role("button", name="Come back in").click()
    expect(third.get_by_text("Maya")).to_be_visible()
    expect(third.locator("#step-how-we-see-it")).to_contain_text("6 people answered")
    assert len(hall.store.current(Person, team_id="ash")) == 7
    for context in (phone, laptop, borrowed):
        context.close()


def test_a_reload_leaves_no_kernel_behind(browser: Browser, server: Served, hall: Room) -> None:
    def kernels() -> set[str]:
        """Find the forks of templates: a fork has its template's command and parent."""
        found = {}
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                if b"ciwidgets.serving.kernel_template" in path.read_bytes():
                    stat = (path.parent / "stat").read_text()
                    found[path.parent.name] = stat.rsplit(")", 1)[1].split()[1]
            except OSError:
                continue
        return {process for process, parent in found.items() if parent in found}

    if not Path("/proc/self/stat").exists():
        pytest.skip("Only counted where /proc lists processes.")
    # By their ids, since a kernel of the test before may be on its way out.
    before = kernels()
    context = browser.new_context(viewport=PHONE)
    page = open_step(context, server, "how-we-see-it", hall.code())
    join(page, "Faith")
    for _ in range(3):
        page.reload()
        expect(page.get_by_text("Ash County")).to_be_visible()
    until = time.monotonic() + 10
    while len(kernels() - before) > 1 and time.monotonic() < until:
        time.sleep(0.2)
    assert len(kernels() - before) == 1
    page.goto("about:blank")
    until = time.monotonic() + 10
    while kernels() - before and time.monotonic() < until:
        time.sleep(0.2)
    assert not kernels() - before
    context.close()
