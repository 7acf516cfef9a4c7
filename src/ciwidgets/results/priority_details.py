"""How each way found its order: its formula by name, what was averaged, and its numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ciwidgets.analysis.priorities.ranking import firsts
from ciwidgets.analysis.priorities.weighted import shares

if TYPE_CHECKING:
    from collections.abc import Callable

    from ciwidgets.analysis.priority_results import Line, Ranking
    from ciwidgets.results.priority_words import Words

HowAlike = Literal["high", "middle", "low", ""]
# Above these W is said to be high, and to be in the middle.
_HIGH, _MIDDLE = 0.7, 0.4


@dataclass(frozen=True, slots=True)
class Detail:
    """One way: what it did, in sentences, and a table of its numbers.

    ``found`` are those of the sentences that tell of what was ranked, and not of the way;
    ``alike`` says how alike people's own orders are, empty where that cannot be told.
    """

    key: str
    name: str
    who: str
    sentences: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    found: tuple[str, ...] = ()
    alike: HowAlike = ""


def detail(say: Words, ranking: Ranking) -> Detail:
    """Return how a way found its order."""
    found = (*_stopped(say, ranking), *_odd(say, ranking))
    columns = _COLUMNS[ranking.method]
    if ranking.is_together or ranking.method == "dots":
        columns = [key for key in columns if key not in {"head_averaged", "head_people"}]
    return Detail(
        ranking.key,
        say.way(ranking.key),
        say.who(ranking),
        tuple(_sentences(say, ranking)),
        (say("thing"), say("place"), *map(say, columns)),
        tuple(
            (
                say.what.text(line.item_id),
                say.place(ranking, line.item_id),
                *(_CELLS[key](say, line) for key in columns),
            )
            for line in ranking.lines
        ),
        found,
        _how_alike(ranking),
    )


def _sentences(say: Words, ranking: Ranking) -> list[str]:
    said = [_formula(say, ranking)]
    if ranking.method == "hanlon":
        said += [say("about_bpr"), *_stopped(say, ranking)]
    if ranking.is_together:
        return [*said, say("about_together")]
    return [*said, *_averaging(say, ranking), *_odd(say, ranking), *_alike(say, ranking)]


def _stopped(say: Words, ranking: Ranking) -> list[str]:
    """Name what has no place, because the team answered no to a question about it."""
    return [
        say(
            "about_pearl",
            thing=say.thing(line.item_id),
            letters=say.listed([say(f"letter_{letter}") for letter in line.failed]),
        )
        for line in ranking.lines
        if line.failed and ranking.method == "hanlon"
    ]


def _odd(say: Words, ranking: Ranking) -> list[str]:
    if ranking.is_together:
        return []
    return [
        say("about_odd", thing=say.thing(line.item_id)) for line in ranking.lines if line.is_odd
    ]


def _formula(say: Words, ranking: Ranking) -> str:
    if ranking.method != "criteria":
        return say(f"about_{ranking.method}")
    part_of = shares({one.id: one.weight for one in say.program.criteria})
    weights = [
        say("about_weight", criterion=one.name, share=round(100 * part_of[one.id]))
        for one in say.program.criteria
    ]
    return say("about_criteria", weights=say.listed(weights))


def _averaging(say: Words, ranking: Ranking) -> list[str]:
    """Name the order of averaging, and what the other one would have given."""
    if ranking.method == "impact_effort":
        return [say("about_median_axes")]
    if ranking.method not in {"hanlon", "criteria"}:
        return []
    now, other = firsts(ranking.ranks), firsts(ranking.average_ranks)
    if now != other:
        told = say("about_other_first", things=say.things(other))
    else:
        told = say("about_same" if ranking.ranks == ranking.average_ranks else "about_other")
    return [say("about_median"), told]


def _alike(say: Words, ranking: Ranking) -> list[str]:
    found = ranking.concordance
    if found is None or found.reason not in {"", "too_few_raters"}:
        return []
    if found.w is None:
        return [say("about_w_none")]
    return [say(f"about_w_{_how_alike(ranking)}", w=f"{found.w:.2f}", n=found.raters)]


def _how_alike(ranking: Ranking) -> HowAlike:
    found = ranking.concordance
    if ranking.is_together or found is None or found.w is None:
        return ""
    return "high" if found.w >= _HIGH else "middle" if found.w >= _MIDDLE else "low"


def _number(say: Words, line: Line, value: float | None, digits: int = 0) -> str:
    if value is not None:
        return f"{value:.{digits}f}" if digits >= 0 else f"{value:g}"
    return say("few") if line.is_begun else say("not_scored")


def _short(say: Words, line: Line, value: float | None, digits: int = 1) -> str:
    # 4.50 is 4.5, and 4.00 is 4.
    return _number(say, line, None if value is None else round(value, digits), -1)


def _group(say: Words, line: Line) -> str:
    if line.quadrant is None:
        return say("dash")
    group = say(f"group_{line.quadrant}")
    return say("on_line", group=group) if line.is_on_line else group


def _people(say: Words, line: Line) -> str:
    # Dots and points of fewer than five people are shown, and not how many gave them.
    return str(line.people) if line.people else say("few" if line.is_begun else "dash")


_COLUMNS = {
    "dots": ["head_dots"],
    "nominal": ["head_points", "head_people"],
    "hanlon": ["head_hanlon", "head_bpr", "head_averaged", "head_people"],
    "impact_effort": ["head_group", "head_impact", "head_effort", "head_people"],
    "criteria": ["head_score", "head_averaged", "head_people"],
}
_CELLS: dict[str, Callable[[Words, Line], str]] = {
    "head_dots": lambda say, line: _number(say, line, line.score),
    "head_points": lambda say, line: _number(say, line, line.score),
    "head_hanlon": lambda say, line: _short(say, line, line.score),
    "head_bpr": lambda say, line: _short(say, line, line.bpr),
    "head_score": lambda say, line: _short(say, line, line.score, 2),
    "head_averaged": lambda say, line: _short(say, line, line.averaged, 2),
    "head_impact": lambda say, line: _short(say, line, line.score),
    "head_effort": lambda say, line: _short(say, line, line.effort),
    "head_group": _group,
    "head_people": _people,
}
