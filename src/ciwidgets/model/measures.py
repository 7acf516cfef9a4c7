"""Shared measures: what is counted, its readings over time, and the forecast it is held against."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ciwidgets.model.entries import Body
from ciwidgets.model.goals import Amount, Direction, Year
from ciwidgets.model.text import FilledShortText, Name, RecordId, ShortText, StepId

# The three questions of results-based accountability.
Asks = Literal["how_much", "how_well", "better_off"]
Every = Literal["month", "quarter", "year"]


class Measure(Body):
    """Something a goal is seen by, read ``every`` so often.

    ``level`` keeps what happens to everybody in a place ("population") apart from what one program
    does for those it serves ("program").
    """

    kind: ClassVar[str] = "measure"
    step: StepId
    goal_id: RecordId | Literal[""] = ""
    name: FilledShortText
    unit: Name = ""
    asks: Asks = "better_off"
    level: Literal["population", "program"] = "program"
    population: Name = ""
    direction: Direction = "rise"
    every: Every = "month"
    baseline: Amount | None = None
    source: Name = ""
    year: Year | None = None
    target: Amount | None = None
    by: date | None = None


class Reading(Body):
    """One value of a measure on a day; the days before the work began are its history."""

    kind: ClassVar[str] = "reading"
    step: StepId
    measure_id: RecordId
    on: date
    value: Amount
    note: ShortText = ""


class Forecast(Body):
    """What a measure would do if nothing changed, set before the work so that it cannot move.

    A straight line: ``level`` on the day ``on``, and ``per_year`` more each year. ``rule`` says
    how it was found: the last value goes on ("flat"), or the trend of the history does ("line").
    The rest is what the curve is judged by from then on, whatever becomes of the measure: where it
    is to go, how often it is read, and what it can be at ``least`` and at ``most`` (None: no
    limit). A forecast kept before these were names no ``direction``, and is judged as of now.
    """

    kind: ClassVar[str] = "forecast"
    step: StepId
    measure_id: RecordId
    on: date
    level: Amount
    per_year: Amount = 0.0
    rule: Literal["flat", "line"]
    readings: Annotated[int, Field(ge=1, le=2000)]
    direction: Direction | Literal[""] = ""
    every: Every | Literal[""] = ""
    least: Amount | None = None
    most: Amount | None = None
