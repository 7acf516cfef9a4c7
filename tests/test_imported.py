"""What files say of a team's own statements: counted on the same scale, each file by itself."""

from __future__ import annotations

import itertools
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.model import (
    CountedAs,
    Draft,
    ImportedAnswers,
    ImportedSurvey,
    Question,
    Role,
    new_id,
)
from ciwidgets.results.imported import Imports, imported_surveys, results_beside
from ciwidgets.store import Store
from tests.support.room import RATING, Room, small_program

STEPS = ["Never", "Rarely", "Sometimes", "Often", "Always"]
SCALE = Question(
    id="q1", text="Do you talk?", type="scale", options=STEPS, off_scale=["No opinion"]
)
OTHER = Question(id="q2", text="Is there trust?", type="scale", options=STEPS)
PLACES = {label: place for place, label in enumerate(STEPS, 1)}


def counted(statement: str, survey: str = "pulse") -> CountedAs:
    return CountedAs(survey=survey, statement=statement, positions=PLACES)


def bring(
    store: Store,
    *answers: dict[str, str],
    title: str = "Neighbours",
    mapping: dict[str, CountedAs] | None = None,
    team: str = "ash",
    occasion: str = "forum-2",
) -> str:
    """Keep a made-up file and return its record."""
    body = ImportedSurvey(
        title=title,
        format="plain",
        file_sha256="",
        people=len(answers),
        questions=[SCALE, OTHER],
        mapping={"q1": counted("talk")} if mapping is None else mapping,
    )
    record_id = new_id()
    store.append(
        [
            Draft(record_id, body, new_id(), team, "", occasion),
            *(
                Draft(
                    new_id(),
                    ImportedAnswers(survey_id=record_id, answers=dict(one)),
                    new_id(),
                    team,
                    new_id(),
                    occasion,
                )
                for one in answers
            ),
        ]
    )
    return record_id


def beside(store: Store) -> list[tuple[str, dict[str, tuple[int, ...]]]]:
    found = results_beside(imported_surveys(store, "ash"), small_program(), "pulse")
    return [
        (result.title, {one.id: one.counts for one in result.statements}) for _, result in found
    ]


SIX = [{"q1": step} for step in ("Never", "Never", "Rarely", "Often", "Often", "Always")]


@pytest.fixture
def store() -> Store:
    return Store("sqlite://")


def test_a_mapped_question_is_counted_on_the_programs_scale(store: Store) -> None:
    bring(store, *SIX)
    assert beside(store) == [("Neighbours", {"talk": (2, 1, 0, 2, 1)})]


def test_an_answer_without_a_place_on_the_scale_is_no_middle(store: Store) -> None:
    bring(store, *SIX, {"q1": "No opinion"}, {"q1": "my own words"}, {"q2": "Often"})
    assert beside(store) == [("Neighbours", {"talk": (2, 1, 0, 2, 1)})]


def test_fewer_than_five_answers_are_not_shown(store: Store) -> None:
    bring(store, *SIX[:4], *[{"q1": "No opinion"}] * 9)
    assert beside(store) == []


@pytest.mark.parametrize(
    "mapping",
    [{}, {"q1": counted("talk", "another")}, {"q1": counted("gone")}],
    ids=["none", "another survey", "a statement the program dropped"],
)
def test_what_is_not_mapped_to_a_statement_stands_by_itself(
    store: Store, mapping: dict[str, CountedAs]
) -> None:
    bring(store, *SIX, mapping=mapping)
    assert beside(store) == []


def test_two_questions_for_one_statement_count_nobody_twice(store: Store) -> None:
    mapping = {"q1": counted("talk"), "q2": counted("talk")}
    bring(store, *[{**one, "q2": "Always"} for one in SIX], mapping=mapping)
    assert beside(store) == [("Neighbours", {"talk": (2, 1, 0, 2, 1)})]


def test_two_files_stand_beside_each_other_and_are_never_added(store: Store) -> None:
    bring(store, *SIX, title="One")
    bring(store, *[{"q1": "Always", "q2": "Often"}] * 7, title="Two")
    assert [title for title, _ in beside(store)] == ["One", "Two"]


def take_off(store: Store, record: str) -> None:
    entry = store.get(record)
    assert entry is not None
    store.append(
        [Draft(record, entry.body, new_id(), "ash", "", "forum-2", entry.revision, retracted=True)]
    )


