"""A page is not trusted: it sets every trait, sends every message, and changes nothing."""

from __future__ import annotations

import secrets
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ciwidgets.model import Entry, JoinCode, Role, record_id_for
from ciwidgets.widgets.base import PageWidget
from tests.support.room import Page, Room

REPLIES = {"saved", "refused", "conflict", "joined", "restored", "unknown", "left"}


def entries(room: Room) -> list[Entry[Any]]:
    """Return everything in the store."""
    return room.store.since(0, limit=100_000)


def bound_parts(page: Page) -> list[Any]:
    """Return everything on a page that takes messages."""
    return [page.strip, page.rating, page.board, page.vote, page.needs]


def hostile_value(value: Any, victim: str) -> Any:
    """Return another value of the same kind: one a trait would take, if anything took it."""
    kinds: dict[type, Any] = {
        str: victim,
        bool: not value,
        int: 999,
        dict: {"id": victim, "role": "facilitator", "team_id": "elm"},
    }
    if isinstance(value, (list, tuple)):
        has_words = all(isinstance(one, str) for one in value)
        return ["facilitator"] if value and has_words else [{"id": victim}]
    return kinds.get(type(value), victim)


def test_setting_every_synced_trait_changes_nothing_anywhere(room: Room) -> None:
    victim = room.person("elm")
    victim.add_idea("Elm's own")
    their_id = victim.visit.require_identity().person_id
    page = room.person("ash")
    before = entries(room)
    for bound in bound_parts(page):
        widget = bound.widget
        ours = [kind for kind in type(widget).__mro__ if issubclass(kind, PageWidget)]
        names = sorted({name for kind in ours for name in kind.class_own_traits(sync=True)})
        state_before = {name: getattr(widget, name) for name in widget.keys}
        hostile = {name: hostile_value(state_before[name], their_id) for name in names}
        widget.set_state(hostile)
        widget._handle_msg(  # the way a page's update arrives
            {
                "content": {"data": {"method": "update", "state": hostile, "buffer_paths": []}},
                "buffers": [],
            }
        )
        assert {name: getattr(widget, name) for name in widget.keys} == state_before
        # Every widget but ours would take them.
        super(PageWidget, widget).set_state(hostile)
        assert {name: getattr(widget, name) for name in names} == hostile
    identity = page.visit.require_identity()
    assert (identity.team_id, identity.role) == ("ash", Role.PARTICIPANT)
    assert entries(room) == before


def test_ids_of_another_team_open_nothing(room: Room) -> None:
    victim = room.person("elm")
    theirs = [victim.add_idea("One"), victim.add_idea("Two")]
    victim.send(
        victim.board,
        "merge",
        record_id="elm-group",
        base_revision=0,
        title="Both",
        idea_ids=theirs,
    )
    victim.send(victim.needs, "save", record_id="elm-need", base_revision=0, text="A need", rank=1)
    victim.rate(talk=5)
    page = room.person("ash", role=Role.PROJECT_MANAGER)
    own = [page.add_idea("Mine"), page.add_idea("Mine too")]
    before = entries(room)
    attacks: list[tuple[Any, dict[str, Any]]] = [
        (page.board, {"type": "edit", "record_id": theirs[0], "base_revision": 1, "text": "x"}),
        (page.board, {"type": "withdraw", "record_id": theirs[0], "base_revision": 1}),
        (page.board, {"type": "hide", "target_id": theirs[0], "is_hidden": True}),
        (page.board, {"type": "add", "record_id": theirs[0], "text": "x"}),
        (page.board, {"type": "add", "record_id": "elm-need", "text": "x"}),
        (page.board, {"type": "split", "record_id": "elm-group", "base_revision": 1}),
        (
            page.board,
            {
                "type": "merge",
                "record_id": "elm-group",
                "base_revision": 1,
                "title": "x",
                "idea_ids": own,
            },
        ),
        (
            page.board,
            {
                "type": "merge",
                "record_id": "new-group",
                "base_revision": 0,
                "title": "x",
                "idea_ids": [own[0], theirs[0]],
            },
        ),
        (page.vote, {"type": "save", "base_revision": 0, "dots": {theirs[0]: 1}}),
        (page.vote, {"type": "save", "base_revision": 0, "dots": {"elm-group": 1}}),
        (
            page.needs,
            {"type": "save", "record_id": "elm-need", "base_revision": 1, "text": "x", "rank": 1},
        ),
        (
            page.needs,
            {
                "type": "save",
                "record_id": "ash-need",
                "base_revision": 0,
                "text": "x",
                "rank": 1,
                "idea_ids": [theirs[0]],
            },
        ),
        (page.needs, {"type": "drop", "record_id": "elm-need", "base_revision": 1}),
        (page.strip, {"type": "look", "team_id": "elm"}),
    ]
    for bound, content in attacks:
        message = {"request_id": secrets.token_urlsafe(18), **content}
        reply = page.visit.receive(bound, message)
        assert reply["type"] == "refused", (content, reply)
        assert "Traceback" not in reply["text"]
        assert "our side" not in reply["text"], f"{content} reached the last resort: {reply}"
    assert entries(room) == before


