"""A team's local numbers, to be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from ciwidgets.analysis.local_rows import EVERYONE
from ciwidgets.errors import BadMessage
from ciwidgets.model import ImportedIndicators
from ciwidgets.results import indicator_files, numbers_of
from ciwidgets.results.number_words import (
    left_out_sentence,
    mark_said,
    measure_sentences,
    note_sentences,
    source_sentences,
)
from ciwidgets.visit.exercise import Exercise
from ciwidgets.visit.messages import Message
from ciwidgets.visit.presence import Presence, Reply, Shows
from ciwidgets.widgets import LocalNumbersWidget
from ciwidgets.words.refusals import refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ciwidgets.analysis.local_layout import Breakdown
    from ciwidgets.analysis.local_numbers import MeasureNumbers, Number

# The headings of data/samples/indicators_template.csv, which a test compares.
TEMPLATE = "place,period,group,count,population,measure,source"


class LocalNumbersExercise(Exercise[LocalNumbersWidget]):
    """Shows what a team's files say; there is nothing to answer, and nothing to open or close."""

    forms: ClassVar[dict[str, type[Message]]] = {}
    closes: ClassVar[bool] = False
    shows: ClassVar[Shows] = frozenset({ImportedIndicators})

    def __init__(self, visit: Presence, step: str) -> None:
        """Show the numbers in a step."""
        widget = LocalNumbersWidget(words=visit.words_for("local_numbers"), template=TEMPLATE)
        super().__init__(visit, step, widget)

    def receive(self, content: Any) -> Reply:
        """Refuse any message: the numbers are only shown."""
        return self.answer(content)

    def answer(self, message: Any) -> Reply:
        """Refuse any message.

        Raises:
            BadMessage: always.
        """
        del message
        raise BadMessage(refusal("numbers_only_shown"))

    def count_answered(self) -> int:
        """Return how many files were brought."""
        return len(indicator_files(self.visit.record, self.visit.team_id))

    def show(self) -> None:
        """Show the numbers, or that there are none."""
        visit, widget = self.visit, self.widget
        numbers = numbers_of(visit.record, visit.program, visit.team_id)
        if numbers is None:
            self.clear()
            return
        words = visit.kernel_words_for("local_numbers")
        widget.measures = [_measure(one, words) for one in numbers.measures]
        widget.notes = note_sentences(numbers, words)
        files = indicator_files(visit.record, visit.team_id)
        widget.sources = source_sentences(files, words)

    def clear(self) -> None:
        """Show no number."""
        self.widget.measures, self.widget.notes, self.widget.sources = [], [], []


def _measure(measure: MeasureNumbers, words: Mapping[str, str]) -> dict[str, Any]:
    layout = measure.layout
    return {
        "name": measure.name,
        "sentences": measure_sentences(measure, words),
        "periods": [{"label": one.label, "short": one.short} for one in layout.periods],
        "places": [
            {
                "name": place.name,
                "role": place.role,
                "numbers": [_number(measure.at(place, when), words) for when in layout.periods],
            }
            for place in layout.places
        ],
        "breakdowns": [_breakdown(measure, one, words) for one in layout.breakdowns],
        "left_out": left_out_sentence(measure, words),
    }


def _breakdown(measure: MeasureNumbers, one: Breakdown, words: Mapping[str, str]) -> dict[str, Any]:
    return {
        "dimension": one.dimension,
        "period": one.period.label,
        "groups": [group.name for group in one.groups],
        "places": [
            {
                "name": place.name,
                "role": place.role,
                "numbers": [
                    _number(number, words)
                    for number in (
                        measure.at(place, one.period, EVERYONE),
                        *measure.of_group(one, place),
                    )
                ],
            }
            for place in one.places
        ],
    }


def _number(number: Number, words: Mapping[str, str]) -> dict[str, Any]:
    """Return a number as the page is given it: a hidden one has nothing but the word."""
    rate, adjusted = number.rate, number.adjusted
    known = {
        "count": number.count,
        "population": number.population,
        "rate": rate and round(rate.rate, 3),
        "lower": rate and round(rate.lower, 3),
        "upper": rate and round(rate.upper, 3),
        "mark": mark_said(number.mark, words) or None,
        "adjusted": adjusted and adjusted.rate,
        "per": adjusted and adjusted.per,
        "predicted": number.predicted,
    }
    return {"state": number.state, **{key: one for key, one in known.items() if one is not None}}
