"""Local numbers as they may be shown: counts, rates, how the own place compares, where it goes.

Everything here is made from what the plan of suppression leaves visible; a hidden number is a
``Number`` with nothing in it but the word.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from ciwidgets.analysis.local_layout import Breakdown, Layout, is_missing
from ciwidgets.analysis.local_releases import Release, releases, restricted
from ciwidgets.analysis.local_rows import EVERYONE, Key, Place, When
from ciwidgets.analysis.rates import Comparison, Rate, compare, rate_of, reliability
from ciwidgets.analysis.suppression import Audit, audit
from ciwidgets.analysis.trends import FEWEST_PERIODS, Period, Trend, trend

if TYPE_CHECKING:
    from ciwidgets.analysis.rates import ReliabilityRule
    from ciwidgets.analysis.suppression import DisclosureRule
    from ciwidgets.model import ImportedIndicators
    from ciwidgets.model.indicators import IndicatorRow, PublishedRate

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
    their numbers contradict each other. Of measures in ``kept_back`` no more is shown than before a
    file came, as it would give away what was hidden then.
    """

    measures: tuple[MeasureNumbers, ...]
    reliability: ReliabilityRule
    disclosure: DisclosureRule
    audit: Audit
    hidden: int
    clashes: int = 0
    odd: tuple[tuple[str, str], ...] = ()
    contrary: tuple[str, ...] = ()
    kept_back: tuple[str, ...] = ()


def local_numbers(
    files: Sequence[ImportedIndicators],
    reliable: ReliabilityRule,
    disclosure: DisclosureRule,
    own_names: Sequence[str] = (),
    pages: Sequence[Sequence[ImportedIndicators]] | None = None,
) -> LocalNumbers:
    """Return a team's numbers as they may be shown, from its files, the oldest first.

    ``own_names`` tell which place is the team's own, where the files name several. ``pages`` are
    the sets of files that were shown one after the other; these files are shown as when they were
    last among them, and otherwise show no more than those did. Without it, each file came alone.
    """
    shows = shown_of(files, disclosure, own_names, pages)
    return numbers_shown(shows.now, reliable, disclosure)


@dataclass(frozen=True, slots=True)
class Shows:
    """What a team's files show now, and the newest page that it is beside."""

    now: Release
    past: Release


def shown_of(
    files: Sequence[ImportedIndicators],
    disclosure: DisclosureRule,
    own_names: Sequence[str] = (),
    pages: Sequence[Sequence[ImportedIndicators]] | None = None,
) -> Shows:
    """Return what a team's files show by the plan of its own pages, as ``local_numbers`` takes."""
    if pages is None:
        pages = [files[: place + 1] for place in range(len(files))]
    same = [place for place, one in enumerate(pages) if list(one) == list(files)]
    chain = releases(pages[: same[-1] + 1] if same else pages, own_names, disclosure)
    found = chain[-1] if same else restricted(files, chain, own_names)
    return Shows(found, chain[-1] if chain else found)


def numbers_shown(
    found: Release,
    reliable: ReliabilityRule,
    disclosure: DisclosureRule,
    withheld: Collection[Key] = (),
) -> LocalNumbers:
    """Return the numbers of what may be shown, without what is withheld beside other reports."""
    if withheld:
        kept = {key: count for key, count in found.shown.items() if key not in withheld}
        found = replace(found, shown=kept)
    measures = tuple(_measure(one, found, reliable) for one in found.layouts)
    return LocalNumbers(
        measures,
        reliable,
        disclosure,
        audit(found.everything, disclosure),
        sum(number == HIDDEN for one in measures for number in one.numbers.values()),
        found.rows.clashes,
        found.odd,
        found.contrary,
        found.kept_back,
    )


def _measure(layout: Layout, found: Release, reliable: ReliabilityRule) -> MeasureNumbers:
    numbers = {key: _number(key, found, reliable) for key in layout.cells()}
    measure = MeasureNumbers(layout, numbers, None)
    return MeasureNumbers(layout, numbers, _reading(measure))


def _number(key: Key, found: Release, reliable: ReliabilityRule) -> Number:
    row = found.rows.rows.get(key)
    if row is None or is_missing(row):
        return MISSING_NUMBER
    count = found.shown.get(key)
    return HIDDEN if count is None else number_of(row, count, reliable)


def number_of(row: IndicatorRow, count: int, reliable: ReliabilityRule) -> Number:
    """Return a count that is shown, with what its row has beside it."""
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
