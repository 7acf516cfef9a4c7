"""From columns to questions: identifiers let go, scales recognised, joined choices told apart."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ciwidgets.formats import privacy
from ciwidgets.formats.amounts import amount
from ciwidgets.formats.reading import Asked, Joiner, Reading
from ciwidgets.formats.surveys.choices import (
    LONGEST_LONE_CHOICE,
    are_choices,
    invites_words,
    looks_joined,
    split_column,
)
from ciwidgets.formats.surveys.scales import (
    FoundScale,
    is_off_scale,
    number_scale,
    own_scale,
    word_scale,
)
from ciwidgets.formats.understood import Understood, listed, short

# In a list no longer than this, an option that one person chose is still an option; in a longer
# one, or where it is longer than a few words, it is what that person wrote under "other".
_SHORT_LIST = 12
_FEWEST_NUMBERED = 5
# Scales of two or three steps are too common to lend their steps to another question.
_LENDING_STEPS = 4
_NUMBER = re.compile(r"[+-]?(?:\d{1,15}(?:\.\d{1,10})?|\.\d{1,10})")
_COMMA_NUMBER = re.compile(r"[+-]?\d{1,15}(?:,(?:\d{1,2}|\d{4,10}))?")


def understand(reading: Reading, own: Sequence[Sequence[str]] = ()) -> Understood:
    """Return the questions and answers of a file as its reader handed it over.

    ``own`` are the labels of a program's own scales, whose order no list of words may know.
    """
    left_out, noted = list(reading.dropped), list(reading.warnings)
    done = Understood(reading.people, dropped=left_out, warnings=noted)
    done.answers = [{} for _ in range(reading.people)]
    kept = [asked for asked in reading.asked if _keep(asked, done)]
    _say_doubles(kept, done)
    taken: set[str] = set()
    for asked in kept:
        asked.name = _identifier(asked.name, taken)
    scales = _scales([asked for asked in kept if not asked.options], own) | _known_scales(kept)
    joiners = _joiners(kept, scales, reading.joiners)
    for asked in kept:
        if asked.chosen is not None:
            _add_multiple(done, asked, asked.options, asked.chosen)
        elif asked.name in scales:
            _add_scale(done, asked, scales[asked.name])
        elif asked.options:
            _add_known(done, asked)
        else:
            _add_plain(done, asked, joiners)
    done.say_what_happened()
    return done


def _keep(asked: Asked, done: Understood) -> bool:
    """Let go of identifiers and of what nobody answered."""
    reason = privacy.heading_reason(asked.text)
    if asked.chosen is not None:
        has_answers = any(one is not None for one in asked.chosen)
    else:
        has_answers = any(asked.values)
        reason = reason or privacy.content_reason(asked.values)
        if _numbers_the_rows(asked.values):
            reason = "it numbers the rows"
    if not has_answers:
        reason = reason or "nobody answered it"
    if reason:
        done.drop(short(asked.text), reason)
    return not reason


def _numbers_the_rows(values: list[str]) -> bool:
    """Tell a column of 1, 2, 3 … (or 0, 1, 2 …), which some programs put beside the answers."""
    if len(values) < _FEWEST_NUMBERED or values[0] not in ("0", "1"):
        return False
    first = int(values[0])
    return all(value == str(first + place) for place, value in enumerate(values))


def _scales(kept: list[Asked], own_scales: Sequence[Sequence[str]]) -> dict[str, FoundScale]:
    """Return the scale of each question that has one, with steps lent by its companions."""
    plain = [asked for asked in kept if asked.chosen is None and asked.hint != "words"]
    grids: defaultdict[str, set[str]] = defaultdict(set)
    for asked in plain:
        if asked.stem:
            grids[asked.stem].update(value for value in asked.values if value)
    alone = {asked.name: _scale(asked, grids.get(asked.stem, set()), own_scales) for asked in plain}
    lent: defaultdict[str, list[FoundScale]] = defaultdict(list)
    for found in alone.values():
        if found and not found.name.startswith("numbers") and len(found.options) >= _LENDING_STEPS:
            lent[found.name].append(found)
    scales: dict[str, FoundScale] = {}
    for asked in plain:
        found = alone[asked.name]
        if found and found.name in lent:
            own = set(found.options)
            company = grids.get(asked.stem, set()) | {
                option
                for other in lent[found.name]
                if len(own & set(other.options)) >= 2
                for option in other.options
            }
            found = word_scale((value for value in asked.values if value), company) or found
        if found:
            scales[asked.name] = found
    return scales


def _known_scales(kept: list[Asked]) -> dict[str, FoundScale]:
    """Return the scales of questions whose source says what could be chosen, all of it on one."""
    found = {}
    for asked in kept:
        if asked.options and asked.chosen is None:
            filled = [value for value in asked.values if value]
            scale = word_scale([*filled, *asked.options])
            if scale:
                found[asked.name] = scale
    return found


def _scale(asked: Asked, company: set[str], own: Sequence[Sequence[str]]) -> FoundScale | None:
    filled = [value for value in asked.values if value]
    numbers = [value for value in dict.fromkeys(filled) if not is_off_scale(value)]
    found = number_scale(numbers, asked.text, company, is_certain_only=asked.hint == "codes")
    if found:
        off = [value for value in dict.fromkeys(filled) if is_off_scale(value)]
        return replace(found, off_scale=off)
    return word_scale(filled, company) or own_scale(filled, own, company)


def _joiners(
    kept: list[Asked], scales: dict[str, FoundScale], joiners: tuple[Joiner, ...]
) -> tuple[Joiner, ...]:
    """Return how this file joins choices: by ";" everywhere, if anywhere."""
    if ";" not in joiners or len(joiners) == 1:
        return joiners
    plain = [asked for asked in kept if asked.chosen is None and asked.name not in scales]
    if any(split_column(asked.values, (";",)) for asked in plain if asked.hint != "words"):
        return (";",)
    return joiners


def _add_multiple(
    done: Understood, asked: Asked, options: list[str], chosen: list[list[str] | None]
) -> None:
    every = [*options, *(part for picked in chosen for part in picked or ())]
    clean = {part: done.text(part) for part in dict.fromkeys(every)}
    for person, picked in zip(done.answers, chosen, strict=True):
        if picked is not None:
            person[asked.name] = [clean[part] for part in picked]
    done.add(asked, "multiple", [clean[option] for option in options])
    _say_lone_answers(done, asked, len(clean) - len(options))


def _add_scale(done: Understood, asked: Asked, found: FoundScale) -> None:
    for person, value in zip(done.answers, asked.values, strict=True):
        if value:
            person[asked.name] = found.spelling.get(value, value)
    done.scales[asked.name] = found.name
    said = []
    if found.assumed:
        said.append(found.assumed)
    if found.added:
        said.append(f"nobody chose {listed(found.added)}, added to complete it")
    if found.off_scale:
        said.append(f"{listed(found.off_scale)} counted beside the scale, never as its middle")
    if said:
        done.warnings.append(f"{short(asked.text)} ({found.name}): {'; '.join(said)}.")
    done.add(asked, "scale", found.options, found.off_scale)


def _add_plain(done: Understood, asked: Asked, joiners: tuple[Joiner, ...]) -> None:
    filled = [value for value in asked.values if value]
    numbers = None if asked.hint == "codes" else _numbers(filled)
    split = None if asked.hint == "words" or numbers else split_column(asked.values, joiners)
    if split:
        _add_multiple(done, asked, split.options, split.chosen)
    elif numbers:
        for person, value in zip(done.answers, asked.values, strict=True):
            if value:
                person[asked.name] = numbers[value]
        done.add(asked, "number")
    elif asked.hint == "codes" or (
        asked.hint != "words" and are_choices(filled) and not invites_words(asked.text, filled)
    ):
        _add_single(done, asked, filled, joiners)
    else:
        _add_words(done, asked)


def _add_single(
    done: Understood, asked: Asked, filled: list[str], joiners: tuple[Joiner, ...]
) -> None:
    are_codes = asked.hint == "codes"
    clean = {value: done.text(value) for value in _in_order(filled, are_codes=are_codes)}
    for person, value in zip(done.answers, asked.values, strict=True):
        if value:
            person[asked.name] = clean[value]
    counts = Counter(filled)
    options = [
        text
        for value, text in clean.items()
        if are_codes
        or counts[value] > 1
        or (len(counts) <= _SHORT_LIST and len(value) <= LONGEST_LONE_CHOICE)
    ]
    done.add(asked, "single", options)
    _say_lone_answers(done, asked, len(clean) - len(options))
    if not are_codes and looks_joined(asked.values, joiners):
        done.warnings.append(
            f"{short(asked.text)}: cells may hold several choices in one, which could not be told "
            "apart; each cell was kept whole."
        )


def _add_known(done: Understood, asked: Asked) -> None:
    """Add a single choice whose source says what could be chosen, in the source's order."""
    clean = {value: done.text(value) for value in dict.fromkeys([*asked.options, *asked.values])}
    for person, value in zip(done.answers, asked.values, strict=True):
        if value:
            person[asked.name] = clean[value]
    done.add(asked, "single", [clean[option] for option in asked.options])


