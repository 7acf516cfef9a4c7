"""What the made-up people have to say, from the samples' own made-up sentences."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import Any

from ciwidgets.shipped import samples_folder


@dataclass(frozen=True, slots=True)
class Sayings:
    """Names, ideas, thanks and changes of mind; all of it is invented."""

    names: tuple[str, ...]
    ideas: tuple[str, ...]
    thanks: tuple[str, ...]
    minds: tuple[tuple[str, str], ...]


def read_sayings() -> Sayings:
    """Read them from the folder of the samples."""
    people = _read("people.toml")
    ideas = _read("ideas.toml")
    own = _read("rehearsal.toml")
    return Sayings(
        names=tuple(people["names"]),
        ideas=tuple(words for idea in ideas["ideas"] for words in idea["say"]),
        thanks=tuple(own["thanks"]),
        minds=tuple((one["used_to_think"], one["now_think"]) for one in own["minds"]),
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((samples_folder() / name).read_text(encoding="utf-8"))
