"""What hostile people typed, in every field, runs on no page, no console and no projector.

The pages are opened in a real Chromium that does not keep to our policy of what may run, so that a
word which became markup would show even where the policy stops it.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, expect
from playwright.sync_api import Page as BrowserPage

from ciwidgets.enrolment import codes
from ciwidgets.model import Draft, Reveal, Role, new_id
from ciwidgets.results.room.revealed import REVEAL_ID
from ciwidgets.store import Store
from tests.attacks.hostile_year import GROUP_CODE, TEAM, kinds_with_words
from tests.attacks.payloads import PAYLOADS
from tests.support.server import Served

# Called by every payload, wherever it runs: in the page, or in a frame in it.
TRIPWIRE = """
window.tripped = 0;
window.hit = window.trip = () => { window.top.tripped = (window.top.tripped ?? 0) + 1 };
"""
# What a payload would have made, and our pages never have.
MADE_OF_WORDS = """() => [...document.querySelectorAll(
  "script:not([src]):not([type*=json]), object, embed, base, marquee, math, video," +
  "link[href*=evil], iframe[srcdoc], iframe[src^=javascript], a[href^=javascript i]," +
  "meta[http-equiv=refresh i], " +
  "[onerror], [onload], [onclick], [onfocus], [ontoggle], [onmouseover], [onstart], [formaction]," +
  "img:not([src^='data:']), u, form:not([class]):has([formaction])"
)].filter(one => !one.closest("noscript")).map(one => one.outerHTML.slice(0, 120))"""
# Opens what is folded, and does what a mouse and a keyboard set off without a press.
PROD = """() => {
  for (const one of document.querySelectorAll("details")) one.open = true;
  for (const one of document.querySelectorAll("main *, body > *"))
    for (const type of ["mouseover", "focus", "error", "load", "toggle"])
      one.dispatchEvent(new Event(type));
}"""
# A step's widgets are put in place when somebody goes to it.
IS_READY = """step => [...document.querySelectorAll(`#${step} .ci-widget`)].every(
  one => one.classList.contains("ci-ready"))"""
WORDS = """() => document.body.textContent + [...document.querySelectorAll("input, textarea")]
  .map(one => one.value).join(" ")"""
RESULT = "needs_assessment/what-hurts-most"
# Large pictures of pages take time to draw, and nobody looks at them here.
SMALL = {"width": 800, "height": 600}
# A team comes in on the start page; these are opened after it, each for what no other shows.
OF_A_TEAM = (
    "needs_assessment", "mental_models", "goals", "monthly_checkin", "wins", "confidentiality",
    "paper_entry",
)  # fmt: skip
# How many attacks can be read on a page once all of it is there; on any other, a few.
LEAST = {"start": 60, "needs_assessment": 110, "goals": 50, "monthly_checkin": 75}
_A_FEW = 5


def code_of(hostile: Store, role: Role) -> str:
    """Return a code of the team's, or the facilitator's."""
    ours = [one for one in codes(hostile) if one.role is role and one.team_id in ("", TEAM)]
    return ours[0].code


def come_in(context: BrowserContext, address: str) -> BrowserPage:
    """Open an address with a code, and join; or come in and lead with a facilitator's."""
    page = context.new_page()
    page.goto(address)
    button = page.get_by_role("button", name=re.compile("Join the team|Come in and lead"))
    expect(button).to_be_visible()
    part = page.get_by_label("Which part of the community")
    if part.is_visible():
        part.select_option(index=1)
    button.click()
    expect(page.locator(".ci-who")).to_be_visible()
    page.wait_for_function("() => localStorage.getItem('ciwidgets.device')")
    return page


def look_through(page: BrowserPage) -> str:
    """Go to each step of a page, look at all that is in it, and return the words on it."""
    sections = "() => [...document.querySelectorAll('section[id^=step-]')].map(one => one.id)"
    for step in page.evaluate(sections):
        page.evaluate("step => { location.hash = step.replace('step-', 'step=') }", step)
        page.wait_for_function(IS_READY, arg=step)
    page.evaluate(PROD)
    page.wait_for_timeout(100)
    assert page.evaluate(MADE_OF_WORDS) == [], page.url
    assert page.evaluate("window.tripped") == 0, page.url
    return str(page.evaluate(WORDS))


@dataclass
class Secrets:
    """What lets somebody in: codes, tokens and return codes, and which kernels were theirs."""

    found: set[str] = field(default_factory=set)

    def look(self, page: BrowserPage, *codes: str) -> None:
        """Note what a page keeps on its device."""
        kept = page.evaluate("() => JSON.parse(localStorage.getItem('ciwidgets.device'))")
        self.found |= {kept["token"], kept["return_code"], kept["return_code"].replace("-", "")}
        self.found |= {*codes, *(f"{one[:4]}-{one[4:]}" for one in codes)}

    def assert_not_in(self, where: str, text: str, *but: str) -> None:
        """Make sure that none of them stands in a text."""
        assert not [one for one in self.found - {*but} if one in text], where


def test_the_year_holds_an_attack_in_every_kind_of_entry(hostile: Store) -> None:
    entries = hostile.since(0, limit=100_000)
    attacks = [json.dumps(one, ensure_ascii=False)[1:-1] for one in PAYLOADS]
    typed = {
        type(entry.body)
        for entry in entries
        if any(one in text for text in [entry.body.model_dump_json()] for one in attacks)
    }
    assert len(PAYLOADS) >= 200
    named = {one.__name__ for one in kinds_with_words() - typed}
    assert named == {"Person"}, "whose attacks are told apart from all others"


