"""Sorting ideas into themes, with the facts they rest on; and choosing needs from them."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

import pytest

from ciwidgets.model import Idea, Need, Role, Theme
from ciwidgets.visit.needs import NeedChoiceExercise
from ciwidgets.visit.themes import ThemesExercise
from tests.support.room import NEEDS, Page, Room

SORT = "needs_assessment/sort"
TALK, TRUST = "survey:pulse:talk", "survey:pulse:trust"


class Sorter:
    """A person's page with the themes of the board and the needs chosen from them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.bound: ThemesExercise = page.visit.themes("sort", on="what-hurts-most")
        self.choice: NeedChoiceExercise = page.visit.need_choice(
            "our-needs", on="what-hurts-most", after="what-first", themes="sort"
        )

    def save(self, title: str, theme: str = "", base: int = 0, **more: Any) -> dict[str, Any]:
        theme = theme or f"theme-{secrets.token_hex(6)}"
        return self.page.send(
            self.bound, "save", record_id=theme, base_revision=base, title=title, **more
        )

    def begin(self, title: str, *items: str, **more: Any) -> str:
        reply = self.save(title, items=list(items), **more)
        assert reply["type"] == "saved", reply
        return str(reply["record_id"])

    def place(self, theme: str, *items: str) -> dict[str, Any]:
        return self.page.send(self.bound, "place", items=list(items), theme_id=theme)

    def drop(self, theme: str, base: int) -> dict[str, Any]:
        return self.page.send(self.bound, "drop", record_id=theme, base_revision=base)

    def shown(self) -> dict[str, list[str]]:
        self.page.visit.look_again()
        return {one["title"]: one["items"] for one in self.bound.widget.themes}

    def revision(self, theme: str) -> int:
        return {str(one["id"]): int(one["revision"]) for one in self.bound.widget.themes}[theme]


@pytest.fixture
def sorter(room: Room) -> Sorter:
    return Sorter(room.person())


def close_survey(room: Room, **answers: int) -> Page:
    """Five people answer, and the survey is closed."""
    for page in room.people(5):
        page.rate(**answers)
    manager = room.person(role=Role.PROJECT_MANAGER)
    manager.set_step(manager.rating, is_open=False)
    return manager


def between(monkeypatch: pytest.MonkeyPatch, one: Sorter, act: Callable[[], object]) -> None:
    """Let somebody else act once, after this page has looked and before it has saved."""
    append = one.page.visit.store.append
    waiting = [act]

    def later(drafts: Any) -> Any:
        if waiting:
            waiting.pop()()
        return append(drafts)

    monkeypatch.setattr(one.page.visit, "store", _Store(one.page.visit.store, later))


class _Store:
    def __init__(self, store: Any, append: Callable[[Any], Any]) -> None:
        self._store, self.append = store, append

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


def test_ideas_go_into_themes_and_come_out_again(sorter: Sorter) -> None:
    bus, ride, beds = (sorter.page.add_idea(text) for text in ("Bus", "A ride", "Beds"))
    theme = sorter.begin("Getting there", bus)
    assert sorter.place(theme, ride, beds)["type"] == "saved"
    assert sorter.shown() == {"Getting there": [bus, ride, beds]}
    sorter.place("", beds)
    assert sorter.shown() == {"Getting there": [bus, ride]}
    assert sorter.bound.widget.answered == 1


def test_an_idea_moved_to_another_theme_leaves_the_first(sorter: Sorter, room: Room) -> None:
    bus, ride = sorter.page.add_idea("Bus"), sorter.page.add_idea("Ride")
    sorter.begin("One", bus, ride)
    two = sorter.begin("Two", bus)
    assert sorter.shown() == {"One": [ride], "Two": [bus]}
    sorter.place(two, ride)
    assert sorter.shown() == {"One": [], "Two": [bus, ride]}
    held = [one.body.item_ids for one in room.store.current(Theme)]
    assert held == [[], [bus, ride]]


