"""What the plan of a batch depends on, as one hash: an ordinary evening leaves it as it was.

These are the files with local numbers, what was released before, the program, and the names that
are masked in a report, as a place or a group may be called like somebody. No idea, answer or
meeting is read for it but for the names in it.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from ciwidgets import __version__
from ciwidgets.model import ImportedIndicators, NameConsent, Person, Program, Release, Win
from ciwidgets.results.naming.names import WITH_NAMES, named_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ciwidgets.model import Body, Entry
    from ciwidgets.store import Store

PLAN_VERSION = 5
_READ = (ImportedIndicators, Release, Program)


def plan_inputs_digest(store: Store, program: Program, as_of: str = "") -> str:
    """Return a digest that changes whenever a plan could; it takes two questions to the store.

    Raises:
        StoreError: when the store cannot be read.
    """
    names = sorted({json.dumps(one) for one in _names(store)})
    told = [PLAN_VERSION, __version__, as_of, program.name, store.marks(*_READ), names]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def read_so_far(store: Store) -> int:
    """Return how many releases, files with local numbers and states of the program there are.

    Raises:
        StoreError: when the store cannot be read.
    """
    return len(store.marks(*_READ))


def _names(store: Store) -> Iterator[Any]:
    """Yield what decides which names are masked: who was ever called what, and who said yes now."""
    now: dict[str, Entry[Body]] = {}
    for entry in store.every(Person, NameConsent, *WITH_NAMES):
        now[entry.record_id] = entry
        if isinstance(entry.body, NameConsent):
            yield entry.seq
        elif isinstance(entry.body, Person):
            if entry.body.name or entry.body.same_as:
                yield entry.seq
        else:
            yield from ((entry.team_id, one.name) for one in named_in(entry.body) if one.name)
    for entry in now.values():
        if isinstance(entry.body, WITH_NAMES) and not entry.retracted:
            about = entry.record_id if isinstance(entry.body, Win) else ""
            for one in named_in(entry.body):
                if one.name:
                    yield entry.team_id, about, one.name, one.said_yes
