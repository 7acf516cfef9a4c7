"""What is said of an exercise by its name is what its own class says."""

from __future__ import annotations

import pytest

from ciwidgets.rehearsal.acts import ACTS
from ciwidgets.shipped import workbook_path, workbooks_folder
from ciwidgets.visit.exercise_named import closes, exercise_named, is_by_each, is_for_few
from ciwidgets.visit.exercises import Exercises
from ciwidgets.visit.room.steps_asked import asked_step, closing
from ciwidgets.workbook import read_workbook


def test_every_exercise_a_cell_names_is_a_line_of_a_page() -> None:
    named = {
        one.name: f"{path.name}: {one.name}"
        for path in workbooks_folder().rglob("*.ipynb")
        for step in read_workbook(path).steps
        for one in step.exercises
    }
    assert len(named) >= 50
    assert [where for name, where in named.items() if not hasattr(Exercises, name)] == []


@pytest.mark.parametrize(
    ("name", "is_closed", "is_each", "is_few"),
    [
        ("rating", True, True, False),
        ("case_exercise", True, True, False),
        ("change_of_mind", False, True, False),
        ("goal_reviews", False, True, True),
        ("need_choice", True, False, False),
        ("take_home", False, False, True),
        ("paper_sheets", False, False, True),
        ("join_strip", False, False, False),
        ("no_such_thing", False, False, False),
    ],
)
def test_an_exercise_is_what_its_class_says(
    name: str, is_closed: bool, is_each: bool, is_few: bool
) -> None:
    assert (closes(name), is_by_each(name), is_for_few(name)) == (is_closed, is_each, is_few)


def test_what_groups_take_home_is_never_opened_or_closed() -> None:
    assert workbook_path("breakout")
    asked = asked_step("breakout/take-home")
    assert asked is not None
    assert closing(asked[1]) == []


def test_made_up_people_do_what_people_do_for_themselves() -> None:
    each = {kind for name in dir(Exercises) if is_by_each(name) and (kind := exercise_named(name))}
    ours = {"CaseExercise", "PrioritiesExercise"}  # a lesson; and what a table does together first
    thanks = {"WinWallExercise"}
    assert {one.__name__ for one in ACTS} == {one.__name__ for one in each} - ours | thanks
