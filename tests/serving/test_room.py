"""A full room, a flood, a network check: in a real browser and over real connections."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import Browser, expect

from ciwidgets.store import Store
from tests.support.axe import violations
from tests.support.room import Room
from tests.support.server import Served, served

MOST = 2


@pytest.fixture(scope="module")
def room_of_two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, str]]:
    """A server with two places, and a team's code."""
    folder = tmp_path_factory.mktemp("room")
    url = f"sqlite:///{folder / 'forum.db'}"
    with Store(url) as store:
        code = Room(store).code("ash")
    with served(url, folder, "--most-pages", str(MOST)) as server:
        yield server, code


def kernels(server: Served) -> int:
    """Return how many kernels the server says it has."""
    with urllib.request.urlopen(f"{server.url}healthz", timeout=20) as answer:
        return int(json.load(answer)["kernels"])


def test_who_waits_is_let_in_by_itself_and_keeps_the_code_and_the_step(
    browser: Browser, room_of_two: tuple[Served, str]
) -> None:
    server, code = room_of_two
    inside = [browser.new_context().new_page() for _ in range(MOST)]
    for page in inside:
        page.goto(f"{server.url}start")
        expect(page.locator(".ci-widget.ci-ready").first).to_be_attached()
    later = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    later.goto(f"{server.url}needs_assessment#step=ideas&team={code}")
    expect(later.get_by_role("heading", level=1)).to_have_text("Please wait a moment")
    expect(later.get_by_role("status")).to_contain_text("You are next. Every place is taken")
    assert violations(later) == []
    assert later.evaluate("document.documentElement.scrollWidth") <= 360
    assert later.evaluate("location.hash") == f"#step=ideas&team={code}"
    inside[0].close(run_before_unload=True)
    expect(later.locator(".ci-widget.ci-ready").first).to_be_attached()
    assert later.evaluate("sessionStorage.getItem('ciwidgets.code')") == code
    assert later.evaluate("location.hash") == "#step=ideas"
    assert kernels(server) <= MOST
    for page in (inside[1], later):
        page.close(run_before_unload=True)


def test_a_flood_leaves_room_for_people(browser: Browser, room_of_two: tuple[Served, str]) -> None:
    server, _ = room_of_two

    def ask(_: int) -> int:
        with urllib.request.urlopen(f"{server.url}start", timeout=120) as answer:
            answer.read()
            return int(answer.status)

    with ThreadPoolExecutor(20) as scanners:
        assert set(scanners.map(ask, range(100))) == {200}
    assert kernels(server) <= MOST // 2
    person = browser.new_context().new_page()
    person.goto(f"{server.url}start")
    expect(person.locator(".ci-widget.ci-ready").first).to_be_attached()
    person.close(run_before_unload=True)


@pytest.mark.parametrize("width", [360, 1440])
def test_the_network_check_says_what_it_found_in_plain_words(
    browser: Browser, room_of_two: tuple[Served, str], width: int
) -> None:
    server, _ = room_of_two
    page = browser.new_context(viewport={"width": width, "height": 740}).new_page()
    errors: list[str] = []
    page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    page.goto(f"{server.url}network-check")
    line, speed, reach, clock = (
        page.locator(f"[data-check={name}]") for name in ("line", "speed", "reach", "clock")
    )
    expect(clock).to_contain_text("Good: This device's clock agrees")
    expect(line).to_contain_text("ten questions")
    expect(speed).to_contain_text("Mbit/s to this device")
    expect(reach).to_contain_text("only the server's own computer can open")
    assert errors == []
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
