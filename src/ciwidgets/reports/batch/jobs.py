"""What a batch has to make: a report a team, and where all are asked for what faculty reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ciwidgets.errors import WrongRequest
from ciwidgets.lookup import team_of
from ciwidgets.reports.batch.files import report_stem
from ciwidgets.reports.batch.job import PUBLIC, Job
from ciwidgets.reports.batch.made import PUBLIC_SUFFIXES
from ciwidgets.reports.batch.sources import (
    check_parameters,
    read_source,
    report_of,
    typed_value,
)
from ciwidgets.reports.documents.formats import USUAL
from ciwidgets.reports.team_report import occasions_up_to
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

    ``notebook`` is a changed copy of one of the four reports, ``parameters`` what it takes beside
    the team and the moment, each as it was typed; ``time_limit`` is in seconds for each report, and
    faculty's have more the more teams they tell of.
    """

    teams: Sequence[str] | None = None
    as_of: str = ""
    formats: tuple[str, ...] = USUAL
    notebook: Path | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    time_limit: float = 120.0


@dataclass(frozen=True, slots=True)
class _Source:
    """A report's notebook as text, its file's name, and what was typed for its parameters."""

    text: str
    name: str
    parameters: Mapping[str, object]


def jobs_for(asked: Asked, program: Program) -> list[Job]:
    """Return the jobs, a team's reports first.

    Raises:
        WrongRequest: for a team, an occasion or a parameter that does not exist.
    """
    names = {team.id: team.name for team in program.teams}
    teams = list(dict.fromkeys(asked.teams if asked.teams is not None else names))
    for team in teams:
        team_of(program, team)
    occasions_up_to(program, asked.as_of)
    sources = _sources(asked)
    jobs = [*_summaries(asked, sources[TEAM_SUMMARY], teams, names)]
    if asked.teams is None:
        jobs += _for_faculty(asked, sources, len(teams))
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


def _sources(asked: Asked) -> dict[str, _Source]:
    """Return each report's notebook: ours, but for the one that was changed.

    Raises:
        WrongRequest: for a parameter the changed one does not have, or a report nobody asked for.
    """
    found = {}
    for kind in (TEAM_SUMMARY, *FACULTY):
        shipped = workbooks_folder() / "reports" / f"{kind}.ipynb"
        found[kind] = _Source(read_source(shipped), shipped.name, {})
    path = asked.notebook
    changed = read_source(path) if path else found[TEAM_SUMMARY].text
    name = path.name if path else found[TEAM_SUMMARY].name
    kind = report_of(changed)
    if asked.teams is not None and kind in FACULTY:
        raise WrongRequest(f"{name} tells of all teams at once. Make it with --all.")
    for own in _OURS & set(asked.parameters):
        raise WrongRequest(
            f"{own} is not said with -p: name teams with --team, the moment with --as-of."
        )
    typed = {one: typed_value(changed, name, one, text) for one, text in asked.parameters.items()}
    ours = {"as_of": asked.as_of} if kind in FACULTY else {"team": "", "as_of": asked.as_of}
    check_parameters(changed, name, {**typed, **ours})
    return {**found, kind: _Source(changed, name, typed)}


def _summaries(
    asked: Asked, source: _Source, teams: Sequence[str], names: Mapping[str, str]
) -> Iterator[Job]:
    for team in teams:
        yield Job(
            report_stem(team),
            TEAM_SUMMARY,
            names[team],
            team,
            asked.formats,
            source.text,
            {**source.parameters, "team": team, "as_of": asked.as_of},
            asked.time_limit,
        )


def _for_faculty(asked: Asked, sources: Mapping[str, _Source], teams: int) -> Iterator[Job]:
    # They read every team, so their time grows with them.
    limit = asked.time_limit + _SECONDS_A_TEAM * teams
    for kind, name in FACULTY.items():
        source = sources[kind]
        parameters = {**source.parameters, "as_of": asked.as_of}
        yield Job(f"faculty/{kind}", kind, name, "", asked.formats, source.text, parameters, limit)
