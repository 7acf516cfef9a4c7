"""A page that forges every message it may send reaches no other team, and learns nothing of it.

Every form of every part of every workbook is filled with ids of another team: of its records, its
people, the answers one could work out, and the team itself.
"""

from __future__ import annotations

import base64
import json
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ciwidgets import widgets
from ciwidgets.enrolment import codes, load_program, load_samples
from ciwidgets.formats.program_file import read_program
from ciwidgets.model import Body, Draft, Entry, JoinCode, Person, Program, Role, new_id
from ciwidgets.model import record_id_for as made_id
from ciwidgets.naming.typed import said_anew
from ciwidgets.shipped import samples_folder, workbooks_folder
from ciwidgets.store import Store
from ciwidgets.visit import Visit
from ciwidgets.visit.choices import is_choice
from ciwidgets.widgets.base import PageWidget
from tests.attacks.forms import message
from tests.visit.test_refreshing import every_exercise, shown

US, THEM = "dunmarrow", "pellwood"
# In every text of theirs, and in none of ours.
MARK = "zyxqmark"
WORKBOOKS = sorted(one.stem for one in workbooks_folder().glob("*.ipynb"))
# What makes a visit somebody's; everything else is for who has come in.
OF_THE_DOOR = {"join", "restore", "return", "leave"}


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """A made-up year in which one team's every text holds a mark."""
    with Store("sqlite://") as opened:
        program = read_program(samples_folder() / "program.toml")
        kept = [one for one in program.teams if one.id in (US, THEM)]
        load_program(opened, program)
        load_samples(opened, samples_folder() / "year.jsonl")
        load_program(opened, program.model_copy(update={"teams": kept}))
        opened.append(list(_marked(opened)))
        yield opened


def _marked(store: Store) -> Iterator[Draft]:
    for entry in store.since(0, team_id=THEM, limit=10_000):
        newest = store.get(entry.record_id)
        is_old = newest is None or newest.revision != entry.revision
        if entry.team_id != THEM or isinstance(entry.body, JoinCode | Program) or is_old:
            continue
        body: Body = said_anew(
            entry.body, lambda text: f"{MARK} {text[:30]}".strip() if text else ""
        )
        yield Draft(
            entry.record_id, body, new_id(), THEM, entry.author_id, entry.occasion,
            base_revision=entry.revision, retracted=entry.retracted,
        )  # fmt: skip


def _with_mark(text: str) -> str:
    return f"{MARK} {text[:30]}".strip() if text else ""


