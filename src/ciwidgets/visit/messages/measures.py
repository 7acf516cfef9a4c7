"""What a team measures, what it read on a day, and what would come if nothing changed."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ciwidgets.model.goals import Amount, Direction, Year
from ciwidgets.model.measures import Asks, Every
from ciwidgets.model.text import FilledShortText, Name, RecordId, ShortText
from ciwidgets.visit.messages.door import Message, Revision
from ciwidgets.visit.messages.records import SaveRecord


class SaveMeasure(SaveRecord):
    """What is counted, of whom, for which goal, from where to where."""

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


class SaveReading(Message):
    """One value of a measure on a day, new or changed."""

    type: Literal["save_reading"]
    record_id: RecordId
    base_revision: Revision
    measure_id: RecordId
    on: date
    value: Amount
    note: ShortText = ""


class DropReading(Message):
    """This reading is taken off; it stays in the past."""

    type: Literal["drop_reading"]
    record_id: RecordId
    base_revision: Revision


class SetForecast(Message):
    """Set the forecast of a measure, as the page showed it; that is done once."""

    type: Literal["forecast"]
    measure_id: RecordId
    level: Amount
    per_year: Amount
