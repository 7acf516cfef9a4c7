"""A team's shared measures with their readings, and what they say, for a page and a report alike.

What is said holds no name but those the team typed into a measure's own words; a report reads them
through ``results.names`` as all that a team wrote.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Final

from ciwidgets.analysis.amounts import is_close
from ciwidgets.analysis.curves import curve, stretch_of
from ciwidgets.model import Forecast, Measure, Reading
from ciwidgets.words import filled
from ciwidgets.words.said import amount, day, is_percent, month_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ciwidgets.analysis.curves import Curve, Line, Stretch
    from ciwidgets.model import Entry
    from ciwidgets.model.measures import Asks, Every
    from ciwidgets.results.record import Record

ASKS: Final[tuple[Asks, ...]] = ("how_much", "how_well", "better_off")
# Decimals of what is worked out; what was typed is said as it was.
_ROUGH: Final = 2


@dataclass(frozen=True, slots=True)
class MeasureCurve:
    """A measure, its readings by day, its forecast if it is set, and what follows from them.

    Of several readings on one day the one kept last counts; it comes last here too.
    """

    measure: Entry[Measure]
    readings: tuple[Entry[Reading], ...]
    forecast: Entry[Forecast] | None
    curve: Curve


@dataclass(frozen=True, slots=True)
class CurveWords:
    """What a curve says, a sentence each; ``against`` and ``forecast`` are empty where unneeded."""

    latest: str
    change: str
    baseline: str
    target: str
    progress: str
    against: str
    forecast: str
    turned: str

    @property
    def sentences(self) -> tuple[str, ...]:
        """All that is said, in the order it is read in."""
        return tuple(one for one in astuple(self) if one)


def measures(record: Record, team_id: str, as_of: int | None = None) -> list[Entry[Measure]]:
    """Return a team's measures: of everybody in a place first, then by what they ask."""
    found = record.current(Measure, team_id=team_id, as_of=as_of)
    return sorted(
        found, key=lambda one: (one.body.level == "program", ASKS.index(one.body.asks), one.seq)
    )


def measure_curves(record: Record, team_id: str, as_of: int | None = None) -> list[MeasureCurve]:
    """Return a team's measures with all that belongs to each, in the order of ``measures``."""
    readings: defaultdict[str, list[Entry[Reading]]] = defaultdict(list)
    for one in record.current(Reading, team_id=team_id, as_of=as_of):
        readings[one.body.measure_id].append(one)
    # The first forecast of a measure stands, whatever else a file or another store brought.
    forecasts: dict[str, Entry[Forecast]] = {}
    for set_ in record.current(Forecast, team_id=team_id, as_of=as_of):
        forecasts.setdefault(set_.body.measure_id, set_)
    found = []
    for measure in measures(record, team_id, as_of):
        in_order = sorted(readings[measure.record_id], key=lambda one: (one.body.on, one.seq))
        forecast = forecasts.get(measure.record_id)
        told = curve(
            measure.body, [one.body for one in in_order], forecast.body if forecast else None
        )
        found.append(MeasureCurve(measure, tuple(in_order), forecast, told))
    return found


def curve_words(curve: Curve, words: Mapping[str, str]) -> CurveWords:
    """Return what a curve says; ``words`` is the kernel's section ``measures``."""
    latest, unit = curve.latest, curve.measure.unit
    said = words["latest_none"]
    if latest is not None:
        said = filled(words["latest"], value=amount(latest.value, unit), day=day(latest.on, words))
    return CurveWords(
        said,
        _change(curve, words),
        _baseline(curve.measure, words),
        _target(curve.measure, words),
        _progress(curve, words),
        _against(curve.measure, words),
        forecast_words(curve.line, unit, words) if curve.line else "",
        _turned(curve, words),
    )


def forecast_words(line: Line, unit: str, words: Mapping[str, str]) -> str:
    """Return what a forecast says, be it set or only thought of."""
    blanks = {"value": amount(line.level, unit, _ROUGH), "day": day(line.on, words)}
    if line.rule == "flat":
        key = "forecast_flat_one" if line.readings == 1 else "forecast_flat_other"
        return filled(words[key], **blanks, n=line.readings)
    way = "up" if line.per_year > 0 else "down" if line.per_year < 0 else "level"
    step = amount(abs(line.per_year), "" if is_percent(unit) else unit, _ROUGH)
    if is_percent(unit):
        step = filled(words["in_points"], points=step)
    return filled(words[f"forecast_line_{way}"], **blanks, step=step, n=line.readings)


def stretch_words(stretch: Stretch, every: Every, words: Mapping[str, str]) -> str:
    """Return a period as people call it."""
    year, part = stretch
    last = part if every == "month" else part * 3
    return filled(
        words[f"stretch_{every}"],
        first=month_name(max(last - 2, 1), words),
        last=month_name(last, words),
        year=year,
    )


