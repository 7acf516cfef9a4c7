"""A team draws its maps on real pages: in private first, then what they say together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect
from playwright.sync_api import Page as BrowserPage

from ciwidgets.enrolment import codes, load_program
from ciwidgets.formats.program_file import read_program
from ciwidgets.model import (
    Draft,
    Lever,
    MapLink,
    MapWord,
    OwnMap,
    Person,
    Role,
    new_id,
    record_id_for,
)
from ciwidgets.reports.batch.jobs import Asked
from ciwidgets.reports.batch.run import run_batch
from ciwidgets.shipped import samples_folder
from ciwidgets.store import Store
from tests.forum.pages import PHONE, PROJECTOR, go_to, join, open_step
from tests.support.axe import violations
from tests.support.server import Served, served

TEAM, OCCASION, BOOK = "wexmoor", "forum-3", "mental_models"
STEP = f"{BOOK}/my-map"
STEPS = (
    "the-question",
    "how-a-map-reads",
    "my-map",
    "our-words",
    "our-map",
    "what-drives-what",
    "what-if",
    "what-we-learned",
)
SHARED = ("Stigma", "less", "Asking for help", "strongly")
FIVE = ("Overdose deaths", "Opioid use", "Stigma", "Asking for help", "Hope")


@dataclass
class Hall:
    """A store with the sample's program and nothing in it yet, served."""

    store: Store
    url: str
    server: Served

    def code(self, role: Role, team: str = TEAM) -> str:
        """Return the code of a role in a team."""
        return next(
            one.code
            for one in codes(self.store)
            if one.team_id == team
            and one.role is role
            and (role is not Role.PARTICIPANT or one.occasion_id == OCCASION)
        )

    def drawn(self, team: str) -> OwnMap:
        """Return the one map somebody of a team drew."""
        (entry,) = self.store.current(OwnMap, team_id=team)
        return entry.body

    def hands_in(self, number: int, arrests: float) -> None:
        """Let one more person of the team hand in a map."""
        person = f"scripted-{number}"
        labels = {"stigma": "Stigma", "asking-for-help": "Asking for help", "hope": "Hope"}
        labels |= {"arrests": "Arrests for use", "use": "Opioid use"}
        body = OwnMap(
            step=STEP,
            words=[
                MapWord(id=one, label=label, stands_for=f"deck:{one}")
                for one, label in labels.items()
            ],
            links=[
                MapLink(source="stigma", target="asking-for-help", weight=-1.0),
                MapLink(source="asking-for-help", target="hope", weight=0.62),
                MapLink(source="hope", target="stigma", weight=-0.62),
                MapLink(source="arrests", target="use", weight=arrests),
            ],
            is_handed_in=True,
        )
        who = Person(role=Role.PARTICIPANT, sector="medical", name="", source="room")
        record_id = record_id_for("own_map", person, STEP, OCCASION)
        self.store.append(
            [
                Draft(
                    record_id=one,
                    body=said,
                    request_id=new_id(),
                    team_id=TEAM,
                    author_id=person,
                    occasion=OCCASION,
                    base_revision=0,
                )
                for one, said in ((person, who), (record_id, body))
            ]
        )


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """The sample's program, before anybody came."""
    folder = tmp_path_factory.mktemp("maps")
    url = f"sqlite:///{folder / 'forum.db'}"
    with Store(url) as store:
        load_program(store, read_program(samples_folder() / "program.toml"))
        with served(url, folder) as running:
            yield Hall(store, url, running)


def page_of(
    browser: Browser,
    hall: Hall,
    sector: str,
    role: Role = Role.PARTICIPANT,
    team: str = TEAM,
    **context: Any,
) -> BrowserPage:
    here = browser.new_context(**{"viewport": PHONE, **context})
    page = open_step(here, hall.server, STEPS[0], hall.code(role, team), BOOK)
    join(page, sector)
    return page


def choose(section: Locator, *labels: str) -> None:
    """Put words on the map, a button each."""
    words = section.get_by_role("group", name=re.compile("Choose about six words"))
    expect(words).to_be_visible()
    if (more := words.get_by_role("button", name=re.compile("^Show all"))).count():
        more.click()
    for label in labels:
        chip = words.get_by_role("button", name=label, exact=True)
        if chip.get_attribute("aria-pressed") != "true":
            chip.click()


def say(section: Locator, source: str, sign: str, target: str, how: str) -> None:
    """Make a sentence."""
    section.get_by_label("More", exact=True).select_option(label=source)
    section.get_by_label(sign, exact=True).check()
    section.get_by_label("of this", exact=True).select_option(label=target)
    section.get_by_label(how, exact=True).check()
    section.get_by_role("button", name="Add the sentence").click()
    leads = "a drop in" if sign == "less" else "more"
    expect(section).to_contain_text(f"More “{source}” leads to {leads} “{target}”, {how}.")


def saved(page: BrowserPage) -> None:
    expect(page.get_by_text("Everything is saved", exact=True)).to_be_visible()


