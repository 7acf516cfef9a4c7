"""Rates per 100,000 with exact intervals, whether they can be relied on, and places side by side.

A count of deaths is taken as one draw of a Poisson number, so its interval is the gamma one, exact
by Garwood (1936); a ratio of two rates is exact too, by the binomial distribution that the first
count has when the sum of both is held fixed (Clopper and Pearson, 1934).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

PER: Final = 100_000
CONFIDENCE: Final = 0.95

AtZero = Literal["two_sided", "one_sided"]
Direction = Literal["higher than", "lower than", "no clear difference"]


@dataclass(frozen=True, slots=True)
class Rate:
    """A count over the people it was counted among, per so many of them, with its 95% interval."""

    count: int
    population: int
    per: int
    rate: float
    lower: float
    upper: float

    @property
    def relative_width(self) -> float:
        """Return the width of the interval as a share of the rate: 1.6 is 160%."""
        return (self.upper - self.lower) / self.rate if self.rate else math.inf


@dataclass(frozen=True, slots=True)
class Reliability:
    """Whether a rate can be relied on and, where it cannot, the sentence that says why."""

    is_reliable: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class ReliabilityRule:
    """What a rate needs to be relied on; ``sentence`` is printed under every figure made by it.

    ``is_hidden`` says whether a rate that falls short is left out, or shown and marked.
    """

    id: str
    smallest_count: int
    smallest_population: int
    largest_relative_width: float
    is_hidden: bool
    mark: str
    sentence: str


# By the NCHS Data Presentation Standards for Rates and Counts (2023).
NCHS_2023: Final = ReliabilityRule(
    id="nchs2023",
    smallest_count=10,
    smallest_population=10,
    largest_relative_width=1.6,
    is_hidden=True,
    mark="not reliable",
    sentence=(
        "A rate is shown only where it rests on at least 10 events and 10 people and its 95% "
        "interval is no wider than 160% of the rate (NCHS standard, 2023)."
    ),
)
# The older habit of WONDER and many state reports.
LEGACY_20: Final = ReliabilityRule(
    id="legacy20",
    smallest_count=20,
    smallest_population=1,
    largest_relative_width=math.inf,
    is_hidden=False,
    mark="unstable",
    sentence="A rate that rests on fewer than 20 events is marked “unstable”.",
)
RELIABILITY_RULES: Final[Mapping[str, ReliabilityRule]] = MappingProxyType(
    {rule.id: rule for rule in (NCHS_2023, LEGACY_20)}
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many times another rate a rate is, with its 95% interval, and that in words.

    ``ratio`` and ``upper`` are None where the other place had no event: nothing bounds them.
    """

    ratio: float | None
    lower: float
    upper: float | None
    words: Direction


def poisson_interval(
    count: int, *, confidence: float = CONFIDENCE, at_zero: AtZero = "two_sided"
) -> tuple[float, float]:
    """Return the exact interval for the mean of a Poisson count (Garwood, 1936), in events.

    At a count of 0 nothing can lie below, and programs differ: ``two_sided`` keeps half of the
    risk there, so the upper end at 95% is 3.689 (``pois.exact`` of R's epitools); ``one_sided``
    gives all of it to the upper end, 2.996 (``pois.daly``).

    Raises:
        ValueError: for a count that is negative.
    """
    from scipy.special import gammaincinv  # noqa: PLC0415 - slow to load, wanted by few pages

    if count < 0:
        raise ValueError(f"The count is {count}. Give a number of events, 0 or more.")
    tail = (1 - confidence) / 2
    if not count:
        return 0.0, -math.log(tail if at_zero == "two_sided" else 2 * tail)
    return float(gammaincinv(count, tail)), float(gammaincinv(count + 1, 1 - tail))


def rate_of(count: int, population: int, *, per: int = PER, at_zero: AtZero = "two_sided") -> Rate:
    """Return a rate with its exact 95% interval; all three are per so many people.

    Raises:
        ValueError: for a negative count, or a population of nobody.
    """
    if population <= 0:
        raise ValueError(
            f"The population is {population}. A rate needs the number of people the events were "
            "counted among, 1 or more."
        )
    lower, upper = poisson_interval(count, at_zero=at_zero)
    scale = per / population
    return Rate(count, population, per, count * scale, lower * scale, upper * scale)


def reliability_rule(rule_id: str) -> ReliabilityRule:
    """Return the rule of that name.

    Raises:
        ValueError: when there is none; the text names those there are.
    """
    if rule_id not in RELIABILITY_RULES:
        raise ValueError(
            f"There is no reliability rule {rule_id!r}. Choose one of "
            f"{', '.join(RELIABILITY_RULES)}."
        )
    return RELIABILITY_RULES[rule_id]


def reliability(rule: ReliabilityRule, rate: Rate) -> Reliability:
    """Return whether a rule lets a rate be relied on, and if not, the first reason.

    For an exact interval the count decides before the width does (10 events are 136% wide); an
    adjusted rate, made from a source's own bounds, can have many events and still be too wide.
    """
    if rate.count < rule.smallest_count:
        events = _counted(rate.count, "event", "events")
        return _falls_short(f"It rests on {events}, and {rule.smallest_count} are needed.")
    if rate.population < rule.smallest_population:
        people = _counted(rate.population, "person", "people")
        return _falls_short(f"It rests on {people}, and {rule.smallest_population} are needed.")
    if rate.relative_width > rule.largest_relative_width:
        return _falls_short(
            f"Its 95% interval is {rate.relative_width:.0%} of the rate wide, and at most "
            f"{rule.largest_relative_width:.0%} is allowed."
        )
    return Reliability(is_reliable=True)


def compare(mine: Rate, other: Rate, *, other_holds_mine: bool = False) -> Comparison:
    """Return how a place's rate stands beside its state's or a peer's, exactly, at 95%.

    With ``other_holds_mine`` the other place is one that mine lies in, and mine is set beside the
    *rest* of it, because a county is no independent witness of a state that counts it. Both counts
    must be ones that are shown: the rest of a state is what is left when one takes the other away.

    Raises:
        ValueError: when the place that holds mine has fewer events or people than mine.
    """
    from scipy.special import betaincinv  # noqa: PLC0415 - slow to load, wanted by few pages

    count, people = other.count, other.population
    if other_holds_mine:
        count, people = count - mine.count, people - mine.population
        if count < 0 or people <= 0:
            raise ValueError(
                f"A place with {mine.count} events among {mine.population} people cannot lie in "
                f"one with {other.count} among {other.population}. Check both rows."
            )
    tail = (1 - CONFIDENCE) / 2
    scale = people / mine.population
    lower, upper = 0.0, None
    if mine.count:
        lower = _odds(float(betaincinv(mine.count, count + 1, tail))) * scale
    if count:
        upper = _odds(float(betaincinv(mine.count + 1, count, 1 - tail))) * scale
    ratio = mine.count / count * scale if count else None
    return Comparison(ratio, lower, upper, _direction(lower, upper))


def _direction(lower: float, upper: float | None) -> Direction:
    if lower > 1:
        return "higher than"
    if upper is not None and upper < 1:
        return "lower than"
    return "no clear difference"


def _odds(share: float) -> float:
    return share / (1 - share)


def _falls_short(why: str) -> Reliability:
    return Reliability(is_reliable=False, why=why)


def _counted(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}"