def _expected(value: float, unit: str) -> str:
    """Return what a forecast says of a day: no more exact than a forecast can be."""
    places = 1 if abs(value) >= 10 else _ROUGH
    return amount(value, unit if is_percent(unit) else "", places)


def _share(share: float) -> str:
    """Return a share in whole percent, with a decimal where it would seem to be none or all."""
    seems = round(share * 100) in (0, 100)
    said = f"{share * 100:,.1f}" if seems else f"{share * 100:,.0f}"
    return f"{said.removesuffix('.0').replace('-', chr(0x2212))}%"


def _baseline(measure: Measure, words: Mapping[str, str]) -> str:
    if measure.baseline is None:
        return words["baseline_none"]
    where = ", ".join(str(one) for one in (measure.source, measure.year) if one)
    return filled(
        words["baseline_said"],
        value=amount(measure.baseline, measure.unit),
        where=f" ({where})" if where else "",
    )


def _target(measure: Measure, words: Mapping[str, str]) -> str:
    if measure.target is None:
        return words["target_none"]
    value = amount(measure.target, measure.unit)
    if measure.by is None:
        return filled(words["target_open"], value=value)
    return filled(words["target_said"], value=value, day=day(measure.by, words))


def _progress(curve: Curve, words: Mapping[str, str]) -> str:
    measure, latest, share = curve.measure, curve.latest, curve.progress
    if share is not None:
        key = "way"
        if share <= 0:
            key = "back" if share < 0 else "still"
        elif share >= 1:
            key = "past" if share > 1 else "there"
        return filled(words[f"progress_{key}"], share=_share(share))
    needed = {"now": latest, "baseline": measure.baseline, "target": measure.target}
    lacks = [words[f"lacks_{name}"] for name, one in needed.items() if one is None]
    if not lacks:
        return words["progress_same"]
    said = lacks[0]
    for one in lacks[1:]:
        said = filled(words["lacks_and"], most=said, last=one)
    return filled(words["progress_lacks"], lacks=said)


def _change(curve: Curve, words: Mapping[str, str]) -> str:
    baseline, unit = curve.measure.baseline, curve.measure.unit
    if curve.latest is None or baseline is None:
        return ""
    gap = curve.latest.value - baseline
    if is_close(curve.latest.value, baseline):
        return words["change_none"]
    way = "up" if gap > 0 else "down"
    if is_percent(unit):  # a part of a percentage would be read as points
        return filled(words[f"change_points_{way}"], points=amount(abs(gap), places=_ROUGH))
    if curve.change is None:
        return filled(words["change_undefined"], value=amount(baseline, unit))
    return filled(words[f"change_{way}"], share=_share(abs(curve.change)))


def _against(measure: Measure, words: Mapping[str, str]) -> str:
    """Return a question where the target lies where the measure is not to go."""
    if measure.baseline is None or measure.target is None:
        return ""
    if is_close(measure.baseline, measure.target):
        return ""
    way = "rise" if measure.target > measure.baseline else "fall"
    return "" if way == measure.direction else words[f"against_{measure.direction}"]


def _turned(curve: Curve, words: Mapping[str, str]) -> str:
    said = _open(curve, words) if curve.verdict == "open" else _judged(curve, words)
    terms = curve.terms
    edited = {"direction": terms.direction, "every": terms.every}
    return " ".join([said, *(words[f"terms_{one}_{edited[one]}"] for one in curve.edited)])


def _open(curve: Curve, words: Mapping[str, str]) -> str:
    """Return why nothing can be said of the curve yet."""
    named, line = _named(curve, words), curve.line
    if line is None or curve.why == "no_room":
        why = words[f"why_{curve.why}"]
    elif curve.why == "gap":
        why = filled(words["why_gap"], first=named[0], second=named[1])
    else:
        key = "why_too_few_first" if named else "why_too_few_none"
        every = curve.terms.every
        period = stretch_words(stretch_of(line.on, every), every, words)
        why = filled(words[key], first="".join(named), period=period)
    return filled(words["curve_open"], why=why)


def _judged(curve: Curve, words: Mapping[str, str]) -> str:
    """Return whether the last two periods were better, and what they are held against."""
    named = _named(curve, words)
    beside = [
        filled(
            words["curve_beside"],
            value=amount(one.point.value, curve.measure.unit),
            expected=_expected(one.expected, curve.measure.unit),
        )
        for one in curve.since
    ]
    key = "curve_turned"
    if curve.verdict == "not_yet":
        first, second = (one.is_better for one in curve.since)
        key = f"curve_not_yet_{'first' if first else 'second' if second else 'none'}"
    values = filled(words["and_values"], first=beside[0], second=beside[1])
    return filled(words[key], first=named[0], second=named[1], values=values)


def _named(curve: Curve, words: Mapping[str, str]) -> list[str]:
    """Return the periods since the forecast as people call them."""
    return [stretch_words(one.period, curve.terms.every, words) for one in curve.since]
