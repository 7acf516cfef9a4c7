"""Which counts of deaths and patients may not be printed: one rule a source, as data."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class DisclosureRule:
    """Counts from ``lowest`` to ``highest`` are hidden, and nothing may narrow them down.

    ``width`` is the least distance between the lowest and the highest value a reader can take a
    hidden count for. ``sentence`` is printed under every figure made by the rule.
    """

    id: str
    lowest: int
    highest: int
    width: int
    sentence: str

    def hides(self, count: int) -> bool:
        """Return whether a count is one the rule protects."""
        return self.lowest <= count <= self.highest

    @property
    def floor(self) -> int:
        """Return the least a reader knows a hidden count to be: 1 where zeros are always shown."""
        return 1 if self.lowest > 0 else 0

    def is_narrow(self, lower: int, upper: int) -> bool:
        """Return whether an interval says too much: too short, or no count above the protected."""
        return upper - lower < self.width or upper <= self.highest

    def reaches(self, lower: int, upper: int) -> bool:
        """Return whether some count in an interval is protected."""
        return lower <= self.highest and upper >= self.lowest

    def holds(self, lower: int, upper: int) -> bool:
        """Return whether every count in an interval is protected."""
        return self.lowest <= lower and upper <= self.highest


WONDER: Final = DisclosureRule(
    id="wonder",
    lowest=0,
    highest=9,
    width=10,
    sentence=(
        "Counts from 0 to 9, and everything made from them, are withheld, as in CDC WONDER. Some "
        "larger counts are withheld too, so that no small one can be worked out from the totals."
    ),
)
CMS_11: Final = DisclosureRule(
    id="cms11",
    lowest=1,
    highest=10,
    width=11,
    sentence=(
        "Counts from 1 to 10, and everything made from them, are withheld, as the Centers for "
        "Medicare & Medicaid Services ask. Some larger counts are withheld too, so that no small "
        "one can be worked out from the totals. A zero is shown."
    ),
)
WA_DOH: Final = DisclosureRule(
    id="wa-doh",
    lowest=1,
    highest=9,
    width=10,
    sentence=(
        "Counts from 1 to 9, and everything made from them, are withheld, as the Washington State "
        "Department of Health does. Some larger counts are withheld too, so that no small one can "
        "be worked out by subtraction. A zero is shown."
    ),
)
DISCLOSURE_RULES: Final[Mapping[str, DisclosureRule]] = MappingProxyType(
    {rule.id: rule for rule in (WONDER, CMS_11, WA_DOH)}
)


def disclosure_rule(rule_id: str) -> DisclosureRule:
    """Return the rule of that name.

    Raises:
        ValueError: when there is none; the text names those there are.
    """
    if rule_id not in DISCLOSURE_RULES:
        raise ValueError(
            f"There is no disclosure rule {rule_id!r}. Choose one of {', '.join(DISCLOSURE_RULES)}."
        )
    return DISCLOSURE_RULES[rule_id]
