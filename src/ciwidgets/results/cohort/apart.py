"""Where teams agree and where their sectors see it differently, from what each result shows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ciwidgets.analysis.agreement import AgreementWord
    from ciwidgets.analysis.survey_results import PoolResult, StatementResult, SurveyResult
    from ciwidgets.results.cohort.team import TeamFound

# Sectors see something differently when their means are one answer apart: our own choice.
APART: Final = 1.0


@dataclass(frozen=True, slots=True)
class SectorsApart:
    """A statement that sectors of one team answer differently, the two furthest apart of them.

    Their means are on a scale of ``answers`` answers, 1 the low end.
    """

    team_id: str
    text: str
    higher: PoolResult
    lower: PoolResult
    answers: int

    @property
    def between(self) -> float:
        """How many answers lie between them."""
        return self.higher.mean - self.lower.mean


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement and the teams by the word their answers got, in the order they came in."""

    text: str
    by_word: dict[AgreementWord, tuple[str, ...]]


def sectors_apart(teams: Sequence[TeamFound]) -> list[SectorsApart]:
    """Return what sectors of a team answer at least one answer apart.

    What most teams do stands first, of one statement the teams furthest apart. Only sectors that a
    team's own result shows are looked at: five people or more each.
    """
    found = [one for team in teams if team.survey for one in _apart(team, team.survey[1])]
    often: defaultdict[str, int] = defaultdict(int)
    for one in found:
        often[one.text] += 1
    return sorted(found, key=lambda one: (-often[one.text], one.text, -one.between))


def furthest_apart(team: TeamFound) -> SectorsApart | None:
    """Return where sectors of a team are furthest apart, None where they are not apart."""
    return max(sectors_apart([team]), key=lambda one: one.between, default=None)


def statements(teams: Sequence[TeamFound]) -> list[Statement]:
    """Return each statement with the teams by what their answers came to; too few is no answer."""
    found: defaultdict[str, defaultdict[AgreementWord, list[str]]]
    found = defaultdict(lambda: defaultdict(list))
    for team in teams:
        for one in team.survey[1].statements if team.survey else ():
            if one.counts:
                found[one.text][one.word].append(team.team.id)
    return [
        Statement(text, {word: tuple(ids) for word, ids in words.items()})
        for text, words in found.items()
    ]


def _apart(team: TeamFound, result: SurveyResult) -> Iterator[SectorsApart]:
    for one in result.statements:
        pools = sorted(one.pools, key=lambda pool: (pool.mean, pool.label))
        if pools and is_apart(one):
            yield SectorsApart(team.team.id, one.text, pools[-1], pools[0], len(result.scale))


def is_apart(statement: StatementResult) -> bool:
    """Return whether two groups of sectors answer at least one answer apart."""
    means = [pool.mean for pool in statement.pools]
    # The little that a sum of fractions is off must not decide.
    return len(means) > 1 and max(means) - min(means) >= APART - 1e-9
