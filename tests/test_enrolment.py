"""Loading a program: codes are made once, kept for good, and closed with the team they let in."""

import itertools
import threading
from dataclasses import replace
from datetime import date

import pytest

from ciwidgets.doors import doors_of
from ciwidgets.enrolment import NoProgram, codes, current_program, load_program
from ciwidgets.errors import CiwidgetsError, Conflict, ProgramError
from ciwidgets.model import (
    Draft,
    JoinCode,
    Occasion,
    Program,
    Role,
    Scale,
    Team,
    new_id,
    normalise_code,
)
from ciwidgets.store import Store

ASH, ELM = Team(id="ash", name="Ash County"), Team(id="elm", name="Elm County")


def program(*teams, **changes):
    return Program(
        name=changes.pop("name", "Made-up program"),
        support="Made up.",
        records="Made up.",
        occasions=changes.pop(
            "occasions",
            [
                Occasion(id="forum-1", name="Forum 1", date=date(2026, 1, 22)),
                Occasion(id="forum-2", name="Forum 2", date=date(2026, 4, 16)),
            ],
        ),
        teams=list(teams or (ASH, ELM)),
        scales=[Scale(id="s", labels=["No", "Partly", "Yes"])],
        **changes,
    )


@pytest.fixture
def store():
    with Store("sqlite://") as opened:
        yield opened


def by_place(store):
    return {(one.team_id, one.occasion_id, one.role): one for one in codes(store)}


def shut(store, record_id):
    """Close a code by hand."""
    entry = store.get(record_id)
    body = entry.body.model_copy(update={"is_open": False})
    draft = Draft(record_id, body, new_id(), entry.team_id, "staff", entry.occasion)
    store.append([replace(draft, base_revision=entry.revision)])


def test_every_team_and_occasion_gets_a_code_and_so_do_managers_and_the_facilitator(store):
    loaded = load_program(store, program())
    assert (loaded.program, loaded.codes_added) == ("added", 7)
    assert loaded.teams_added == ("Ash County", "Elm County")
    assert list(by_place(store)) == [
        ("", "", Role.FACILITATOR),
        ("ash", "", Role.PROJECT_MANAGER),
        ("ash", "forum-1", Role.PARTICIPANT),
        ("ash", "forum-2", Role.PARTICIPANT),
        ("elm", "", Role.PROJECT_MANAGER),
        ("elm", "forum-1", Role.PARTICIPANT),
        ("elm", "forum-2", Role.PARTICIPANT),
    ]
    printed = [one.code for one in codes(store)]
    assert len(set(printed)) == 7
    assert all(len(code) == 9 and code[4] == "-" for code in printed)


def test_a_code_is_found_with_its_team_and_its_occasion(store):
    load_program(store, program())
    code = by_place(store)["elm", "forum-2", Role.PARTICIPANT].code
    [entry] = store.look_up(JoinCode, normalise_code(code))
    assert (entry.team_id, entry.occasion, entry.author_id) == ("elm", "forum-2", "staff")


def test_loading_again_changes_nothing(store):
    load_program(store, program())
    before, last = codes(store), store.last_seq()
    again = load_program(store, program())
    assert (again.program, again.codes_kept) == ("kept", 7)
    assert (codes(store), store.last_seq()) == (before, last)


def test_an_edit_keeps_every_code_and_adds_only_what_is_new(store):
    load_program(store, program())
    before = by_place(store)
    oak = Team(id="oak", name="Oak County")
    renamed = ASH.model_copy(update={"name": "Ash and Alder"})
    loaded = load_program(store, program(renamed, ELM, oak))
    after = by_place(store)
    assert (loaded.program, loaded.teams_added, loaded.codes_added) == (
        "changed",
        ("Oak County",),
        3,
    )
    assert {place: one.code for place, one in after.items() if place in before} == {
        place: one.code for place, one in before.items()
    }
    assert current_program(store).team("ash").name == "Ash and Alder"


def test_codes_of_the_file_are_used_as_written(store):
    fixed = ASH.model_copy(update={"codes": {"forum-1": "ABCD2345", "project_manager": "EFGH6789"}})
    load_program(store, program(fixed, ELM, facilitator_code="WXYZ2345"))
    found = by_place(store)
    assert found["ash", "forum-1", Role.PARTICIPANT].code == "ABCD-2345"
    assert found["ash", "", Role.PROJECT_MANAGER].code == "EFGH-6789"
    assert found["", "", Role.FACILITATOR].code == "WXYZ-2345"


def test_two_fixed_codes_may_change_places(store):
    def with_codes(ash, elm):
        return program(
            ASH.model_copy(update={"codes": {"forum-1": ash}}),
            ELM.model_copy(update={"codes": {"forum-1": elm}}),
        )

    load_program(store, with_codes("ABCD2345", "EFGH6789"))
    loaded = load_program(store, with_codes("EFGH6789", "ABCD2345"))
    assert loaded.codes_changed == 2
    assert by_place(store)["ash", "forum-1", Role.PARTICIPANT].code == "EFGH-6789"


