"""Local numbers that were published somewhere else and brought in as a file.

A count that the source hides stays hidden: it is ``None`` with the reason beside it, never 0.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from ciwidgets.model.entries import Body
from ciwidgets.model.text import FilledShortText, Identifier, Name, ShortText, Text

MAX_INDICATOR_ROWS = 5_000

# ``unreliable``: shown, but the source warns that its rate rests on too few events.
NumberStatus = Literal["shown", "suppressed", "unreliable", "missing", "not_applicable"]
PlaceKind = Literal["county", "state", "nation", "other"]
PeriodKind = Literal["year", "years", "quarter", "month", "week", "12_months_ending", "other"]
RateBasis = Literal["crude", "age_adjusted"]

Number = Annotated[int, Field(ge=0, le=10_000_000_000)]
Rate = Annotated[float, Field(ge=0, le=10_000_000_000, allow_inf_nan=False)]


class PublishedRate(Body):
    """A rate as the source printed it, with its 95 % interval; ``per`` persons.

    ``unreliable`` may keep its interval though the source withholds the rate itself.
    """

    kind: ClassVar[str] = "published_rate"
    basis: RateBasis
    rate: Rate | None = None
    lower: Rate | None = None
    upper: Rate | None = None
    status: NumberStatus = "shown"
    per: Annotated[int, Field(ge=1, le=10_000_000)] = 100_000

    @property
    def has_figures(self) -> bool:
        """Whether any figure is given."""
        return (self.rate, self.lower, self.upper) != (None, None, None)

    @model_validator(mode="after")
    def _hidden_is_hidden(self) -> Self:
        if self.status in ("suppressed", "missing", "not_applicable") and self.has_figures:
            raise ValueError(f"a rate that is {self.status} has no figures; leave them out")
        return self


class IndicatorRow(Body):
    """One number: a place, a period, a group, and how many of how many.

    ``place_code`` is the county's or state's FIPS code, or a state's two letters (VSRR).
    ``period`` reads as published; ``period_code`` sorts ("2021", "2015/2019", "2021-Q2", "2021-03",
    "2021-W09", "" where it is not known). An empty ``group`` is everyone; ``dimension`` says what
    the group is one of ("Gender"); several are joined by " · ". ``status`` is the count's,
    ``population_status`` the denominator's. ``predicted`` is the source's own estimate of the final
    count. ``is_total`` marks a sum of other rows: never add it to them.
    """

    kind: ClassVar[str] = "indicator_row"
    measure: FilledShortText
    place: FilledShortText
    place_code: Annotated[str, Field(max_length=10, pattern=r"^[A-Za-z0-9]*$")] = ""
    place_kind: PlaceKind = "other"
    period: ShortText = ""
    period_code: Annotated[str, Field(max_length=12, pattern=r"^[0-9QW/-]*$")] = ""
    period_kind: PeriodKind = "other"
    dimension: ShortText = ""
    group: ShortText = ""
    count: Number | None = None
    status: NumberStatus = "shown"
    population: Number | None = None
    population_status: NumberStatus = "shown"
    predicted: Number | None = None
    rates: Annotated[list[PublishedRate], Field(max_length=2)] = Field(default_factory=list)
    is_total: bool = False

    @model_validator(mode="after")
    def _a_number_or_a_reason(self) -> Self:
        for number, status in (
            (self.count, self.status),
            (self.population, self.population_status),
        ):
            if status != "unreliable" and (number is None) == (status == "shown"):
                raise ValueError(
                    f"the number is {number} and said to be {status}; give a number that is shown, "
                    "or none and the reason"
                )
        told = self.predicted is not None or any(one.has_figures for one in self.rates)
        if self.status == "suppressed" and told:
            raise ValueError("the count is suppressed, so leave out what it could be told from")
        return self


class ImportedIndicators(Body):
    """A file of local numbers as it was understood, with the words of its source kept.

    ``source`` is the data set as the file names it, ``parameters`` the query that made it,
    ``notes`` its caveats; ``dropped`` says what was left out and why.
    """

    kind: ClassVar[str] = "imported_indicators"
    title: FilledShortText
    format: Identifier
    file_sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    source: Text = ""
    asked_on: Name = ""
    measures: Annotated[list[FilledShortText], Field(min_length=1, max_length=200)]
    parameters: Annotated[list[Text], Field(max_length=60)] = Field(default_factory=list)
    notes: Annotated[list[Text], Field(max_length=60)] = Field(default_factory=list)
    rows: Annotated[list[IndicatorRow], Field(min_length=1, max_length=MAX_INDICATOR_ROWS)]
    dropped: Annotated[list[Text], Field(max_length=60)] = Field(default_factory=list)

    @model_validator(mode="after")
    def _measures_are_those_of_the_rows(self) -> Self:
        if {row.measure for row in self.rows} != set(self.measures):
            raise ValueError("the measures listed are not those of the rows; list each once")
        return self
