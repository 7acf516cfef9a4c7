"""Whether people's own maps say the same as the team's, in words that tell of nobody.

What is asked of each map is always one thing: one word held up, at none or down, by Mental
Modeler's settings, over the links that the team's map names. No second push and no steepness can
be moved little by little until a map turns round, and nobody knows a map among them for having
brought its file. Of two words, those maps are asked that have both on such links.

Any answer that is not always the same turns round somewhere for the sake of one map, so who knew
all maps but one would learn from it. To them it says nothing new: the averages and counts of the
team's map already tell that last map's links, and nothing else goes into an answer. What is
guarded here is what anybody can do who knows one map, their own. Answers know no names, and
those at the ends are true of three counts at least: of none, one and two maps, or of all, all but
one and all but two. So who takes their own map out of an answer never finds that all others say
the same, or that none does.

Left is what two people find out who put their maps together and know who drew which words, as for
a link that three people drew; and what follows from answers about two groups of people, where it
is known that one person alone makes them differ and that one word reaches the other by the same
links for all the rest.
"""

from __future__ import annotations

from dataclasses import replace
from math import nan
from typing import TYPE_CHECKING, Final

from ciwidgets.analysis.disclosure import may_show

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ciwidgets.analysis.maps.scenarios import SignVote
    from ciwidgets.results.maps.pushes import TryOut

# An answer at an end is true of at least so many counts, that of all maps or of none among them.
_LEAST_COUNTS: Final = 3
# From here on, nine in ten leave that many.
_MANY: Final = 20
# Numbers that are added up before fewer steps are allowed: about a second.
_MOST_WORK: Final = 400_000_000
_LEAST_STEPS: Final = 100


def own_votes(trial: TryOut) -> tuple[SignVote, ...] | None:
    """Return how each word moves on people's own maps, None where they are not asked.

    Whatever they hold, it ends soon.
    """
    from ciwidgets.analysis.maps.inference import Dynamics  # noqa: PLC0415  # numpy is slow to load
    from ciwidgets.analysis.maps.scenarios import sign_votes  # noqa: PLC0415

    if trial.own_maps is None or not len(trial.own_maps[0]) or not _is_asked(trial):
        return None
    weights, holds = trial.own_maps
    push = [trial.pushes.get(place, nan) for place in range(len(trial.labels))]
    usual = Dynamics()
    work = len(weights) * len(push) ** 2 * 2
    steps = min(usual.most_steps, max(_LEAST_STEPS, _MOST_WORK // work))
    return sign_votes(weights, holds, push, replace(usual, most_steps=steps))


def said_of_votes(vote: SignVote, words: Mapping[str, str], *, is_up: bool) -> str:
    """Return on what share of people's own maps a word moves the same way; never a count."""
    if not may_show(vote.maps):
        return words["votes_unknown"]
    same = vote.up if is_up else vote.down
    end = max(_LEAST_COUNTS, vote.maps / 3)
    if vote.maps >= _MANY and same >= 0.9 * vote.maps:
        return words["votes_nearly_all"]
    if same < end:
        return words["votes_few"]
    return words["votes_most" if vote.maps - same < end else "votes_half"]


def worked_votes(trial: TryOut, words: Mapping[str, str]) -> tuple[str, ...]:
    """Return how people's own maps are asked, where there are any behind the map."""
    if trial.own_maps is None:
        return ()
    if not _is_asked(trial):
        return (words["worked_votes_alone"],)
    return words["worked_votes"], words["worked_votes_told"]


def _is_asked(trial: TryOut) -> bool:
    return len(trial.pushes) == 1 and all(to in (-1, 0, 1) for to in trial.pushes.values())
