"""Pictures of a measure over time: in words too, with every reading."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ciwidgets.analysis.curves import curve
from ciwidgets.charts.curves import curve_chart, nice_steps
from ciwidgets.errors import ReportError
from ciwidgets.model import Forecast, Measure, Reading

STEP = "goals/our-measures"


def told(values, target=10.0, level=None, **changed):
    measure = Measure(
        step=STEP, name="Deaths & harm", unit="deaths", direction="fall", target=target, **changed
    )
    readings = [Reading(step=STEP, measure_id="m", on=day, value=one) for day, one in values]
    forecast = None
    if level is not None:
        forecast = Forecast(
            step=STEP, measure_id="m", on=date(2026, 2, 28), level=level, rule="flat", readings=1
        )
    return curve(measure, readings, forecast)


def words_in(svg):
    return [
        "".join(one.itertext()) for one in ET.fromstring(svg).iter() if one.tag.endswith("}text")
    ]


MONTHS = [(date(2026, 1, 31), 20.0), (date(2026, 3, 31), 18.0), (date(2026, 4, 30), 17.5)]


def test_a_curve_is_told_in_sentences_and_every_reading_stands_in_the_table():
    figure = curve_chart(told(MONTHS, level=20.0), ["Latest reading: 17.5.", "", "It has turned."])
    assert figure.alt == ("A line over time: Deaths & harm. Latest reading: 17.5. It has turned.")
    assert figure.data.columns == ("Day", "deaths", "If nothing had changed")
    assert figure.data.rows == (
        ("January 31, 2026", "20", ""),
        ("March 31, 2026", "18", "20"),
        ("April 30, 2026", "17.5", "20"),
    )
    said = words_in(figure.svg)
    assert {"What we read: deaths", "If nothing had changed", "Target: 10"} <= set(said)
    assert "January 2026" in said


def test_the_lines_differ_by_more_than_their_color():
    figure = curve_chart(told(MONTHS, level=20.0), [])
    assert figure.svg.count("stroke-dasharray") >= 4  # the key and the picture, two lines each


def test_without_a_forecast_and_a_target_neither_is_named():
    figure = curve_chart(told(MONTHS[:1], target=None), [], title="Another name")
    assert figure.title == "Another name"
    assert figure.data.columns == ("Day", "deaths")
    assert not {"If nothing had changed", "Target"} & set(words_in(figure.svg))


def test_what_fell_below_nothing_since_the_forecast_is_on_the_sheet():
    measure = Measure(step=STEP, name="Balance", unit="dollars", direction="rise")
    readings = [
        Reading(step=STEP, measure_id="m", on=day, value=one)
        for day, one in [(date(2026, 1, 31), 5.0), (date(2026, 3, 31), -40.0)]
    ]
    line = {"on": date(2026, 2, 28), "level": 5.0, "rule": "flat", "readings": 1}
    terms = {"direction": "rise", "every": "month", "least": 0.0}
    forecast = Forecast(step=STEP, measure_id="m", **line, **terms)
    figure = curve_chart(curve(measure, readings, forecast), [])
    assert "\u221240" in words_in(figure.svg)


def test_nothing_to_draw_is_said_instead_of_drawn():
    with pytest.raises(ReportError, match="'Deaths & harm' has no reading to draw"):
        curve_chart(told([]), [])


@given(st.floats(-1e12, 1e12), st.floats(-1e12, 1e12))
def test_steps_are_few_round_and_hold_what_is_drawn(one, other):
    low, high = min(one, other), max(one, other)
    steps = nice_steps(low, high)
    room = 1e-6 * (steps[-1] - steps[0])
    assert 2 <= len(steps) <= 7
    assert steps[0] - room <= low <= high <= steps[-1] + room


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.floats(-1e12, 1e12)),
        min_size=1,
        max_size=8,
    ),
    st.none() | st.floats(-1e12, 1e12),
    st.none() | st.dates(),
)
def test_whatever_was_read_can_be_drawn(values, target, by):
    figure = curve_chart(told(values, target=target, level=3.0, by=by), [])
    assert "nan" not in figure.svg
    assert len(figure.data.rows) == len({day for day, _ in values})
