"""Local numbers as they may be shown: counts, rates, how the own place compares, where it goes.

Everything here is made from what the plan of suppression leaves visible; a hidden number is a
``Number`` with nothing in it but the word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ciwidgets.analysis.local_layout import Breakdown, Layout, is_missing, lay_out
from ciwidgets.analysis.local_rows import EVERYONE, Key, Place, Rows, When, join_files
from ciwidgets.analysis.local_sums import table_of
from ciwidgets.analysis.rates import Comparison, Rate, compare, rate_of, reliability
from ciwidgets.analysis.suppression import (
    Audit,
    Plan,
    Published,
    Table,
    audit,
    join_published,
    plan,
)
from ciwidgets.analysis.trends import FEWEST_PERIODS, Period, Trend, trend

if TYPE_CHECKING:
    from ciwidgets.analysis.rates import ReliabilityRule
    from ciwidgets.analysis.suppression import DisclosureRule
    from ciwidgets.model import ImportedIndicators
    from ciwidgets.model.indicators import PublishedRate

# ``too_few``: a count may be shown, but the rate it makes may not be relied on.
State = Literal["shown", "count_only", "too_few", "hidden", "missing"]
_PERIODS_IN_12_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a table; ``mark`` warns of a rate that is shown and rests on few events.

    ``adjusted`` is the age-adjusted rate as its source printed it, ``predicted`` the source's own
    estimate of a count that is not final.
    """

    state: State
    count: int | None = None
    population: int | None = None
    rate: Rate | None = None
    mark: str = ""
    adjusted: PublishedRate | None = None
    predicted: int | None = None


HIDDEN = Number("hidden")
MISSING_NUMBER = Number("missing")


@dataclass(frozen=True, slots=True)
class Beside:
    """How the own place's newest rate compares with another place; ``is_rest``: with its rest."""

    place: Place
    number: Number
    is_rest: bool
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Reading:
    """What a measure says of the own place: its newest shown number, and what that is beside.

    ``after`` are newer periods without a number that is shown. ``trend`` is None where there are
    no rates, or too few periods to ask.
    """

    place: Place
    when: When
    number: Number
    after: tuple[tuple[When, Number], ...]
    beside: tuple[Beside, ...]
    trend: Trend | None


@dataclass(frozen=True)
class MeasureNumbers:
    """One measure: everyone by place and period, the groups of the newest period, and a reading.

    A cell that no file has is ``missing``.
    """

    layout: Layout
    numbers: Mapping[Key, Number]
    reading: Reading | None

    @property
    def name(self) -> str:
        """What is counted, as the files call it."""
        return self.layout.measure

    def at(self, place: Place, when: When, group: str = EVERYONE) -> Number:
        """Return one cell."""
        return self.numbers.get((self.name, place.id, when.id, group), MISSING_NUMBER)

    @property
    def has_rates(self) -> bool:
        """Whether any number has people it was counted among."""
        return any(one.state in ("shown", "too_few") for one in self.numbers.values())

    def of_group(self, breakdown: Breakdown, place: Place) -> list[Number]:
        """Return a place's numbers in the order of a breakdown's groups."""
        return [self.at(place, breakdown.period, one.id) for one in breakdown.groups]


@dataclass(frozen=True)
class LocalNumbers:
    """All measures of a team, by one plan; ``audit`` says what a reader could tell of the hidden.

    ``odd`` names measure and dimension where groups do not fit their total, ``clashes`` counts
    numbers in which files differed; ``contrary`` names measures that are hidden whole, because
    their numbers contradict each other.
    """

    measures: tuple[MeasureNumbers, ...]
    reliability: ReliabilityRule
    disclosure: DisclosureRule
    audit: Audit
    hidden: int
    clashes: int = 0
    odd: tuple[tuple[str, str], ...] = ()
    contrary: tuple[str, ...] = ()


def local_numbers(
    files: Sequence[ImportedIndicators],
    reliable: ReliabilityRule,
    disclosure: DisclosureRule,
    own_names: Sequence[str] = (),
) -> LocalNumbers:
    """Return a team's numbers as they may be shown, from its files, the oldest first.

    ``own_names`` tell which place is the team's own, where the files name several.
    """
    rows = join_files(files, own_names)
    layouts = lay_out(rows)
    table, odd = table_of(layouts, rows, disclosure)
    found, checked, contrary = _safe_plan(table, disclosure)
    measures = tuple(_measure(one, rows, found, reliable) for one in layouts)
    return LocalNumbers(
        measures,
        reliable,
        disclosure,
        checked,
        sum(number == HIDDEN for one in measures for number in one.numbers.values()),
        rows.clashes,
        tuple(odd),
        tuple(contrary),
    )


