"""The made-up program and its year: the same every time, and true to the rules people obey."""

import csv
import importlib.util
import io
import json
import sys
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ciwidgets import results
from ciwidgets.enrolment import NoProgram, load_program, load_samples
from ciwidgets.errors import FileRefused, NotAllowed
from ciwidgets.formats import read_survey
from ciwidgets.formats.program_file import read_program
from ciwidgets.model import (
    KINDS,
    DotVote,
    Draft,
    Idea,
    Moderation,
    Need,
    Person,
    Rating,
    Sharing,
    StepState,
    new_id,
    record_id_for,
)
from ciwidgets.results.room.going import ROOM_FORGETS_AFTER
from ciwidgets.results.room.progress import Progress
from ciwidgets.store import Store

SAMPLES = Path(__file__).parent.parent / "data" / "samples"
YEAR = SAMPLES / "year.jsonl"
WORKBOOK = "needs_assessment"
RATE, WRITE, VOTE, CHOOSE = (
    f"{WORKBOOK}/{step}" for step in ("how-we-see-it", "what-hurts-most", "what-first", "our-needs")
)
FORUMS = ("forum-1", "forum-2", "forum-3")


@pytest.fixture(scope="module")
def program():
    return read_program(SAMPLES / "program.toml")


@pytest.fixture(scope="module")
def lines():
    return [json.loads(line) for line in YEAR.read_text(encoding="utf-8").split("\n") if line][1:]


@pytest.fixture(scope="module")
def store(program):
    with Store("sqlite://") as opened:
        load_program(opened, program)
        load_samples(opened, YEAR)
        yield opened


def make_samples():
    """Import the script that writes the samples, which stands outside the package."""
    sys.path.insert(0, str(SAMPLES))
    try:
        spec = importlib.util.spec_from_file_location("make_samples", SAMPLES / "make_samples.py")
        module = importlib.util.module_from_spec(spec)
        sys.modules["make_samples"] = module
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(SAMPLES))
    return module


@pytest.mark.parametrize(
    "name", ["year.jsonl", "surveys/google_forms.csv", "surveys/qualtrics.csv"]
)
def test_the_script_writes_the_same_bytes_again(tmp_path, name):
    make_samples().main(tmp_path)
    assert (tmp_path / name).read_bytes() == (SAMPLES / name).read_bytes()


def test_the_first_line_says_that_all_is_made_up_and_the_file_is_small():
    with YEAR.open(encoding="utf-8") as file:
        assert json.loads(file.readline())["made_up"] is True
    assert YEAR.stat().st_size < 1_200_000


def test_the_program_is_one_that_staff_could_run(program):
    assert program.made_up
    assert len(program.teams) == 10
    assert [one.kind for one in program.occasions].count("forum") == 5
    assert program.current_occasion == "forum-3"
    dates = [one.date for one in program.occasions]
    assert dates == sorted(dates)
    assert {day.year for day in dates} == {2026}
    assert "988" in program.support
    assert "public record" in program.records
    assert len(program.sectors) == 8
    assert len(program.survey("pulse").statements) == 10
    assert len(program.scale("agreement").labels) == 5
    assert len(program.lines_of_work) == 6
    assert not any(team.codes for team in program.teams)


def test_every_line_is_an_entry_of_the_program(lines, program):
    for line in lines:
        assert KINDS[line["kind"]].model_validate_json(json.dumps(line["body"]))
        assert program.team(line["team_id"])
        assert line["occasion"] in FORUMS


BROUGHT = {"imported_survey", "imported_answers"}


def test_people_write_in_their_own_team_at_a_forum_they_came_to(lines):
    here = {(line["record_id"], line["occasion"]) for line in lines if line["kind"] == "person"}
    homes = {line["record_id"]: line["team_id"] for line in lines if line["kind"] == "person"}
    for line in lines:
        if line["kind"] in BROUGHT:
            continue  # who answered elsewhere never came
        assert (line["author_id"], line["occasion"]) in here
        assert homes[line["author_id"]] == line["team_id"]
        if line["kind"] == "person":
            assert line["author_id"] == line["record_id"]
            assert line["body"]["source"] == "sample"


def test_time_goes_forward_and_revisions_follow_each_other(lines):
    order = [FORUMS.index(line["occasion"]) for line in lines]
    assert order == sorted(order)
    seen = Counter()
    for line in lines:
        assert line.get("base_revision", 0) == seen[line["record_id"]]
        seen[line["record_id"]] += 1


def test_ballots_and_steps_have_the_ids_a_page_would_give_them(lines):
    for line in lines:
        place = (line["author_id"], line["body"].get("step", ""), line["occasion"])
        if line["kind"] in ("rating", "dot_vote"):
            assert line["record_id"] == record_id_for(line["kind"], *place)
        if line["kind"] == "step_state":
            assert line["record_id"] == record_id_for("step_state", line["team_id"], *place[1:])


