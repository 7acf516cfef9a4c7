"""Self-checks keep nothing; cases keep each answer apart until the step is closed."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from ciwidgets.model import Rating, Role, Sharing
from ciwidgets.results import rating_result
from ciwidgets.shipped import workbooks_folder
from ciwidgets.visit import Visit
from ciwidgets.visit.training.case_exercise import CaseExercise
from tests.support.room import Page, Room

STEP = "needs_assessment/the-cases"


class Here:
    """A person's page with the cases on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.part: CaseExercise = page.visit.case_exercise("the-cases", checks="confidentiality")
        self.widget = self.part.widget

    def say(self, base: int = 0, **answers: int | str) -> dict[str, Any]:
        return self.page.send(self.part, "save", base_revision=base, answers=answers)


def close(room: Room) -> None:
    manager = Here(room.person(role=Role.PROJECT_MANAGER))
    assert manager.page.set_step(manager.part, is_open=False)["type"] == "saved"


def test_a_self_check_is_there_for_whoever_has_not_joined_and_takes_nothing(room: Room) -> None:
    visit = Visit("3_how_we_see_it", store=room.store, is_live=False)
    visit.join_strip()
    part = visit.self_check(checks="3_how_we_see_it")
    checks = part.widget.checks
    assert len(checks) >= 4
    assert all(choice["reason"] for one in checks for choice in one["choices"])
    before = room.store.last_seq()
    message = {"type": "save", "request_id": "x" * 24, "answers": {"one": 1}}
    reply = visit.receive(part, message)
    assert reply["type"] == "refused"
    assert "Nothing you choose here is kept" in reply["text"]
    assert room.store.last_seq() == before


@pytest.mark.parametrize("name", ["nowhere", "../program", ""])
def test_questions_that_are_not_there_are_named(room: Room, name: str) -> None:
    visit = Visit("start", store=room.store, is_live=False)
    with pytest.raises(LookupError, match="There are no questions .* confidentiality"):
        visit.self_check(checks=name)


def test_no_reason_leaves_the_kernel_before_the_step_is_closed(room: Room) -> None:
    here = Here(room.person())
    assert here.say(sheriff=2, threes="dont_know")["type"] == "saved"
    state = json.dumps(here.widget.get_state(), default=str)
    reasons = [one.reason for case in here.part.cases.checks for one in case.choices]
    assert not [one for one in reasons if one[:30] in state]
    assert '"right"' not in state
    assert here.widget.mine == {"answers": {"sheriff": 2, "threes": "dont_know"}, "revision": 1}
    close(room)
    here.page.visit.look_again()
    assert [one["id"] for one in here.widget.reasons][:2] == ["sheriff", "naloxone"]
    assert here.widget.reasons[0]["choices"][1]["verdict"] == "right"
    assert here.widget.reasons[0]["sources"]


def test_a_distribution_needs_five_answers_to_the_case(room: Room) -> None:
    team = [Here(room.person()) for _ in range(6)]
    for place, one in enumerate(team):
        one.say(sheriff=1 + place % 2, **({"threes": 3} if place < 4 else {}))
    team[0].page.visit.look_again()
    assert team[0].widget.answered == 6
    assert team[0].widget.result == {}
    close(room)
    team[0].page.visit.look_again()
    result = team[0].widget.result
    assert result["answered"] == 6
    by_id = {one["id"]: one for one in result["cases"]}
    assert by_id["sheriff"]["counts"] == [3, 3, 0, 0]
    assert by_id["threes"] == {"id": "threes", "counts": [], "dont_know": 0}


def test_four_people_see_the_reasons_and_nobodys_answers(room: Room) -> None:
    team = [Here(room.person()) for _ in range(4)]
    for one in team:
        one.say(sheriff=2)
    close(room)
    team[0].page.visit.look_again()
    assert team[0].widget.result == {"answered": 4, "too_few": True, "later": 0, "cases": []}
    assert team[0].widget.reasons


