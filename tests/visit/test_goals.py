"""Goals on a page: kept as far as they are known, and what people say who do not carry one."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ciwidgets.enrolment import load_program
from ciwidgets.model import Goal, GoalReview, Lever, Need, Role
from ciwidgets.reports.sections.goals import our_goals
from ciwidgets.results.naming.names import Names
from ciwidgets.results.plans.goals import goal_answers, told_goals
from tests.support.drafts import draft
from tests.support.filling import fill
from tests.support.room import Page, Room

STEP = "goals/our-goals"
ASKED = ("strategic", "ambitious", "realistic", "inclusive", "equitable")
YES = dict.fromkeys(ASKED, "yes")
WHOLE = {
    "by": "2027-03-31",
    "population": "people leaving jail",
    "measure": "the share who keep their first appointment",
    "unit": "%",
    "direction": "rise",
    "baseline": 20,
    "source": "Clinic",
    "year": 2025,
    "target": 60,
    "owner": {"person_id": "", "name": "", "role": "jail nurse", "said_yes": []},
}


class Here:
    """A person's page with the goals and the questions about them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.part = page.visit.goals(STEP)
        self.widget = self.part.widget
        self.asked = page.visit.goal_reviews("goals/is-it-good", on=STEP)
        self.me = page.visit.require_identity().person_id

    def goal(self, base: int = 0, record_id: str = "our-first-goal-01", **fields: Any) -> Any:
        content = {"record_id": record_id, "base_revision": base, "aim": "Rides", **fields}
        return self.page.send(self.part, "save", **content)

    def say(self, base: int = 0, goal_id: str = "our-first-goal-01", **changed: Any) -> Any:
        fields: dict[str, Any] = {"goal_id": goal_id, "answers": YES, "notes": {}, **changed}
        return self.page.send(self.asked, "save", base_revision=base, **fields)

    def look(self) -> Here:
        self.page.visit.look_again()
        return self

    @property
    def shown(self) -> dict[str, Any]:
        found: dict[str, Any] = self.look().asked.widget.goals[0]
        return found


def of_team(room: Room, team: str = "ash") -> Need:
    """Keep a need and a lever of a team, as ``need-<team>`` and ``lever-<team>``."""
    need = Need(step="needs_assessment/our-needs", text="Rides to the clinic")
    lever = Lever(step="mental_models/levers", word="own:trust", label="Trust", reason="")
    room.store.append([draft(need, record_id=f"need-{team}", team_id=team)])
    room.store.append([draft(lever, record_id=f"lever-{team}", team_id=team)])
    return need


def test_a_goal_begins_with_its_aim_and_comes_from_what_the_team_has(room: Room) -> None:
    of_team(room)
    here, other = Here(room.person()), Here(room.person())
    assert here.goal(need_ids=["need-ash"], lever_ids=["lever-ash"])["type"] == "saved"
    (shown,) = other.look().widget.goals
    assert (shown["aim"], shown["need_ids"], shown["lever_ids"]) == (
        "Rides", ["need-ash"], ["lever-ash"],
    )  # fmt: skip
    # It was begun at the forum it was first written in, whenever that was typed.
    assert (shown["start"], other.widget.begins) == ("2026-05-10", "2026-05-10")
    assert other.widget.needs == [{"id": "need-ash", "label": "Rides to the clinic"}]
    assert other.widget.levers == [{"id": "lever-ash", "label": "Trust"}]
    assert Here(room.person("elm")).widget.goals == []


def test_a_goal_keeps_every_field_as_it_was_typed(room: Room) -> None:
    here = Here(room.person())
    assert here.goal(**WHOLE, horizon="long", rank=2)["type"] == "saved"
    (shown,) = here.widget.goals
    assert {name: shown[name] for name in WHOLE} == WHOLE
    message = {"baseline": 12.5, "target": 1_200_000}
    assert here.goal(base=1, **{**WHOLE, **message})["type"] == "saved"
    assert here.widget.goals[0]["baseline"] == 12.5
    (told,) = told_goals(room.store, room.program, "ash")
    assert told.sentence.endswith("will rise from 12.5% (Clinic, 2025) to 1,200,000%.")
    assert told.missing == (
        "A need, or a word of our map, that it comes from: then everyone can see why it is here.",
    )


