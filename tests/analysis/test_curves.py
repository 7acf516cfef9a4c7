"""What a measure would do if nothing changed, and whether its curve has turned."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.analysis.amounts import is_close, percent_change, progress
from ciwidgets.analysis.curves import Line, Point, _trend, curve, no_change, points_of, stretch_of
from ciwidgets.model import Forecast, Measure, Reading

STEP = "goals/our-measures"
AMOUNTS = st.floats(-1e12, 1e12, allow_nan=False)
DAYS = st.dates(date(2020, 1, 1), date(2027, 12, 31))
EVERY = st.sampled_from(["month", "quarter", "year"])


def measure(**changed):
    fields = {"name": "Deaths", "unit": "deaths", "direction": "fall", **changed}
    return Measure(step=STEP, **fields)


def reading(on, value):
    return Reading(step=STEP, measure_id="m", on=on, value=value)


def months(*values, year=2026, first=1):
    return [
        reading(date(year, first + place, 15), value)
        for place, value in enumerate(values)
        if value is not None
    ]


def forecast(level=40.0, per_year=0.0, on=date(2026, 3, 31), **terms):
    line = {"level": level, "per_year": per_year, "rule": "flat", "readings": 2}
    return Forecast(step=STEP, measure_id="m", on=on, **line, **terms)


FALLING = {"direction": "fall", "every": "month", "least": 0.0, "most": None}


def test_with_fewer_than_three_periods_the_last_value_goes_on() -> None:
    on = date(2026, 6, 1)
    assert no_change([], on, "month") is None
    assert no_change(points_of(months(40, 44)), on, "month") == Line(on, 44, 0.0, "flat", 2)


def test_three_readings_in_one_month_are_one_period_and_no_trend() -> None:
    points = [Point(date(2026, 3, day), day * 10.0) for day in (1, 8, 15)]
    found = no_change(points, date(2026, 3, 31), "month")
    assert found is not None
    assert (found.rule, found.level, found.readings) == ("flat", 150, 1)


def test_one_odd_value_does_not_move_the_trend() -> None:
    plain = months(10, 20, 30, 40, 50, 60, 70)
    odd = months(10, 20, 30, 900, 50, 60, 70)
    on = date(2026, 7, 15)
    straight, bent = (no_change(points_of(one), on, "month") for one in (plain, odd))
    assert straight is not None
    assert bent is not None
    assert straight.level == pytest.approx(70, abs=1)
    assert straight.per_year == pytest.approx(120, abs=3)
    assert bent.per_year == pytest.approx(straight.per_year, abs=5)


def test_a_line_rests_on_the_last_sixty_periods_and_on_no_more_work() -> None:
    days = [date(2026 - back // 12, 12 - back % 12, 15) for back in range(400)]
    points = points_of(reading(day, float(day.year)) for day in days)
    found = no_change(points, date(2026, 12, 31), "month")
    assert found is not None
    assert found.readings == 60
    before = _trend.cache_info()
    assert no_change(points, date(2027, 1, 9), "month") is not None
    assert _trend.cache_info().misses == before.misses


def test_what_comes_after_the_day_is_no_history() -> None:
    points = points_of(months(40, 40, 40, 90, 90))
    found = no_change(points, date(2026, 3, 31), "month")
    assert found == Line(date(2026, 3, 31), 40, 0.0, "line", 3)


def test_the_curve_has_turned_when_the_last_two_periods_are_better() -> None:
    told = curve(measure(), months(40, 41, 40, None, 39, 38), forecast())
    assert (told.verdict, told.why) == ("turned", "")
    assert [one.period for one in told.since] == [(2026, 5), (2026, 6)]
    rising = curve(measure(direction="rise"), months(40, 41, 40, None, 39, 38), forecast())
    assert rising.verdict == "not_yet"


def test_one_better_period_or_one_as_good_is_not_enough() -> None:
    assert curve(measure(), months(40, 40, 40, 41, 38), forecast()).verdict == "not_yet"
    assert curve(measure(), months(40, 40, 40, 38, 40), forecast()).verdict == "not_yet"
    little = curve(measure(), months(40, 40, 40, 38), forecast())
    assert (little.verdict, little.why) == ("open", "too_few")
    none = curve(measure(), months(40, 38, 30), None)
    assert (none.verdict, none.why) == ("open", "no_forecast")


def test_two_readings_of_one_quarter_are_one_period() -> None:
    told = curve(measure(every="quarter"), months(None, None, None, 30, 31), forecast())
    assert (told.why, len(told.since)) == ("too_few", 1)
    assert told.since[0].point.value == 31


@pytest.mark.parametrize(
    ("every", "days", "why"),
    [
        ("month", [(2026, 4), (2026, 6)], "gap"),
        ("month", [(2026, 12), (2027, 1)], ""),
        ("month", [(2026, 12), (2027, 12)], "gap"),
        ("quarter", [(2026, 11), (2027, 2)], ""),
        ("quarter", [(2026, 6), (2026, 11)], "gap"),
        ("year", [(2027, 1), (2028, 12)], ""),
        ("year", [(2027, 12), (2029, 1)], "gap"),
    ],
)
def test_two_in_a_row_are_periods_that_follow_one_on_the_other(every, days, why) -> None:
    values = [reading(date(year, month, 3), 30) for year, month in days]
    told = curve(measure(every=every), values, forecast())
    assert (told.verdict, told.why) == ("open" if why else "turned", why)


@pytest.mark.parametrize(
    ("every", "last_of_its_own"),
    [
        ("month", date(2026, 2, 28)),
        ("quarter", date(2026, 3, 31)),
        ("year", date(2026, 12, 31)),
    ],
)
def test_the_period_a_forecast_was_set_in_is_not_since(every, last_of_its_own) -> None:
    set_ = forecast(on=date(2026, 2, 3))
    own = [reading(date(2026, 2, 4), 1), reading(last_of_its_own, 1)]
    assert curve(measure(every=every), own, set_).since == ()
    after = reading(last_of_its_own + timedelta(days=1), 1)
    told = curve(measure(every=every), [*own, after], set_)
    assert [one.point.on for one in told.since] == [after.on]


def test_a_forecast_is_judged_by_what_it_was_set_on() -> None:
    values = months(40, 40, 40, 39, 38)
    set_ = forecast(**FALLING)
    told = curve(measure(direction="rise", every="year", unit="%"), values, set_)
    assert (told.verdict, told.edited) == ("turned", ("direction", "every"))
    assert (told.terms.least, told.terms.most) == (0, None)
    assert curve(measure(), values, set_).edited == ()


def test_a_forecast_from_before_terms_were_kept_goes_by_those_of_now() -> None:
    old = forecast()
    assert (old.direction, old.every) == ("", "")
    told = curve(measure(direction="rise"), months(40, 40, 40, 41, 42), old)
    assert (told.verdict, told.edited) == ("turned", ())


def test_a_reading_below_nothing_does_not_lift_the_limit_of_a_forecast() -> None:
    set_ = forecast(level=1, per_year=-36, **FALLING)
    told = curve(measure(), [*months(6, 3, 1, 0, 0), reading(date(2025, 1, 1), -1)], set_)
    assert [one.expected for one in told.since] == [0, 0]
    assert told.why == "no_room"


def test_a_late_reading_counts_where_it_belongs() -> None:
    in_time = months(40, 40, 40, 39, 38, 37)
    late = [*in_time[:3], in_time[5], in_time[3], in_time[4]]
    assert curve(measure(), late, forecast()) == curve(measure(), in_time, forecast())


def test_of_two_readings_on_a_day_the_one_kept_last_counts() -> None:
    day = date(2026, 4, 15)
    told = curve(measure(), [reading(day, 12), reading(day, 13)], None)
    assert told.points == (Point(day, 13),)


def test_a_count_is_not_forecast_below_nothing() -> None:
    told = curve(measure(), months(6, 3, 1, 0, 0), forecast(level=1, per_year=-36))
    assert [one.expected for one in told.since] == [0, 0]
    assert (told.verdict, told.why) == ("open", "no_room")
    assert min(one.value for one in told.forecast) == 0
    # What is to rise is better than nothing as soon as there is one.
    up = curve(measure(direction="rise"), months(6, 3, 1, 1, 2), forecast(level=1, per_year=-36))
    assert up.verdict == "turned"


def test_a_percentage_is_not_forecast_above_a_hundred() -> None:
    full = measure(unit="%", direction="rise")
    told = curve(full, months(90, 95, 99, 100, 100), forecast(level=99, per_year=48))
    assert (told.verdict, told.why) == ("open", "no_room")
    assert max(one.value for one in told.forecast) == 100


def test_a_balance_may_go_below_nothing() -> None:
    told = curve(measure(), months(6, 3, -1, -3, -9), forecast(level=-1, per_year=-1))
    assert told.verdict == "turned"


@pytest.mark.parametrize(
    ("numbers", "share"),
    [
        ((20, 25, 30), 0.5),
        ((30, 33, 20), -0.3),
        ((30, 15, 20), 1.5),
        ((30, 30, 30), None),
        ((None, 30, 20), None),
        ((30, None, 20), None),
        ((30, 30, None), None),
    ],
)
def test_progress_is_stated_and_not_clipped(numbers, share) -> None:
    assert progress(*numbers) == (None if share is None else pytest.approx(share))


def test_tiny_numbers_are_told_apart_and_rounding_is_not() -> None:
    assert progress(1e-12, 5e-10, 1e-9) == pytest.approx(0.4995, abs=1e-4)
    assert progress(0.1, 0.1 + 0.2, 0.3) == 1.0
    assert progress(0.1 + 0.2, 5, 0.3) is None
    assert progress(0.3, 0.1 + 0.2, 5) == 0.0


@given(AMOUNTS, AMOUNTS)
def test_whether_two_numbers_are_the_same_does_not_hang_on_their_order_or_sign(one, other) -> None:
    assert is_close(one, one)
    assert is_close(one, other) == is_close(other, one) == is_close(-one, -other)
    if abs(one) > 1e-290:  # below, a float has few digits left
        assert is_close(one * (1 + 1e-13), one)
        assert not is_close(one * 1.000001, one)


def test_a_change_in_percent_is_not_defined_from_nothing() -> None:
    assert percent_change(0, 5) is None
    assert percent_change(None, 5) is None
    assert percent_change(5e-324, 5) is None
    assert percent_change(-20, -30) == pytest.approx(-0.5)


def test_every_day_is_in_a_period_of_its_year() -> None:
    assert stretch_of(date(2026, 3, 31), "quarter") == (2026, 1)
    assert stretch_of(date(2026, 4, 1), "quarter") == (2026, 2)
    assert stretch_of(date(2026, 12, 31), "quarter") == (2026, 4)
    assert stretch_of(date(2026, 12, 31), "month") == (2026, 12)
    assert stretch_of(date(2026, 12, 31), "year") == (2026, 1)


@given(st.lists(st.tuples(DAYS, AMOUNTS), max_size=30), DAYS, EVERY)
def test_whatever_was_read_the_forecast_can_be_kept(pairs, on, every) -> None:
    found = no_change(points_of(reading(*one) for one in pairs), on, every)
    assert (found is None) == all(day > on for day, _ in pairs)
    if found is not None:
        Forecast(
            step=STEP,
            measure_id="m",
            on=found.on,
            level=found.level,
            per_year=found.per_year,
            rule=found.rule,
            readings=found.readings,
        )


@given(
    st.lists(st.tuples(DAYS, AMOUNTS), max_size=30, unique_by=lambda one: one[0]),
    st.randoms(),
    EVERY,
)
def test_the_order_in_which_readings_came_changes_nothing(pairs, chance, every) -> None:
    mixed = list(pairs)
    chance.shuffle(mixed)
    one, other = (
        curve(measure(every=every), [reading(*pair) for pair in found], forecast(level=0.0))
        for found in (pairs, mixed)
    )
    assert one == other


@given(st.lists(st.tuples(DAYS, st.floats(0, 1e6)), min_size=1, max_size=30), EVERY)
def test_mirrored_numbers_turn_the_other_way(pairs, every) -> None:
    """A fall of a number is a rise of the same number below nothing."""
    down = curve(measure(every=every), [reading(*one) for one in pairs], forecast(level=500.0))
    up = curve(
        measure(every=every, direction="rise"),
        [reading(day, -value) for day, value in pairs],
        forecast(level=-500.0),
    )
    assert (down.verdict, down.why) == (up.verdict, up.why)


READINGS = st.lists(st.tuples(DAYS, AMOUNTS), max_size=20)
TERMS = st.fixed_dictionaries(
    {
        "direction": st.sampled_from(["rise", "fall"]),
        "every": EVERY,
        "least": st.none() | st.just(0.0),
        "most": st.none() | st.just(100.0),
    }
)
SET_ON = date(2023, 5, 10)


def verdict_of(measure_, pairs, set_):
    told = curve(measure_, [reading(*one) for one in pairs], set_)
    return told.verdict, told.why, told.since


@given(READINGS, st.lists(st.tuples(st.dates(date(1950, 1, 1), SET_ON), AMOUNTS)), TERMS)
def test_readings_from_before_the_forecast_never_change_the_verdict(pairs, before, terms) -> None:
    set_ = forecast(on=SET_ON, per_year=3.0, **terms)
    after = [one for one in pairs if one[0] > SET_ON]
    assert verdict_of(measure(), [*after, *before], set_) == verdict_of(measure(), after, set_)


@given(
    READINGS,
    TERMS,
    st.fixed_dictionaries(
        {
            "direction": st.sampled_from(["rise", "fall"]),
            "every": EVERY,
            "unit": st.sampled_from(["%", "deaths", ""]),
            "baseline": st.none() | AMOUNTS,
            "target": st.none() | AMOUNTS,
            "by": st.none() | st.dates(),
        }
    ),
)
def test_editing_a_measure_never_changes_a_verdict(pairs, terms, edit) -> None:
    set_ = forecast(on=SET_ON, per_year=-3.0, **terms)
    assert verdict_of(measure(**edit), pairs, set_) == verdict_of(measure(), pairs, set_)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(-3, 3))
def test_progress_finds_the_share_it_was_made_of(baseline, target, share) -> None:
    found = progress(baseline, baseline + share * (target - baseline), target)
    if abs(target - baseline) > 1:
        assert found == pytest.approx(share, abs=1e-6)


@given(st.lists(st.tuples(DAYS, AMOUNTS), min_size=1, max_size=20), AMOUNTS, st.floats(-1e6, 1e6))
def test_the_picture_of_a_forecast_goes_forward_and_stays_within_what_can_be(
    pairs, level, per_year
) -> None:
    told = curve(measure(), [reading(*one) for one in pairs], forecast(level, per_year))
    days = [one.on for one in told.forecast]
    assert days == sorted(set(days))
    assert days[0] == date(2026, 3, 31)
    assert told.until <= max(days[0], told.points[-1].on) + timedelta(days=5 * 365)
    if told.terms.least is not None:
        assert min(one.value for one in told.forecast) >= told.terms.least


def test_a_reading_of_the_day_the_forecast_was_set_is_history() -> None:
    on_the_day = [*months(40, 40, 40), reading(date(2026, 3, 31), 30), *months(20, first=4)]
    assert len(curve(measure(), on_the_day, forecast()).since) == 1