def test_an_answer_that_is_not_there_is_refused_and_a_closed_step_takes_none(room: Room) -> None:
    here = Here(room.person())
    assert "not in this exercise" in here.say(nowhere=1)["text"]
    assert "not one of this case" in here.say(sheriff=5)["text"]
    close(room)
    here.page.visit.look_again()
    assert here.say(sheriff=1)["type"] == "refused"
    assert room.store.current(Rating) == []


def test_answers_to_cases_are_no_answers_to_a_survey(room: Room) -> None:
    for _ in range(5):
        Here(room.person()).say(sheriff=2)
    close(room)
    page = room.person()
    result = rating_result(
        page.visit.record, room.program, "ash", STEP, "pulse", page.visit.occasion
    )
    assert result is None or result.answered == 0


def test_another_teams_choices_are_nowhere_on_the_page(room: Room) -> None:
    for _ in range(5):
        Here(room.person()).say(sheriff=1)
    other = Here(room.person(team="elm"))
    close(room)
    other.page.visit.look_again()
    assert other.widget.result == {}
    assert other.widget.answered == 0


class Agreement:
    """A person's page with the agreement on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.part = page.visit.sharing("our-agreement")

    def save(self, record_id: str = "s1", base: int = 0, **fields: Any) -> dict[str, Any]:
        said = {"record_id": record_id, "base_revision": base, "what": "Numbers", **fields}
        return self.page.send(self.part, "save", **said)


def test_the_team_keeps_what_it_may_share_and_what_it_never_shares(room: Room) -> None:
    here = Agreement(room.person())
    may = here.save(held_by="The clinic", goes_to="The team", agreed_on="2026-05-10")
    assert may["type"] == "saved"
    never = here.save("s2", sort="never", what="Who is a patient", goes_to="anyone")
    assert never["type"] == "saved"
    first, second = here.part.widget.sharings
    assert first["agreed_on"] == "2026-05-10"
    assert (second["sort"], second["goes_to"]) == ("never", "")
    other = Agreement(room.person())
    other.part.refresh()
    assert len(other.part.widget.sharings) == 2
    assert Agreement(room.person(team="elm")).part.widget.sharings == []


def test_a_facilitator_reads_the_agreement_and_writes_nothing_into_it(room: Room) -> None:
    Agreement(room.person()).save()
    guest = Agreement(room.person(role=Role.FACILITATOR))
    guest.part.refresh()
    assert len(guest.part.widget.sharings) == 1
    assert guest.save("s3")["type"] == "refused"


def test_the_summary_tells_the_agreement_beside_how_the_team_works(room: Room) -> None:
    from ciwidgets.reports.sections.months import how_we_work

    step = "confidentiality/our-agreement"
    room.keep("a", Sharing(step=step, what="Yearly numbers", held_by="The clinic", goes_to="All"))
    room.keep("b", Sharing(step=step, sort="never", what="Who is a patient"))
    page = room.person()
    section = how_we_work(page.visit.record, room.program, "ash", "monthly_checkin/five-conditions")
    told = str([vars(one) if hasattr(one, "__dict__") else one for one in section.blocks])
    for words in ("What we may share, with whom", "Yearly numbers", "From The clinic", "To All"):
        assert words in told
    assert told.index("What we do not share") < told.index("Who is a patient")


CHECKS = sorted((workbooks_folder() / "training" / "checks").rglob("*.toml"))


@pytest.mark.parametrize("path", CHECKS, ids=lambda one: f"{one.parent.name}/{one.stem}")
def test_questions_are_plain_text_and_stand_by_themselves(path: Path) -> None:
    for check in tomllib.loads(path.read_text(encoding="utf-8"))["checks"]:
        texts = [check["question"], check.get("title", ""), check.get("story", "")]
        texts += [check.get("rule", "")]
        texts += [one[key] for one in check["choices"] for key in ("text", "reason")]
        for text in texts:
            # The page shows them as they are.
            assert not re.search(r"[*`_]\S|\]\(|^#", text), text
        # The example is on another page by then, and its lines have no number here.
        assert not re.search(r"\blines? \d", " ".join(texts), re.IGNORECASE), check["id"]