def _say_lone_answers(done: Understood, asked: Asked, count: int) -> None:
    if count > 0:
        done.warnings.append(
            f"{short(asked.text)}: {amount(count, 'answer was', 'answers were')} given by one "
            "person only, and kept as their own words, not among the options."
        )


def _add_words(done: Understood, asked: Asked) -> None:
    if privacy.mentions_identifier(asked.text):
        done.drop(
            short(asked.text),
            "its heading speaks of a name, an address or a number to call, and it was answered in "
            "free words",
        )
        return
    for person, value in zip(done.answers, asked.values, strict=True):
        if value:
            person[asked.name] = done.text(value)
    done.worded.append(asked.name)
    done.add(asked, "text")


def _numbers(filled: list[str]) -> dict[str, float] | None:
    """Return the number each value is, if every one is; "1,234" could be two and is none."""
    if all(_NUMBER.fullmatch(value) for value in filled):
        return {value: float(value) for value in filled}
    if all(_COMMA_NUMBER.fullmatch(value) for value in filled):
        return {value: float(value.replace(",", ".")) for value in filled}
    return None


def _in_order(filled: list[str], *, are_codes: bool) -> list[str]:
    values = list(dict.fromkeys(filled))
    if are_codes and all(_NUMBER.fullmatch(value) for value in values):
        return sorted(values, key=float)
    return values


def _say_doubles(kept: list[Asked], done: Understood) -> None:
    """Number the headings that stand over several columns, and say so."""
    counts = Counter(asked.text for asked in kept)
    seen: Counter[str] = Counter()
    for asked in kept:
        text = asked.text
        seen[text] += 1
        if counts[text] > 1 and seen[text] == 1:
            done.warnings.append(
                f"{short(text)} stands over {counts[text]} columns; each was kept as a question of "
                "its own."
            )
        elif seen[text] > 1:
            asked.text = f"{text} ({seen[text]})"


def _identifier(name: str, taken: set[str]) -> str:
    plain = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")[:34] or "q"
    identifier = plain
    number = 1
    while identifier in taken:
        number += 1
        identifier = f"{plain}_{number}"
    taken.add(identifier)
    return identifier
