"""The digest for everybody: what was released and nothing else, by line of work, uncounted."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from ciwidgets.enrolment import load_program
from ciwidgets.errors import ReportError
from ciwidgets.model import (
    Activity,
    Goal,
    Lesson,
    LineOfWork,
    NameConsent,
    Named,
    Need,
    Person,
    PolicyResponse,
    Resource,
    Role,
    Win,
)
from ciwidgets.reports.batch.execute import run_notebook
from ciwidgets.reports.blocks import Heading, List, as_json
from ciwidgets.reports.digest import Digest
from ciwidgets.reports.documents.document import read_document
from ciwidgets.reports.documents.html import to_html
from ciwidgets.results.digest import released_records
from ciwidgets.shipped import workbooks_folder
from ciwidgets.store import Store
from tests.support.drafts import draft
from tests.support.room import small_program

LINES = [LineOfWork(id="naloxone", name="Naloxone"), LineOfWork(id="family", name="Family")]
PROGRAM = small_program().model_copy(update={"lines_of_work": LINES})
CELLS = ("heading", "how_to_read", "practices", "lessons", "wins", "about")
SECRET = "zebra"


@pytest.fixture
def store() -> Any:
    with Store("sqlite://") as opened:
        load_program(opened, PROGRAM)
        yield opened


def keep(store: Store, body: Any, record_id: str, team: str = "ash", **more: Any) -> None:
    before = store.get(record_id)
    more = {"base_revision": before.revision if before else 0, **more}
    store.append([draft(body, record_id=record_id, team_id=team, **more)])


def lesson(text: str, *, is_public: bool = True, line: str = "") -> Lesson:
    return Lesson(step="monthly_checkin/lessons", text=text, is_public=is_public, line=line)


def practice(what: str, *, is_public: bool = True, **more: Any) -> PolicyResponse:
    return PolicyResponse(step="goals/policies", what=what, is_public=is_public, **more)


def win(title: str, *, is_public: bool = True, **more: Any) -> Win:
    fields = {"done_on": date(2026, 5, 1), **more}
    return Win(step="wins/our-wins", title=title, is_public=is_public, **fields)


def blocks(store: Store, name: str, as_of: str = "") -> list[Any]:
    return list(getattr(Digest(as_of, store=store), name)().blocks)


def said(store: Store, as_of: str = "") -> str:
    """Everything the digest says, as it is kept in an executed notebook."""
    found = Digest(as_of, store=store)
    every = [as_json(block) for name in CELLS for block in getattr(found, name)().blocks]
    return json.dumps(every, ensure_ascii=False)


def under(found: list[Any]) -> dict[str, list[str]]:
    heads = [one.text for one in found if isinstance(one, Heading)]
    lists = [one for one in found if isinstance(one, List)]
    return {head: [item.text for item in one.items] for head, one in zip(heads, lists, strict=True)}


def test_without_a_yes_nothing_of_it_is_anywhere(store: Store) -> None:
    keep(store, lesson(f"Ask {SECRET}", is_public=False), "l1")
    keep(store, practice(f"A {SECRET} form", is_public=False, builds_on=SECRET), "p1")
    keep(store, win(f"A {SECRET} van", is_public=False, learned=SECRET, story=SECRET), "w1")
    keep(store, lesson("Ask early"), "l2")
    assert SECRET not in said(store).casefold()
    assert "Ask early" in said(store)


def test_what_a_released_record_is_linked_to_was_not_released_with_it(store: Store) -> None:
    keep(store, Need(step="needs_assessment/needs", text=f"Need {SECRET}"), "n1")
    keep(store, Goal(step="goals/goals", aim=f"Aim {SECRET}", need_ids=["n1"]), "g1")
    keep(store, Activity(step="goals/a", name=f"Do {SECRET}", goal_ids=["g1"], line="family"), "a1")
    keep(store, Resource(step="needs_assessment/r", line="naloxone", name=f"Has {SECRET}"), "r1")
    keep(store, practice("Daylight only", goal_ids=["g1"], resource_ids=["r1"]), "p1")
    keep(store, win("A van", goal_id="g1", activity_ids=["a1"]), "w1")
    assert SECRET not in said(store).casefold()
    # Not even to be sorted by what it builds on.
    assert under(blocks(store, "practices")) == {"Family": ["Daylight only"]}
    assert under(blocks(store, "wins")) == {"Family": ["A van"]}


@pytest.mark.parametrize("kind", [lesson, practice, win])
def test_a_yes_that_is_taken_back_takes_it_out(store: Store, kind: Any) -> None:
    keep(store, kind(f"A {SECRET}"), "one", occasion="forum-1")
    assert SECRET in said(store)
    assert SECRET in said(store, "forum-1")
    keep(store, kind(f"A {SECRET}", is_public=False), "one", occasion="forum-2")
    assert SECRET not in said(store)
    # Also from one that tells of the time when it was released.
    assert SECRET not in said(store, "forum-1")


@pytest.mark.parametrize("kind", [lesson, practice, win])
def test_what_is_taken_off_its_list_is_gone(store: Store, kind: Any) -> None:
    keep(store, kind(f"A {SECRET}"), "one", occasion="forum-1")
    keep(store, kind(f"A {SECRET}"), "one", retracted=True, occasion="forum-2")
    assert SECRET not in said(store)
    assert SECRET not in said(store, "forum-1")


@pytest.mark.parametrize("kind", [lesson, practice, win])
@pytest.mark.parametrize("how", [{"is_public": False}, {"retracted": True}])
def test_what_was_taken_back_once_stays_out_when_better_words_are_released(
    store: Store, kind: Any, how: dict[str, bool]
) -> None:
    keep(store, kind(f"A {SECRET}"), "one", occasion="forum-1")
    is_public, retracted = how.get("is_public", True), how.get("retracted", False)
    away = kind(f"A {SECRET}", is_public=is_public)
    keep(store, away, "one", retracted=retracted, occasion="forum-2")
    keep(store, kind("In better words"), "one", occasion="forum-2")
    assert "In better words" in said(store)
    assert SECRET not in said(store, "forum-1")


@pytest.mark.parametrize("kind", [lesson, practice, win])
def test_what_was_released_all_along_stands_as_it_was_then(store: Store, kind: Any) -> None:
    keep(store, kind("In the words of then"), "one", occasion="forum-1")
    keep(store, kind("In better words"), "one", occasion="forum-2")
    assert "In the words of then" in said(store, "forum-1")
    assert "In the words of then" not in said(store)


@pytest.mark.parametrize("kind", [lesson, practice, win])
def test_what_was_released_later_is_not_told_of_before(store: Store, kind: Any) -> None:
    keep(store, kind(f"A {SECRET}", is_public=False), "one", occasion="forum-1")
    keep(store, kind("In better words"), "one", occasion="forum-2")
    assert "In better words" in said(store)
    for words in (SECRET, "In better words"):
        assert words not in said(store, "forum-1")


def test_a_name_without_a_public_yes_is_nowhere(store: Store) -> None:
    keep(store, Person(role=Role.PARTICIPANT, name="Maria Lopez"), "maria")
    keep(store, Person(role=Role.PARTICIPANT, name="Ray Webb"), "ray")
    audiences = ["team", "cohort"]
    keep(store, NameConsent(about="w1", audiences=audiences), "c1", author_id="maria")
    audiences = ["team", "cohort", "public"]
    keep(store, NameConsent(about="w1", audiences=audiences), "c2", author_id="ray")
    people = [
        Named(person_id="maria", role="a driver"),
        Named(person_id="ray"),
        Named(name="Tom Hale", said_yes=["team"]),
    ]
    told = {"story": "Maria Lopez drove.", "evidence": "Ask Maria", "learned": "Ask Tom Hale."}
    keep(store, win("Maria’s van", thanks_to=people, **told), "w1")
    keep(store, lesson("Maria Lopez was right."), "l1")
    keep(store, practice("As Tom Hale said", builds_on="Ray Webb’s work", decided_by="Maria"), "p1")
    found = said(store)
    for name in ("Maria", "Lopez", "Tom", "Hale"):
        assert name not in found
    # Ray said yes for the win, and for nothing else.
    assert found.count("Ray") == 1
    assert "a driver" in found


def test_a_public_yes_that_is_taken_back_takes_the_name_out(store: Store) -> None:
    keep(store, Person(role=Role.PARTICIPANT, name="Ray Webb"), "ray")
    keep(store, win("A van", thanks_to=[Named(person_id="ray")]), "w1")
    keep(store, NameConsent(about="w1", audiences=["public"]), "c1", author_id="ray")
    assert "Ray Webb" in said(store)
    keep(store, NameConsent(about="w1", audiences=["team"]), "c1", author_id="ray")
    assert "Ray" not in said(store)


def test_it_stands_by_line_of_work_in_the_programs_order(store: Store) -> None:
    keep(store, lesson("For all"), "l1")
    keep(store, lesson("Of families", line="family"), "l2")
    keep(store, lesson("Of naloxone", line="naloxone"), "l3", team="elm")
    keep(store, lesson("Of what is gone", line="no-such-line"), "l4")
    assert under(blocks(store, "lessons")) == {
        "Naloxone": ["Of naloxone"],
        "Family": ["Of families"],
        "All kinds of work": ["For all", "Of what is gone"],
    }


def test_the_line_the_project_manager_chose_is_where_a_practice_stands(store: Store) -> None:
    keep(store, Goal(step="goals/goals", aim="A door"), "g1")
    keep(store, Activity(step="goals/a", name="One", goal_ids=["g1"], line="family"), "a1")
    keep(store, Activity(step="goals/a", name="Two", goal_ids=["g1"], line="naloxone"), "a2")
    keep(store, practice("Chosen", goal_ids=["g1"], line="family"), "p1")
    keep(store, practice("Not chosen", goal_ids=["g1"]), "p2")
    assert under(blocks(store, "practices")) == {"Naloxone": ["Not chosen"], "Family": ["Chosen"]}
    (found, *_) = (one for one in blocks(store, "practices") if isinstance(one, List))
    assert "Also about: Family" in found.items[0].details


def test_what_is_in_use_stands_before_an_idea_and_the_newest_win_first(store: Store) -> None:
    for number, status in enumerate(("idea", "stopped", "in_force", "proposed", "adopted")):
        keep(store, practice(status, status=status), f"p{number}")
    for day in (2, 9, 5):
        keep(store, win(f"May {day}", done_on=date(2026, 5, day)), f"w{day}")
    keep(store, win("No day yet", done_on=None), "w0")
    assert under(blocks(store, "practices"))["All kinds of work"] == [
        *("in_force", "adopted", "proposed", "idea", "stopped"),
    ]
    assert under(blocks(store, "wins"))["All kinds of work"] == ["May 9", "May 5", "May 2"]


def test_a_win_teaches_under_its_own_title(store: Store) -> None:
    keep(store, win("A van drives", learned="Ask the mill when the shift ends."), "w1")
    (_, found) = blocks(store, "lessons")
    assert found.items[0].text == "Ask the mill when the shift ends."
    assert found.items[0].details == ("Ash County", "After: A van drives")


def test_the_same_words_of_several_teams_stand_once_with_all_their_names(store: Store) -> None:
    keep(store, practice("Pay peers", status="adopted", decided_by="The board"), "p1")
    keep(
        store, practice("pay  peers.", status="adopted", decided_by="The county"), "p2", team="elm"
    )
    keep(store, practice("Pay peers", status="idea"), "p3", team="elm")
    (_, found) = blocks(store, "practices")
    together, alone = found.items
    assert together.text == "Pay peers"
    assert together.details == (
        "Ash County and Elm County",
        "A change of: practice",
        "In Ash County, who decides: The board",
        "In Elm County, who decides: The county",
    )
    # What stands otherwise is another thing to tell.
    assert (alone.details[0], alone.mark) == ("Elm County", "An idea")


def test_a_win_told_alike_says_once_what_is_the_same_and_whose_the_rest_is(store: Store) -> None:
    for team, who in (("ash", "a nurse"), ("elm", "a pastor")):
        people = [Named(name="Tom Hale", role=who)]
        keep(store, win("A van", evidence="The log", thanks_to=people), f"w-{team}", team=team)
    keep(store, win("A van", done_on=date(2026, 6, 1)), "w3")
    (_, found) = blocks(store, "wins")
    assert [one.details for one in found.items] == [
        ("Ash County",),
        (
            "Ash County and Elm County",
            "How one can see it: The log",
            "In Ash County, made possible by: a nurse",
            "In Elm County, made possible by: a pastor",
        ),
    ]


def test_two_who_made_a_win_possible_are_never_read_as_one(store: Store) -> None:
    people = [Named(name="Tom Hale", role="a nurse"), Named(name="Ann Lee", role="a bus driver")]
    keep(store, win("A van", thanks_to=people), "w1")
    (_, found) = blocks(store, "wins")
    assert "Made possible by: a nurse, and a bus driver" in found.items[0].details


def test_a_place_is_named_only_as_the_program_names_its_team(store: Store) -> None:
    teams = [one.model_copy(update={"place": f"Near {SECRET}"}) for one in PROGRAM.teams]
    load_program(store, PROGRAM.model_copy(update={"teams": teams}))
    keep(store, lesson("Ask early"), "l1")
    assert "Ash County" in said(store)
    assert SECRET not in said(store)
    assert "Elm County" not in said(store)  # which let nobody read anything


def test_it_says_when_all_of_it_is_made_up(store: Store) -> None:
    (head,) = blocks(store, "heading")
    assert "Made up" in head.notice
    load_program(store, PROGRAM.model_copy(update={"made_up": False}))
    assert "Made up" not in said(store).replace("Made-up program", "")


def test_an_empty_digest_says_so_and_an_occasion_that_is_none_is_refused(store: Store) -> None:
    for name in ("practices", "lessons", "wins"):
        (found,) = blocks(store, name)
        assert found.tone == "absent"
    with pytest.raises(ReportError, match="Did you mean 'forum-1'"):
        Digest("forum1", store=store)


def test_a_team_that_cannot_be_read_stops_no_other(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(store, lesson("Of ash"), "l1")
    keep(store, lesson("Of elm"), "l2", team="elm")
    current = Store.current

    def damaged(self: Store, *args: Any, **how: Any) -> Any:
        if how.get("team_id") == "ash":
            raise ValueError(SECRET)
        return current(self, *args, **how)

    monkeypatch.setattr(Store, "current", damaged)
    found = said(store)
    assert "Of elm" in found
    assert "could not be read" in found
    assert SECRET not in found


@settings(max_examples=25, deadline=None)
@for_all(st.lists(st.tuples(st.sampled_from([lesson, practice, win]), st.booleans()), max_size=12))
def test_exactly_what_was_released_is_in_it(given: list[tuple[Any, bool]]) -> None:
    with Store("sqlite://") as opened:
        load_program(opened, PROGRAM)
        for number, (kind, is_public) in enumerate(given):
            team = ("ash", "elm")[number % 2]
            keep(opened, kind(f"Text {number}.", is_public=is_public), f"r{number}", team)
        found = released_records(opened, PROGRAM)
        texts = [one.body.what for one in found.practices]
        texts += [one.text for one in found.lessons] + [one.title for one in found.wins]
        assert sorted(texts) == sorted(
            f"Text {number}." for number, (_, is_public) in enumerate(given) if is_public
        )


def test_the_notebook_makes_a_document(sample_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CIWIDGETS_STORE", sample_url)
    notebook = (workbooks_folder() / "reports" / "digest.ipynb").read_text("utf-8")
    executed = run_notebook(notebook, {"as_of": ""})
    document = read_document(executed)
    assert document.title.startswith("Practices and lessons, ")
    page = to_html(executed)
    assert "Supper at six brings more people than an agenda." in page  # Ambrin Falls let us
    assert "asked by phone the night before" not in page  # Corriden did not
