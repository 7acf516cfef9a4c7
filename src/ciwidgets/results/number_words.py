"""What a team's local numbers say, in sentences; only what is shown is ever in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.analysis.local_rows import EVERYONE
from ciwidgets.analysis.rates import compare
from ciwidgets.model import record_id_for
from ciwidgets.results.fact import Fact
from ciwidgets.words import filled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ciwidgets.analysis.local_numbers import (
        Beside,
        LocalNumbers,
        MeasureNumbers,
        Number,
        Reading,
    )
    from ciwidgets.analysis.trends import Trend
    from ciwidgets.model import ImportedIndicators

_SIDES = {"higher than": "higher", "lower than": "lower", "no clear difference": "alike"}


def measure_sentences(measure: MeasureNumbers, words: Mapping[str, str]) -> list[str]:
    """Return what a measure says of the own place: newest number, beside others, over time."""
    reading = measure.reading
    if reading is None:
        own = next((one.name for one in measure.layout.places if one.role == "own"), "")
        key = "say_nothing" if own else "say_no_own"
        return [filled(words[key], measure=measure.name, place=own)]
    said = [
        filled(
            words["say_count"],
            measure=measure.name,
            place=reading.place.name,
            period=reading.when.label,
            count=f"{reading.number.count:,}",
        ),
        *_of_rate(reading, words),
        *_all_beside(reading, words),
    ]
    if reading.trend is not None:
        said.append(_trend(reading.trend, *_span(measure), words))
    for kind in ("hidden", "missing"):
        after = [when.label for when, number in reading.after if number.state == kind]
        if after:
            said.append(filled(words[f"say_after_{kind}"], period=", ".join(after)))
    return said


def note_sentences(numbers: LocalNumbers, words: Mapping[str, str]) -> list[str]:
    """Return how the numbers are to be read: the rules they are shown by, and the audit."""
    audit = _counted("audit", numbers.hidden, words) if numbers.hidden else words["audit_none"]
    said = [*rule_sentences(numbers, words), audit]
    if any(one.has_rates for one in numbers.measures):
        said.insert(0, words["crude_rule"])
    said += [filled(words["contrary"], measure=one) for one in numbers.contrary]
    said += [filled(words["kept_back"], measure=one) for one in numbers.kept_back]
    if numbers.clashes:
        said.append(_counted("clashes", numbers.clashes, words))
    for measure, dimension in numbers.odd:
        said.append(filled(words["odd"], measure=measure, dimension=dimension))
    return said


def rule_sentences(numbers: LocalNumbers, words: Mapping[str, str]) -> list[str]:
    """Return which rates are reliable enough to show, and which counts are withheld."""
    rules = (numbers.reliability, numbers.disclosure)
    return [words.get(f"rule_{one.id.replace('-', '_')}", one.sentence) for one in rules]


def mark_said(mark: str, words: Mapping[str, str]) -> str:
    """Return the mark of a rate that rests on little; empty where it has none."""
    return words[f"mark_{mark.replace(' ', '_')}"] if mark else ""


def source_sentences(files: Sequence[ImportedIndicators], words: Mapping[str, str]) -> list[str]:
    """Return where the numbers come from, each source once, as the files name it."""
    said = []
    for one in files:
        source = one.source or one.title
        key = "source_asked" if one.asked_on else "source"
        said.append(filled(words[key], source=source, day=one.asked_on))
    return list(dict.fromkeys(said))


def left_out_sentence(measure: MeasureNumbers, words: Mapping[str, str]) -> str:
    """Return how many rows of a measure are not shown, or nothing where all are."""
    left_out = measure.layout.left_out
    return _counted("left_out", left_out, words) if left_out else ""


def measure_facts(measure: MeasureNumbers, words: Mapping[str, str]) -> Iterator[Fact]:
    """Return the facts of a measure: newest rate, groups that clearly differ, where it goes."""
    reading = measure.reading
    if reading is None:
        return
    place, number = reading.place, reading.number
    blanks = {"measure": measure.name, "place": place.name, "period": reading.when.label}
    if number.rate is None:
        text = filled(words["say_count"], **blanks, count=f"{number.count:,}")
    else:
        text = filled(words["fact_rate"], **blanks, count=f"{number.count:,}", **_rates(number))
        text = " ".join([text, *(_beside(one, words) for one in reading.beside if one.is_rest)])
    yield Fact(_fact_id("rate", measure.name, place.id, EVERYONE), "numbers", text)
    yield from _group_facts(measure, reading, words)
    if reading.trend is not None and reading.trend.words in ("rising", "falling"):
        trend = _trend(reading.trend, *_span(measure), words)
        text = filled(words["fact_trend"], measure=measure.name, place=place.name, trend=trend)
        yield Fact(_fact_id("trend", measure.name, place.id, EVERYONE), "numbers", text)


def _group_facts(
    measure: MeasureNumbers, reading: Reading, words: Mapping[str, str]
) -> Iterator[Fact]:
    own = reading.place
    for one in measure.layout.breakdowns:
        everyone = measure.at(own, one.period).rate
        for group, number in zip(one.groups, measure.of_group(one, own), strict=True):
            if everyone is None or number.rate is None:
                continue
            try:
                side = _SIDES[compare(number.rate, everyone, other_holds_mine=True).words]
            except ValueError:
                continue  # the files contradict each other, so there is nothing true to say
            if side != "alike":
                text = filled(
                    words[f"fact_group_{side}"],
                    measure=measure.name,
                    place=own.name,
                    period=one.period.label,
                    group=group.id,
                    **_rates(number),
                )
                yield Fact(_fact_id("rate", measure.name, own.id, group.id), "numbers", text)


def _of_rate(reading: Reading, words: Mapping[str, str]) -> list[str]:
    number = reading.number
    said = []
    if number.state == "count_only":
        said.append(words["say_no_people"])
    elif number.rate is None:
        said.append(words["say_too_few"])
    else:
        said.append(filled(words["say_rate"], **_rates(number)))
    if number.mark:
        said.append(filled(words["say_mark"], mark=mark_said(number.mark, words)))
    if number.adjusted is not None and number.adjusted.rate is not None:
        blanks = {"rate": f"{number.adjusted.rate:,.1f}", "per": f"{number.adjusted.per:,}"}
        said.append(filled(words["say_adjusted"], **blanks))
    if number.predicted is not None and number.predicted != number.count:
        said.append(filled(words["say_predicted"], count=f"{number.predicted:,}"))
    return said


def _rates(number: Number) -> dict[str, str]:
    rate = number.rate
    if rate is None:
        return {}
    ends = {"rate": rate.rate, "lower": rate.lower, "upper": rate.upper}
    return {name: f"{one:,.1f}" for name, one in ends.items()}


def _all_beside(reading: Reading, words: Mapping[str, str]) -> list[str]:
    """Return a sentence on each place that holds the own one, and one on all the others."""
    said = [_beside(one, words) for one in reading.beside if one.is_rest]
    peers = [_beside(one, words) for one in reading.beside if not one.is_rest]
    return [*said, filled(words["beside_peers"], said="; ".join(peers))] if peers else said


def _beside(one: Beside, words: Mapping[str, str]) -> str:
    side = _SIDES[one.comparison.words]
    key = f"beside_rest_{side}" if one.is_rest else f"beside_{side}"
    rate = one.number.rate
    said = f"{rate.rate:,.1f}" if rate is not None else ""
    return filled(words[key], place=one.place.name, rate=said)


def _trend(trend: Trend, first: str, last: str, words: Mapping[str, str]) -> str:
    if trend.ratio is None or trend.lower is None or trend.upper is None:
        return words["trend_little"]
    key = trend.words if trend.words in ("rising", "falling") else "open"
    ends = sorted(abs(one - 1) * 100 for one in (trend.lower, trend.upper))
    said = filled(
        words[f"trend_{key}"],
        first=first,
        last=last,
        change=_percent(abs(trend.ratio - 1) * 100),
        lower=_percent(ends[0]),
        upper=_percent(ends[1]),
    )
    return f"{said} {_counted('trend_left_out', trend.left_out, words)}" if trend.left_out else said


def _percent(share: float) -> str:
    return f"{share:.0f}" if share >= 1 else f"{share:.1f}"


def _span(measure: MeasureNumbers) -> tuple[str, str]:
    """Return the first and the last period in which the own place has a shown number."""
    reading = measure.reading
    if reading is None:
        return "", ""
    told = [one for one in measure.layout.periods if measure.at(reading.place, one).count]
    return (told[0].short, reading.when.short) if told else ("", "")


def _counted(key: str, n: int, words: Mapping[str, str]) -> str:
    return filled(words[f"{key}_one" if n == 1 else f"{key}_other"], n=f"{n:,}")


def _fact_id(what: str, *names: str) -> str:
    # Names come from files, at any length and in any script; an id made of them always fits.
    return f"{what}:{record_id_for('indicator', *names)}"
