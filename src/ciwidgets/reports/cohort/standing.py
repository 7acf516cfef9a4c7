"""Where teams stand along the two planning models, and how complete their records are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ciwidgets.reports.blocks import Block, Heading, HowMade, Item, List, Section, Text
from ciwidgets.reports.cohort.wording import listed, nobody_has_begun, tables
from ciwidgets.reports.wording import counted, in_plain_words, to_how_made
from ciwidgets.results.cohort.steps import counted as counted_steps
from ciwidgets.results.cohort.steps import steps_asked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ciwidgets.results.cohort.reading import Cohort
    from ciwidgets.results.cohort.team import Stand, Standpoint, TeamFound
    from ciwidgets.results.story.where import Model
    from ciwidgets.workbook import Workbook

_STANDS: dict[Stand, str] = {"has": "There", "begun": "Begun", "lacks": "Not yet"}
_SAME: dict[Stand, str] = {
    "has": "There in all {teams} teams that have begun",
    "begun": "Begun in all {teams} teams that have begun",
    "lacks": "Not yet there in any team",
}
_GROUPS: tuple[tuple[str, Model, bool], ...] = (
    ("Steps of planning", "spf", False),
    ("Principles of planning", "spf", True),
    ("Conditions of collective impact", "collective_impact", False),
)
_DIFFER = "Where teams stand apart"
_FEWEST_SAME = 2  # what one team alone has is a row of its own
_ABOUT = (
    "“There” means that nothing the workbooks ask for is missing. “Begun” means that some of it is "
    "there, “not yet” that none is. It is counted from what teams wrote down, and is no score: a "
    "team may do more than it writes down."
)
_MADE = HowMade(
    "standing",
    "Where teams stand",
    (
        "The steps and principles are those of the Strategic Prevention Framework (SAMHSA, 2019).",
        "The five conditions are those of collective impact (Kania and Kramer, 2011).",
    ),
)
_MOST_NAMED = 6
_SHORT = 60  # letters that a cell of a table takes beside a team's name


def where_teams_stand(cohort: Cohort) -> Section:
    """Return what every team has alike in a line each, and in a table where they stand apart."""
    begun = cohort.begun
    if not begun:
        return Section([nobody_has_begun(cohort)])
    same: dict[Stand, dict[str, list[str]]] = {one: {} for one in _STANDS}
    rows: list[tuple[str, ...]] = []
    for group, model, is_principle in _GROUPS:
        for place, part in enumerate(begun[0].stands[model]):
            if part.is_principle != is_principle:
                continue
            title = in_plain_words(part.id, part.title)
            here = [(one.team.name, one.stands[model][place]) for one in begun]
            stands = {one.stand for _, one in here}
            if len(stands) == 1 and len(begun) >= _FEWEST_SAME:
                missing = _how_much(one for _, one in here)
                same[stands.pop()].setdefault(missing, []).append(title)
            else:
                told = (
                    _standing([both for both in here if both[1].stand == stand], len(begun))
                    for stand in _STANDS
                )
                rows.append((group, title, *told))
    lists = [block for one in _STANDS for block in _alike(one, same[one], len(begun))]
    apart = tables(_DIFFER, ("Of", "Part", *_STANDS.values()), rows) if rows else []
    leads = (Text(_ABOUT), to_how_made(_MADE.name))
    return Section([*leads, *lists, *apart, *waiting(cohort), _MADE])


def _alike(stand: Stand, found: dict[str, list[str]], begun: int) -> list[Block]:
    """Return the parts every team has alike, those that lack the same in one line."""
    if not found:
        return []
    items = (
        Item(listed(titles), (f"{missing[0].upper()}{missing[1:]}.",) if missing else ())
        for missing, titles in found.items()
    )
    return [Heading(_SAME[stand].format(teams=begun)), List(tuple(items))]


def _standing(teams: Sequence[tuple[str, Standpoint]], begun: int) -> str:
    """Return teams by name with what is missing; the most of many by how many they are."""
    if _too_many(len(teams), begun):
        missing = _how_much(one for _, one in teams)
        return f"the {len(teams)} others" + (f": {missing}" if missing else "")
    return "; ".join(f"{name}{_what(one)}" for name, one in teams) or "–"


def _what(one: Standpoint) -> str:
    """Return what is missing where that is short, else in how many ways something is."""
    if one.stand != "begun":
        return ""
    short = len(one.missing) == 1 and len(one.missing[0]) <= _SHORT
    return f" (missing: {one.missing[0].rstrip('.')})" if short else f" ({_how_much([one])})"


def _how_much(these: Iterable[Standpoint]) -> str:
    """Return how many things are missing where something is there, and the one all of them miss."""
    every = [one.missing for one in these if one.stand == "begun"]
    if not every:
        return ""
    if len(set(every)) == len(every[0]) == 1:
        return f"missing: {every[0][0].rstrip('.')}"
    numbers = list(map(len, every))
    fewest, most = min(numbers), max(numbers)
    things = counted(most, "thing")
    said = f"{things} missing" if fewest == most else f"{fewest} to {things} missing"
    (often, teams), *_ = Counter(one for here in every for one in here).most_common(1)
    if len(every) == 1 or teams == 1:
        return said
    return f"{said}, most often “{often.rstrip('.')}”, in {counted(teams, 'team')}"


def _too_many(teams: int, begun: int) -> bool:
    return teams * 2 > begun and teams > _MOST_NAMED


def _those(teams: Sequence[str], begun: int) -> str:
    """Return teams by name, and the most of many by how many they are."""
    if _too_many(len(teams), begun):
        return f"the {len(teams)} others"
    return listed(teams) or "–"


def completeness(cohort: Cohort, workbooks: Sequence[Workbook]) -> Section:
    """Return how far each team's record is filled, and which steps are empty where."""
    begun = cohort.begun
    if not begun:
        return Section([nobody_has_begun(cohort)])
    asked = [one for one in workbooks if steps_asked(one)]
    rows: list[tuple[str | int | float, ...]] = [
        (one.team.name, *(_of(one, book) for book in asked)) for one in begun
    ]
    blocks: list[Block] = [
        Text(
            "How many steps of each workbook a team has filled. Steps that only show something are "
            "not counted, nor what people write for themselves alone. The time of an empty step "
            "may still come."
        ),
        *tables(
            "Steps that hold something, of those that can",
            ["Team", *(one.title for one in asked)],
            rows,
        ),
    ]
    return Section([*blocks, *_empty_steps(begun, asked), *waiting(cohort)])