def test_a_newer_export_with_two_more_people_is_held_back_though_the_older_is_taken_off(
    store: Store,
) -> None:
    older = bring(store, *SIX, title="March")
    bring(store, *SIX, {"q1": "Rarely"}, {"q1": "Always"}, title="April")
    assert [title for title, _ in beside(store)] == ["March"]
    newer = imported_surveys(store, "ash")[1]
    assert newer.withheld == {"q1": "March"}
    first, _ = newer.questions()
    assert (first.id, first.counts, first.answered) == ("q1", (), 8)
    take_off(store, older)
    # Whoever saw March could still tell what the two who came in April said.
    (alone,) = imported_surveys(store, "ash")
    assert (alone.survey.title, alone.withheld) == ("April", {"q1": "March"})
    assert beside(store) == []
    bring(store, *SIX, *SIX[:5], title="May")
    # Five more than in March; that April would differ by three is nothing, for it was never shown.
    assert [title for title, _ in beside(store)] == ["May"]


def test_a_file_taken_off_of_which_nothing_was_shown_holds_nothing_back(store: Store) -> None:
    take_off(store, bring(store, *SIX[:4], title="A start"))
    bring(store, *SIX, title="All of it")
    assert beside(store) == [("All of it", {"talk": (2, 1, 0, 2, 1)})]


def test_what_is_held_back_is_held_back_whichever_occasions_are_asked_for(store: Store) -> None:
    bring(store, *SIX, title="A", occasion="forum-2")
    bring(store, *SIX, {"q1": "Always"}, title="B", occasion="forum-1")
    (only,) = imported_surveys(store, "ash", {"forum-1"})
    assert (only.survey.title, only.withheld) == ("B", {"q1": "A"})
    assert [one.withheld for one in imported_surveys(store, "ash")] == [{}, {"q1": "A"}]


def test_only_the_occasions_asked_for_and_the_own_team_count(store: Store) -> None:
    bring(store, *SIX, title="Then", occasion="forum-1")
    bring(store, *SIX, title="Theirs", team="elm")
    assert [one.survey.title for one in imported_surveys(store, "ash", {"forum-2"})] == []
    assert [one.survey.title for one in imported_surveys(store, "ash")] == ["Then"]


def test_files_are_read_anew_only_where_one_changed(store: Store) -> None:
    imports = Imports()
    record = bring(store, *SIX)
    first = imports.of(store, "ash")
    assert imports.of(store, "ash") is first
    entry = store.get(record)
    assert entry is not None
    store.append([Draft(record, entry.body, new_id(), "ash", "", "forum-2", 1, retracted=True)])
    assert imports.of(store, "ash") == []
    assert imports.of(store, "elm") == []


@given(st.lists(st.sampled_from([*STEPS, "No opinion", ""]), min_size=5, max_size=30))
def test_every_person_on_the_scale_is_counted_once_whatever_their_order(answers: list[str]) -> None:
    people = [{"q1": one} if one else {} for one in answers]
    with Store("sqlite://") as one, Store("sqlite://") as other:
        bring(one, *people)
        bring(other, *reversed(people))
        assert beside(one) == beside(other)
        expected = Counter(answers)
        on_scale = [expected[step] for step in STEPS]
        shown = [("Neighbours", {"talk": tuple(on_scale)})] if sum(on_scale) >= 5 else []
        assert beside(one) == shown


def test_a_page_shows_files_beside_the_result_and_never_before_it(room: Room) -> None:
    bring(room.store, *SIX)
    people = room.people(5)
    manager = room.person(role=Role.PROJECT_MANAGER)
    for page, answer in zip(people, itertools.cycle([1, 4]), strict=False):
        page.rate(talk=answer)
    assert manager.rating.widget.beside == []
    manager.set_step(manager.rating, is_open=False)
    (file,) = manager.rating.widget.beside
    assert file["title"] == "Neighbours"
    assert file["statements"] == [{"id": "talk", "answered": 6, "counts": [2, 1, 0, 2, 1]}]
    stranger = room.person("elm")
    assert stranger.rating.widget.beside == []
    manager.send(manager.strip, "leave")
    assert manager.rating.widget.beside == []
    assert manager.rating.step == RATING


def test_too_few_of_the_team_see_nothing_of_the_file_either(room: Room) -> None:
    bring(room.store, *SIX)
    manager = room.person(role=Role.PROJECT_MANAGER)
    manager.rate(talk=3)
    manager.set_step(manager.rating, is_open=False)
    assert manager.rating.widget.beside == []