def test_a_second_editor_sees_a_conflict_and_loses_nothing(room: Room) -> None:
    one, other = Here(room.person()), Here(room.person())
    one.goal()
    one.goal(base=1, aim="Rides at night")
    reply = other.look().goal(base=1, aim="Rides on Sunday")
    assert (reply["type"], reply["revision"]) == ("conflict", 2)
    assert reply["theirs"]["aim"] == "Rides at night"
    assert len(room.store.history("our-first-goal-01")) == 2


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"need_ids": ["need-elm"]}, "One of the needs chosen here is no longer"),
        ({"need_ids": ["lever-ash"]}, "One of the needs chosen here is no longer"),
        ({"lever_ids": ["nowhere"]}, "One of the levers chosen here is no longer"),
        ({"partner_ids": ["need-ash"]}, "One of the partners chosen here is no longer"),
        ({"owner": {"person_id": "nobody"}}, "not on your team"),
        ({"owner": {}}, "nobody is named"),
        ({"aim": " "}, "empty"),
        ({"baseline": "about 40"}, "baseline"),
        ({"baseline": 2e12}, "baseline"),
        ({"year": 20}, "year"),
    ],
)
def test_what_is_not_the_teams_or_is_no_number_is_refused_and_nothing_is_kept(
    room: Room, fields: dict[str, Any], said: str
) -> None:
    of_team(room)
    of_team(room, "elm")
    reply = Here(room.person()).goal(**fields)
    assert reply["type"] == "refused"
    assert said in reply["text"]
    assert room.store.current(Goal) == []


def test_a_goal_is_carried_by_somebody_of_the_team_and_by_no_guest(room: Room) -> None:
    here, guest = Here(room.person()), Here(room.person(role=Role.FACILITATOR))
    stranger = Here(room.person("elm"))
    for other in (guest, stranger):
        assert "not on your team" in here.look().goal(owner={"person_id": other.me})["text"]
    assert here.goal(owner={"person_id": here.me})["type"] == "saved"


def test_a_need_that_was_dropped_stays_named_and_counts_no_longer(room: Room) -> None:
    need = of_team(room)
    here = Here(room.person())
    here.goal(need_ids=["need-ash"])
    assert told_goals(room.store, room.program, "ash")[0].serves == ("Rides to the clinic",)
    gone = draft(need, record_id="need-ash", team_id="ash", base_revision=1, retracted=True)
    room.store.append([gone])
    assert here.look().goal(base=1, need_ids=["need-ash"])["type"] == "saved"
    (told,) = told_goals(room.store, room.program, "ash")
    assert told.serves == ()
    assert any(one.startswith("A need, or a word of our map") for one in told.missing)


def test_a_closed_list_a_guest_and_a_full_list_take_no_goal(room: Room) -> None:
    manager = Here(room.person(role=Role.PROJECT_MANAGER))
    fill(manager.page, Goal(step=STEP, aim="Rides"), 200)
    assert "200 is the most" in manager.goal()["text"]
    manager.page.set_step(manager.part, is_open=False)
    assert Here(room.person()).goal(record_id="filled-0", base=1)["type"] == "refused"
    assert len(manager.look().widget.goals) == 200


def test_answers_are_shown_once_two_have_answered_and_without_names(room: Room) -> None:
    one, two, reader = (Here(page) for page in room.people(3))
    one.goal()
    assert (one.shown["people"], one.shown["lines"]) == (0, [])
    assert one.say(notes={"equitable": "Zebra Road has no bus"})["type"] == "saved"
    assert one.asked.widget.mine["our-first-goal-01"]["answers"] == YES
    for here in (two, reader):
        assert (here.shown["people"], here.shown["lines"], here.shown["notes"]) == (1, [], [])
        assert "Zebra" not in json.dumps(here.asked.widget.get_state(), default=str)
        assert "Zebra" not in json.dumps(here.widget.get_state(), default=str)
    two.say(answers={**YES, "realistic": "not_yet"}, notes={"equitable": "ask the north"})
    assert (reader.shown["people"], reader.shown["is_held"]) == (2, True)
    assert (reader.shown["lines"], reader.shown["notes"]) == ([], [])
    assert "ask the north" not in json.dumps(reader.widget.get_state(), default=str)
    assert one.shown["notes"] == ["ask the north", "Zebra Road has no bus"]
    reader.say(answers={"strategic": "not_sure"})
    assert not reader.shown["is_held"]
    assert reader.shown["lines"][2] == "Realistic: 1 yes, 1 not yet."
    assert reader.shown["notes"] == ["ask the north", "Zebra Road has no bus"]
    assert reader.widget.answers["our-first-goal-01"]["people"] == 3
    state = json.dumps(reader.asked.widget.get_state(), default=str)
    assert one.me not in state
    assert two.me not in state
    assert reader.asked.widget.answered == 3
    assert reader.say(base=1, answers={})["type"] == "saved"
    assert (reader.shown["people"], reader.shown["is_held"]) == (2, True)
    assert reader.asked.widget.answered == 2