def test_nothing_that_people_typed_runs_on_any_page_and_nothing_secret_is_told(  # noqa: PLR0915
    browser: Browser, server: Served, hostile: Store, url: str
) -> None:
    dialogs: list[str] = []
    asked: set[str] = set()
    secrets = Secrets()
    manages, leads_all = (code_of(hostile, one) for one in (Role.PROJECT_MANAGER, Role.FACILITATOR))

    def person() -> BrowserContext:
        context = browser.new_context(viewport=SMALL, reduced_motion="reduce", bypass_csp=True)
        context.add_init_script(TRIPWIRE)
        context.on("dialog", lambda one: (dialogs.append(one.message), one.dismiss()))
        context.on("request", lambda one: asked.add(one.url))
        context.on("page", lambda page: page.on("websocket", lambda one: asked.add(one.url[2:])))
        return context

    read: set[str] = set()

    def seen(page: BrowserPage) -> None:
        name = page.url.removeprefix(server.url).partition("#")[0]
        until = time.monotonic() + 30
        while True:
            words = look_through(page)
            found = {payload for payload in PAYLOADS if payload in words}
            # Widgets are there before what they show to whom has come.
            if len(found) >= LEAST.get(name, _A_FEW):
                break
            assert time.monotonic() < until, (page.url, len(found), words[:400])
        read.update(found)

    team = person()
    page = come_in(team, f"{server.url}start#team={manages}")
    secrets.look(page, manages)
    seen(page)
    for workbook in OF_A_TEAM:
        # In the tab that is open: a new one costs a second of a processor more.
        page.goto(f"{server.url}{workbook}")
        expect(page.locator(".ci-who")).to_be_visible()
        seen(page)
    group = person()
    seen(come_in(group, f"{server.url}breakout#team={GROUP_CODE}"))
    leads = person()
    page = come_in(leads, f"{server.url}facilitator#team={leads_all}")
    secrets.look(page, leads_all)
    seen(page)
    _on_the_wall(page, server, hostile, seen)
    assert len(read) > 120, "the attacks are there to be read"
    secrets.assert_not_in("a page", team.request.get(f"{server.url}goals").text())
    for context in (team, group, leads):
        context.close()
    assert dialogs == []
    here = (server.url, server.url.removeprefix("http"), "data:")
    assert not [one for one in asked if not one.startswith(here)]
    # What comes behind the # is not sent.
    secrets.assert_not_in("addresses", " ".join(one.partition("#")[0] for one in asked))
    secrets.assert_not_in("the log", server.log.read_text().split("Stop with Ctrl-C", 1)[1])
    kernels = set(re.findall(r"api/kernels/([0-9a-f-]{36})", " ".join(asked)))
    assert len(kernels) > 10
    assert not [one for one in kernels if one in server.log.read_text()]
    file = Path(url.removeprefix("sqlite:///"))
    # The codes are in the store, for staff to read; what a device holds is there as a hash.
    for kept in file.parent.glob("forum.db*"):
        text = kept.read_bytes().decode("latin-1")
        secrets.assert_not_in(kept.name, text, manages, leads_all)
    for place in processes_below(server.process.pid):
        secrets.assert_not_in(place.name, place.read_bytes().decode("latin-1"))


def processes_below(pid: int) -> Iterator[Path]:
    """Yield where the commands and the environments of a process and its children can be read."""
    for name in ("cmdline", "environ"):
        yield Path(f"/proc/{pid}/{name}")
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        yield from processes_below(int(child))


def _on_the_wall(
    page: BrowserPage,
    server: Served,
    hostile: Store,
    seen: Callable[[BrowserPage], None],
) -> None:
    """Reveal what teams share, and a team's results, and look at the projector."""
    page.goto(f"{server.url}projector")
    expect(page.locator(".ci-who")).to_be_attached()
    for reveal, sign in (
        (Reveal(view="shared", part="needs"), ".ci-screen-of-shared"),
        (Reveal(view="result", step=RESULT, to_show=TEAM), "iframe"),
    ):
        before = hostile.get(REVEAL_ID)
        base = before.revision if before else 0
        hostile.append([Draft(REVEAL_ID, reveal, new_id(), "", "", "", base_revision=base)])
        page.wait_for_selector(sign)
        seen(page)
    frame = page.frames[1]
    frame.wait_for_selector(f"#step-{RESULT.partition('/')[2]} .ci-widget.ci-ready")
    assert frame.evaluate(MADE_OF_WORDS) == []
    assert any(one in str(frame.evaluate(WORDS)) for one in PAYLOADS)


def test_the_tripwire_is_one(browser: Browser, tmp_path: Path) -> None:
    """Or the test above would say nothing: each way of running is one this browser takes."""
    context = browser.new_context(bypass_csp=True)
    context.add_init_script(TRIPWIRE)
    page = context.new_page()
    ran = 0
    for payload in PAYLOADS[::5]:
        page.set_content(f"<meta charset=utf-8><p>{payload} 17</p>", wait_until="domcontentloaded")
        page.evaluate(PROD)
        ran += bool(page.evaluate("window.tripped")) or bool(page.evaluate(MADE_OF_WORDS))
    context.close()
    assert ran > 20, ran