def _safe_plan(table: Table, rule: DisclosureRule) -> tuple[Plan, Audit, list[str]]:
    """Return a plan of everything that its audit passes, and the measures that are hidden whole.

    No sum holds between two measures, so each is planned by itself: where the numbers of one
    contradict each other, the others can still be shown. The audit is of all of them together.
    """
    planned, contrary = [], []
    for measure in dict.fromkeys(key[0] for key in table.counts):
        found = _plan_of(measure, table, rule)
        if found is None:
            contrary.append(measure)
            own = [key for key in table.counts if key[0] == measure]
            found = Published({}, frozenset(own))
        planned.append(found)
    everything = join_published(planned)
    return Plan(rule, everything), audit(everything, rule), contrary


def _plan_of(measure: str, table: Table, rule: DisclosureRule) -> Published | None:
    """Return what may be printed of a measure, or None where no safe way was found."""
    counts = {key: count for key, count in table.counts.items() if key[0] == measure}
    sums = [one for one in table.sums if one.total[0] == measure]
    try:
        found = plan(Table(counts, sums), rule).published
    except ValueError:
        return None
    return found if audit(found, rule).passes else None


def _measure(layout: Layout, rows: Rows, found: Plan, reliable: ReliabilityRule) -> MeasureNumbers:
    numbers = {key: _number(key, rows, found, reliable) for key in layout.cells()}
    measure = MeasureNumbers(layout, numbers, None)
    return MeasureNumbers(layout, numbers, _reading(measure))


def _number(key: Key, rows: Rows, found: Plan, reliable: ReliabilityRule) -> Number:
    row = rows.rows.get(key)
    if row is None or is_missing(row):
        return MISSING_NUMBER
    count = found.visible(key)
    if count is None:
        return HIDDEN
    if not row.population:
        return Number("count_only", count, predicted=row.predicted)
    rate = rate_of(count, row.population)
    relied = reliability(reliable, rate)
    if not relied.is_reliable and reliable.is_hidden:
        return Number("too_few", count, row.population, predicted=row.predicted)
    adjusted = next(
        (
            one
            for one in row.rates
            if one.basis == "age_adjusted" and one.status == "shown" and one.rate is not None
        ),
        None,
    )
    mark = "" if relied.is_reliable else reliable.mark
    return Number("shown", count, row.population, rate, mark, adjusted, row.predicted)


def _reading(measure: MeasureNumbers) -> Reading | None:
    own = next((one for one in measure.layout.places if one.role == "own"), None)
    if own is None:
        return None
    told = [(when, measure.at(own, when)) for when in measure.layout.periods]
    with_count = [place for place, (_, number) in enumerate(told) if number.count is not None]
    if not with_count:
        return None
    newest = with_count[-1]
    when, number = told[newest]
    return Reading(
        own, when, number, tuple(told[newest + 1 :]), _beside(measure, own, when), _trend(told)
    )


def _beside(measure: MeasureNumbers, own: Place, when: When) -> tuple[Beside, ...]:
    mine = measure.at(own, when).rate
    found = []
    for place in measure.layout.places:
        number = measure.at(place, when)
        if mine is None or number.rate is None or place.id == own.id:
            continue
        is_rest = place.role == "holder"
        try:
            comparison = compare(mine, number.rate, other_holds_mine=is_rest)
        except ValueError:
            continue  # the files contradict each other, so there is nothing true to say
        found.append(Beside(place, number, is_rest, comparison))
    return tuple(found)


def _trend(told: Sequence[tuple[When, Number]]) -> Trend | None:
    """Return the trend of a place's rates; twelve months that overlap are taken once a year."""
    if told[-1][0].kind == "12_months_ending":
        told = told[::-1][::_PERIODS_IN_12_MONTHS][::-1]
    if len(told) < FEWEST_PERIODS:
        return None
    years = [when.year for when, _ in told]
    if not any(number.population for _, number in told) or len(set(years)) < len(years):
        return None
    periods = [
        Period(when.year, number.count if number.population else None, number.population or 1)
        for when, number in told
        if when.year is not None
    ]
    return trend(periods)
