"""The program: what staff write in one TOML file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, ClassVar, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from ciwidgets.model.entries import Body, Part
from ciwidgets.model.five_conditions import OUR_SCALES, OUR_SURVEYS
from ciwidgets.model.goal_criteria import CriteriaSet
from ciwidgets.model.people import Code
from ciwidgets.model.statements import Scale, Survey
from ciwidgets.model.text import FilledName, FilledText, Identifier, Text


def one_line(text: str) -> str:
    """Return a text on one line, however its file breaks it."""
    return " ".join(text.split())


class Occasion(Part):
    """A forum or a monthly meeting; what people write belongs to one."""

    id: Identifier
    name: FilledName
    kind: Literal["forum", "meeting"] = "forum"
    date: date


class Team(Part):
    """One community; ``codes`` fixes codes by occasion id or ``project_manager``."""

    id: Identifier
    name: FilledName
    place: Text = ""
    codes: dict[Identifier, Code] = Field(default_factory=dict)


class Sector(Part):
    """A part of the community a person speaks from."""

    id: Identifier
    name: FilledName
    includes: Text = ""


class LineOfWork(Part):
    """One line of work a community does about overdose, from prevention to family support."""

    id: Identifier
    name: FilledName
    about: Text = ""


class Population(Part):
    """People a resource may be there for, such as people leaving jail."""

    id: Identifier
    name: FilledName


class AffectedGroup(Part):
    """A group most affected, whose seat at the table is asked after; never about a person."""

    id: Identifier
    name: FilledName


class Criterion(Part):
    """Something to weigh what comes first by, on a scale from 1 (``low``) to 5 (``high``)."""

    id: Identifier
    name: FilledName
    about: Text = ""
    low: Text = ""
    high: Text = ""
    weight: Annotated[float, Field(gt=0, le=10)] = 1.0


class DeckWord(Part):
    """A word people may begin their maps with."""

    id: Identifier
    label: FilledName


class Program(Body):
    """A whole program. Ids are unique within their lists, and what one part names another holds."""

    kind: ClassVar[str] = "program"
    name: FilledName
    made_up: bool = False
    language: Literal["en", "es"] = "en"
    support: Text
    records: Text
    current_occasion: Identifier | Literal[""] = ""
    dots_per_person: Annotated[int, Field(ge=1, le=20)] = 3
    dots_per_item: Annotated[int, Field(ge=1, le=20)] = 2
    most_needs: Annotated[int, Field(ge=1, le=10)] = 5
    facilitator_code: Code | Literal[""] = ""
    sector_list: Identifier = "safe"
    occasions: Annotated[list[Occasion], Field(min_length=1)]
    teams: Annotated[list[Team], Field(min_length=1)]
    sectors: list[Sector] = Field(default_factory=list)
    scales: Annotated[list[Scale], Field(min_length=1)]
    surveys: list[Survey] = Field(default_factory=list)
    lines_of_work: list[LineOfWork] = Field(default_factory=list)
    populations: Annotated[list[Population], Field(max_length=30)] = Field(default_factory=list)
    groups: Annotated[list[AffectedGroup], Field(max_length=30)] = Field(default_factory=list)
    criteria: Annotated[list[Criterion], Field(max_length=12)] = Field(default_factory=list)
    reliability_rule: Literal["nchs2023", "legacy20"] = "nchs2023"
    disclosure_rule: Literal["wonder", "cms11", "wa-doh"] = "wonder"
    goal_criteria: CriteriaSet = "smartie"
    map_words: Annotated[list[DeckWord], Field(max_length=40)] = Field(default_factory=list)
    map_strengths: Annotated[
        list[Annotated[float, Field(gt=0, le=1)]], Field(min_length=3, max_length=3)
    ] = Field(default_factory=lambda: [0.25, 0.62, 1.0])
    # What participants read in Spanish: from a text of this program, on one line, to its Spanish.
    spanish: dict[Annotated[FilledText, AfterValidator(one_line)], FilledText] = Field(
        default_factory=dict
    )

    @model_validator(mode="after")
    def _parts_agree(self) -> Self:
        for label, parts in (
            ("occasions", self.occasions),
            ("teams", self.teams),
            ("sectors", self.sectors),
            ("scales", self.scales),
            ("surveys", self.surveys),
            ("lines_of_work", self.lines_of_work),
            ("populations", self.populations),
            ("groups", self.groups),
            ("criteria", self.criteria),
            ("map_words", self.map_words),
        ):
            _unique(label, [part.id for part in parts])
        for survey in self.surveys:
            _unique(f"the statements of {survey.id}", [one.id for one in survey.statements])
            _known("scale", survey.scale, [scale.id for scale in self.scales])
            for statement in survey.statements:
                for line in statement.lines:
                    known_lines = [one.id for one in self.lines_of_work]
                    _known(f"the lines of the statement {statement.id}", line, known_lines)
        if self.current_occasion:
            _known("current_occasion", self.current_occasion, [one.id for one in self.occasions])
        if sorted(set(self.map_strengths)) != self.map_strengths:
            raise ValueError(
                f"map_strengths: {self.map_strengths} do not rise; write the smallest first"
            )
        known_codes = [one.id for one in self.occasions] + ["project_manager"]
        for team in self.teams:
            for name in team.codes:
                _known(f"the code of {team.id}", name, known_codes)
        codes = [code for team in self.teams for code in team.codes.values()]
        _unique("codes", codes + ([self.facilitator_code] if self.facilitator_code else []))
        return self

    def team(self, team_id: str) -> Team | None:
        """Return the team of this id."""
        return next((team for team in self.teams if team.id == team_id), None)

    def occasion(self, occasion_id: str) -> Occasion | None:
        """Return the occasion of this id."""
        return next((one for one in self.occasions if one.id == occasion_id), None)

    def survey(self, survey_id: str) -> Survey | None:
        """Return the survey of this id: the program's own, else one that comes with the package."""
        found = (one for one in [*self.surveys, *OUR_SURVEYS] if one.id == survey_id)
        return next(found, None)

    def scale(self, scale_id: str) -> Scale:
        """Return the scale of a survey's, which the program's own check has made sure of."""
        return next(one for one in [*self.scales, *OUR_SCALES] if one.id == scale_id)

    def occasion_on(self, day: date) -> Occasion:
        """Return the occasion the file names, else the latest that had begun by ``day``."""
        named = self.occasion(self.current_occasion)
        if named:
            return named
        in_order = sorted(self.occasions, key=lambda one: one.date)
        begun = [one for one in in_order if one.date <= day]
        return begun[-1] if begun else in_order[0]


def _unique(label: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            raise ValueError(f"{label}: {one!r} stands twice; give each its own")
        seen.add(one)


def _known(label: str, name: str, names: list[str]) -> None:
    if name not in names:
        raise ValueError(f"{label}: {name!r} is not one of {', '.join(names)}")