@pytest.fixture(scope="module")
def pages(store: Store) -> Iterator[list[Visit]]:
    """The project manager's page of every workbook: nobody in a team may do more."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("CIWIDGETS_PAGE_LOADS_CODE", "1")
        patched.setenv("VOILA_REQUEST_URL", "http://127.0.0.1:8866/start")
        found = []
        for workbook in WORKBOOKS:
            visit = every_exercise(store, workbook)
            code = next(
                one.code
                for one in codes(store)
                if one.team_id == US and one.role is Role.PROJECT_MANAGER
            )
            reply = visit.receive(visit.parts[0], _said(type="join", code=code))
            assert reply["type"] == "joined", reply
            found.append(visit)
        yield found


def _said(**content: Any) -> dict[str, Any]:
    return {"request_id": secrets.token_urlsafe(18), **content}


@dataclass(frozen=True)
class Theirs:
    """What a page could name of the other team."""

    entries: list[Entry[Any]]

    @classmethod
    def of(cls, store: Store) -> Theirs:
        """Read it."""
        return cls([one for one in store.since(0, limit=100_000) if one.team_id == THEM])

    def ids_for(self, part: Any) -> list[str]:
        """Return the newest record of each kind in a part's own step, answers one can work out,
        and who they are."""
        step = getattr(part, "step", "")
        here = {one.kind: one for one in self.entries if getattr(one.body, "step", "") == step}
        made = [made_id(one.kind, one.author_id, step, one.occasion) for one in here.values()]
        person = next(one for one in self.entries if isinstance(one.body, Person))
        code = next(one.body.code for one in self.entries if isinstance(one.body, JoinCode))
        return [*(one.record_id for one in here.values()), *made, person.record_id, THEM, code]


def told(replies: list[dict[str, Any]], visit: Visit) -> str:
    """Return all a page is given: replies, files in them, and what stands on its widgets."""
    files = [
        base64.b64decode(one["base64"]).decode("latin-1") for one in replies if "base64" in one
    ]
    return json.dumps([replies, files, shown(visit)], default=str)


_got_past_the_door: set[tuple[str, str]] = set()


@settings(
    max_examples=2,  # of a hundred messages each
    phases=[Phase.generate],  # a failure names its message, and pages remember what they were sent
    suppress_health_check=list(HealthCheck),
)
@given(seed=st.integers(0, 2**32))
def test_no_form_filled_with_anothers_ids_reaches_their_team(
    store: Store, pages: list[Visit], seed: int
) -> None:
    theirs, chance = Theirs.of(store), Random(seed)
    known = {one.record_id for one in theirs.entries}
    for visit in pages:
        who, before = visit.require_identity(), store.last_seq()
        replies = []
        for part in visit.parts:
            ids = theirs.ids_for(part)
            for name, form in getattr(part, "forms", {}).items():
                if name == "rename" and visit is not pages[0]:
                    continue  # one page says it for all: it shows the whole page anew
                content = message(form, ids, "A word", chance)
                if name in OF_THE_DOOR:
                    content["token"] = content["code"] = THEM
                reply = visit.receive(part, content)
                assert "our side" not in reply.get("text", ""), (content, reply)
                if "unexpected" not in reply.get("text", ""):
                    _got_past_the_door.add((type(part).__name__, name))
                replies.append(reply)
                if name == "leave":
                    visit.become(who)
                now = visit.require_identity()
                assert (now.person_id, now.team_id, now.role) == (
                    who.person_id, who.team_id, who.role,
                )  # fmt: skip
        assert MARK not in told(replies, visit), visit.workbook
        for entry in store.since(before, limit=1000):
            assert (entry.team_id, entry.author_id) == (US, who.person_id), entry
            named = set(re.findall(r'"([^"]*)"', entry.body.model_dump_json()))
            assert not named & known, entry


def test_most_of_those_messages_got_past_the_door() -> None:
    """Or the test above would say nothing: a message that is malformed reaches nobody anyway."""
    assert len(_got_past_the_door) > 90, sorted(_got_past_the_door)


def test_nothing_of_theirs_can_be_chosen_from_a_list_here(store: Store, pages: list[Visit]) -> None:
    """A list takes the id of a record, of whatever step: a need, a partner, somebody's name."""
    visit = next(one for one in pages if one.workbook == "goals")
    kinds = set()
    for entry in Theirs.of(store).entries:
        assert not is_choice(visit, entry.record_id, type(entry.body)), entry
        kinds.add(type(entry.body))
    ours = [one for one in store.since(0, limit=100_000) if one.team_id == US]
    mine = {type(one.body) for one in ours if is_choice(visit, one.record_id, type(one.body))}
    assert len(mine & kinds) > 20, "one's own can be"


def test_whoever_has_not_come_in_is_told_nothing_and_keeps_nothing(
    store: Store, pages: list[Visit]
) -> None:
    del pages  # they have set what a page needs
    before = store.last_seq()
    for workbook in WORKBOOKS:
        visit = every_exercise(store, workbook)
        replies = []
        for part in visit.parts:
            for name in getattr(part, "forms", {}):
                if name not in OF_THE_DOOR:
                    reply = visit.receive(part, _said(type=name))
                    assert reply["type"] == "refused", (workbook, name, reply)
                    replies.append(reply)
        assert MARK not in told(replies, visit)
    assert store.last_seq() == before


def test_no_widget_takes_a_trait_from_its_page() -> None:
    kinds = [
        one for name in widgets.__all__ if issubclass(one := getattr(widgets, name), PageWidget)
    ]
    assert len(kinds) > 60
    for kind in kinds:
        assert kind.set_state is PageWidget.set_state, kind
        assert not {"_handle_msg", "_handle_custom_msg", "handle_comm_opened"} & vars(kind).keys()
