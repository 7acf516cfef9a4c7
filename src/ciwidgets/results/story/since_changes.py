"""From what to what a field of a record changed, in words, where that is short enough to say."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from ciwidgets.results.story.phrases import listed
from ciwidgets.words import filled
from ciwidgets.words.said import amount, day_in, money

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ciwidgets.model import Body
    from ciwidgets.results.story.since import Happening

# Numbers of these fields are no amounts: a year has no comma, and money is kept in cents.
_YEARS: Final = ("year",)
_CENTS: Final = ("amount", "cost")
# So many changes are named of one record.
_MOST: Final = 6


def changes(one: Happening, words: Mapping[str, str], today: date) -> str:
    """Return which fields changed and, of days, numbers and where it stands, from what to what.

    ``words`` is the kernel's section ``since_then``; ``today`` says which years go without saying.
    Texts are named and not told: a name in them would have to be masked, and they are long.
    """
    before = one.before.entry.body if one.before else None
    now = one.kept.entry.body
    said = (_change(name, before, now, words, today) for name in one.fields)
    return listed([*dict.fromkeys(said)], words, _MOST)


def _change(
    name: str, before: Body | None, now: Body, words: Mapping[str, str], today: date
) -> str:
    # A field of one kind may mean something else than those of its name.
    field = words.get(f"field_{now.kind}_{name}") or words[f"field_{name}"]
    was, become = (_value(name, one, words, today) for one in (before, now))
    if not become or was == become:
        return field
    key = "changed_from_to" if was else "changed_to"
    return filled(words[key], field=field, before=was, now=become)


def _value(name: str, body: Body | None, words: Mapping[str, str], today: date) -> str:
    """Return a value in words, empty where there is none or it is not told."""
    value = getattr(body, name, None)
    if isinstance(value, date):
        return day_in(value, today, words)
    if isinstance(value, str):
        return words.get(f"value_{name}_{value}", "")
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    if name in _YEARS:
        return str(value)
    return money(int(value)) if name in _CENTS else amount(value)
