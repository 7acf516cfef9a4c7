"""Recognising ordered scales by their words or their numbers; an unknown order is never guessed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ciwidgets.formats.surveys.ranges import ranges_in_order
from ciwidgets.formats.surveys.scale_words import Family, scale_words

MOST_STEPS = 12
_LONGEST_LABEL = 120
# Two known steps say nothing of a one-sided scale's ends; a mirrored one is known by one half.
_FEWEST_STEPS = 3

_RANGE_IN_TEXT = re.compile(
    "(?<![\\d.,])([01])\\s*(?:to|-|\N{EN DASH}|\N{EM DASH}|through|and|bis|a|hasta)\\s*"
    "(\\d{1,2})(?![\\d%]|[.,]\\d)",
    re.IGNORECASE,
)
_ANCHOR_IN_TEXT = re.compile(r"(?<![\d.,])(\d{1,2})\s*(?:=|is |means |being )")
_COUNTS = re.compile(
    r"how (?:many|old|much|long)|number of|household|dollars|income|percent|%|\$|cu[aá]nt|a[nñ]os|"
    r"wie ?viele?|\b(?:age|aged|ages|years?|hours?|days?|weeks?|months?|times|count|children|"
    r"people|miles|zip|edad|alter|jahre?)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    "(\\d{1,2})(?:\\s*(?:[-\N{EN DASH}\N{EM DASH}=:]|\\()\\s*(\\D.*?)\\)?)?", re.DOTALL
)
_RATING = re.compile(r"\bscale\b|\brat(?:e|ing)\b|\bescala\b|\bskala\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundScale:
    """A scale: which one, its labels from low to high, and how each value is written there.

    ``added`` are steps nobody chose, ``off_scale`` answers without a place on it, ``assumed`` what
    the file itself does not say.
    """

    name: str
    options: list[str]
    spelling: dict[str, str]
    off_scale: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    assumed: str = ""


def word_scale(values: Iterable[str], company: Iterable[str] = ()) -> FoundScale | None:
    """Return the scale of words that every value belongs to.

    ``company`` are the values of questions answered on the same scale: steps that nobody chose here
    are taken from there.
    """
    counts = Counter(values)
    off = [value for value in counts if is_off_scale(value)]
    labels = [value for value in counts if not is_off_scale(value)]
    if not labels or len(counts) > 4 * MOST_STEPS or max(map(len, counts)) > _LONGEST_LABEL:
        return None
    for family in scale_words().families:
        found = _in_family(family, labels, counts, company)
        if found:
            return FoundScale(found.name, found.options, found.spelling, off, found.added)
    for attempt in (_intensity, _numbered, _ranges):
        ordered = attempt(labels, company)
        if ordered:
            return FoundScale(
                ordered[0],
                ordered[1],
                {label: label for label in labels},
                off,
                [label for label in ordered[1] if label not in counts],
            )
    return None


def own_scale(
    values: Iterable[str], scales: Iterable[Sequence[str]], company: Iterable[str] = ()
) -> FoundScale | None:
    """Return the first of a program's own scales that has every value as a step.

    Three of its steps must be seen, here or in ``company``: "yes" and "no" are steps of many.
    """
    chosen = dict.fromkeys(values)
    off = [value for value in chosen if is_off_scale(value)]
    labels = [value for value in chosen if not is_off_scale(value)]
    for scale in scales:
        steps = {_plain(label): label for label in scale}
        seen = {steps[_plain(one)] for one in (*labels, *company) if _plain(one) in steps}
        if labels and len(seen) >= _FEWEST_STEPS and all(_plain(one) in steps for one in labels):
            spelling = {label: steps[_plain(label)] for label in labels}
            added = [label for label in scale if label not in spelling.values()]
            return FoundScale("a scale of your program", list(scale), spelling, off, added)
    return None


def number_scale(
    values: Iterable[str], text: str, company: Iterable[str] = (), *, is_certain_only: bool = False
) -> FoundScale | None:
    """Return the scale of whole numbers the question names, or the usual one that holds the values.

    Numbers that count something (years, people, times) are no scale.
    """
    own = set(values)
    if not own or not all(re.fullmatch(r"\d{1,2}", value) for value in own):
        return None
    seen = {int(value) for value in own}
    counts_something = bool(_COUNTS.search(text)) and not _RATING.search(text)
    stated = None if counts_something else _stated_range(text)
    assumed = ""
    if stated and stated[0] <= min(seen) and max(seen) <= stated[1]:
        low, high = stated
    else:
        seen |= {int(value) for value in company if re.fullmatch(r"\d{1,2}", value)}
        if is_certain_only or counts_something or len(seen) < 3 or max(seen) > 10:
            return None
        low = min(1, *seen)
        high = next(top for top in (5, 7, 10) if top >= max(seen))
        assumed = f"the file does not say where the scale ends; it was taken as {low} to {high}"
    options = [str(number) for number in range(low, high + 1)]
    added = [label for label in options if label not in {str(int(value)) for value in own}]
    spelling = {value: str(int(value)) for value in own}
    return FoundScale(f"numbers {low} to {high}", options, spelling, [], added, assumed)


def is_off_scale(value: str) -> bool:
    """Tell whether an answer is "don't know", "does not apply" or the like."""
    return _plain(value) in scale_words().off_scale


def _plain(label: str) -> str:
    return " ".join(label.replace("’", "'").lower().strip(" .!\"'").split())


def _in_family(
    family: Family, labels: list[str], counts: Counter[str], company: Iterable[str]
) -> FoundScale | None:
    place = {word: rank for rank, words in enumerate(family.steps) for word in words}
    at: dict[int, str] = {}
    spelling: dict[str, str] = {}
    for label in sorted(labels, key=lambda one: (-counts[one], one)):
        rank = place.get(_plain(label))
        if rank is None or (rank in at and _plain(at[rank]) != _plain(label)):
            return None
        spelling[label] = at.setdefault(rank, label)
    chosen = set(at)
    for label in sorted(company):
        rank = place.get(_plain(label))
        if rank is not None:
            at.setdefault(rank, label)
    if family.is_mirrored:
        _mirror(family, at)
    has_ends = any(rank != family.middle for rank in at)
    if len(at) < (2 if family.is_mirrored and has_ends else _FEWEST_STEPS):
        return None
    options = [at[rank] for rank in sorted(at)]
    return FoundScale(
        family.name,
        options,
        spelling,
        added=[at[rank] for rank in sorted(at) if rank not in chosen],
    )


def _mirror(family: Family, at: dict[int, str]) -> None:
    last = len(family.steps) - 1
    for rank, label in list(at.items()):
        if rank != family.middle and last - rank not in at:
            at[last - rank] = _in_the_case_of(label, family.mirrored(rank, _plain(label)))


def _in_the_case_of(label: str, word: str) -> str:
    if label.istitle() and " " in label:
        return word.title()
    if label.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if label[:1].isupper() else word


def _intensity(labels: list[str], company: Iterable[str]) -> tuple[str, list[str]] | None:
    steps = scale_words().intensities
    alone = next(rank for rank, words in enumerate(steps) if "" in words)
    prefixes = sorted(
        ((word, rank) for rank, words in enumerate(steps) for word in words if word),
        key=lambda one: -len(one[0]),
    )
    at: dict[int, str] = {}
    subject = ""
    bare = ""
    pool = dict.fromkeys([*labels, *company])
    for label in pool:
        plain = re.sub(r"^not (.+) at all$", r"not at all \1", _plain(label))
        word, rank = next(
            ((word, rank) for word, rank in prefixes if plain.startswith(word + " ")), ("", -1)
        )
        rest = plain[len(word) :].strip()
        if not word:
            if bare:
                return None
            bare, rest, rank = label, plain, alone
        if (subject and rest != subject) or (rank in at and _plain(at[rank]) != plain):
            return None
        subject = rest
        at.setdefault(rank, label)
    if len(at) < _FEWEST_STEPS or len(subject.split()) > 4:
        return None
    return f"not at all to extremely {subject}", [at[rank] for rank in sorted(at)]


def _numbered(labels: list[str], company: Iterable[str]) -> tuple[str, list[str]] | None:
    """Numbers of which some carry a label, such as "1 (never)", "2", "3", "4", "5 (always)"."""
    at: dict[int, str] = {}
    has_bare = has_words = False
    for label in dict.fromkeys([*labels, *company]):
        found = _NUMBERED.fullmatch(label)
        if not found or int(found[1]) in at:
            return None
        at[int(found[1])] = label
        has_bare = has_bare or not found[2]
        has_words = has_words or bool(found[2])
    if not (has_bare and has_words) or len(at) < _FEWEST_STEPS or len(at) > MOST_STEPS:
        return None
    return "numbers with labels", [at[number] for number in sorted(at)]


def _ranges(labels: list[str], company: Iterable[str]) -> tuple[str, list[str]] | None:
    ordered = ranges_in_order([*labels, *company], _FEWEST_STEPS, 2 * MOST_STEPS)
    return ("ranges of numbers", ordered) if ordered else None


def _stated_range(text: str) -> tuple[int, int] | None:
    anchors = sorted({int(number) for number in _ANCHOR_IN_TEXT.findall(text)})
    pairs = [(int(low), int(high)) for low, high in _RANGE_IN_TEXT.findall(text)]
    if len(anchors) > 1 and anchors[0] in (0, 1):
        pairs.append((anchors[0], anchors[-1]))
    sound = [(low, high) for low, high in pairs if 2 <= high - low < MOST_STEPS]
    return sound[0] if sound else None
