"""What a team shows the public: what it marked for it, and no name without a yes, on any paper."""

from __future__ import annotations

import re
from datetime import date

import pytest

from ciwidgets.cli import main
from ciwidgets.enrolment import load_program
from ciwidgets.model import (
    Goal,
    NameConsent,
    Named,
    Partner,
    Person,
    Role,
    Win,
    record_id_for,
)
from ciwidgets.reports.public_page import CARDS, PAGE, public_document
from ciwidgets.results.plans.public import made_possible_by, people_listed, public_page
from ciwidgets.store import Store
from tests.support.drafts import draft
from tests.support.room import small_program

TEAM = "ash"
YES, NO, OTHER = "Zebulon Ashgrove", "Philippa Thornquist", "Odalys Fenwright"


@pytest.fixture
def store():
    """A team with two wins: one for the public, with three people, of whom one said yes."""
    with Store("sqlite://") as opened:
        load_program(opened, small_program())
        for person_id, name in (("yes", YES), ("no", NO)):
            _keep(opened, Person(role=Role.PARTICIPANT, name=name), person_id, author_id=person_id)
        _keep(opened, Goal(step="goals/our-goals", aim=f"What {NO} asked for"), "goal")
        partner = Partner(step="needs_assessment/table", name=f"{NO} & Søns", sectors=["law"])
        _keep(opened, partner, "partner")
        _keep(opened, _win(), "win")
        _keep(opened, _win(title="Only for us", is_public=False), "kept")
        _yes(opened, "yes", "win", "public")
        yield opened


def _win(**fields):
    told = {
        "title": f"{NO} drove the van",
        "done_on": date(2026, 6, 9),
        "story": f"With {NO} and <b>{YES}</b>",
        "evidence": f"The sheet of {OTHER}",
        "thanks_to": [
            Named(person_id="yes"),
            Named(person_id="no", role="a driver"),
            Named(name=OTHER, said_yes=["team", "cohort"]),
        ],
        "goal_id": "goal",
        "partner_ids": ["partner"],
        "learned": f"Ask {NO.split()[1]} first",
        "next_win": f"{NO.upper()} drives twice",
        "is_public": True,
    }
    return Win(step="wins/our-wins", **(told | fields))


def _keep(store, body, record_id, **fields):
    return store.append([draft(body, record_id=record_id, **({"team_id": TEAM} | fields))])[0]


def _yes(store, person, about, *audiences):
    record_id = record_id_for("name_consent", person, about)
    before = store.get(record_id)
    base = before.revision if before else 0
    body = NameConsent(about=about, audiences=list(audiences))
    _keep(store, body, record_id, author_id=person, base_revision=base)


def _documents(store):
    program = small_program()
    team = program.team(TEAM)
    return [public_document(store, program, team, one) for one in (PAGE, CARDS)]


def test_only_a_win_marked_for_it_is_on_the_page(store):
    page = public_page(store, small_program(), TEAM)
    assert [one.id for one in page.wins] == ["win"]
    assert (page.not_marked, page.not_done, page.without_name) == (1, 0, 2)


def test_a_win_that_has_no_day_is_not_done_and_not_shown(store):
    _keep(store, _win(done_on=None), "planned")
    page = public_page(store, small_program(), TEAM)
    assert [one.id for one in page.wins] == ["win"]
    assert page.not_done == 1


def test_who_said_yes_is_named_and_nobody_else_anywhere(store):
    for text in _documents(store):
        assert YES in text
        for name in (NO, NO.upper(), NO.split()[1], OTHER):
            assert name not in text
        assert "a driver" in text
        assert "Only for us" not in text


def test_a_yes_taken_back_is_gone_from_the_next_page(store):
    _yes(store, "yes", "win")
    assert all(YES not in text for text in _documents(store))


def test_a_yes_for_the_team_or_for_another_win_is_none_for_the_public(store):
    _yes(store, "no", "win", "team", "cohort")
    _yes(store, "no", "", "public")
    _yes(store, "no", "kept", "public")
    assert all(NO not in text for text in _documents(store))


def test_what_people_wrote_is_text_and_never_markup(store):
    page = _documents(store)[0]
    assert "<b>" not in page
    assert "&lt;b&gt;" in page


def test_nothing_is_fetched_and_nothing_runs(store):
    for text in _documents(store):
        assert "<script" not in text
        assert not re.search(r"(?:src|href)=\"(?!#)", text)


def test_the_newest_win_stands_first(store):
    _keep(store, _win(title="Later", done_on=date(2026, 7, 1)), "later")
    assert [one.id for one in public_page(store, small_program(), TEAM).wins] == ["later", "win"]


def test_people_without_name_or_role_are_counted_together(store):
    people = [Named(name=f"Somebody {n}") for n in "ABC"]
    _keep(store, _win(thanks_to=[*people, Named(person_id="yes")]), "many")
    _yes(store, "yes", "many", "public")
    shown = next(one for one in public_page(store, small_program(), TEAM).wins if one.id == "many")
    assert made_possible_by(shown.thanks_to) == (YES, "3 members")


def test_two_people_are_never_read_as_one():
    assert people_listed(["Ray"]) == "Ray"
    assert people_listed(["Ray", "a bus driver"]) == "Ray, and a bus driver"
    assert people_listed(["Ray", "a bus driver"], "es") == "Ray, y a bus driver"
    assert people_listed(["Ray", "a nurse", "a judge"]) == "Ray; a nurse; a judge"


def test_the_command_says_in_the_terminal_that_no_win_is_chosen(tmp_path, capsys):
    url = f"sqlite:///{tmp_path / 'forum.db'}"
    assert main(["init", "--samples", "--store", url]) == 0
    with Store(url) as samples:
        for one in samples.current(Win, team_id="pellwood"):
            private = one.body.model_copy(update={"is_public": False})
            change = {"record_id": one.record_id, "base_revision": one.revision}
            samples.append([draft(private, team_id="pellwood", **change)])
    assert main(["public", "--team", "pellwood", "--store", url, "--out", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "Pellwood County: both pages show no win." in said
    assert "chosen no win for the public yet" in said


def test_the_command_writes_both_files_and_names_a_team_it_does_not_know(tmp_path, capsys):
    url = f"sqlite:///{tmp_path / 'forum.db'}"
    assert main(["init", "--samples", "--store", url]) == 0
    out = tmp_path / "out"
    assert main(["public", "--team", "pellwood", "--store", url, "--out", str(out)]) == 0
    assert sorted(one.name for one in out.iterdir()) == [
        "pellwood-cards.html",
        "pellwood-public.html",
    ]
    assert "show no win" not in capsys.readouterr().out
    assert "made up" in (out / "pellwood-public.html").read_text(encoding="utf-8")
    assert main(["public", "--team", "pelwood", "--store", url, "--out", str(out)]) == 2
    assert "Did you mean 'pellwood'?" in capsys.readouterr().err
