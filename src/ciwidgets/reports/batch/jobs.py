"""What a batch has to make: a report a team, and where all are asked for what faculty reads."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ciwidgets.reports.batch.files import report_stem
from ciwidgets.reports.batch.job import PUBLIC, Job, WrongRequest
from ciwidgets.reports.batch.made import PUBLIC_SUFFIXES
from ciwidgets.reports.batch.sources import (
    check_parameters,
    parameters_of,
    read_source,
    typed_value,
)
from ciwidgets.reports.documents.formats import USUAL
from ciwidgets.shipped import workbooks_folder

if TYPE_CHECKING:
    from ciwidgets.model import Program

TEAM_SUMMARY: Final = "team_summary"
FACULTY: Final = {
    "cohort_summary": "Cohort summary",
    "baseline": "Baseline before the forum",
    "digest": "Digest for the public",
}
_SECONDS_A_TEAM: Final = 0.3
_OURS: Final = {"team", "as_of"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asked for. No ``teams`` means all of them, and what faculty reads besides.

    ``notebook`` is a changed copy of the team summary, ``parameters`` what it takes beside the
    team and the moment, each as it was typed; ``time_limit`` is in seconds for each report, and
    faculty's have more the more teams they tell of.
    """

    teams: Sequence[str] | None = None
    as_of: str = ""
    formats: tuple[str, ...] = USUAL
    notebook: Path | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    time_limit: float = 120.0


def jobs_for(asked: Asked, program: Program) -> list[Job]:
    """Return the jobs, a team's reports first.

    Raises:
        WrongRequest: for a team, an occasion or a parameter that does not exist.
    """
    names = {team.id: team.name for team in program.teams}
    teams = list(dict.fromkeys(asked.teams if asked.teams is not None else names))
    for team in teams:
        _check_known(team, names, "team", "teams")
    if asked.as_of:
        _check_known(asked.as_of, [one.id for one in program.occasions], "occasion", "occasions")
    jobs = [*_summaries(asked, teams, names)]
    if asked.teams is None:
        jobs += _for_faculty(asked, len(teams))
    if asked.teams is None and not asked.as_of:
        # These always tell of now: beside reports of an earlier day they would tell two stories.
        jobs += [
            Job(f"public/{report_stem(team)}", PUBLIC, names[team], team, tuple(PUBLIC_SUFFIXES))
            for team in teams
        ]
    return jobs


def not_asked(asked: Asked, program: Program, wanted: Iterable[Job]) -> list[Job]:
    """Return the jobs of all that a batch of every team would make besides."""
    if asked.teams is None:
        return []
    known = {job.id for job in wanted}
    every = jobs_for(replace(asked, teams=None), program)
    return [job for job in every if job.id not in known]


def _summaries(asked: Asked, teams: Sequence[str], names: Mapping[str, str]) -> Iterator[Job]:
    path = asked.notebook or _shipped(TEAM_SUMMARY)
    source = read_source(path)
    for name in _OURS & set(asked.parameters):
        raise WrongRequest(
            f"{name} is not said with -p: name teams with --team, the moment with --as-of."
        )
    of_it = {
        name: typed_value(source, path.name, name, text) for name, text in asked.parameters.items()
    }
    check_parameters(source, path.name, {**of_it, "team": "", "as_of": asked.as_of})
    for team in teams:
        yield Job(
            report_stem(team),
            TEAM_SUMMARY,
            names[team],
            team,
            asked.formats,
            source,
            {**of_it, "team": team, "as_of": asked.as_of},
            asked.time_limit,
        )


def _for_faculty(asked: Asked, teams: int) -> Iterator[Job]:
    # They read every team, so their time grows with them.
    time_limit = asked.time_limit + _SECONDS_A_TEAM * teams
    for kind, name in FACULTY.items():
        path = _shipped(kind)
        source = read_source(path)
        known = parameters_of(source, path.name)
        parameters = {"as_of": asked.as_of} if "as_of" in known else {}
        yield Job(f"faculty/{kind}", kind, name, "", asked.formats, source, parameters, time_limit)


def _shipped(kind: str) -> Path:
    return workbooks_folder() / "reports" / f"{kind}.ipynb"


def _check_known(wanted: str, known: Iterable[str], one: str, several: str) -> None:
    known = list(known)
    if wanted not in known:
        near = difflib.get_close_matches(wanted, known, n=1, cutoff=0)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise WrongRequest(
            f"The program has no {one} {wanted[:60]!r}.{hint} Its {several} are {', '.join(known)}."
        )
