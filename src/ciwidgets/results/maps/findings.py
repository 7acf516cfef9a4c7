"""What drives what on a map, in sentences and in numbers a person can read.

A map here is its labels and its weights, one row a cause; nothing of who drew it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING

from ciwidgets.words import filled
from ciwidgets.words.said import list_and

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ciwidgets.analysis.maps.loops import Loops
    from ciwidgets.analysis.maps.structure import Structure

    Weights = Sequence[Sequence[float]]

# More names than this in one sentence, and nobody listens.
MOST_NAMED = 4
MOST_LOOPS = 12
LONGEST_LOOP = 6


@dataclass(frozen=True, slots=True)
class Measure:
    """A number of the whole map; ``means`` says in a sentence what it tells."""

    name: str
    value: str
    means: str


@dataclass(frozen=True, slots=True)
class WordNumbers:
    """A word's role and degrees, as they are written."""

    label: str
    role: str
    pushes: str
    is_pushed: str
    together: str


@dataclass(frozen=True, slots=True)
class LoopSaid:
    """A loop read aloud; ``words`` are the places of its words on the map."""

    sentence: str
    is_reinforcing: bool
    words: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MapFindings:
    """What a map says: three sentences first, then what they rest on.

    ``words`` stand with the most central first, ``loops`` with the strongest.
    """

    lead: tuple[str, ...]
    loops: tuple[LoopSaid, ...]
    loop_notes: tuple[str, ...]
    roles: tuple[str, ...]
    words: tuple[WordNumbers, ...]
    measures: tuple[Measure, ...]
    notes: tuple[str, ...]


def map_findings(
    labels: Sequence[str],
    weights: Weights,
    words: Mapping[str, str],
) -> MapFindings:
    """Return what a map with at least one link says.

    ``words`` is the kernel's section ``what_drives``.
    """
    # A page must not wait for numpy before anybody has a map.
    from ciwidgets.analysis.maps.loops import loops  # noqa: PLC0415
    from ciwidgets.analysis.maps.structure import structure  # noqa: PLC0415

    shape = structure(weights)
    found = loops(weights, longest=LONGEST_LOOP)
    said = _loops(labels, weights, found, shape, words)
    return MapFindings(
        lead=(
            _most("pushes", labels, shape.out_degree, words),
            _most("pushed", labels, shape.in_degree, words),
            filled(words["lead_loop"], loop=said[0].sentence) if said else words["lead_loop_none"],
        ),
        loops=said,
        loop_notes=_loop_notes(found, len(said), words),
        roles=_roles(labels, shape, words),
        words=_word_numbers(labels, shape, words),
        measures=_measures(shape, words),
        notes=_notes(shape, words),
    )


def loop_sentence(
    labels: Sequence[str], weights: Weights, loop: Sequence[int], words: Mapping[str, str]
) -> str:
    """Return a loop read aloud, from the first of its words round to that again.

    "More “stigma” leads to a drop in “asking for help”, which leads to …: this feeds itself
    (reinforcing)." Words stand in quotes: each is one thing, and keeps its own capitals.
    """
    chain, is_more = "", True
    for source, target in _links(loop):
        is_more = is_more == (weights[source][target] > 0)
        way = f"{'on_' if chain else ''}{'more' if is_more else 'less'}"
        chain += filled(words[f"loop_{way}"], source=labels[source], target=labels[target])
    return filled(words["loop_feeds" if is_more else "loop_checks"], chain=chain)


def join_names(names: Sequence[str], words: Mapping[str, str]) -> str:
    """Return names as one says them: "one, two and three"."""
    *most, last = names
    return list_and(", ".join(most), last, words) if most else last


def decimals(value: float, words: Mapping[str, str]) -> str:
    """Return a number with two decimals; one too small for them is said to be."""
    if 0 < abs(value) < 0.005:
        return filled(words["under"], least="0.01")
    return two_places(value)


def two_places(value: float) -> str:
    """Return a number with two decimals and a minus sign that is one; 0 has none."""
    return f"{round(value, 2) + 0.0:.2f}".replace("-", "−")


def number_word(key: str, n: int, words: Mapping[str, str]) -> str:
    """Return the sentence for one or for several, with the number in it."""
    return filled(words[f"{key}_one" if n == 1 else f"{key}_other"], n=n)


