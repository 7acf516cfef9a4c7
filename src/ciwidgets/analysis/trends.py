"""Whether a rate rises or falls over the years, by a log-linear Poisson line.

The count of a period is Poisson with mean ``population * exp(a + b * year)``, so ``exp(b)`` is how
many times itself the rate becomes each year (McCullagh and Nelder, 1989, chapter 6). Deaths come in
runs, and vary more than Poisson: where the Pearson dispersion is above 1, the interval is widened
by it, and taken from Student's t with the degrees of freedom it rests on, the periods less two. It
is never narrowed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# In fewer, numbers that only go up and down look like a direction too often.
FEWEST_PERIODS: Final = 5
# Of an interval of 95%, and the point there of the normal distribution.
_UPPER_END: Final = 0.975
_NORMAL_975: Final = 1.959963984540054
# Newton's method doubles its digits each time; a hundred is far beyond any need.
_MOST_STEPS: Final = 100
_CLOSE_ENOUGH: Final = 1e-10
_NO_SPREAD: Final = 1e-9

TrendWord = Literal["rising", "falling", "no clear direction", "too little to say"]


@dataclass(frozen=True, slots=True)
class Period:
    """One period of a place: its middle in years, its count (None: not shown) and its people."""

    year: float
    count: int | None
    population: int


@dataclass(frozen=True, slots=True)
class Trend:
    """The rate of one year over that of the year before, with its 95% interval, and in words.

    ``periods`` are those it was made from and ``left_out`` those without a shown count. The three
    numbers are None where there is too little to say, and ``why`` says what is missing.
    """

    words: TrendWord
    periods: int
    left_out: int
    ratio: float | None = None
    lower: float | None = None
    upper: float | None = None
    why: str = ""


def trend(periods: Iterable[Period]) -> Trend:
    """Return the direction of a rate over its shown periods, in any order.

    A period whose count is None takes no part, so nothing can be learned of it; one stands as
    hidden in a table exactly when it comes as None here.

    Raises:
        ValueError: for a negative count, a period of nobody, or one year twice.
    """
    given = sorted(periods, key=lambda period: period.year)
    _check(given)
    shown = [period for period in given if period.count is not None]
    hidden = len(given) - len(shown)
    if len(shown) < FEWEST_PERIODS:
        why = f"{len(shown)} of {len(given)} periods are shown, and {FEWEST_PERIODS} are needed."
        return Trend("too little to say", len(shown), hidden, why=why)
    counts = [float(period.count or 0) for period in shown]
    if sum(count > 0 for count in counts) < 2:
        why = "A direction needs events in at least two of the periods."
        return Trend("too little to say", len(shown), hidden, why=why)
    line = _line(shown, counts)
    if line is None:
        why = "The counts leave no line that could be told from others."
        return Trend("too little to say", len(shown), hidden, why=why)
    slope, reach = line
    lower, upper = slope - reach, slope + reach
    words: TrendWord = "no clear direction"
    if lower > 0:
        words = "rising"
    elif upper < 0:
        words = "falling"
    return Trend(words, len(shown), hidden, math.exp(slope), math.exp(lower), math.exp(upper))


def _line(periods: Sequence[Period], counts: Sequence[float]) -> tuple[float, float] | None:
    """Return the slope of the log rate per year, most likely, and half its 95% interval.

    None where the events fall so much into one period that every steep line fits alike.

    Held fixed their sum, the counts are multinomial, and the intercept is gone: the slope is where
    the mean year of the fitted counts is that of the observed ones.
    """
    people = sum(period.population for period in periods)
    middle = sum(period.year * period.population for period in periods) / people
    times = [period.year - middle for period in periods]
    total = sum(counts)
    observed = sum(time * count for time, count in zip(times, counts, strict=True)) / total
    slope = 0.0
    fitted, mean, spread = _fit(periods, times, slope)
    for _ in range(_MOST_STEPS):
        if spread < _NO_SPREAD:
            return None
        step = (observed - mean) / spread
        # Half a step as often as needed: a whole one can leap to where every count is at one end.
        while step and abs(observed - _fit(periods, times, slope + step)[1]) > abs(observed - mean):
            step /= 2
        slope += step
        fitted, mean, spread = _fit(periods, times, slope)
        if abs(step) * (times[-1] - times[0]) < _CLOSE_ENOUGH:
            break
    if spread < _NO_SPREAD or min(fitted) < _NO_SPREAD:
        return None
    squares = sum(
        (count - total * share) ** 2 / (total * share)
        for count, share in zip(counts, fitted, strict=True)
    )
    error = math.sqrt(1 / (total * spread))
    return slope, error * _width(squares, len(counts) - 2)


def _width(squares: float, freedom: int) -> float:
    """Return how many standard errors of a Poisson line its interval reaches to either side."""
    if squares <= freedom:
        return _NORMAL_975
    from scipy.special import stdtrit  # noqa: PLC0415 - slow to load, wanted by few pages

    return math.sqrt(squares / freedom) * float(stdtrit(freedom, _UPPER_END))


def _fit(
    periods: Sequence[Period], times: Sequence[float], slope: float
) -> tuple[list[float], float, float]:
    """Return each period's share of the events at a slope, and the shares' mean time and variance.

    Shares of periods are taken relative to the largest, so that a steep slope does not overflow.
    """
    steepest = max(slope * time for time in times)
    weights = [
        period.population * math.exp(slope * time - steepest)
        for period, time in zip(periods, times, strict=True)
    ]
    total = sum(weights)
    shares = [weight / total for weight in weights]
    mean = sum(share * time for share, time in zip(shares, times, strict=True))
    spread = sum(share * (time - mean) ** 2 for share, time in zip(shares, times, strict=True))
    return shares, mean, spread


def _check(periods: Sequence[Period]) -> None:
    years = [period.year for period in periods]
    twice = next((one for one, after in pairwise(years) if one == after), None)
    if twice is not None:
        raise ValueError(f"The year {twice:g} is there twice. Give each period once.")
    for period in periods:
        if period.count is not None and period.count < 0:
            raise ValueError(f"The count of {period.year:g} is {period.count}. Give 0 or more.")
        if period.population <= 0:
            raise ValueError(
                f"The population of {period.year:g} is {period.population}. Give 1 or more."
            )