def waiting(cohort: Cohort) -> list[Block]:
    """Return in one line the teams that have nothing yet."""
    names = [one.team.name for one in cohort.not_begun]
    if not names:
        return []
    word = "has" if len(names) == 1 else "have"
    return [Text(f"{listed(names, len(names))} {word} not begun yet.", "note")]


def _of(found: TeamFound, book: Workbook) -> str:
    there, every = counted_steps(found.filled, book.name)
    return f"{there} of {every}"


def _empty_steps(begun: Sequence[TeamFound], books: Sequence[Workbook]) -> list[Block]:
    """Return the steps that some teams have filled and others not, and what nobody has yet."""
    rows: list[tuple[str, ...]] = []
    nobody, full = [], 0
    for book in books:
        titles = {one.id: one.title for one in book.steps}
        steps = steps_asked(book)
        empty = {step: _empty_in(begun, f"{book.name}/{step}") for step in steps}
        in_none = [titles[one] for one, teams in empty.items() if len(teams) == len(begun)]
        if len(in_none) == len(steps):
            nobody.append(f"all of “{book.title}”")
        elif in_none:
            nobody.append(f"in “{book.title}”: {', '.join(in_none)}")
        full += sum(not teams for teams in empty.values())
        rows += [
            (book.title, titles[step], _those(teams, len(begun)))
            for step, teams in empty.items()
            if 0 < len(teams) < len(begun)
        ]
    blocks: list[Block] = []
    if rows:
        blocks += tables(
            "Steps that some teams have filled", ("Workbook", "Step", "Empty in"), rows
        )
    if full:
        said = counted(full, "step holds", "steps hold")
        blocks.append(Text(f"{said} something in every team that has begun."))
    if nobody:
        blocks.append(Text(f"Empty in every team: {'; '.join(nobody)}."))
    return blocks


def _empty_in(begun: Sequence[TeamFound], step: str) -> list[str]:
    return [one.team.name for one in begun if one.filled[step] == "empty"]