def test_answers_are_on_the_scale_and_sectors_on_the_list(store, program):
    asked = {one: program.survey(one) for one in ("pulse", "five_conditions")}
    statements = {one: {each.id for each in survey.statements} for one, survey in asked.items()}
    sectors = {one.id for one in program.sectors} | {""}
    for entry in store.current(Rating):
        assert set(entry.body.answers) <= statements[entry.body.survey]
        values = [one for one in entry.body.answers.values() if isinstance(one, int)]
        assert all(1 <= value <= 5 for value in values)
    assert {entry.body.sector for entry in store.current(Person)} <= sectors


def test_dots_keep_to_the_rules_and_stand_on_the_teams_own_wall(store, program):
    for team in program.teams:
        places = results.wall(store, team.id, WRITE).places
        for entry in store.current(DotVote, team_id=team.id):
            assert set(entry.body.dots) <= set(places)
            assert 1 <= sum(entry.body.dots.values()) <= program.dots_per_person
            assert max(entry.body.dots.values()) <= program.dots_per_item


def test_needs_are_three_to_five_ranked_from_one_and_stand_on_the_wall(store, program):
    for team in program.teams[:-1]:
        chosen = results.needs(store, team.id)
        assert 3 <= len(chosen) <= program.most_needs
        assert [need.body.rank for need in chosen] == list(range(1, len(chosen) + 1))
        places = results.wall(store, team.id, WRITE).places
        for need in chosen:
            assert need.body.reason
            assert need.body.idea_ids
            assert set(need.body.idea_ids) <= set(places)


def test_something_happened_to_the_needs_between_the_forums(store):
    needs = store.current(Need, with_retracted=True)
    assert any(need.retracted for need in needs)
    assert any(need.revision > 1 and not need.retracted for need in needs)


def test_nine_teams_have_closed_the_steps_of_both_forums_and_one_has_not_begun(store, program):
    closed = defaultdict(set)
    for entry in store.current(StepState):
        assert not entry.body.is_open
        closed[entry.team_id].add((entry.occasion, entry.body.step))
    past = {(forum, step) for forum in FORUMS[:2] for step in (RATE, WRITE, VOTE, CHOOSE)}
    assert set(closed) == {team.id for team in program.teams} - {"wexmoor"}
    assert all(past <= steps for steps in closed.values())
    assert store.current(Person, team_id="wexmoor") == []


def test_forum_three_is_going_on(store, program):
    answered = {
        team.id: len(store.current(Rating, team_id=team.id, occasion="forum-3"))
        for team in program.teams
    }
    is_open = {
        team.id: results.step_state(store, team.id, RATE, "forum-3")[0] for team in program.teams
    }
    assert [team for team, opens in is_open.items() if not opens] == ["pellwood", "tamsin"]
    assert sum(answered[team] > 0 for team in answered if is_open[team]) >= 5


def test_most_teams_can_show_a_result_and_the_team_of_three_cannot(store, program):
    shown = {}
    for team in program.teams:
        result = results.rating_result(store, program, team.id, RATE, "pulse", "forum-2")
        shown[team.id] = result is not None and not result.too_few
    assert sum(shown.values()) == 8
    assert not shown["dunmarrow"]
    assert len(results.team_people(store, "dunmarrow")) == 3


def test_the_year_has_something_to_tell(store, program):
    def mean(forum, statement, sectors=None):
        people = {entry.record_id: entry.body.sector for entry in store.current(Person)}
        found = [
            value
            for entry in store.current(Rating, occasion=forum)
            if sectors is None or people[entry.author_id] in sectors
            for value in [entry.body.answers.get(statement)]
            if isinstance(value, int)
        ]
        return sum(found) / len(found)

    assert mean("forum-3", "naloxone-any-hour") > mean("forum-1", "naloxone-any-hour") + 0.3
    assert (
        abs(mean("forum-2", "there-without-a-car") - mean("forum-1", "there-without-a-car")) < 0.3
    )
    police = mean("forum-1", "safe-to-call", {"law_enforcement"})
    assert police > mean("forum-1", "safe-to-call", {"residents", "treatment_recovery"}) + 1.5


def test_every_team_has_fifteen_ideas_or_more_and_some_are_put_together(store, program):
    for team in program.teams[:-1]:
        wall = results.wall(store, team.id, WRITE)
        written = sum(len(item.originals) for item in wall.items)
        assert 15 <= written <= 24
        assert len(wall.items) < written or team.id == "quillback"


def test_one_team_writes_in_every_way_and_one_idea_was_taken_off_its_wall(store):
    texts = " ".join(entry.body.text for entry in store.current(Idea, team_id="quillback"))
    for sign in ("<b>", "=1+1", "<script>", "👩", "العلاج", "עברית", "药", "español", "**"):
        assert sign in texts
    [moderation] = store.current(Moderation)
    wall = results.wall(store, "quillback", WRITE)
    assert moderation.body.target_id not in {
        one.id for item in wall.items for one in item.originals
    }


