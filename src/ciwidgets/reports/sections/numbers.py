"""A team's local numbers in a report: sentences, figures with their rules, and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets import results
from ciwidgets.charts import groups_chart, number_table, rates_chart
from ciwidgets.reports.blocks import Block, Heading, Item, List, Section, Text
from ciwidgets.reports.wording import figure_block, table_block
from ciwidgets.results.number_words import (
    left_out_sentence,
    measure_sentences,
    note_sentences,
    source_sentences,
)
from ciwidgets.words import filled, kernel_section

if TYPE_CHECKING:
    from collections.abc import Collection

    from ciwidgets.analysis.local_numbers import LocalNumbers, MeasureNumbers
    from ciwidgets.model import Program
    from ciwidgets.results import Record


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
    blocks = [block for one in numbers.measures for block in _measure(one, numbers)]
    notes = [*note_sentences(numbers, words), *source_sentences(files, words)]
    return Section(
        [*blocks, Heading(words["rules_title"], 4), List(tuple(Item(one) for one in notes))]
    )


def audit_sentence(
    record: Record,
    program: Program,
    team_id: str,
    as_of: int | None = None,
    occasions: Collection[str] | None = None,
) -> str:
    """Return what was done so that nothing hidden can be worked out; empty without any numbers."""
    numbers = results.numbers_of(record, program, team_id, as_of, occasions)
    if numbers is None:
        return ""
    if not numbers.hidden:
        return "No local number had to be hidden."
    hidden = len(numbers.audit.findings)
    return (
        f"Local numbers that are hidden: {numbers.hidden:,}. Everything that is shown of them was "
        f"solved together as a reader could ({hidden:,} unknowns), and none can be narrowed down "
        "to a small number."
    )


def _measure(measure: MeasureNumbers, numbers: LocalNumbers) -> list[Block]:
    words = kernel_section("local_numbers")
    sentences = measure_sentences(measure, words)
    blocks: list[Block] = [Heading(measure.name), Text(" ".join(sentences))]
    rules = f"{numbers.reliability.sentence} {numbers.disclosure.sentence}"
    caption = rules if measure.has_rates else numbers.disclosure.sentence
    if measure.reading is not None:
        blocks.append(figure_block(rates_chart(measure), caption))
    for one in measure.layout.breakdowns:
        if any(number.count is not None for number in measure.of_group(one, one.places[0])):
            blocks.append(figure_block(groups_chart(measure, one), caption))
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
