"""What a team wants to reach, and how one sees whether it does: goals, and measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.charts.curves import curve_chart
from ciwidgets.reports.blocks import Block, Heading, HowMade, Item, List, Section, Text
from ciwidgets.reports.wording import counted, figure_block, to_how_made
from ciwidgets.results.plans.goals import told_goals
from ciwidgets.results.plans.measures import curve_words, measure_curves
from ciwidgets.words import kernel_section

if TYPE_CHECKING:
    from ciwidgets.model import Program
    from ciwidgets.results.naming.names import Names
    from ciwidgets.results.plans.goals import ToldGoal
    from ciwidgets.results.plans.measures import MeasureCurve
    from ciwidgets.results.record import Record

_HORIZONS = {"short": "A forum ahead", "long": "For the long run"}
_STATUS = {"open": "", "reached": "Reached", "set_aside": "Set aside"}
_LEVELS = {
    "population": "What happens to everyone here",
    "program": "What the work does for those it serves",
}
_ASKS = {
    "how_much": "How much we do",
    "how_well": "How well we do it",
    "better_off": "Whether anyone is better off",
}
# What the page says with the field's words (baseline, target, reading) a report says in plain ones.
_PLAIN = {
    "latest": "Now: {value}, on {day}.",
    "latest_none": "Nothing was counted yet.",
    "baseline_said": "At the start: {value}{where}.",
    "baseline_none": "How it was at the start is not known yet.",
    "target_said": "Our aim: {value} by {day}.",
    "target_open": "Our aim: {value}, with no day.",
    "target_none": "There is no aim yet.",
    "progress_way": "That is {share} of the way from the start to the aim.",
    "progress_there": "The aim is reached.",
    "progress_past": "It is past the aim: {share} of the way from the start.",
    "progress_still": "It stands where it stood at the start.",
    "progress_back": "It has moved away from the aim: {share} of the way.",
    "progress_same": "The start and the aim are the same, so there is no way to go.",
    "curve_turned": (
        "The curve has turned: {first} and {second} were both better than if nothing had changed. "
        "That is {values}."
    ),
    "lacks_now": "count",
    "lacks_baseline": "start",
    "lacks_target": "aim",
}
_CURVE = (
    "What would have come if nothing changed is set once and never moved.",
    (
        "With three periods or more it is the line through the medians (Theil, 1950; Sen, 1968). "
        "With fewer, the last value goes on."
    ),
    (
        "A curve has turned when two periods in a row are better than that line. They come after "
        "the one in which it was set."
    ),
    "That rule is our own, after results-based accountability (Friedman, 2005).",
)
_SMALL = (
    "Where few people stand behind a number, somebody may know who they are. Please pass this page "
    "on with that in mind."
)


def our_goals(
    record: Record, program: Program, team_id: str, names: Names, as_of: int | None = None
) -> Section:
    """Return a team's goals as sentences, with whom they are for and what they still lack."""
    told = told_goals(record, program, team_id, as_of)
    if not told:
        return Section([Text("The team has not written down a goal yet.", "absent")])
    blocks: list[Block] = []
    for horizon, title in _HORIZONS.items():
        of_it = [one for one in told if one.entry.body.horizon == horizon]
        if of_it:
            items = tuple(_goal(one, names) for one in of_it)
            blocks += [Heading(title), List(items, is_ordered=True)]
    return Section(blocks)


def our_measures(record: Record, team_id: str, as_of: int | None = None) -> Section:
    """Return each measure's line, with its readings, its forecast and its target in words."""
    found = measure_curves(record, team_id, as_of)
    if not found:
        return Section([Text("The team has not written down a measure yet.", "absent")])
    turned = sum(one.curve.verdict == "turned" for one in found)
    said = f"{counted(len(found), 'measure')} so far."
    if turned:
        said += f" Better than if nothing had changed, twice in a row: {turned} of them."
    blocks: list[Block] = [Text(said, "lead")]
    for level, title in _LEVELS.items():
        of_it = [one for one in found if one.measure.body.level == level]
        if of_it:
            blocks += [Heading(title)]
        for one in of_it:
            blocks += _measure(one)
    forecasts = (
        f"“{one.measure.body.name}”: {said}"
        for one in found
        if (said := curve_words(one.curve, kernel_section("measures")).forecast)
    )
    made = HowMade(
        "measures", "If nothing had changed, and when a curve turns", (*_CURVE, *forecasts)
    )
    return Section([*blocks, to_how_made(made.name), Text(_SMALL, "note"), made])


def _goal(told: ToldGoal, names: Names) -> Item:
    goal = told.entry.body
    details = [
        f"For: {'; '.join(told.serves)}" if told.serves else "",
        f"Carried by {names.say(goal.owner, '', 'team')}." if goal.owner else "",
        told.change,
        *told.clashes,
        *told.answers,
        f"Still missing: {' '.join(told.missing)}" if told.missing else "",
    ]
    text = f"{goal.aim.rstrip('.')}. {told.sentence}".strip()
    return Item(text, tuple(filter(None, details)), _STATUS[goal.status])


def _measure(found: MeasureCurve) -> list[Block]:
    words = curve_words(found.curve, {**kernel_section("measures"), **_PLAIN})
    measure = found.measure.body
    said = [words.latest, words.baseline, words.target, words.progress]
    sentences = [one for one in (*said, words.turned) if one]
    blocks: list[Block] = [
        Heading(measure.name, 4),
        Text(f"{_ASKS[measure.asks]}. {words.turned}".strip()),
    ]
    if found.curve.points:
        blocks.append(figure_block(curve_chart(found.curve, sentences)))
    blocks.append(Text(" ".join(one for one in said if one)))
    return blocks
