"""Names of those who are to be forgotten, told apart from those of who stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ciwidgets.naming.finding import Finder, Hit, parts_of
from ciwidgets.naming.folding import key_of, words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


class Forgetting:
    """Finds the names of who is forgotten in any spelling, and says something in their place.

    Of a name of several words the whole of it is replaced, so that a first name that many have does
    not go with it; with ``every_part`` each word of it, and a name of a single word. What may
    be the name of somebody who stays is never replaced.
    """

    def __init__(
        self,
        gone: Collection[str],
        staying: Iterable[str],
        listed: Iterable[str] = (),
        *,
        every_part: bool = False,
    ) -> None:
        """Learn the names: of who is gone, who stays, and those that stand on lists, of either."""
        self._every_part = every_part
        self._anywhere = Finder(gone)
        gone_keys, kept = {key_of(one) for one in gone}, set(staying)
        parts = [parts_of(one) for one in gone_keys]
        # A name on a list that is a part of theirs is theirs as likely as not.
        kept |= {one for one in listed if not any(parts_of(key_of(one)) <= it for it in parts)}
        self._keys = gone_keys - {key_of(one) for one in kept}
        self._apart = Finder({*gone, *kept})

    def is_named_in(self, text: str) -> bool:
        """Say whether a text names somebody who is gone, or may do so."""
        return bool(self._anywhere.hits(text))

    def without(self, text: str, instead: str) -> str:
        """Return a text with ``instead`` for each name that can only be of somebody gone."""
        said, read = [], 0
        for hit in self._apart.hits(text):
            if hit.keys <= self._keys and (self._every_part or _is_whole(text, hit)):
                # A name alone, as on a list, begins no sentence.
                begins = hit.begins and hit.end - hit.start < len(text)
                said += [text[read : hit.start], instead.capitalize() if begins else instead]
                read = hit.end
        return "".join((*said, text[read:])) if said else text


def _is_whole(text: str, hit: Hit) -> bool:
    """Say whether a place names somebody by every word of a name that has several."""
    written = "".join(one.folded for one in words_of(text[hit.start : hit.end]))
    for key in hit.keys:
        telling = parts_of(key)
        wanted = telling if len(telling) > 1 else set(key.split())
        if len(wanted) > 1 and all(one in written for one in wanted):
            return True
    return False
