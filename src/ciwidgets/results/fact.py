"""A fact: something an earlier step shows, in one sentence, that a theme or a need can rest on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Source = Literal["numbers", "survey", "resources", "table"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One sentence of an earlier step; ``id`` stays the same when its words change."""

    id: str
    source: Source
    text: str
