"""Mental models: who thinks that what leads to what, and what a team makes of it together.

A map is words with links between them. A link's ``weight`` is its sign and its strength, from -1
(more of the one leads to much less of the other) to 1; 0 is a link that was drawn and says nothing,
and counts nowhere.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from ciwidgets.model.entries import Body, Part
from ciwidgets.model.text import FilledShortText, Identifier, RecordId, ShortText, StepId, Text

# What one person draws, and what a file may bring.
MOST_WORDS, MOST_LINKS = 60, 300
MOST_FILE_WORDS, MOST_FILE_LINKS = 400, 4_000

Weight = Annotated[float, Field(ge=-1, le=1, allow_inf_nan=False)]
Place = Annotated[float, Field(ge=-100_000, le=100_000, allow_inf_nan=False)]
Rule = Literal["kosko", "modified_kosko", "rescaled"]
Squashing = Literal["sigmoid", "tanh", "bivalent", "trivalent"]
Steepness = Annotated[float, Field(gt=0, le=10, allow_inf_nan=False)]
# The same word on every map of a team: "deck:<id>", "need:<record id>", or "own:<plain words>".
WordKey = Annotated[str, Field(pattern=r"^(deck|need|own):\S(.*\S)?$", max_length=400, strict=True)]


class MapWord(Part):
    """A word on a map (a concept, in the books); ``stands_for`` names the deck's word or the need.

    ``x`` and ``y`` are there where somebody placed it by hand. ``notes`` and what follows come from
    files and are kept for the way back.
    """

    id: RecordId
    label: FilledShortText
    stands_for: Annotated[str, Field(pattern=r"^((deck|need):[A-Za-z0-9_:./-]{1,120})?$")] = ""
    x: Place | None = None
    y: Place | None = None
    notes: Text = ""
    units: ShortText = ""
    group: Annotated[int, Field(ge=0, le=99)] | None = None
    wanted: Literal[-1, 0, 1] = 0


class MapLink(Part):
    """More of ``source`` leads to more or less of ``target``, as its weight says."""

    source: RecordId
    target: RecordId
    weight: Weight
    confidence: Annotated[float, Field(ge=-10, le=10, allow_inf_nan=False)] | None = None
    notes: Text = ""


def check_map(words: list[MapWord], links: list[MapLink]) -> None:
    """Make sure ids are unique, links have both ends, and nothing is linked twice.

    Raises:
        ValueError: with the sentence that says which.
    """
    ids = {word.id for word in words}
    if len(ids) != len(words):
        raise ValueError("two words of the map have the same id; give each its own")
    pairs = [(link.source, link.target) for link in links]
    lost = next((end for pair in pairs for end in pair if end not in ids), None)
    if lost is not None:
        raise ValueError(f"a link names {lost!r}, which is not a word of the map")
    if len(set(pairs)) != len(pairs):
        raise ValueError("two words are linked twice in the same direction; link them once")


class MapQuestion(Body):
    """What a team's maps are about; ``need_id`` where it is one of its needs."""

    kind: ClassVar[str] = "map_question"
    step: StepId
    text: FilledShortText
    need_id: RecordId | Literal[""] = ""


class OwnMap(Body):
    """One person's own map; nobody else sees it, and it counts once it is handed in."""

    kind: ClassVar[str] = "own_map"
    step: StepId
    words: Annotated[list[MapWord], Field(max_length=MOST_WORDS)] = Field(default_factory=list)
    links: Annotated[list[MapLink], Field(max_length=MOST_LINKS)] = Field(default_factory=list)
    is_handed_in: bool = False

    @model_validator(mode="after")
    def _is_a_map(self) -> Self:
        check_map(self.words, self.links)
        return self


class ScenarioPush(Part):
    """A word held at a value while a scenario runs."""

    word_id: RecordId
    to: Weight


class MapScenario(Part):
    """A what-if that came with a file; ``selected`` names the words it looks at."""

    name: ShortText = ""
    pushes: Annotated[list[ScenarioPush], Field(max_length=MOST_FILE_WORDS)] = Field(
        default_factory=list
    )
    selected: Annotated[list[RecordId], Field(max_length=MOST_FILE_WORDS)] = Field(
        default_factory=list
    )


class ImportedMap(Body):
    """A map from a file: one person's, which counts among the team's, or a group's own.

    Whose it is, is not kept.
    """

    kind: ClassVar[str] = "imported_map"
    title: FilledShortText
    format: Identifier
    file_name: ShortText = ""
    counts_as: Literal["person", "group"]
    sector: Identifier | Literal[""] = ""
    words: Annotated[list[MapWord], Field(max_length=MOST_FILE_WORDS)]
    links: Annotated[list[MapLink], Field(max_length=MOST_FILE_LINKS)]
    scenarios: Annotated[list[MapScenario], Field(max_length=50)] = Field(default_factory=list)
    group_names: dict[str, ShortText] = Field(default_factory=dict)
    warnings: Annotated[list[Text], Field(max_length=100)] = Field(default_factory=list)

    @model_validator(mode="after")
    def _is_a_map(self) -> Self:
        check_map(self.words, self.links)
        return self


class SharedWord(Body):
    """Words a team said mean the same, under one label; the originals stay as they are."""

    kind: ClassVar[str] = "shared_word"
    step: StepId
    label: FilledShortText
    words: Annotated[list[WordKey], Field(min_length=2, max_length=60)]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        if len(set(self.words)) != len(self.words):
            raise ValueError("one word stands twice under the label; name each once")
        return self


class Push(Part):
    """A word of a map held at a value: 1 is as much as can be, 0 none, -1 the opposite."""

    word: WordKey
    to: Weight


class WhatIf(Body):
    """A what-if a team wants to keep: what was pushed, on which map, by which rule.

    ``map`` is "people", "sectors", or the record id of a group's map from a file.
    """

    kind: ClassVar[str] = "what_if"
    step: StepId
    title: FilledShortText
    map: RecordId
    pushes: Annotated[list[Push], Field(min_length=1, max_length=20)]
    rule: Rule = "kosko"
    squashing: Squashing = "sigmoid"
    steepness: Steepness = 1.0


class Lesson(Body):
    """A statement the group agrees to, after looking at its maps or in a month.

    ``is_public`` says that other communities may read it, ``line`` under which line of work.
    """

    kind: ClassVar[str] = "lesson"
    step: StepId
    text: FilledShortText
    is_public: bool = False
    line: Identifier | Literal[""] = ""


class Lever(Body):
    """A word of the map worth a goal, and why; goals name it by its record id."""

    kind: ClassVar[str] = "lever"
    step: StepId
    word: WordKey
    label: FilledShortText
    direction: Literal["more", "less"] = "more"
    reason: ShortText = ""


class ChangeOfMind(Body):
    """I used to think this, now I think that: one person's, shared without a name where told so."""

    kind: ClassVar[str] = "change_of_mind"
    step: StepId
    used_to_think: FilledShortText
    now_think: FilledShortText
    is_shared: bool = False


class Reflection(Body):
    """A person's own answers to a guided exercise; nobody else sees them."""

    kind: ClassVar[str] = "reflection"
    step: StepId
    exercise: Identifier
    answers: Annotated[dict[Identifier, Text], Field(max_length=20)]