def test_a_message_cannot_name_who_it_is_from(room: Room) -> None:
    victim = room.person("ash")
    page = room.person("ash")
    before = entries(room)
    for extra in ("author_id", "team_id", "person", "role", "occasion", "survey", "step"):
        reply = page.send(
            page.rating,
            "save",
            base_revision=0,
            answers={"talk": 1},
            **{extra: victim.visit.require_identity().person_id},
        )
        assert reply["type"] == "refused", extra
    assert entries(room) == before


@pytest.mark.parametrize("role", [Role.PARTICIPANT, Role.PROJECT_MANAGER, Role.FACILITATOR])
def test_a_role_may_do_what_the_table_says_and_no_more(room: Room, role: Role) -> None:
    idea = room.person("ash").add_idea("An idea")
    page = room.person("ash", role=role)
    tries = {
        "answer": (page.rating, {"type": "save", "base_revision": 0, "answers": {"talk": 1}}),
        "hide_idea": (page.board, {"type": "hide", "target_id": idea, "is_hidden": True}),
        "open_step": (page.needs, {"type": "step", "is_open": False}),
        "look": (page.strip, {"type": "look", "team_id": "elm"}),
    }
    allowed = {
        Role.PARTICIPANT: {"answer"},
        Role.PROJECT_MANAGER: {"answer", "hide_idea", "open_step"},
        Role.FACILITATOR: {"hide_idea", "open_step", "look"},
    }[role]
    for action, (bound, content) in tries.items():
        reply = page.visit.receive(bound, {"request_id": secrets.token_urlsafe(18), **content})
        assert (reply["type"] != "refused") == (action in allowed), (action, reply)


def test_no_page_takes_an_id_the_record_needs_itself(room: Room) -> None:
    page = room.person("ash")
    idea = page.add_idea("Mine")
    wanted = [
        record_id_for("step_state", "elm", page.rating.step, "forum-2"),
        record_id_for("moderation", "ash", idea),
        room.store.current(JoinCode)[0].record_id,
    ]
    before = entries(room)
    for record_id in wanted:
        for bound, content in (
            (page.board, {"type": "add", "text": "x"}),
            (page.board, {"type": "merge", "base_revision": 0, "title": "x",
                          "idea_ids": [idea, page_idea(page)]}),
            (page.needs, {"type": "save", "base_revision": 0, "text": "x", "rank": 1}),
        ):  # fmt: skip
            reply = page.send(bound, record_id=record_id, **content)
            assert reply["type"] == "refused", (record_id, content)
    assert [e for e in entries(room) if e.record_id in wanted] == [
        e for e in before if e.record_id in wanted
    ]
    manager = room.person("elm", Role.PROJECT_MANAGER)
    assert manager.set_step(manager.rating, is_open=False)["type"] == "saved"


def page_idea(page: Page) -> str:
    """Return one more idea of a page."""
    return page.add_idea("Another")


def test_a_request_id_cannot_make_something_else_look_saved(room: Room) -> None:
    page = room.person("ash")
    message = {"type": "save", "request_id": "r" * 22, "base_revision": 0, "answers": {"talk": 3}}
    assert page.visit.receive(page.rating, message)["type"] == "saved"
    other = {**message, "answers": {"talk": 9}}
    assert page.visit.receive(page.rating, other)["type"] == "refused"
    other = {**message, "answers": {"talk": 4}}
    assert page.visit.receive(page.rating, other)["type"] == "refused"
    assert page.rating.widget.mine["answers"] == {"talk": 3}