def test_dropping_a_theme_gives_its_ideas_back(sorter: Sorter) -> None:
    bus = sorter.page.add_idea("Bus")
    theme = sorter.begin("One", bus)
    assert sorter.drop(theme, 1)["type"] == "saved"
    assert sorter.shown() == {}
    sorter.begin("Two", bus)
    assert sorter.shown() == {"Two": [bus]}


def test_two_people_moving_different_ideas_at_one_moment_lose_nothing(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = Sorter(room.person()), Sorter(room.person())
    ideas = [one.page.add_idea(text) for text in ("Bus", "Ride", "Van")]
    theme = one.begin("Getting there", ideas[0])
    between(monkeypatch, one, lambda: other.place(theme, ideas[1]))
    assert one.place(theme, ideas[2])["type"] == "saved"
    assert one.shown() == other.shown() == {"Getting there": ideas}


def test_a_title_saved_while_ideas_move_keeps_both(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = Sorter(room.person()), Sorter(room.person())
    bus, ride, van = (one.page.add_idea(text) for text in ("Bus", "Ride", "Van"))
    theme = one.begin("Getting there", bus)
    other.place(theme, ride)
    between(monkeypatch, one, lambda: other.place(theme, van))
    assert one.save("Rides", theme, base=1)["type"] == "saved"
    assert one.shown() == {"Rides": [bus, ride, van]}


def test_two_titles_for_one_theme_are_a_conflict_and_both_wordings_are_kept(room: Room) -> None:
    one, other = Sorter(room.person()), Sorter(room.person())
    theme = one.begin("Getting there")
    other.page.visit.look_again()
    assert other.save("Rides", theme, base=1)["type"] == "saved"
    reply = one.save("Transport", theme, base=1)
    assert reply["type"] == "conflict"
    assert reply["theirs"]["title"] == "Rides"
    assert one.save("Transport", theme, base=reply["revision"])["type"] == "saved"
    titles = [e.body.title for e in room.store.history(theme) if isinstance(e.body, Theme)]
    assert titles == [
        "Getting there",
        "Rides",
        "Transport",
    ]


def test_a_theme_that_somebody_renamed_is_not_dropped_unseen(room: Room) -> None:
    one, other = Sorter(room.person()), Sorter(room.person())
    theme = one.begin("Getting there")
    other.page.visit.look_again()
    other.save("Rides", theme, base=1)
    assert one.drop(theme, 1)["type"] == "conflict"
    assert one.shown() == {"Rides": []}


def test_a_theme_that_only_took_in_ideas_meanwhile_can_be_dropped(room: Room) -> None:
    one, other = Sorter(room.person()), Sorter(room.person())
    bus = one.page.add_idea("Bus")
    theme = one.begin("Getting there")
    other.place(theme, bus)
    assert one.drop(theme, 1)["type"] == "saved"
    assert one.shown() == {}


def test_an_idea_put_into_a_theme_that_was_just_dropped_stays_where_it_was(room: Room) -> None:
    one, other = Sorter(room.person()), Sorter(room.person())
    bus = one.page.add_idea("Bus")
    gone = one.begin("Gone")
    here = one.begin("Here", bus)
    other.drop(gone, 1)
    reply = one.place(gone, bus)
    assert reply["type"] == "refused"
    assert "dropped that theme" in reply["text"]
    assert one.shown() == {"Here": [bus]}
    assert here


def test_a_move_sent_again_is_kept_once(sorter: Sorter, room: Room) -> None:
    bus = sorter.page.add_idea("Bus")
    theme = sorter.begin("One")
    message = {"type": "place", "request_id": "r" * 22, "items": [bus], "theme_id": theme}
    first = sorter.page.visit.receive(sorter.bound, message)
    sorter.place("", bus)
    again = sorter.page.visit.receive(sorter.bound, message)
    assert first == {"type": "saved", "request_id": "r" * 22, "record_id": theme}
    assert again == first
    assert sorter.shown() == {"One": []}
    assert len(room.store.history(theme)) == 3


def test_a_move_that_changed_nothing_takes_nobodys_move_back_when_it_is_sent_again(
    room: Room,
) -> None:
    one, other = Sorter(room.person()), Sorter(room.person())
    bus = one.page.add_idea("Bus")
    theme = one.begin("One", bus)
    message = {"type": "place", "request_id": "r" * 22, "items": [bus], "theme_id": theme}
    first = one.page.visit.receive(one.bound, message)
    other.shown()
    assert other.place("", bus)["type"] == "saved"
    assert one.page.visit.receive(one.bound, message) == first
    assert one.shown() == {"One": []}
    assert one.place(theme, bus)["type"] == "saved"
    assert one.shown() == {"One": [bus]}


def test_a_move_is_known_again_on_another_page_after_ideas_were_merged(room: Room) -> None:
    one = Sorter(room.person())
    bus, ride = one.page.add_idea("Bus"), one.page.add_idea("Ride")
    theme = one.begin("One")
    message = {"type": "place", "request_id": "r" * 22, "items": [bus], "theme_id": theme}
    first = one.page.visit.receive(one.bound, message)
    both = {"title": "Rides", "idea_ids": [bus, ride]}
    one.page.send(one.page.board, "merge", record_id="group-1", base_revision=0, **both)
    one.place("", "group-1")
    reloaded = Sorter(Page(room.store))
    reloaded.page.visit.become(one.page.visit.identity)
    assert reloaded.page.visit.receive(reloaded.bound, message) == first
    assert one.shown() == {"One": []}


def test_what_was_not_done_is_never_answered_as_kept(sorter: Sorter) -> None:
    bus, ride = sorter.page.add_idea("Bus"), sorter.page.add_idea("Ride")
    theme = sorter.begin("One")
    ids = {"request_id": "r" * 22}
    new = {"type": "save", "record_id": "new-theme", "base_revision": 0, "title": "Two"}
    receive = sorter.page.visit.receive
    assert receive(sorter.bound, {**ids, **new})["type"] == "saved"
    for other in (
        {**new, "items": [ride]},
        {**new, "record_id": theme},
        {"type": "drop", "record_id": "new-theme", "base_revision": 1},
        {"type": "place", "items": [ride], "theme_id": "new-theme"},
    ):
        assert receive(sorter.bound, {**ids, **other})["type"] == "refused", other
    move = {"type": "place", "request_id": "s" * 22, "items": [bus], "theme_id": theme}
    assert receive(sorter.bound, move)["type"] == "saved"
    assert receive(sorter.bound, {**move, "items": [ride]})["type"] == "refused"
    assert receive(sorter.bound, {**move, "theme_id": "new-theme"})["type"] == "refused"
    assert receive(sorter.page.board, move)["type"] == "refused"
    assert sorter.shown() == {"One": [bus], "Two": []}


def test_a_drop_sent_again_is_answered_as_it_was(sorter: Sorter, room: Room) -> None:
    theme = sorter.begin("One")
    message = {"type": "drop", "request_id": "r" * 22, "record_id": theme, "base_revision": 1}
    first = sorter.page.visit.receive(sorter.bound, message)
    assert first["type"] == "saved"
    assert sorter.page.visit.receive(sorter.bound, message) == first
    again = {**message, "type": "save", "title": "One"}
    assert sorter.page.visit.receive(sorter.bound, again)["type"] == "refused"
    assert len(room.store.history(theme)) == 2


def test_a_move_tells_no_revision_so_an_open_form_still_meets_others_words(sorter: Sorter) -> None:
    bus = sorter.page.add_idea("Bus")
    theme = sorter.begin("One")
    assert "revision" not in sorter.place(theme, bus)
    assert sorter.place(theme, bus)["type"] == "saved"  # it stands there already
    assert sorter.revision(theme) == 2


def test_merged_ideas_move_as_one_and_keep_their_theme_when_taken_apart(sorter: Sorter) -> None:
    page = sorter.page
    bus, ride = page.add_idea("Bus"), page.add_idea("Ride")
    both = {"title": "Rides", "idea_ids": [bus, ride]}
    page.send(page.board, "merge", record_id="group-1", base_revision=0, **both)
    theme = sorter.begin("Getting there", "group-1")
    assert sorter.shown() == {"Getting there": ["group-1"]}
    assert sorter.bound.widget.items[0]["originals"] == ["Bus", "Ride"]
    page.send(page.board, "split", record_id="group-1", base_revision=1)
    assert sorter.shown() == {"Getting there": [bus, ride]}
    assert theme


def test_a_hidden_idea_is_in_no_theme_on_the_page(room: Room) -> None:
    sorter = Sorter(room.person())
    bus, name = sorter.page.add_idea("Bus"), sorter.page.add_idea("Somebody's name")
    sorter.begin("One", bus, name)
    manager = room.person(role=Role.PROJECT_MANAGER)
    manager.send(manager.board, "hide", target_id=name, is_hidden=True)
    assert sorter.shown() == {"One": [bus]}
    assert "Somebody" not in str(sorter.bound.widget.get_state())
    assert sorter.place("", name)["type"] == "refused"


def test_ideas_of_nobody_and_of_another_team_are_refused(room: Room) -> None:
    sorter, stranger = Sorter(room.person()), Sorter(room.person("elm"))
    theirs = stranger.page.add_idea("Theirs")
    theme = stranger.begin("Their theme", theirs)
    assert sorter.place("", theirs)["type"] == "refused"
    assert sorter.save("Ours", items=[theirs])["type"] == "refused"
    assert sorter.place(theme, sorter.page.add_idea("Ours"))["type"] == "refused"
    assert sorter.save("Taken", theme, base=1)["type"] == "refused"
    assert stranger.shown() == {"Their theme": [theirs]}
    assert sorter.shown() == {}


def test_when_the_step_is_closed_nothing_moves(room: Room) -> None:
    sorter = Sorter(room.person())
    bus = sorter.page.add_idea("Bus")
    theme = sorter.begin("One")
    manager = Sorter(room.person(role=Role.PROJECT_MANAGER))
    manager.page.set_step(manager.bound, is_open=False)
    for reply in (sorter.place(theme, bus), sorter.save("Two"), sorter.drop(theme, 1)):
        assert reply["type"] == "refused"
    assert sorter.shown() == {"One": []}
    assert sorter.bound.widget.phase == "closed"


def test_facts_are_offered_only_once_they_are_shown(room: Room) -> None:
    sorter = Sorter(room.person())
    assert sorter.bound.widget.facts == []
    manager = close_survey(room, talk=5, trust=1)
    sorter.page.visit.look_again()
    assert sorter.bound.widget.facts == [
        {
            "id": TALK,
            "source": "survey",
            "text": "“We talk.” Everyone agrees: 5 of 5 on the agree side.",
        },
        {
            "id": TRUST,
            "source": "survey",
            "text": "“We trust each other.” Everyone disagrees: 0 of 5 on the agree side.",
        },
    ]
    manager.set_step(manager.rating, is_open=True)
    sorter.page.visit.look_again()
    assert sorter.bound.widget.facts == []


def test_four_answers_make_no_fact(room: Room) -> None:
    for page in room.people(4):
        page.rate(talk=5)
    manager = room.person(role=Role.PROJECT_MANAGER)
    manager.set_step(manager.rating, is_open=False)
    assert Sorter(manager).bound.widget.facts == []


def test_evidence_is_kept_in_the_facts_own_words_and_never_in_a_pages(room: Room) -> None:
    sorter = Sorter(room.person())
    close_survey(room, talk=5)
    theme = sorter.begin("Talk", fact_ids=[TALK, TALK])
    (kept,) = room.store.current(Theme)
    assert [(one.fact_id, one.text) for one in kept.body.evidence] == [
        (TALK, "“We talk.” Everyone agrees: 5 of 5 on the agree side.")
    ]
    assert sorter.save("Talk", theme, base=1, fact_ids=["survey:pulse:nothing"])["type"] == (
        "refused"
    )
    forged = [{"fact_id": TALK, "text": "Everyone uses"}]
    assert sorter.save("Talk", theme, base=1, evidence=forged)["type"] == "refused"


def test_a_fact_no_longer_shown_keeps_its_id_and_can_be_left_or_taken_off(room: Room) -> None:
    sorter = Sorter(room.person())
    manager = close_survey(room, talk=5)
    theme = sorter.begin("Talk", fact_ids=[TALK])
    manager.set_step(manager.rating, is_open=True)
    sorter.page.visit.look_again()
    (shown,) = sorter.bound.widget.themes
    assert (shown["fact_ids"], sorter.bound.widget.facts) == ([TALK], [])
    assert "Everyone agrees" not in str(sorter.bound.widget.themes)
    assert sorter.save("Talking", theme, base=1, fact_ids=[TALK])["type"] == "saved"
    assert sorter.save("Talking", theme, base=2, fact_ids=[])["type"] == "saved"
    assert sorter.save("Talking", theme, base=3, fact_ids=[TALK])["type"] == "refused"


def test_a_conflict_tells_no_fact_that_may_not_be_shown_any_more(room: Room) -> None:
    one, other = Sorter(room.person()), Sorter(room.person())
    manager = close_survey(room, talk=5)
    theme = one.begin("Talk", fact_ids=[TALK])
    need = {"record_id": "need-1", "fact_ids": [TALK], "base_revision": 0}
    assert one.page.send(one.choice, "save", text="Talk more", **need)["type"] == "saved"
    manager.set_step(manager.rating, is_open=True)
    other.page.visit.look_again()
    replies = [
        other.save("Ours", theme),
        other.page.send(
            other.choice, "save", record_id="need-1", base_revision=0, text="Ours", rank=1
        ),
    ]
    for reply, said in zip(replies, ({"title": "Talk"}, {"text": "Talk more"}), strict=True):
        assert reply["type"] == "conflict"
        assert reply["theirs"]["fact_ids"] == [TALK]
        assert said.items() <= reply["theirs"].items()
        assert "Everyone agrees" not in str(reply)


def test_words_on_what_somebody_dropped_are_a_conflict_also_where_their_fact_is_gone(
    room: Room,
) -> None:
    one, other = Sorter(room.person()), Sorter(room.person())
    manager = close_survey(room, talk=5)
    bus = one.page.add_idea("Bus")
    theme = one.begin("Talk", fact_ids=[TALK])
    need = {"record_id": "need-1", "fact_ids": [TALK], "idea_ids": [bus], "rank": 1}
    send = one.page.send
    assert send(one.choice, "save", base_revision=0, text="Talk", **need)["type"] == "saved"
    send(one.page.board, "withdraw", record_id=bus, base_revision=1)
    manager.set_step(manager.rating, is_open=True)
    other.page.visit.look_again()
    other.drop(theme, 1)
    other.page.send(other.choice, "drop", record_id="need-1", base_revision=1)
    for reply in (
        one.save("Talk more", theme, base=1, fact_ids=[TALK]),
        send(one.choice, "save", base_revision=1, text="Talk more", **need),
    ):
        assert reply["type"] == "conflict", reply
        assert reply["theirs"] == {"type": "drop"}


def test_needs_are_chosen_from_themes_and_from_what_stands_in_none(room: Room) -> None:
    sorter = Sorter(room.person())
    bus, ride, beds = (sorter.page.add_idea(text) for text in ("Bus", "Ride", "Beds"))
    people = room.people(5)
    for page in people:
        page.send(page.vote, "save", base_revision=0, dots={bus: 1, ride: 1, beds: 1})
    manager = close_survey(room, talk=5)
    manager.set_step(manager.vote, is_open=False)
    theme = sorter.begin("Getting there", bus, ride, fact_ids=[TALK])
    sorter.begin("Nothing in it")
    assert sorter.choice.widget.candidates == [
        {
            "id": theme,
            "text": "Getting there",
            "dots": 10,
            "ideas": ["Bus", "Ride"],
            "ids": [theme],
            "fact_ids": [TALK],
        },
        {"id": beds, "text": "Beds", "dots": 5, "ideas": [], "ids": [beds], "fact_ids": []},
    ]


def test_while_the_vote_is_open_a_theme_has_no_dots(room: Room) -> None:
    sorter = Sorter(room.person())
    bus = sorter.page.add_idea("Bus")
    for page in room.people(5):
        page.send(page.vote, "save", base_revision=0, dots={bus: 1})
    sorter.begin("Getting there", bus)
    assert [one["dots"] for one in sorter.choice.widget.candidates] == [-1]


def test_a_need_keeps_its_theme_its_evidence_and_its_id(room: Room) -> None:
    sorter = Sorter(room.person())
    close_survey(room, talk=5)
    bus = sorter.page.add_idea("Bus")
    theme = sorter.begin("Getting there", bus, fact_ids=[TALK])
    need = {"record_id": "need-1", "text": "Rides for all", "idea_ids": [theme]}
    send = sorter.page.send
    reply = send(sorter.choice, "save", base_revision=0, fact_ids=[TALK], **need)
    assert reply["type"] == "saved"
    (kept,) = room.store.current(Need)
    assert (kept.body.step, kept.body.idea_ids) == (NEEDS, [theme])
    assert kept.body.evidence[0].text.startswith("“We talk.”")
    assert sorter.choice.widget.needs[0]["fact_ids"] == [TALK]
    assert "evidence" not in sorter.choice.widget.needs[0]
    # The theme is dropped: the need goes on standing for it.
    sorter.drop(theme, 1)
    moved = send(sorter.choice, "save", base_revision=1, fact_ids=[TALK], rank=2, **need)
    assert moved["type"] == "saved"


@pytest.mark.parametrize(
    "sent",
    [
        {"type": "place", "items": [], "theme_id": "t"},
        {"type": "place", "items": ["a"] * 201, "theme_id": "t"},
        {"type": "place", "items": "a", "theme_id": "t"},
        {"type": "place", "items": ["a"]},
        {"type": "place", "items": ["a"], "theme_id": None},
        {"type": "place", "items": ["../../x y"], "theme_id": ""},
        {"type": "save", "record_id": "t", "base_revision": 0, "title": "  "},
        {"type": "save", "record_id": "t", "base_revision": 0, "title": "x" * 281},
        {"type": "save", "record_id": "t", "base_revision": 0, "title": "x", "item_ids": ["a"]},
        {"type": "merge"},
    ],
    ids=str,
)
def test_what_no_page_of_ours_sends_is_refused(
    sorter: Sorter, room: Room, sent: dict[str, Any]
) -> None:
    reply = sorter.page.visit.receive(sorter.bound, {"request_id": "r" * 22, **sent})
    assert reply["type"] == "refused"
    assert room.store.current(Theme) == []


def test_a_team_has_forty_themes_and_no_more(sorter: Sorter) -> None:
    for number in range(40):
        sorter.begin(f"Theme {number}")
    reply = sorter.save("One more")
    assert reply["type"] == "refused"
    assert "40 themes" in reply["text"]


def test_who_looks_on_without_a_team_sees_nothing(room: Room) -> None:
    nobody = Page(room.store)
    sorter = Sorter(nobody)
    sorter.page.visit.refresh()
    widget = sorter.bound.widget
    assert (widget.items, widget.themes, widget.facts, widget.phase) == ([], [], [], "waiting")
    assert room.store.current(Idea) == []
