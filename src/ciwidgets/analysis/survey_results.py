"""What a team said in a survey or a vote, ready to be shown: nothing in here breaks the rule.

The small-group rule of ``disclosure`` is applied here once, so that a page, a report and a chart
show the same and none of them has to think of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ciwidgets.analysis.agreement import (
    AgreementWord,
    agreement_word,
    share_agreeing,
    tastle_wierman_consensus,
    van_der_eijk_agreement,
)
from ciwidgets.analysis.disclosure import Pool, breakdown, may_show, pool_sectors
from ciwidgets.words import catalogue
from ciwidgets.words.said import list_and

if TYPE_CHECKING:
    from ciwidgets.model import Scale, Statement, Survey

Answers = Mapping[str, int | str]
# An answer above the scale: the program file's scale was shortened after people had answered.
OFF_SCALE = "off_scale"


@dataclass(frozen=True, slots=True)
class PoolResult:
    """One statement's answers from one or several sectors put together; five people or more."""

    label: str
    sectors: tuple[str, ...]
    people: int
    mean: float
    share_agreeing: float


@dataclass(frozen=True, slots=True)
class StatementResult:
    """One statement: people per answer of the scale, low end first, and the other answers.

    Where fewer than five people answered, ``word`` is "too_few", ``counts``, ``other`` and
    ``pools`` are empty and every measure is None. ``answered`` counts answers on the scale.
    """

    id: str
    text: str
    answered: int
    counts: tuple[int, ...] = ()
    other: Mapping[str, int] = field(default_factory=dict)
    word: AgreementWord = "too_few"
    agreement: float | None = None
    consensus: float | None = None
    mean: float | None = None
    share_agreeing: float | None = None
    pools: tuple[PoolResult, ...] = ()


@dataclass(frozen=True, slots=True)
class SurveyResult:
    """A survey's result; ``too_few`` people (under five) have no distribution at all.

    ``most_agreed`` and ``most_split`` are the ids of the statements with the highest and the
    lowest A, or empty where no two statements differ. ``later`` counts people whose later answers
    wait until they may be shown.
    """

    title: str
    scale: tuple[str, ...]
    answered: int
    too_few: bool
    statements: tuple[StatementResult, ...]
    most_agreed: str
    most_split: str
    later: int = 0


def survey_result(
    survey: Survey,
    scale: Scale,
    ratings: Mapping[str, Answers],
    sectors: Mapping[str, str],
    sector_names: Mapping[str, str],
    *,
    by_sector: bool = True,
    later: int = 0,
    language: str = "en",
) -> SurveyResult:
    """Return what people answered, as far as it may be shown.

    ``ratings`` maps a person to answers by statement id, ``sectors`` to a sector id. A result
    that replaces one already shown takes ``by_sector=False`` (see ``disclosure.may_replace``).
    Sectors that stand together are listed in ``language``.
    """
    asked = {statement.id for statement in survey.statements}
    people = sorted(person for person, answers in ratings.items() if asked & answers.keys())
    too_few = not may_show(len(people))
    sector_of = {person: sectors.get(person, "") for person in people}
    pools = pool_sectors(Counter(sector_of.values())) if by_sector and not too_few else []
    words = catalogue(language)["common.kernel"]
    statements = tuple(
        _statement_result(
            statement,
            {
                person: ratings[person][statement.id]
                for person in people
                if statement.id in ratings[person]
            },
            len(scale.labels),
            [(pool, _label(pool, sector_names, words)) for pool in pools],
            sector_of,
        )
        for statement in survey.statements
    )
    most_agreed, most_split = _extremes(statements)
    labels = tuple(scale.labels)
    return SurveyResult(
        survey.title, labels, len(people), too_few, statements, most_agreed, most_split, later
    )


def _statement_result(
    statement: Statement,
    answers: Answers,
    width: int,
    pools: Sequence[tuple[Pool, str]],
    sector_of: Mapping[str, str],
) -> StatementResult:
    on_scale = {
        person: answer
        for person, answer in answers.items()
        if isinstance(answer, int) and 1 <= answer <= width
    }
    if not may_show(len(on_scale)):
        return StatementResult(statement.id, statement.text, len(on_scale))
    counted = Counter(on_scale.values())
    counts = tuple(counted[value] for value in range(1, width + 1))
    other = Counter(
        answer if isinstance(answer, str) else OFF_SCALE
        for person, answer in answers.items()
        if person not in on_scale
    )
    return StatementResult(
        statement.id,
        statement.text,
        len(on_scale),
        counts,
        dict(sorted(other.items())),
        agreement_word(counts),
        van_der_eijk_agreement(counts),
        tastle_wierman_consensus(counts),
        sum(on_scale.values()) / len(on_scale),
        share_agreeing(counts),
        _pool_results(on_scale, width, pools, sector_of),
    )


def _pool_results(
    on_scale: Mapping[str, int | str],
    width: int,
    pools: Sequence[tuple[Pool, str]],
    sector_of: Mapping[str, str],
) -> tuple[PoolResult, ...]:
    by_sector: dict[str, list[int]] = {}
    for person, answer in on_scale.items():
        by_sector.setdefault(sector_of[person], []).append(int(answer))
    labels = dict(pools)
    return tuple(
        PoolResult(
            labels[one.pool],
            one.pool.sectors,
            len(one.answers),
            sum(one.answers) / len(one.answers),
            sum(answer > width - width // 2 for answer in one.answers) / len(one.answers),
        )
        for one in (breakdown(list(labels), by_sector) if pools else [])
    )


def _label(pool: Pool, sector_names: Mapping[str, str], words: Mapping[str, str]) -> str:
    none = words["no_sector_given"]
    names = [sector_names.get(one, one) if one else none for one in pool.sectors]
    return names[0] if len(names) == 1 else list_and(", ".join(names[:-1]), names[-1], words)


def _extremes(statements: Sequence[StatementResult]) -> tuple[str, str]:
    shown = [(one.agreement, one.id) for one in statements if one.agreement is not None]
    if len({agreement for agreement, _ in shown}) <= 1:
        return "", ""
    return max(shown, key=lambda one: one[0])[1], min(shown, key=lambda one: one[0])[1]


def rating_page(result: SurveyResult, *, with_measures: bool) -> dict[str, Any]:
    """Return the ``result`` trait of the rating widget.

    ``with_measures`` adds A and consensus, rounded to two digits; they are None without it.
    """
    return {
        "answered": result.answered,
        "too_few": result.too_few,
        "later": result.later,
        "most_agreed": result.most_agreed,
        "most_split": result.most_split,
        "statements": [
            {
                "id": one.id,
                "text": one.text,
                "counts": list(one.counts),
                "other": dict(one.other),
                "word": one.word,
                "agreement": _rounded(one.agreement) if with_measures else None,
                "consensus": _rounded(one.consensus) if with_measures else None,
                "sectors": [
                    {"name": pool.label, "people": pool.people, "mean": _rounded(pool.mean)}
                    for pool in one.pools
                ],
            }
            for one in result.statements
            if not result.too_few
        ],
    }


def _rounded(measure: float | None) -> float | None:
    # Adding 0.0 turns a rounded -0.0 into 0.0.
    return None if measure is None else round(measure, 2) + 0.0
