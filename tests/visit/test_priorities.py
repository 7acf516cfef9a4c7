"""What comes first: own sheets, the team's sheet, and when they are seen."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from ciwidgets.enrolment import load_program
from ciwidgets.model import Criterion, Gate, Role, Scores
from ciwidgets.visit.messages import SaveScores
from ciwidgets.visit.permissions import KEEP_RECORDS, MAY
from tests.support.room import Page, Room

HANLON = ("size", "seriousness", "effectiveness")


@pytest.fixture
def first(room: Room) -> Room:
    """A room whose program has criteria."""
    criteria = [
        Criterion(id="lives", name="Lives saved", weight=3),
        Criterion(id="fair", name="Fairness"),
    ]
    room.program = room.program.model_copy(update={"criteria": criteria})
    load_program(room.store, room.program)
    return room


def ranked(page: Page) -> Any:
    """Add the exercise to a page, once."""
    if not hasattr(page, "first"):
        page.first = page.visit.priorities(  # type: ignore[attr-defined]
            "what-first-scores", on="what-hurts-most", themes="themes", vote="what-first"
        )
    return page.first  # type: ignore[attr-defined]


def look(*pages: Page) -> None:
    for page in pages:
        ranked(page)
        page.visit.look_again()


def score(page: Page, method: str, scores: dict[str, Any], *, together: bool = False) -> Any:
    bound = ranked(page)
    sheet = (bound.widget.together if together else bound.widget.mine)[method]
    return page.send(
        bound,
        "score",
        base_revision=sheet["revision"],
        method=method,
        is_together=together,
        scores=scores,
    )


def hanlon(*parts: int) -> dict[str, int]:
    return dict(zip(HANLON, parts, strict=False))


def pick(page: Page, *picks: str) -> Any:
    revision = ranked(page).widget.mine["nominal"]["revision"]
    return page.send(ranked(page), "pick", base_revision=revision, picks=list(picks))


def close(room: Room) -> Page:
    manager = room.person(role=Role.PROJECT_MANAGER)
    manager.set_step(ranked(manager), is_open=False)
    return manager


def places(page: Page, key: str) -> dict[str, str]:
    """Return the places one way gives, by the words of the things."""
    result = ranked(page).widget.result
    at = [one["key"] for one in result["columns"]].index(key)
    return {row["text"]: row["places"][at] for row in result["rows"]}


def columns(page: Page) -> list[str]:
    return [one["key"] for one in ranked(page).widget.result.get("columns", [])]


def said(page: Page) -> str:
    """Return every sentence of the result."""
    result = ranked(page).widget.result
    parts = [*result["parts"], *result["details"]]
    return " ".join(sentence for part in parts for sentence in part["sentences"])


def test_own_choices_are_hidden_until_five_people_gave_them_and_the_step_is_closed(
    first: Room,
) -> None:
    people = first.people(5)
    bus, beds = people[0].add_idea("Bus"), people[0].add_idea("Beds")
    look(*people)
    for page in people[:4]:
        assert pick(page, bus, beds)["type"] == "saved"
    look(*people)
    assert ranked(people[4]).widget.answered == 4
    assert columns(people[0]) == []
    manager = close(first)
    look(people[0])
    assert columns(people[0]) == []
    assert "Top five" in ranked(people[0]).widget.result["too_few"]
    manager.set_step(ranked(manager), is_open=True)
    look(people[4])
    pick(people[4], beds, bus)
    assert columns(people[4]) == []
    manager.set_step(ranked(manager), is_open=False)
    look(people[0])
    assert places(people[0], "nominal") == {"Bus": "1", "Beds": "2"}


def test_a_sheet_the_team_fills_in_together_is_seen_at_once_by_everyone(first: Room) -> None:
    one, other = first.people(2)
    bus, beds = one.add_idea("Bus"), one.add_idea("Beds")
    look(one, other)
    sheet = {bus: hanlon(8, 9, 6), beds: hanlon(6, 10, 4)}
    assert score(one, "hanlon", sheet, together=True)["type"] == "saved"
    look(other)
    assert places(other, "hanlon.together") == {"Bus": "1", "Beds": "2"}
    rows = ranked(other).widget.result["details"][0]["rows"]
    assert [row[:4] for row in rows] == [("Bus", "1", "156", "52"), ("Beds", "2", "104", "34.7")]
    assert "(A + 2B) × C" in said(other)
    assert "(A + B) × C ÷ 3" in said(other)


def test_two_people_on_one_sheet_of_the_team_meet_in_a_conflict(first: Room) -> None:
    one, other = first.people(2)
    bus = one.add_idea("Bus")
    look(one, other)
    score(one, "hanlon", {bus: hanlon(8)}, together=True)
    sheet = {"method": "hanlon", "is_together": True, "scores": {bus: hanlon(2)}}
    reply = other.send(ranked(other), "score", base_revision=0, **sheet)
    assert reply["type"] == "conflict"
    assert reply["theirs"]["scores"] == {bus: {"size": 8}}


def test_two_people_who_score_different_things_on_the_teams_sheet_both_keep_them(
    first: Room,
) -> None:
    one, other = first.people(2)
    bus, beds = one.add_idea("Bus"), one.add_idea("Beds")
    look(one, other)
    score(one, "hanlon", {bus: hanlon(8, 9)}, together=True)
    sheet = {"method": "hanlon", "is_together": True, "base_revision": 0}
    reply = other.send(ranked(other), "score", scores={beds: hanlon(2), bus: {"effectiveness": 4}},
                       **sheet)  # fmt: skip
    assert reply["type"] == "saved"
    assert "revision" not in reply  # what the first one said was not seen yet
    both = {bus: hanlon(8, 9, 4), beds: hanlon(2)}
    assert ranked(other).widget.together["hanlon"] == {"scores": both, "revision": 2}
    late = other.send(ranked(other), "score", scores={bus: {"size": None}, beds: hanlon(3)},
                      **sheet)  # fmt: skip
    assert (late["type"], late["theirs"]["scores"]) == ("conflict", both)
    sheet["base_revision"] = late["revision"]
    kept = other.send(ranked(other), "score", scores={bus: {"size": None}}, **sheet)
    assert kept["type"] == "saved"
    left = {"seriousness": 9, "effectiveness": 4}
    assert ranked(other).widget.together["hanlon"]["scores"] == {bus: left, beds: hanlon(2)}


def test_who_changes_a_score_of_their_own_meets_nobody(first: Room) -> None:
    page = first.person()
    bus = page.add_idea("Bus")
    look(page)
    for value in (3, 4, 4):
        reply = page.send(ranked(page), "score", base_revision=0, method="hanlon",
                          is_together=True, scores={bus: hanlon(value)})  # fmt: skip
        assert reply["type"] == "saved"
    assert ranked(page).widget.together["hanlon"]["scores"] == {bus: hanlon(4)}


def test_two_scores_at_one_moment_are_both_on_the_teams_sheet(
    first: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = first.people(2)
    bus, beds = one.add_idea("Bus"), one.add_idea("Beds")
    look(one, other)
    append, waiting = one.visit.append, [beds]

    def later(drafts: Any) -> Any:
        if waiting:
            score(other, "hanlon", {waiting.pop(): hanlon(2)}, together=True)
        return append(drafts)

    monkeypatch.setattr(one.visit, "append", later)
    assert score(one, "hanlon", {bus: hanlon(1)}, together=True)["type"] == "saved"
    assert ranked(one).widget.together["hanlon"]["scores"] == {bus: hanlon(1), beds: hanlon(2)}


def test_a_sheet_of_nothing_is_no_answer_and_names_nothing(first: Room) -> None:
    page = first.person()
    bus = page.add_idea("Bus")
    look(page)
    sheets: list[dict[str, Any]] = [{"nothing-here": {}}, {bus: {}}, {bus: {"size": None}}]
    for scores in sheets:
        assert score(page, "hanlon", scores)["type"] == "saved"
        assert ranked(page).widget.mine["hanlon"]["scores"] == {}
        assert ranked(page).widget.answered == 0
    score(page, "hanlon", {bus: {"size": 0}})
    assert ranked(page).widget.answered == 1


def test_a_sheet_with_empty_parts_from_before_counts_as_no_answer(first: Room) -> None:
    page = first.person()
    bus = page.add_idea("Bus")
    look(page)
    bound = ranked(page)
    message = SaveScores(
        type="score", request_id="r" * 22, base_revision=0, method="hanlon", is_together=False,
        scores={bus: {}},
    )  # fmt: skip
    body = Scores(step=bound.step, method="hanlon", scores={bus: {}})
    bound.save(bound.draft("an-older-sheet", body, message, 0))
    assert bound.widget.answered == 0


def test_the_teams_sheet_never_fills_up_with_what_has_left_the_wall(first: Room) -> None:
    page, other = first.people(2)
    for number in range(65):
        if number % 25 == 24:
            page = first.person()
        idea = page.add_idea(f"Idea {number}")
        look(page)
        seen = ranked(page).widget.together["hanlon"]["scores"]
        reply = score(page, "hanlon", {**seen, idea: hanlon(1)}, together=True)
        assert reply["type"] == "saved"
        page.send(page.board, "withdraw", record_id=idea, base_revision=1)
    bus = other.add_idea("Bus")
    look(other)
    assert score(other, "hanlon", {bus: hanlon(2)}, together=True)["type"] == "saved"
    assert ranked(other).widget.together["hanlon"]["scores"] == {bus: hanlon(2)}


def test_scores_and_choices_outside_the_twelve_for_now_are_kept(first: Room) -> None:
    people = first.people(5)
    page = people[0]
    ideas = [page.add_idea(f"Idea {number}") for number in range(12)]
    look(*people)
    last = ideas[-1]
    assert pick(page, last, ideas[0])["type"] == "saved"
    score(page, "hanlon", {last: hanlon(1)})
    score(page, "hanlon", {last: hanlon(2)}, together=True)
    more = people[1].add_idea("One more")
    look(*people)
    for one in people:
        one.send(one.vote, "save", base_revision=0, dots={more: 1})
    manager = first.person(role=Role.PROJECT_MANAGER)
    manager.set_step(manager.vote, is_open=False)
    look(page)
    assert last not in {one["id"] for one in ranked(page).widget.things}
    assert ranked(page).widget.mine["nominal"]["picks"] == [last, ideas[0]]
    assert pick(page, ideas[1], last)["type"] == "saved"
    kept = ranked(page).widget.mine["hanlon"]["scores"]
    assert score(page, "hanlon", {**kept, more: hanlon(3)})["type"] == "saved"
    score(page, "hanlon", {more: hanlon(4)}, together=True)
    assert ranked(page).widget.mine["hanlon"]["scores"] == {last: hanlon(1), more: hanlon(3)}
    assert ranked(page).widget.together["hanlon"]["scores"] == {last: hanlon(2), more: hanlon(4)}


def test_the_gate_is_answered_at_an_open_step_by_whoever_keeps_records(first: Room) -> None:
    page = first.person()
    bus = page.add_idea("Bus")
    guest = first.person(role=Role.FACILITATOR)
    look(page, guest)
    say = {"base_revision": 0, "answers": {"legality": False}}
    assert "no longer on the list" in page.send(ranked(page), "gate", item_id="gone", **say)["text"]
    assert guest.send(ranked(guest), "gate", item_id=bus, **say)["type"] == "saved"
    manager = close(first)
    look(page)
    for one in (page, guest, manager):
        reply = one.send(ranked(one), "gate", item_id=bus, **{**say, "base_revision": 1})
        assert reply["type"] == "refused"
        assert "closed" in reply["text"]
    assert first.store.current(Gate)[0].revision == 1


def test_who_may_not_keep_records_answers_no_gate_and_fills_in_no_teams_sheet(
    first: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = first.person()
    bus = page.add_idea("Bus")
    look(page)
    monkeypatch.setitem(MAY, Role.PARTICIPANT, MAY[Role.PARTICIPANT] - {KEEP_RECORDS})
    reply = page.send(
        ranked(page), "gate", base_revision=0, item_id=bus, answers={"legality": False}
    )
    assert reply["type"] == "refused"
    assert score(page, "hanlon", {bus: hanlon(1)}, together=True)["type"] == "refused"
    assert (first.store.current(Gate), first.store.current(Scores)) == ([], [])


def test_what_is_left_open_is_not_scored_and_never_counts_as_nothing(first: Room) -> None:
    page = first.person()
    bus, beds = page.add_idea("Bus"), page.add_idea("Beds")
    look(page)
    score(page, "criteria", {bus: {"lives": 1, "fair": 1}, beds: {"lives": 5}}, together=True)
    assert places(page, "criteria.together") == {"Bus": "1", "Beds": "–"}
    assert "not scored" in str(ranked(page).widget.result["details"]).lower()


def test_one_no_at_the_gate_takes_a_thing_out_of_the_order_and_says_why(first: Room) -> None:
    page = first.person()
    bus, beds = page.add_idea("Bus"), page.add_idea("Beds")
    look(page)
    score(page, "hanlon", {bus: hanlon(9, 9, 9), beds: hanlon(1, 1, 1)}, together=True)
    reply = page.send(
        ranked(page), "gate", base_revision=0, item_id=bus, answers={"legality": False}
    )
    assert reply["type"] == "saved"
    assert places(page, "hanlon.together") == {"Beds": "1", "Bus": "–"}
    assert "No place for “Bus”, because the team answered no to: allowed by law" in said(page)
    assert ranked(page).widget.gates[bus] == {"answers": {"legality": False}, "revision": 1}


def test_the_ways_stand_side_by_side_with_the_dots_and_say_where_they_part(first: Room) -> None:
    people = first.people(5)
    bus, beds = people[0].add_idea("Bus"), people[0].add_idea("Beds")
    look(*people)
    for page in people:
        page.send(page.vote, "save", base_revision=0, dots={bus: 2})
    manager = first.person(role=Role.PROJECT_MANAGER)
    manager.set_step(manager.vote, is_open=False)
    look(people[0])
    sheet = {bus: {"impact": 2, "effort": 4}, beds: {"impact": 5, "effort": 1}}
    score(people[0], "impact_effort", sheet, together=True)
    assert columns(people[0]) == ["dots", "impact_effort.together"]
    assert "“Bus” stands at 1 by Dot vote and at 2 by Impact and effort." in said(people[0])
    assert "The lines stand at 3, the middle of the scale." in said(people[0])


def test_scores_of_five_people_show_both_orders_of_averaging_and_how_alike_they_are(
    first: Room,
) -> None:
    people = first.people(6)
    bus, beds = people[0].add_idea("Bus"), people[0].add_idea("Beds")
    look(*people)
    for page, sheet in zip(people, [(10, 10, 0)] * 3 + [(0, 0, 10)] * 3, strict=True):
        score(page, "hanlon", {bus: hanlon(*sheet), beds: hanlon(2, 2, 2)})
    close(first)
    look(people[0])
    assert places(people[0], "hanlon") == {"Beds": "1", "Bus": "2"}
    rows = {row[0]: row[2:] for row in ranked(people[0]).widget.result["details"][0]["rows"]}
    assert rows == {"Beds": ("12", "4", "12", "6"), "Bus": ("0", "0", "75", "6")}
    assert "If the answers were averaged first, “Bus” would come first instead." in said(people[0])
    assert "Kendall’s W is 1.00" in said(people[0])
    assert "whichever one person is left out, the first place stays with “Beds”" in said(people[0])


def test_one_late_sheet_does_not_move_a_shown_result(first: Room) -> None:
    people = first.people(6)
    bus, beds = people[0].add_idea("Bus"), people[0].add_idea("Beds")
    look(*people)
    for page in people[:5]:
        score(page, "criteria", {bus: {"lives": 5, "fair": 5}, beds: {"lives": 1, "fair": 1}})
    manager = close(first)
    manager.set_step(ranked(manager), is_open=True)
    look(people[5])
    score(people[5], "criteria", {bus: {"lives": 1, "fair": 1}, beds: {"lives": 5, "fair": 5}})
    manager.set_step(ranked(manager), is_open=False)
    look(people[0])
    result = ranked(people[0]).widget.result
    assert result["columns"][0]["who"] == "5 people, each alone"
    assert result["later"] == 1


def test_sectors_of_five_people_each_are_compared_by_name(first: Room) -> None:
    people = [first.person(sector=sector) for sector in ("law", "health") for _ in range(5)]
    bus, beds = people[0].add_idea("Bus"), people[0].add_idea("Beds")
    look(*people)
    for page in people[:5]:
        pick(page, bus, beds)
    for page in people[5:]:
        pick(page, beds, bus)
    close(first)
    look(people[0])
    assert "Top five: “Bus” first, say people from: Law." in said(people[0])
    assert "Top five: “Beds” first, say people from: Health." in said(people[0])


def test_scores_off_the_scale_or_the_list_are_refused(first: Room) -> None:
    page = first.person()
    bus = page.add_idea("Bus")
    look(page)
    assert "does not belong" in score(page, "impact_effort", {bus: {"impact": 6}})["text"]
    assert "does not belong" in score(page, "criteria", {bus: {"size": 3}})["text"]
    assert "no longer on the list" in score(page, "hanlon", {"gone": {"size": 3}})["text"]
    assert "no longer on the list" in pick(page, "gone")["text"]
    assert pick(page, bus, bus)["type"] == "refused"
    assert first.store.current(Scores) == []


def test_a_thing_that_left_the_wall_does_not_stop_a_sheet_from_being_saved(first: Room) -> None:
    page = first.person()
    bus, beds = page.add_idea("Bus"), page.add_idea("Beds")
    look(page)
    score(page, "impact_effort", {bus: {"impact": 4}})
    page.send(page.board, "withdraw", record_id=bus, base_revision=1)
    assert [one["text"] for one in ranked(page).widget.things] == ["Beds"]
    kept = ranked(page).widget.mine["impact_effort"]["scores"]
    assert score(page, "impact_effort", {**kept, beds: {"impact": 2}})["type"] == "saved"


def test_a_facilitator_fills_in_the_teams_sheet_and_none_of_their_own(first: Room) -> None:
    page = first.person()
    bus = page.add_idea("Bus")
    guest = first.person(role=Role.FACILITATOR)
    look(guest)
    assert score(guest, "hanlon", {bus: hanlon(1)})["type"] == "refused"
    assert pick(guest, bus)["type"] == "refused"
    assert score(guest, "hanlon", {bus: hanlon(1)}, together=True)["type"] == "saved"


def test_a_closed_step_takes_no_sheet_at_all(first: Room) -> None:
    page = first.person()
    bus = page.add_idea("Bus")
    close(first)
    look(page)
    assert "closed" in score(page, "hanlon", {bus: hanlon(1)}, together=True)["text"]
    assert "closed" in pick(page, bus)["text"]


def test_an_idea_taken_down_after_the_closing_does_not_come_back_through_the_result(
    first: Room,
) -> None:
    people = first.people(5)
    bus, name = people[0].add_idea("Bus"), people[0].add_idea("Names somebody")
    look(*people)
    for page in people:
        pick(page, name, bus)
    manager = close(first)
    manager.send(manager.board, "hide", target_id=name, is_hidden=True)
    look(people[0])
    assert "Names somebody" not in str(ranked(people[0]).widget.result)
    assert places(people[0], "nominal") == {"Bus": "1"}


def test_another_team_sees_none_of_it(first: Room) -> None:
    page, stranger = first.person(), first.person("elm")
    bus = page.add_idea("Bus")
    look(page, stranger)
    score(page, "hanlon", {bus: hanlon(1, 1, 1)}, together=True)
    look(stranger)
    assert ranked(stranger).widget.things == []
    assert columns(stranger) == []
    assert score(stranger, "hanlon", {bus: hanlon(1)}, together=True)["type"] == "refused"


def test_words_of_people_stand_in_the_result_as_they_were_written(first: Room) -> None:
    page = first.person()
    odd = page.add_idea("{text} {ways} <b>now</b> مساعدة")
    other = page.add_idea("Bus")
    look(page)
    sheet = {odd: hanlon(2, 2, 2), other: hanlon(1, 1, 1)}
    score(page, "hanlon", sheet, together=True)
    assert "“{text} {ways} <b>now</b> مساعدة”" in said(page)


def test_one_thing_scored_so_far_comes_before_nothing(first: Room) -> None:
    page = first.person()
    only, _ = page.add_idea("Only this was scored"), page.add_idea("Bus")
    look(page)
    score(page, "hanlon", {only: hanlon(2, 2, 2)}, together=True)
    assert "Only this was scored” first" not in said(page)


def test_a_resent_sheet_is_kept_once(first: Room) -> None:
    page = first.person()
    bus = page.add_idea("Bus")
    look(page)
    message = {
        "type": "score", "request_id": "r" * 22, "base_revision": 0, "method": "hanlon",
        "is_together": False, "scores": {bus: hanlon(1)},
    }  # fmt: skip
    reply = page.visit.receive(ranked(page), message)
    assert page.visit.receive(ranked(page), message) == reply
    assert len(first.store.history(reply["record_id"])) == 1


def test_a_resent_score_of_the_teams_is_kept_once_and_takes_nothing_back(first: Room) -> None:
    one, other = first.people(2)
    bus, beds = one.add_idea("Bus"), one.add_idea("Beds")
    look(one, other)
    message = {
        "type": "score", "request_id": "r" * 22, "base_revision": 0, "method": "hanlon",
        "is_together": True, "scores": {bus: hanlon(1), beds: {"size": None}},
    }  # fmt: skip
    reply = one.visit.receive(ranked(one), message)
    assert reply["type"] == "saved"
    look(other)
    score(other, "hanlon", {bus: hanlon(5), beds: hanlon(6)}, together=True)
    assert one.visit.receive(ranked(one), message) == reply
    assert ranked(one).widget.together["hanlon"]["scores"] == {bus: hanlon(5), beds: hanlon(6)}
    for other_words in (
        {"scores": {bus: hanlon(2)}},
        {"scores": {beds: hanlon(1)}},
        {"is_together": False},
        {"method": "impact_effort"},
        {"type": "pick", "picks": [bus]},
    ):
        wrong = {**message, **other_words}
        if "picks" in wrong:
            wrong = {name: wrong[name] for name in ("type", "request_id", "base_revision", "picks")}
        assert one.visit.receive(ranked(one), wrong)["type"] != "saved", other_words


def test_a_page_with_a_result_loads_no_numeric_library() -> None:
    asked = (
        "import sys; from ciwidgets.analysis.priority_rankings import *; "
        "made = {str(n): {i: dict(size=n, seriousness=n, effectiveness=n) for i in 'ab'} "
        "for n in range(6)}; "
        "assert hanlon_ranking(made, ['a', 'b'], {}, Group()).concordance is not None; "
        "print([one for one in ('numpy', 'scipy', 'pandas') if one in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
