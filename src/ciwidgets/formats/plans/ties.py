"""What a plan's cells lead to, and whose names may stand in them.

A link is written in the words people know it by, and is its record's id all the same; a name is
written only where its person said yes.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from ciwidgets.formats.plans.cells import CellRefused, plain
from ciwidgets.formats.plans.masks import Masks
from ciwidgets.model import Named

_DIVIDER = ";"
_MOST_GUESSES = 40
_ITS = {
    "needs": "needs",
    "levers": "levers",
    "goals": "goals",
    "measures": "measures",
    "partners": "partners",
    "recommendations": "recommendations",
    "lines": "lines of work",
}


class Says(Protocol):
    """Says what may leave a team: names by their people's consent, and words without the others."""

    def name(self, named: Named) -> str:
        """Return the name, or what stands for it; empty where nobody but a role is named."""

    def text(self, text: str) -> str:
        """Return what somebody wrote without the names that may not be read."""

    def is_named(self, cell: str, named: Named) -> bool:
        """Whether a cell names somebody as this or a file of another day does."""

    def is_nobody(self, cell: str) -> bool:
        """Whether a cell is only what stands for a name, and so names nobody."""

    @property
    def audience(self) -> str:
        """Who reads the file."""

    @property
    def masks(self) -> Masks:
        """What stands for the names the file leaves out."""


@dataclass(frozen=True, slots=True)
class Ties:
    """What there is to lead to: labels by id, for each sort of thing; ``members`` are people.

    ``gone`` was taken off its list: a record that names it already may go on doing so.
    """

    things: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    members: Mapping[str, str] = field(default_factory=dict)
    gone: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    _said: dict[str, str] = field(default_factory=dict, init=False)
    _by_label: dict[str, dict[str, list[str]]] = field(default_factory=dict, init=False)

    def write(self, of: str, ids: list[str], says: Says) -> str:
        """Return links as one cell: by label, or by id where a label would not lead back."""
        return f"{_DIVIDER} ".join(self._label(of, one, says) for one in ids)

    def read(self, of: str, cell: str, says: Says, had: Collection[str] = ()) -> list[str]:
        """Return the ids of a cell's links, each named by its id or exactly by its label.

        ``had`` are ids the record names already; what was taken off a list since may stay in it.

        Raises:
            CellRefused: one of them leads nowhere, or to more than one thing.
        """
        parts = [part.strip() for part in cell.split(_DIVIDER)]
        found = (self._one(of, part, says, had) for part in parts if part)
        return list(dict.fromkeys(found))

    def read_one(self, of: str, cell: str, says: Says, had: Collection[str] = ()) -> str:
        """Return the id of a cell's one link, as ``read`` does.

        Raises:
            CellRefused: it leads nowhere, or to more than one thing.
        """
        return self._one(of, cell, says, had) if cell else ""

    def _label(self, of: str, link: str, says: Says) -> str:
        found = self.things.get(of, {})
        label = plain(says.text(found.get(link, "")))
        is_plain = label and _DIVIDER not in label and label not in found
        return label if is_plain and self._named(of, label, says) == [link] else link

    def _named(self, of: str, label: str, says: Says) -> list[str]:
        """Return the ids of what is called so, by its whole label or as it leaves the team."""
        known = self.things.get(of, {})
        if of not in self._by_label:
            index = self._by_label.setdefault(of, {})
            for one, its in known.items():
                for called in {_alike(its), _alike(says.text(its))}:
                    index.setdefault(called, []).append(one)
        found = self._by_label[of].get(_alike(label), [])
        return found or self._with_names(known, label, says)

    def _with_names(self, known: Mapping[str, str], label: str, says: Says) -> list[str]:
        """Return the ids of what a label may be with names in it that it leaves out."""
        return [one for one, its in known.items() if says.masks.is_of(label, plain(its))]

    def _one(self, of: str, part: str, says: Says, had: Collection[str]) -> str:
        known = self.things.get(of, {})
        if part in known or part in had:
            return part
        found = self._named(of, part, says)
        if not found and had:
            old = self.gone.get(of, {})
            found = [
                one
                for one in had
                if one in old and _alike(part) in (_alike(old[one]), _alike(says.text(old[one])))
            ]
        if len(found) == 1:
            return found[0]
        its = _ITS[of]
        if found:
            raise CellRefused(
                f"{len(found)} of your {its} are called “{part[:80]}”. Write the id of the one "
                f"that is meant: {', '.join(found[:6])}."
            )
        said = self._said.setdefault(f"{of} {part}", "")
        if not said:
            said = self._said[f"{of} {part}"] = self._instead(of, part, says)
        raise CellRefused(f"“{part[:80]}” is not one of your {its}.{said}")

    def _instead(self, of: str, part: str, says: Says) -> str:
        """Return what may have been meant; of the first wrong links only, since it takes time."""
        labels = [plain(says.text(one)) for one in self.things.get(of, {}).values()]
        if not labels:
            return f" Your team has no {_ITS[of]} yet."
        few = len(self._said) <= _MOST_GUESSES
        near = difflib.get_close_matches(part, labels, n=1, cutoff=0.6) if few else []
        if near:
            return f" Did you mean “{near[0][:80]}”?"
        return f" There are: {', '.join(f'“{one[:60]}”' for one in labels[:5])}."


def _alike(label: str) -> str:
    return " ".join(plain(label).casefold().split())