def test_a_fixed_code_that_opens_another_door_is_refused_and_nothing_changes(store):
    load_program(store, program())
    taken = by_place(store)["elm", "forum-1", Role.PARTICIPANT].code
    last = store.last_seq()
    fixed = ASH.model_copy(update={"codes": {"forum-1": normalise_code(taken)}})
    with pytest.raises(ProgramError, match=f"{taken}.*team elm at forum-1.*Choose another"):
        load_program(store, program(fixed, ELM))
    assert store.last_seq() == last


def test_a_made_code_never_meets_another(store, monkeypatch):
    made = iter(
        ["ABCD2345", "ABCD2345", "EFGH6789", "ABCD2345", *(f"JKMN{n}" for n in range(2222, 2230))]
    )
    monkeypatch.setattr("ciwidgets.doors.new_code", lambda: next(made))
    fixed = ASH.model_copy(update={"codes": {"forum-1": "EFGH6789"}})
    load_program(store, program(fixed))
    assert len({one.code for one in codes(store)}) == 4


def test_a_team_that_leaves_keeps_its_record_and_its_codes_are_closed(store):
    load_program(store, program())
    old = by_place(store)["elm", "forum-1", Role.PARTICIPANT].code
    loaded = load_program(store, program(ASH))
    assert loaded.teams_closed == ("Elm County",)
    assert "their codes are closed" in " ".join(loaded.sentences())
    [entry] = store.look_up(JoinCode, normalise_code(old))
    assert not entry.body.is_open
    assert {one.team_id for one in codes(store)} == {"", "ash"}


def test_a_team_that_comes_back_has_its_old_codes_open_again(store):
    load_program(store, program())
    before = codes(store)
    load_program(store, program(ASH))
    load_program(store, program())
    assert codes(store) == before


def test_an_occasion_that_is_taken_out_closes_its_codes_too(store):
    load_program(store, program())
    code = by_place(store)["ash", "forum-2", Role.PARTICIPANT].code
    load_program(
        store, program(occasions=[Occasion(id="forum-1", name="F", date=date(2026, 1, 2))])
    )
    [entry] = store.look_up(JoinCode, normalise_code(code))
    assert not entry.body.is_open


def test_a_code_may_move_from_a_team_that_left_to_another(store):
    load_program(store, program(ASH.model_copy(update={"codes": {"forum-1": "ABCD2345"}})))
    moved = Team(id="ash-new", name="Ash County", codes={"forum-1": "ABCD2345"})
    load_program(store, program(moved))
    [entry] = store.look_up(JoinCode, "ABCD2345")
    assert (entry.team_id, entry.body.is_open) == ("ash-new", True)


def test_a_code_closed_by_hand_stays_closed_after_an_edit(store):
    load_program(store, program())
    door = next(one for one in doors_of(program()) if one.occasion == "forum-1")
    shut(store, door.record_id)
    load_program(store, program(ASH.model_copy(update={"name": "Another name"}), ELM))
    assert not by_place(store)["ash", "forum-1", Role.PARTICIPANT].is_open


def test_an_empty_store_says_what_to_run(store):
    with pytest.raises(NoProgram, match="run: ciwidgets init program.toml"):
        current_program(store)
    with pytest.raises(NoProgram):
        codes(store)


def test_two_who_load_at_the_same_time_agree_on_the_codes(tmp_path):
    url = f"sqlite:///{tmp_path / 'forum.db'}"
    Store(url).close()
    begin, failures = threading.Barrier(4), []

    def load():
        with Store(url) as own:
            begin.wait()
            try:
                load_program(own, program())
            except CiwidgetsError as error:
                failures.append(error)

    threads = [threading.Thread(target=load) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with Store(url) as store:
        entries = store.current(JoinCode)
        assert {entry.revision for entry in entries} == {1}
        assert len(entries) == 7


def test_who_loses_a_race_reads_again_and_keeps_what_the_other_made(store, monkeypatch):
    real, raced = store.append, []

    def append(drafts):
        if not raced:
            raced.append(True)
            load_program(store, program())
        return real(drafts)

    monkeypatch.setattr(store, "append", append)
    loaded = load_program(store, program(ASH, ELM, made_up=True))
    assert (loaded.program, loaded.codes_added, loaded.codes_kept) == ("changed", 0, 7)
    assert current_program(store).made_up


def test_a_race_without_end_is_told_in_the_end(store, monkeypatch):
    load_program(store, program())
    monkeypatch.setattr("ciwidgets.enrolment.time.sleep", lambda seconds: None)
    real, turns = store.append, itertools.count()

    def append(drafts):
        other = program(ASH, name=f"Somebody else's {next(turns)}")
        real([replace(drafts[0], body=other, request_id=new_id())])
        return real(drafts)

    monkeypatch.setattr(store, "append", append)
    with pytest.raises(Conflict):
        load_program(store, program(ASH))
    assert next(turns) > 3
