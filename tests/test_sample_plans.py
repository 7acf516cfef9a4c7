"""What made-up teams plan and do: no two alike, and all of it agreeing with itself."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from ciwidgets.analysis.curves import no_change, points_of
from ciwidgets.model import Reading

YEAR = Path(__file__).parent.parent / "data" / "samples" / "year.jsonl"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@pytest.fixture(scope="module")
def told():
    """Every entry by kind, in the order it was written."""
    found = {}
    for line in YEAR.read_text(encoding="utf-8").split("\n")[1:]:
        if line:
            entry = json.loads(line)
            found.setdefault(entry["kind"], []).append(entry)
    return found


def test_a_win_is_dated_on_the_weekday_and_the_day_its_words_name(told):
    named = 0
    for win in told["win"]:
        body = win["body"]
        day = date.fromisoformat(body["done_on"])
        said = f"{body['title']} {body['evidence']}"
        if "of June " in said or "on May " in said:
            assert f"{day:%B} {day.day}" in said or "to 7" in said
        for weekday in DAYS:
            if f"a {weekday}" in said or f"{weekday}, June" in said:
                assert DAYS[day.weekday()] == weekday
                named += 1
    assert named


def test_an_activity_and_a_win_are_with_partners_that_fit_them(told):
    names = {one["record_id"]: one["body"]["name"] for one in told["partner"]}
    with_whom = {
        one["record_id"]: [names[each] for each in one["body"]["partner_ids"]]
        for one in told["activity"]
    }
    for one in told["win"]:
        body = one["body"]
        [activity] = body["activity_ids"]
        assert [names[each] for each in body["partner_ids"]] == with_whom[activity][:1]
    for one in told["activity"]:
        if "Sundays" in one["body"]["name"]:
            assert not any("Commerce" in each for each in with_whom[one["record_id"]])
        if "discharge" in one["body"]["name"]:
            assert "Mercy Ridge Hospital" in with_whom[one["record_id"]]


def test_no_more_than_two_teams_are_told_the_same_in_the_same_words(told):
    pairs = {}
    for one in told["thanks"]:
        pairs.setdefault(one["body"]["win_id"], []).append(one["body"]["text"])
    helpers = [one["body"]["thanks_to"][1]["name"] for one in told["win"]]
    notes = [one["body"]["text"] for one in told["coaching_note"]]
    for said in (map(tuple, pairs.values()), helpers, notes):
        assert max(Counter(said).values()) <= 2


def test_what_was_spent_is_no_fixed_part_of_what_was_planned(told):
    planned = {one["record_id"]: one["body"]["cost"] for one in told["activity"]}
    shares = [
        one["body"]["amount"] / planned[one["body"]["activity_id"]]
        for one in told["ledger_line"]
        if one["body"]["sort"] == "spent"
    ]
    assert len({round(one, 2) for one in shares}) > len(shares) / 2


def test_a_forecast_says_what_the_readings_before_it_say(told):
    readings = {}
    for one in told["reading"]:
        body = Reading.model_validate_json(json.dumps(one["body"]))
        readings.setdefault(body.measure_id, []).append(body)
    for one in told["forecast"]:
        said = one["body"]
        on = date.fromisoformat(said["on"])
        line = no_change(points_of(readings[said["measure_id"]]), on, "month")
        assert (said["level"], said["per_year"], said["rule"], said["readings"]) == (
            line.level,
            line.per_year,
            line.rule,
            line.readings,
        )