def test_a_request_id_of_another_kind_of_message_is_refused(room: Room) -> None:
    page = room.person("ash")
    ids = {"request_id": "r" * 22}
    dots = {"type": "save", "base_revision": 0, "dots": {}}
    sent = [
        (page.rating, {"type": "save", "base_revision": 0, "answers": {"talk": 3}}),
        (page.vote, dots),
        (page.needs, {"type": "save", "record_id": "n" * 22, "base_revision": 0, "text": "A need",
                      "rank": 1}),
    ]  # fmt: skip
    assert page.visit.receive(page.rating, {**ids, **sent[0][1]})["type"] == "saved"
    before = entries(room)
    for bound, content in sent[1:]:
        assert page.visit.receive(bound, {**ids, **content})["type"] == "refused", content
    assert entries(room) == before


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=30)
    | st.sampled_from(["ash", "elm", "facilitator", "talk", "\x00", "\ud800", "‮", "../..", "=1+1"]),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4)
    ),
    max_leaves=12,
)
fields = st.dictionaries(
    st.sampled_from(
        [
            "type",
            "request_id",
            "record_id",
            "base_revision",
            "text",
            "answers",
            "dots",
            "code",
            "token",
            "name",
            "sector",
            "team_id",
            "title",
            "idea_ids",
            "target_id",
            "is_hidden",
            "is_open",
            "rank",
            "reason",
            "return_code",
        ]
    ),
    json_values
    | st.sampled_from(
        [
            "save",
            "add",
            "edit",
            "withdraw",
            "merge",
            "split",
            "hide",
            "step",
            "drop",
            "join",
            "restore",
            "return",
            "look",
            "rename",
            "r" * 20,
        ]
    ),
    max_size=8,
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=json_values | fields)
def test_whatever_a_page_sends_it_gets_a_plain_answer_and_stays_who_it_is(
    room: Room, content: Any
) -> None:
    page = _page(room)
    who = page.visit.identity
    for bound in bound_parts(page):
        reply = page.visit.receive(bound, content)
        assert reply["type"] in REPLIES
        if reply["type"] == "refused":
            assert "our side" not in reply["text"], reply["text"]
        page.visit.identity = who  # a well-formed "leave" is the person's own right
    elm = [e for e in entries(room) if e.team_id == "elm" and e.author_id != "staff"]
    assert elm
    assert all(e.author_id == _victim(room) for e in elm)


WELL_FORMED: list[tuple[str, dict[str, Any]]] = [
    ("rating", {"type": "save", "base_revision": 0, "answers": {"talk": 3}}),
    ("board", {"type": "add", "record_id": "x" * 22, "text": "An idea"}),
    ("board", {"type": "edit", "record_id": "x" * 22, "base_revision": 1, "text": "Changed"}),
    ("board", {"type": "merge", "record_id": "y" * 22, "base_revision": 0, "title": "Both",
               "idea_ids": ["x" * 22, "z" * 22]}),
    ("board", {"type": "split", "record_id": "y" * 22, "base_revision": 1}),
    ("board", {"type": "hide", "target_id": "x" * 22, "is_hidden": True}),
    ("vote", {"type": "save", "base_revision": 0, "dots": {"x" * 22: 1}}),
    ("needs", {"type": "save", "record_id": "n" * 22, "base_revision": 0, "text": "A need",
               "reason": "", "idea_ids": [], "rank": 1}),
    ("needs", {"type": "drop", "record_id": "n" * 22, "base_revision": 1}),
    ("strip", {"type": "look", "team_id": "elm"}),
    ("strip", {"type": "rename", "name": "Maya", "sector": "law"}),
]  # fmt: skip


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(which=st.sampled_from(WELL_FORMED), data=st.data())
def test_a_message_with_one_field_broken_gets_a_plain_answer(
    room: Room, which: tuple[str, dict[str, Any]], data: st.DataObject
) -> None:
    page = _page(room)
    part, content = which
    broken = {**content, "request_id": secrets.token_urlsafe(18)}
    field = data.draw(st.sampled_from(sorted(content)))
    if field != "type":
        broken[field] = data.draw(json_values)
    who = page.visit.identity
    reply = page.visit.receive(getattr(page, part), broken)
    assert reply["type"] in REPLIES
    assert "our side" not in reply.get("text", ""), reply
    assert page.visit.require_identity().person_id == who.person_id
    assert page.visit.require_identity().team_id == "ash"


_pages: dict[int, tuple[Page, str]] = {}


def _page(room: Room) -> Page:
    if id(room) not in _pages:
        victim = room.person("elm")
        victim.add_idea("Elm's own")
        _pages.clear()
        _pages[id(room)] = (room.person("ash"), victim.visit.require_identity().person_id)
    return _pages[id(room)][0]


def _victim(room: Room) -> str:
    return _pages[id(room)][1]
