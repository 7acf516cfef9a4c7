"""A team's local numbers in a report: sentences, figures with their rules, and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets import results
from ciwidgets.charts import groups_chart, number_table, rates_chart
from ciwidgets.reports.blocks import Block, Heading, HowMade, Section, Text
from ciwidgets.reports.wording import figure_block, table_block, to_how_made
from ciwidgets.results.number_words import (
    left_out_sentence,
    measure_sentences,
    note_sentences,
    source_sentences,
)
from ciwidgets.words import filled, kernel_section

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ciwidgets.analysis.local_numbers import LocalNumbers, MeasureNumbers
    from ciwidgets.model import ImportedIndicators, Program
    from ciwidgets.results import Record

NAME = "local_numbers"
RATES = (
    "A rate says how many of every 100,000 people, so that a small place and a large one can stand "
    "side by side. A place with more older people can differ for that reason alone."
)
SMALL = "Small numbers are hidden, so that nobody can be recognized by them."
# The exact intervals and comparisons of ``analysis.rates``, the line of ``analysis.trends``.
METHODS = (
    "The range of a count is exact for a Poisson number (Garwood, 1936).",
    "Two rates are compared by an exact test of their ratio, at 95% (Clopper and Pearson, 1934).",
    (
        "Rising or falling is told by a log-linear Poisson line over the years (McCullagh and "
        "Nelder, 1989). It is widened where years vary more than chance alone would have it."
    ),
)


def our_numbers(
    record: Record,
    program: Program,
    team_id: str,
    as_of: int | None = None,
    occasions: Collection[str] | None = None,
) -> Section:
    """Return what the team's files show; a file that came late counts at its own occasion.

    ``occasions`` are those whose files count; where none are named, ``as_of`` decides.
    """
    place = (record, program, team_id, as_of, occasions)
    numbers = results.numbers_of(*place)
    if numbers is None:
        return Section([Text("The team has not brought any local numbers yet.", "absent")])
    words = kernel_section("local_numbers")
    files = results.indicator_files(record, team_id, as_of, occasions)
    blocks = [block for one in numbers.measures for block in _measure(one)]
    made = _how_made(numbers, files)
    # What is left of the notes is of these numbers, and not of the rules they are made by.
    rules = {numbers.reliability.sentence, *made.sentences}
    said = [one for one in note_sentences(numbers, words) if one not in rules]
    has_rates = any(one.has_rates for one in numbers.measures)
    lead = [Text(RATES)] if has_rates else []
    return Section([*lead, Text(" ".join((SMALL, *said))), to_how_made(NAME), *blocks, made])


def _how_made(numbers: LocalNumbers, files: Sequence[ImportedIndicators]) -> HowMade:
    words = kernel_section("local_numbers")
    rules = [numbers.disclosure.sentence]
    if any(one.has_rates for one in numbers.measures):
        rules = [words["crude_rule"], *METHODS, numbers.reliability.sentence, *rules]
    sources = source_sentences(files, words)
    return HowMade(NAME, "Local numbers: rates, ranges, and what is hidden", (*rules, *sources))


def _measure(measure: MeasureNumbers) -> list[Block]:
    words = kernel_section("local_numbers")
    sentences = measure_sentences(measure, words)
    blocks: list[Block] = [Heading(measure.name), Text(" ".join(sentences))]
    if measure.reading is not None:
        blocks.append(figure_block(rates_chart(measure)))
    for one in measure.layout.breakdowns:
        if any(number.count is not None for number in measure.of_group(one, one.places[0])):
            blocks.append(figure_block(groups_chart(measure, one)))
        else:
            title = filled(words["groups_title"], dimension=one.dimension, period=one.period.label)
            blocks.append(Text(f"{title}: {words['groups_hidden']}"))
    blocks += _peers(measure)
    left_out = left_out_sentence(measure, words)
    return [*blocks, Text(left_out, "note")] if left_out else blocks


def _peers(measure: MeasureNumbers) -> list[Block]:
    """Return the other places in the newest period that the own place has a number for."""
    peers = [one for one in measure.layout.places if one.role == "peer"]
    if measure.reading is None or not peers:
        return []
    when = measure.reading.when
    rows = [(one, when.label, measure.at(one, when)) for one in peers]
    caption = f"{measure.name}: other places, {when.label}"
    return [table_block(number_table(rows, "Period", caption))]
