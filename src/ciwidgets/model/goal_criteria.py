"""What a goal can be held against: SMART and SMARTIE as data, machine checks beside questions."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from ciwidgets.model.text import FilledName, FilledShortText, Identifier, ShortText

GoalCheck = Literal[
    "by",
    "population",
    "measure",
    "unit",
    "direction",
    "baseline",
    "source",
    "year",
    "target",
    "owner",
    "links",
]
# In the order of the form, which is the order a person is told of them.
GOAL_CHECKS: tuple[GoalCheck, ...] = get_args(GoalCheck)
CriteriaSet = Literal["smart", "smartie"]


class GoalCriterion(BaseModel):
    """One letter of a set: what a machine checks of it, and what people are asked.

    ``ask`` is empty where nothing is left to ask.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Identifier
    letter: Annotated[str, Field(min_length=1, max_length=1)]
    name: FilledName
    about: FilledShortText
    checks: tuple[GoalCheck, ...] = ()
    ask: ShortText = ""


class GoalCriteria(BaseModel):
    """A set of criteria under its name."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: FilledName
    criteria: Annotated[tuple[GoalCriterion, ...], Field(min_length=1)]

    @property
    def asked(self) -> tuple[GoalCriterion, ...]:
        """The criteria that people are asked about."""
        return tuple(one for one in self.criteria if one.ask)


class _CriteriaFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    sets: dict[CriteriaSet, GoalCriteria]


@cache
def goal_criteria(name: CriteriaSet) -> GoalCriteria:
    """Return the shipped set of this name."""
    text = files("ciwidgets.model").joinpath("goal_criteria.toml").read_text(encoding="utf-8")
    return _CriteriaFile.model_validate(tomllib.loads(text)).sets[name]