def test_three_people_of_three_sectors_draw_and_see_what_they_share_and_where_they_differ(
    browser: Browser, hall: Hall, tmp_path: Path
) -> None:
    for number in range(4):
        hall.hands_in(number, arrests=0.62 if number < 2 else -0.62)
    manager = page_of(browser, hall, "Medical community", Role.PROJECT_MANAGER, viewport=PROJECTOR)
    sheriff = page_of(browser, hall, "Law enforcement")
    peer = page_of(browser, hall, "Treatment and recovery")
    three = ((manager, "more"), (sheriff, "less"), (peer, "more"))
    for page, arrests in three:
        section = go_to(page, "my-map")
        choose(section, "Stigma", "Asking for help", "Arrests for use", "Opioid use")
        say(section, *SHARED)
        say(section, "Arrests for use", arrests, "Opioid use", "clearly")
        section.get_by_role("button", name="Hand in my map").click()
        saved(page)
    ours = go_to(sheriff, "our-map")
    expect(ours).to_contain_text("Our map is made when the maps are closed")
    assert "Arrests for use" not in ours.inner_text()

    mine = manager.locator("#step-my-map")
    mine.get_by_role("button", name="Close this step").click()
    mine.get_by_role("button", name="Close it").click()
    for page, _ in three:
        seen = go_to(page, "our-map")
        expect(seen).to_contain_text(
            "More “Stigma” leads to a drop in “Asking for help”, strongly."
        )
        expect(seen).to_contain_text(
            "Some say that more “Arrests for use” leads to more “Opioid use”, others that it leads "
            "to less."
        )
    expect(go_to(peer, "what-drives-what")).to_contain_text("this feeds itself")

    for step in STEPS:
        for page in (manager, peer):
            go_to(page, step)
            assert violations(page) == [], step
        assert peer.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], step

    learned = go_to(manager, "what-we-learned")
    learned.get_by_role("button", name="Choose a word").click()
    which = manager.get_by_label("Which word of the map?")
    form = learned.locator("form").filter(has=which)
    form.get_by_label("Which word of the map?").select_option(label="Stigma")
    form.get_by_label("Less of it").check()
    form.get_by_role("button", name="Save", exact=True).click()
    expect(learned.locator(".ci-record-list").filter(has_text="Less Stigma")).to_be_visible()
    saved(manager)
    assert [one.body.word for one in hall.store.current(Lever, team_id=TEAM)] == ["deck:stigma"]

    run_batch(hall.url, Asked(teams=[TEAM], formats=("html",)), tmp_path, jobs=1)
    report = (tmp_path / f"{TEAM}.html").read_text(encoding="utf-8")
    assert "A map of" in report
    assert "More “Stigma” leads to a drop in “Asking for help”, strongly." in report
    for page, _ in three:
        page.context.close()


def reach(page: BrowserPage, name: str, role: str = "") -> None:
    """Press Tab until something of this name has the focus."""
    for _ in range(150):
        page.keyboard.press("Tab")
        label, kind = page.evaluate(
            """() => { const e = document.activeElement;
               // Past the last stop the page itself has the focus: it says every name.
               if (e === document.body) return ['', ''];
               const label = e.labels && e.labels[0] ? e.labels[0].textContent : '';
               return [(e.getAttribute('aria-label') || label || e.textContent || '').trim(),
                       e.type || e.tagName.toLowerCase()] }"""
        )
        if label == name and role in kind:
            return
    pytest.fail(f"No Tab stop says {name!r}")


def test_a_keyboard_alone_draws_a_map_of_five_words_and_hands_it_in(
    browser: Browser, hall: Hall
) -> None:
    team = "corriden"
    page = page_of(
        browser, hall, "Community members", team=team, viewport={"width": 1280, "height": 900}
    )
    section = go_to(page, "my-map")
    expect(section.get_by_role("button", name="Stigma", exact=True)).to_be_visible()
    reach(page, "Show all 24 words")
    page.keyboard.press("Enter")
    for word in FIVE:
        reach(page, word)
        page.keyboard.press("Enter")
    for source, target in pairwise(FIVE):
        reach(page, "More", "select")
        page.keyboard.type(source)
        reach(page, "more", "radio")
        page.keyboard.press("ArrowDown")
        reach(page, "of this", "select")
        page.keyboard.type(target)
        reach(page, "a little", "radio")
        page.keyboard.press("Space")
        reach(page, "Add the sentence")
        page.keyboard.press("Enter")
        expect(section).to_contain_text(f"More “{source}” leads to a drop in “{target}”, a little.")
    reach(page, "Hand in my map")
    page.keyboard.press("Enter")
    expect(section).to_contain_text("You have handed in your map")
    saved(page)
    drawn = hall.drawn(team)
    assert drawn.is_handed_in
    assert {word.label for word in drawn.words} == set(FIVE)
    assert [link.weight for link in drawn.links] == [-0.25] * 4
    page.context.close()


def test_a_thumb_on_a_phone_draws_a_map_of_five_words_in_the_picture(
    browser: Browser, hall: Hall
) -> None:
    team = "dunmarrow"
    page = page_of(browser, hall, "Community members", team=team, has_touch=True, is_mobile=True)
    section = go_to(page, "my-map")
    section.get_by_role("button", name=re.compile("^Show all")).tap()
    for word in FIVE:
        section.get_by_role("button", name=word, exact=True).tap()
    section.get_by_role("button", name="Show the picture").tap()
    picture = section.get_by_role("application").or_(section.locator(".ci-own-picture")).first
    expect(picture).to_be_visible()
    for source, target in pairwise(FIVE):
        picture.get_by_text(source, exact=True).first.tap()
        picture.get_by_text(target, exact=True).first.tap()
    section.get_by_role("button", name="Show the sentences").tap()
    expect(section).to_contain_text("4 sentences")
    saved(page)
    drawn = hall.drawn(team)
    named = {word.id: word.label for word in drawn.words}
    assert [(named[one.source], named[one.target]) for one in drawn.links] == list(pairwise(FIVE))
    page.context.close()