def test_loading_the_year_again_adds_nothing_and_leaves_changes_alone(program):
    with Store("sqlite://") as store:
        load_program(store, program)
        first = load_samples(store, YEAR)
        step = store.current(StepState)[0]
        opened = StepState(step=step.body.step, is_open=True)
        store.append(
            [
                Draft(
                    step.record_id,
                    opened,
                    new_id(),
                    team_id=step.team_id,
                    occasion=step.occasion,
                    base_revision=step.revision,
                )
            ]
        )
        last = store.last_seq()
        assert first == YEAR.read_text(encoding="utf-8").count("\n") - 1
        assert load_samples(store, YEAR) == 0
        assert store.last_seq() == last
        assert store.get(step.record_id).body.is_open


def test_two_teams_have_agreed_on_what_they_share_and_what_they_never_do(store):
    found = {(one.team_id, one.body.sort) for one in store.current(Sharing)}
    assert found == {(team, sort) for team in ("pellwood", "tamsin") for sort in ("may", "never")}
    assert {one.body.step for one in store.current(Sharing)} == {"confidentiality/our-agreement"}


def test_nobody_of_the_year_is_in_the_room_this_evening(program, tmp_path):
    ahead = datetime.now(UTC).date() + timedelta(days=30)
    is_to_come = {
        "occasions": [one.model_copy(update={"date": ahead}) for one in program.occasions]
    }
    some = YEAR.read_text(encoding="utf-8").split("\n")[:40]
    path = tmp_path / "year.jsonl"
    path.write_text("\n".join(some), encoding="utf-8")
    with Store("sqlite://") as store:
        load_program(store, program.model_copy(update=is_to_come))
        load_samples(store, path)
        hall = Progress(store)
        hall.catch_up()
        here = [
            hall.here(team.id, one.id, datetime.now(UTC) - ROOM_FORGETS_AFTER)
            for team in program.teams
            for one in program.occasions
        ]
    assert "person" in {json.loads(one).get("kind") for one in some}
    assert not any(here)


def test_the_year_is_never_loaded_beside_real_people(program):
    with Store("sqlite://") as store:
        with pytest.raises(NoProgram):
            load_samples(store, YEAR)
        load_program(store, program.model_copy(update={"made_up": False}))
        before = store.last_seq()
        with pytest.raises(NotAllowed, match="a real program"):
            load_samples(store, YEAR)
        assert store.last_seq() == before


BAD = {
    "no first line": ('{"kind": "idea"}\n', "line 1: .*has to say that all is made up"),
    "not JSON": ('{"made_up": true}\nhello\n', "line 2: "),
    "unknown team": (
        '{"made_up": true}\n{"record_id": "x", "team_id": "nowhere", "occasion": "forum-1"}\n',
        "line 2: .*no team nowhere",
    ),
    "a list": ("[]\n", "line 1: "),
}


@pytest.mark.parametrize(("text", "words"), BAD.values(), ids=BAD)
def test_a_bad_line_is_named_and_nothing_is_loaded(program, tmp_path, text, words):
    path = tmp_path / "year.jsonl"
    path.write_text(text)
    with Store("sqlite://") as store:
        load_program(store, program)
        before = store.last_seq()
        with pytest.raises(FileRefused, match=words):
            load_samples(store, path)
        assert store.last_seq() == before


def test_a_missing_year_says_where_it_comes_from(program, tmp_path):
    with Store("sqlite://") as store:
        load_program(store, program)
        with pytest.raises(FileRefused, match=r"make_samples\.py"):
            load_samples(store, tmp_path / "none.jsonl")


def rows_of(name):
    text = (SAMPLES / "surveys" / name).read_text(encoding="utf-8")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_the_survey_files_ask_the_ten_statements_of_twelve_people(program):
    statements = [one.text for one in program.survey("pulse").statements]
    google = rows_of("google_forms.csv")
    assert [head.partition("[")[2][:-1] for head in google[0] if "[" in head] == statements
    assert len(google) == 1 + 12
    qualtrics = rows_of("qualtrics.csv")
    asked = [label.partition(" - ")[2] for label in qualtrics[1] if " - " in label]
    assert asked == statements
    assert {json.loads(cell)["ImportId"] for cell in qualtrics[2]} >= {"ipAddress", "QID1_10"}
    finished = [row for row in qualtrics[3:] if row[6] == "True" and row[2] == "IP Address"]
    assert len(finished) == 12


@pytest.mark.parametrize(("name", "people"), [("google_forms.csv", 12), ("qualtrics.csv", 13)])
def test_the_survey_files_are_read_as_ten_scales_and_nobody_is_named(name, people):
    file = read_survey(SAMPLES / "surveys" / name)
    assert file.survey.people == people
    assert [one.type for one in file.survey.questions].count("scale") == 10
    assert "example.org" not in repr(file)
    assert "192.0.2" not in repr(file)


def test_what_happened_at_a_forum_was_told_on_its_day(store, program):
    days = {one.id: one.date for one in program.occasions}
    told = [one for one in store.current(Need) if one.author_id.startswith("sample-")]
    assert told
    for entry in told:
        assert entry.created_at.date() == days[entry.occasion]