def _most(
    way: str, labels: Sequence[str], degrees: Sequence[float], words: Mapping[str, str]
) -> str:
    # What is written alike is alike.
    written = [round(one, 2) for one in degrees]
    top = [label for label, one in zip(labels, written, strict=True) if one == max(written)]
    if len(top) > MOST_NAMED:
        return filled(words[f"lead_{way}_many"], n=len(top))
    alike = "" if len(top) == 1 else "_alike"
    return filled(words[f"lead_{way}{alike}"], word=join_names([f"“{one}”" for one in top], words))


def _loops(
    labels: Sequence[str],
    weights: Weights,
    found: Loops,
    shape: Structure,
    words: Mapping[str, str],
) -> tuple[LoopSaid, ...]:
    def strength(loop: Sequence[int]) -> float:
        return round(prod(abs(weights[source][target]) for source, target in _links(loop)), 9)

    in_order = sorted(
        found.loops, key=lambda one: (-strength(one.words), len(one.words), one.words)
    )
    said = []
    for one in in_order[:MOST_LOOPS]:
        # It is read from the word that pushes most.
        first = max(range(len(one.words)), key=lambda at: shape.out_degree[one.words[at]])
        loop = (*one.words[first:], *one.words[:first])
        said.append(LoopSaid(loop_sentence(labels, weights, loop, words), one.is_reinforcing, loop))
    return tuple(said)


def _links(loop: Sequence[int]) -> list[tuple[int, int]]:
    return list(zip(loop, [*loop[1:], loop[0]], strict=True))


def _loop_notes(found: Loops, shown: int, words: Mapping[str, str]) -> tuple[str, ...]:
    if not found.loops:
        return (filled(words["count_longest"], longest=LONGEST_LOOP),)
    feeds = sum(one.is_reinforcing for one in found.loops)
    checks = len(found.loops) - feeds
    said = [
        number_word(f"count_{name}", count, words)
        for name, count in (("feeds", feeds), ("checks", checks))
        if count
    ]
    said.append(filled(words["count_longest"], longest=LONGEST_LOOP))
    if len(found.loops) > 1:
        said.append(words["count_order"])
    if shown < len(found.loops):
        said.append(filled(words["count_shown"], shown=shown))
    if found.cut_short:
        said.append(words["count_cut"])
    return tuple(said)


def _roles(labels: Sequence[str], shape: Structure, words: Mapping[str, str]) -> tuple[str, ...]:
    said = []
    for role, some, none in (
        ("driver", "drivers", "drivers_none"),
        ("receiver", "receivers", "receivers_none"),
        ("isolated", "apart", ""),
    ):
        named = [label for label, one in zip(labels, shape.roles, strict=True) if one == role]
        if named:
            said.append(filled(words[some], words=join_names(named, words)))
        elif none:
            said.append(words[none])
    return tuple(said)


def _word_numbers(
    labels: Sequence[str], shape: Structure, words: Mapping[str, str]
) -> tuple[WordNumbers, ...]:
    columns = [
        [decimals(one, words) for one in degrees]
        for degrees in (shape.out_degree, shape.in_degree, shape.centrality)
    ]
    in_order = sorted(range(len(labels)), key=lambda one: (-round(shape.centrality[one], 9), one))
    return tuple(
        WordNumbers(
            labels[one],
            words[f"role_{shape.roles[one]}"],
            columns[0][one],
            columns[1][one],
            columns[2][one],
        )
        for one in in_order
    )


def _measures(shape: Structure, words: Mapping[str, str]) -> tuple[Measure, ...]:
    def written(value: float | None, undefined: str = "undefined_few") -> str:
        return words[undefined] if value is None else decimals(value, words)

    values = {
        "words": str(shape.words),
        "links": str(shape.links),
        "links_per_word": written(shape.links_per_word),
        "density": written(shape.density),
        "density_squared": written(shape.density_squared),
        "complexity": written(shape.complexity, "undefined_drivers"),
        "hierarchy": written(shape.hierarchy),
        "hierarchy_fcmapper": written(shape.hierarchy_fcmapper),
    }
    return tuple(
        Measure(words[f"name_{name}"], value, words[f"means_{name}"])
        for name, value in values.items()
    )


def _notes(shape: Structure, words: Mapping[str, str]) -> tuple[str, ...]:
    return (number_word("self", shape.self_loops, words),) if shape.self_loops else ()