def test_answers_older_than_the_goal_are_told_apart(room: Room) -> None:
    one, two = Here(room.person()), Here(room.person())
    one.goal()
    one.say()
    one.goal(base=1, aim="Rides at night")
    two.look().say()
    assert two.shown["lines"][-1] == "The goal was changed after 1 of these answers was given."
    one.say(base=1, answers={**YES, "ambitious": "not_sure"})
    assert two.shown["lines"][-1].startswith("Equitable")
    assert two.shown["lines"][1] == "Ambitious: 1 yes, 1 not sure."


def test_who_carries_a_goal_is_not_asked_and_an_answer_from_before_does_not_count(
    room: Room,
) -> None:
    one, two, three = (Here(page) for page in room.people(3))
    one.goal()
    one.say()
    two.say()
    assert three.shown["people"] == 2
    owner = {"person_id": one.me, "name": "", "role": "", "said_yes": []}
    two.goal(base=1, owner=owner)
    assert (three.shown["people"], three.shown["lines"]) == (1, [])
    assert one.shown["is_mine"]
    assert not two.shown["is_mine"]
    three.say()
    assert one.shown["lines"][0] == "Strategic: 2 yes."  # who carries it reads what is said
    assert "You carry this goal" in one.say(base=1)["text"]


@pytest.mark.parametrize("written", ["Ruth Ames", "ruth  AMES", "Ruth Miller"])
def test_who_is_written_down_as_carrying_a_goal_is_not_asked_under_any_name_of_theirs(
    room: Room, written: str
) -> None:
    ruth, other = Here(room.person(name="Ruth Miller")), Here(room.person(name="Joe Poe"))
    renamed = ruth.page.send(ruth.page.strip, "rename", name="Ruth Ames", sector="law")
    assert renamed["type"] == "saved", renamed
    ruth.goal()
    ruth.say()
    assert other.shown["people"] == 1
    owner = {"person_id": "", "name": written, "role": "", "said_yes": []}
    assert other.goal(base=1, owner=owner)["type"] == "saved"
    assert (ruth.shown["is_mine"], other.shown["is_mine"]) == (True, False)
    assert "You carry this goal" in ruth.say(base=1)["text"]
    assert other.shown["people"] == 0
    assert other.say()["type"] == "saved"


def test_a_person_with_two_phones_is_one_person(room: Room) -> None:
    phone, laptop, other = (Here(page) for page in room.people(3))
    phone.goal()
    phone.say()
    laptop.say()
    entry = room.store.get(laptop.me)
    assert entry is not None
    same = entry.body.model_copy(update={"same_as": phone.me})
    room.store.append(
        [draft(same, record_id=laptop.me, team_id="ash", base_revision=entry.revision)]
    )
    assert (other.shown["people"], other.shown["lines"]) == (1, [])
    other.goal(base=1, owner={"person_id": phone.me})
    assert laptop.shown["is_mine"]
    assert goal_answers(room.store, room.program, "ash")["our-first-goal-01"].people == 0


def test_nobody_changes_the_answers_of_another(room: Room) -> None:
    one, two = Here(room.person()), Here(room.person())
    one.goal()
    one.say()
    theirs = room.store.current(GoalReview)[0].record_id
    assert two.page.send(two.asked, "drop", record_id=theirs, base_revision=1)["type"] == "refused"
    reply = two.page.send(
        two.asked, "save", base_revision=1, goal_id="our-first-goal-01", answers=YES, notes={},
        record_id=theirs,
    )  # fmt: skip
    assert reply["type"] == "refused"
    assert two.page.send(two.part, "drop", record_id=theirs, base_revision=1)["type"] == "refused"
    two.say(answers=dict.fromkeys(ASKED, "not_yet"))
    assert [len(room.store.history(one.record_id)) for one in room.store.current(GoalReview)] == [
        1, 1,
    ]  # fmt: skip


