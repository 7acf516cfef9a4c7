"""What a team's measures say, in sentences, as a page and a report say them."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any, get_args

import pytest

from ciwidgets.analysis.curves import curve
from ciwidgets.model import Body, Draft, Forecast, Measure, Reading
from ciwidgets.model.goals import Direction
from ciwidgets.model.measures import Every
from ciwidgets.results.plans.measures import (
    CurveWords,
    curve_words,
    forecast_words,
    measure_curves,
    stretch_words,
)
from ciwidgets.store import Store
from ciwidgets.words import kernel_section

STEP = "goals/our-measures"
WORDS = kernel_section("measures")


def measure(**changed: Any) -> Measure:
    fields = {
        "step": STEP,
        "name": "Deaths",
        "unit": "deaths",
        "direction": "fall",
        "baseline": 40.0,
        "target": 20.0,
        **changed,
    }
    return Measure(**fields)


def readings(*values: float, first: int = 1) -> list[Reading]:
    return [
        Reading(step=STEP, measure_id="m", on=date(2026, first + place, 15), value=value)
        for place, value in enumerate(values)
    ]


def forecast(level: float = 40.0) -> Forecast:
    day = date(2026, 3, 31)
    return Forecast(step=STEP, measure_id="m", on=day, level=level, rule="flat", readings=3)


def said(*values: float, level: float | None = None, **changed: Any) -> CurveWords:
    line = None if level is None else forecast(level)
    return curve_words(curve(measure(**changed), readings(*values), line), WORDS)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            (40, 40, 40, 38, 36),
            (
                "The curve has turned: April 2026 and May 2026 were both better than if nothing "
                "had changed (38 deaths instead of 40, and 36 deaths instead of 40)."
            ),
        ),
        (
            (40, 40, 40, 42, 40),
            (
                "The curve has not turned yet: neither April 2026 nor May 2026 was better than if "
                "nothing had changed (42 deaths instead of 40, and 40 deaths instead of 40)."
            ),
        ),
        (
            (40, 40, 40, 38, 41),
            (
                "The curve has not turned yet: April 2026 was better than if nothing had changed, "
                "and May 2026 was not (38 deaths instead of 40, and 41 deaths instead of 40)."
            ),
        ),
        (
            (40, 40, 40, 41, 38),
            (
                "The curve has not turned yet: April 2026 was not better than if nothing had "
                "changed, and May 2026 was (41 deaths instead of 40, and 38 deaths instead "
                "of 40). One more like that, and it has."
            ),
        ),
        (
            (40, 40, 40, 38),
            (
                "Whether the curve has turned cannot be said yet, because only April 2026 has a "
                "reading after March 2026, when the forecast was set, and it takes two periods in "
                "a row."
            ),
        ),
        (
            (40, 40, 40),
            (
                "Whether the curve has turned cannot be said yet, because there is no reading "
                "after March 2026, when the forecast was set."
            ),
        ),
    ],
)
def test_whether_the_curve_has_turned_is_one_sentence(
    values: tuple[float, ...], sentence: str
) -> None:
    assert said(*values, level=40.0).turned == sentence


def test_two_periods_that_do_not_follow_one_on_the_other_are_named() -> None:
    told = curve(measure(), [*readings(40, 40, 40), *readings(38, first=4)], forecast())
    apart = curve(measure(), [*readings(38, first=4), *readings(36, first=9)], forecast())
    assert "only April 2026 has a reading after March 2026" in curve_words(told, WORDS).turned
    assert curve_words(apart, WORDS).turned == (
        "Whether the curve has turned cannot be said yet, because April 2026 and September 2026 do "
        "not follow one on the other, and it takes two periods in a row."
    )


def test_what_was_edited_since_the_forecast_was_set_is_said_beside_the_verdict() -> None:
    set_ = forecast().model_copy(update={"direction": "fall", "every": "month"})
    values = readings(40, 40, 40, 38, 36)
    plain = curve_words(curve(measure(), values, set_), WORDS).turned
    assert plain.startswith("The curve has turned: April 2026 and May 2026")
    assert "judged" not in plain
    edited = curve(measure(direction="rise", every="year"), values, set_)
    assert curve_words(edited, WORDS).turned == (
        f"{plain} The forecast was set when this was to fall. Now it is to rise, and the curve is "
        "still judged by whether it falls. The forecast was set when this was read every month, "
        "and the curve is still judged month by month."
    )


@pytest.mark.parametrize("direction", get_args(Direction))
@pytest.mark.parametrize("every", get_args(Every))
def test_every_term_that_may_be_edited_has_its_sentence(direction: str, every: str) -> None:
    set_ = forecast().model_copy(update={"direction": direction, "every": every})
    for other in get_args(Every):
        told = curve(measure(every=other, direction="fall"), readings(1), set_)
        sentences = curve_words(told, WORDS).turned.split(". ")
        assert len(sentences) >= 1 + len(told.edited)


def test_where_nothing_could_be_better_nothing_is_said_of_a_turn() -> None:
    assert said(1, 0, 0, 0, 0, level=0.0).turned == (
        "Whether the curve has turned cannot be said yet, because the forecast is as good as this "
        "can be, so no reading could be better."
    )


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (30.0, "That is 50% of the way from the baseline to the target."),
        (20.0, "The target is reached."),
        (10.0, "It is past the target: 150% of the way from the baseline."),
        (40.0, "It stands where the baseline was: 0% of the way to the target."),
        (50.0, "It has moved away from the target: \u221250% of the way."),
        (20.01, "That is 99.9% of the way from the baseline to the target."),
    ],
)
def test_how_far_it_has_come_is_not_clipped(value: float, sentence: str) -> None:
    assert said(value).progress == sentence


def test_what_is_not_defined_is_said_with_its_reason() -> None:
    assert said(30, target=40.0).progress == (
        "How far it has come is not defined, because the baseline and the target are the same."
    )
    assert said(baseline=None, target=None).progress == (
        "How far it has come cannot be said yet: there is no reading and no baseline and no target."
    )
    assert said(5, baseline=0.0).change == (
        "A change in percent is not defined from a baseline of 0 deaths."
    )


def test_a_change_of_a_percentage_is_told_in_points() -> None:
    told = said(30, unit="%")
    assert told.latest == "Latest reading: 30% on January 15, 2026."
    assert told.change == "That is 10 percentage points less than the baseline."
    assert said(30).change == "That is 25% less than the baseline."
    assert said(40).change == "That is the same as the baseline."


def test_a_target_on_the_wrong_side_is_asked_about() -> None:
    assert said(30).against == ""
    assert "the target lies below the baseline" in said(30, direction="rise").against
    assert "the target lies above the baseline" in said(30, target=50.0).against


def test_all_of_it_is_read_in_one_order_and_nothing_empty_is() -> None:
    told = said(30, level=40.0)
    assert told.sentences[0] == told.latest
    assert told.sentences[-1] == told.turned
    assert "" not in told.sentences
    assert len(told.sentences) == 7


def test_a_forecast_says_by_which_rule_it_was_found() -> None:
    told = curve(measure(), [], forecast(12.5)).line
    assert told is not None
    assert forecast_words(told, "deaths", WORDS) == (
        "If nothing changes it stays at 12.5 deaths, the last value. (3 periods with a reading up "
        "to March 31, 2026.)"
    )


def test_periods_are_written_as_people_write_them() -> None:
    assert stretch_words((2026, 1), "quarter", WORDS) == "January to March 2026"
    assert stretch_words((2026, 4), "quarter", WORDS) == "October to December 2026"
    assert stretch_words((2026, 12), "month", WORDS) == "December 2026"
    assert stretch_words((2026, 1), "year", WORDS) == "2026"


def test_measures_come_with_what_belongs_to_each_as_it_stood() -> None:
    store, numbers = Store("sqlite://"), count()

    def keep(record_id: str, body: Body, base: int = 0) -> int:
        request = f"{next(numbers)}".rjust(22, "r")
        draft = Draft(record_id, body, request, "t1", "p1", "forum", base_revision=base)
        return store.append([draft])[0].seq

    keep("program", measure(level="program", asks="how_much"))
    keep("place", measure(level="population"))
    of_place: dict[str, Any] = {"step": STEP, "measure_id": "place"}
    keep("late", Reading(**of_place, on=date(2026, 5, 1), value=5.0))
    before = keep("early", Reading(**of_place, on=date(2026, 4, 1), value=4.0))
    keep("set", Forecast(**of_place, on=date(2026, 6, 1), level=4.5, rule="flat", readings=2))
    keep("again", Forecast(**of_place, on=date(2026, 7, 1), level=1.0, rule="flat", readings=2))
    now = measure_curves(store, "t1")
    assert [one.measure.record_id for one in now] == ["place", "program"]
    assert [one.record_id for one in now[0].readings] == ["early", "late"]
    assert now[0].forecast is not None
    assert now[0].forecast.record_id == "set"
    assert now[1].readings == ()
    assert measure_curves(store, "t1", before)[0].forecast is None
    assert measure_curves(store, "t2") == []
