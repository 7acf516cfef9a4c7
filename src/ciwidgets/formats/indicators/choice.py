"""Which places and measures of a file are wanted, asked for as people name them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ciwidgets.errors import FileRefused
from ciwidgets.formats.understood import listed, short
from ciwidgets.model.indicators import PlaceKind

MAX_PLACES = 20_000
MAX_MEASURES = 200
_KIND_OF_PLACE = re.compile(
    r"\s+(?:county|parish|borough|census area|municipality|city and borough|city)$"
)
_ADDED = re.compile(r"\s*\([^()]*\)$")


class Choice:
    """The places and measures to keep (all of them where none is named), and those met."""

    def __init__(self, places: Sequence[str] = (), measures: Sequence[str] = ()) -> None:
        self._places = {place: _plain(place) for place in places if place.strip()}
        self._measures = {measure: _plain(measure) for measure in measures if measure.strip()}
        self.places: dict[tuple[str, str], bool] = {}
        self.measures: dict[str, bool] = {}
        self.left_out = 0
        self.only_looks = False  # every place is met, no row is kept

    @property
    def asked_places(self) -> list[str]:
        """The places as they were named."""
        return list(self._places)

    @property
    def asked_measures(self) -> list[str]:
        """The measures as they were named."""
        return list(self._measures)

    def wants(self, place: str, code: str, measure: str, name: str) -> bool:
        """Tell whether a row is wanted; one that is not is counted."""
        wanted = self.places.get((place, code))
        if wanted is None:
            wanted = self._met_place(place, code, name)
        asked = self.measures.get(measure)
        if asked is None:
            asked = self._met_measure(measure, name)
        if wanted and asked:
            return True
        self.left_out += 1
        return False

    def _met_place(self, place: str, code: str, name: str) -> bool:
        if len(self.places) >= MAX_PLACES:
            raise FileRefused(
                f"{name} names more than {MAX_PLACES:,} places; that does not look like a file of "
                "local numbers. Please check that its columns are in order."
            )
        forms = _forms(place, code)
        wanted = not self.only_looks
        wanted &= not self._places or any(asked in forms for asked in self._places.values())
        return self.places.setdefault((place, code), wanted)

    def _met_measure(self, measure: str, name: str) -> bool:
        if len(self.measures) >= MAX_MEASURES:
            raise FileRefused(
                f"{name} names more than {MAX_MEASURES} things that are counted; that does not "
                "look like a file of local numbers. Please check that its columns are in order."
            )
        forms = (_plain(measure), _plain(_ADDED.sub("", measure)))
        wanted = not self._measures or any(asked in forms for asked in self._measures.values())
        return self.measures.setdefault(measure, wanted)

    def settled(self, name: str) -> set[tuple[str, str]]:
        """Return the places that were meant, once the whole file was read.

        Raises:
            FileRefused: a place or measure that was named is not in the file, or is several.
        """
        if not self._places:
            return set(self.places)
        meant = set()
        for asked, plain in self._places.items():
            found = [one for one in self.places if plain in _forms(*one)]
            exact = [one for one in found if plain in (_plain(one[0]), _plain(one[1]))]
            found = exact if len(exact) == 1 else found
            if not found:
                raise FileRefused(
                    f"{name} has no place {short(asked)}. "
                    f"{_nearest(asked, [place for place, _ in self.places], 'places')}"
                )
            if len({place for place, _ in found}) > 1:
                raise FileRefused(
                    f"{short(asked)} can be {len(found)} places in {name}: "
                    f"{listed([place for place, _ in found])}. Please give the whole name."
                )
            meant.update(found)
        return meant

    def check_measures(self, name: str) -> None:
        """Refuse a measure that was named and is not in the file."""
        for asked, plain in self._measures.items():
            if not any(
                plain in (_plain(one), _plain(_ADDED.sub("", one))) for one in self.measures
            ):
                raise FileRefused(
                    f"{name} does not count {short(asked)}. "
                    f"{_nearest(asked, self.measures, 'measures')}"
                )


@dataclass(frozen=True, slots=True)
class Meant:
    """What a row is about, before its figures are looked at."""

    place: str
    code: str
    kind: PlaceKind
    measure: str


class Sieve:
    """Which rows are wanted, remembered by some of their cells as they stand in the file.

    A big file says the same few names again and again: each is understood once.
    """

    def __init__(
        self, where: Sequence[int], choice: Choice, name: str, read: Callable[[list[str]], Meant]
    ) -> None:
        self._where = where
        self._choice = choice
        self._name = name
        self._read = read
        self._met: dict[tuple[str, ...], Meant | None] = {}

    def wanted(self, cells: list[str]) -> Meant | None:
        """Return what a row is about, ``None`` where nobody asked for it; that is counted."""
        key = tuple([cells[index] for index in self._where])
        if key in self._met:
            meant = self._met[key]
            self._choice.left_out += meant is None
            return meant
        if len(self._met) >= MAX_PLACES:
            self._met.clear()
        meant = self._read(cells)
        if not self._choice.wants(meant.place, meant.code, meant.measure, self._name):
            return self._met.setdefault(key, None)
        return self._met.setdefault(key, meant)


def _nearest(asked: str, known: Iterable[str], what: str) -> str:
    names = list(dict.fromkeys(known))
    near = difflib.get_close_matches(asked, names[:5_000], n=5, cutoff=0.5) or names[:5]
    shown = listed([short(one) for one in near])
    return f"Of its {len(names):,} {what} these come nearest: {shown}. Please name one of them."


def _forms(place: str, code: str) -> tuple[str, ...]:
    whole = _plain(place)
    before = whole.partition(",")[0].strip()
    return (whole, before, _KIND_OF_PLACE.sub("", before), code.lower(), code.lstrip("0").lower())


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