def test_two_tabs_of_one_person_meet_in_a_conflict(room: Room) -> None:
    here = Here(room.person())
    here.goal()
    here.say()
    reply = here.say(answers={**YES, "equitable": "not_yet"})
    assert (reply["type"], reply["theirs"]["answers"]) == ("conflict", YES)
    assert here.say(base=1, answers={**YES, "equitable": "not_yet"})["type"] == "saved"
    assert len(room.store.current(GoalReview)) == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"answers": {}}, "answer at least one question"),
        ({"answers": {**YES, "another": "yes"}}, "not the questions that are asked now"),
        ({"answers": {**YES, "equitable": "maybe"}}, "unexpected"),
        ({"goal_id": "nowhere"}, "not on your team’s list"),
        ({"notes": {"equitable": "x" * 281}}, "281 characters"),
    ],
)
def test_no_answers_and_goals_that_are_gone_are_refused(
    room: Room, fields: dict[str, Any], said: str
) -> None:
    here = Here(room.person())
    here.goal()
    reply = here.say(**fields)
    assert reply["type"] == "refused"
    assert said in reply["text"]
    assert room.store.current(GoalReview) == []


def test_a_guest_looks_on_and_nobody_else_is_shown_anything(room: Room) -> None:
    here, guest = Here(room.person()), Here(room.person(role=Role.FACILITATOR))
    here.goal()
    assert guest.look().say()["type"] == "refused"
    assert guest.shown["aim"] == "Rides"
    page = Page(room.store)
    nobody = page.visit.goals(STEP), page.visit.goal_reviews("goals/is-it-good", on=STEP)
    assert (nobody[0].widget.goals, nobody[1].widget.goals) == ([], [])
    assert Here(room.person("elm")).asked.widget.goals == []


def test_a_program_may_ask_by_smart_and_answers_to_other_questions_rest(room: Room) -> None:
    one, two = Here(room.person()), Here(room.person())
    one.goal()
    one.say()
    two.say()
    room.program = room.program.model_copy(update={"goal_criteria": "smart"})
    load_program(room.store, room.program)
    assert [one["name"] for one in two.look().asked.widget.questions] == ["Achievable", "Relevant"]
    assert two.widget.criteria_name == "SMART"
    assert (two.shown["people"], two.shown["lines"]) == (2, [])


def test_goals_stand_nearest_first_and_reached_ones_are_not_asked_about(room: Room) -> None:
    here = Here(room.person())
    for name, fields in {
        "far": {"horizon": "long", "rank": 1},
        "second": {"rank": 2},
        "first": {"rank": 1},
        "done": {"rank": 3, "status": "reached"},
    }.items():
        here.goal(record_id=f"a-goal-of-ours-{name}", aim=name, **fields)
    assert [one["aim"] for one in here.widget.goals] == ["first", "second", "done", "far"]
    assert [one["aim"] for one in here.asked.widget.goals] == ["first", "second", "far"]
    assert here.asked.widget.goals[0]["parts"] == []


def test_a_report_tells_a_goal_with_what_people_say(room: Room) -> None:
    of_team(room)
    one, two = Here(room.person()), Here(room.person())
    one.goal(**WHOLE, need_ids=["need-ash"])
    one.say(notes={"realistic": "Only with a second van."})
    two.say()
    (told,) = told_goals(room.store, room.program, "ash")
    assert told.sentence.startswith(
        "By March 31, 2027, for people leaving jail, the share who keep"
    )
    assert told.change == "That is 40 percentage points more."
    assert (told.missing, told.serves) == ((), ("Rides to the clinic",))
    assert told.answers[0] == "Strategic: 2 yes."
    said = str(our_goals(room.store, room.program, "ash", Names(room.store, "ash")).blocks)
    assert "Strategic: 2 yes." in said
    assert "second van" not in said  # what people wrote stays on the pages
    parts = one.shown["parts"]
    assert "".join(part["text"] for part in parts) == told.sentence
    before = room.store.history("our-first-goal-01")[0].seq
    (then,) = told_goals(room.store, room.program, "ash", as_of=before)
    assert then.answers == ()


def test_a_report_tells_half_a_goal_by_its_aim_and_what_is_missing(room: Room) -> None:
    here = Here(room.person())
    here.goal(measure="rides", unit="%", direction="rise", baseline=12, target=8)
    (told,) = told_goals(room.store, room.program, "ash")
    assert (told.sentence, told.change) == ("", "")
    assert told.clashes == (
        "The numbers go the other way: the number should rise, and 8% is below 12%.",
    )
    said = str(our_goals(room.store, room.program, "ash", Names(room.store, "ash")).blocks)
    assert "[who]" not in said
    assert "The numbers go the other way" in said
    assert "Still missing: A day: without one" in said


def test_a_person_is_offered_as_owner_by_the_name_they_gave(room: Room) -> None:
    page = Page(room.store)
    page.join(room.code(), name="Ana")
    here = Here(page)
    assert here.widget.members == [{"id": here.me, "label": "Ana"}]
