"""A team that draws maps, kept in a list: what a store answers, said in one word each."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from ciwidgets.model import (
    Body,
    DeckWord,
    Entry,
    ImportedMap,
    MapLink,
    MapWord,
    Need,
    Occasion,
    OwnMap,
    Person,
    Program,
    Role,
    Scale,
    Sector,
    SharedWord,
    StepState,
    Team,
)
from ciwidgets.results.maps.team import TeamMap, team_map

STEP, WORDS, OCCASION = "mental_models/my-map", "mental_models/our-words", "forum-1"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PROGRAM = Program(
    name="Made-up program",
    made_up=True,
    support="Made-up line of support.",
    records="Made-up line on records.",
    occasions=[Occasion(id=OCCASION, name="Forum 1", date=date(2026, 1, 10))],
    teams=[Team(id="t1", name="Ash County")],
    sectors=[Sector(id=one, name=one.title()) for one in ("law", "health", "faith")],
    scales=[Scale(id="agree", labels=["No", "Partly", "Yes"])],
    map_words=[DeckWord(id="stigma", label="Stigma"), DeckWord(id="help", label="Asking for help")],
)


def map_of(**links: float) -> tuple[list[MapWord], list[MapLink]]:
    """Return the words and links of ``stigma__help=-1``; deck words by their ids."""
    labels = list(dict.fromkeys(label for one in links for label in one.split("__")))
    deck = {one.id: one.label for one in PROGRAM.map_words}
    ids = {one: f"w{number}" for number, one in enumerate(labels)}
    words = [
        MapWord(
            id=ids[one], label=deck.get(one, one), stands_for=f"deck:{one}" if one in deck else ""
        )
        for one in labels
    ]
    drawn = []
    for one, weight in links.items():
        source, target = one.split("__")
        drawn.append(MapLink(source=ids[source], target=ids[target], weight=weight))
    return words, drawn


class MapLog:
    """Entries of team ``t1`` in the order they were said."""

    def __init__(self) -> None:
        """Begin with nothing said."""
        self.entries: list[Entry[Any]] = []

    def say(self, record_id: str, body: Body, author: str = "", *, retracted: bool = False) -> int:
        """Keep a revision of a record; return its place."""
        seq = len(self.entries) + 1
        revision = sum(one.record_id == record_id for one in self.entries) + 1
        said = (seq, record_id, body.kind, 1, "t1", author, OCCASION, revision, body, NOON, "", 0)
        self.entries.append(Entry(*said, retracted=retracted))
        return seq

    def current(
        self,
        body: type[Body],
        *,
        team_id: str | None = None,
        occasion: str | None = None,
        as_of: int | None = None,
        with_retracted: bool = False,
    ) -> list[Entry[Any]]:
        """Return the newest revisions, the oldest record first."""
        assert team_id in (None, "t1", "")  # facilitators are of no team, and here there is none
        if team_id == "":
            return []
        assert occasion in (None, OCCASION)
        newest = {one.record_id: one for one in self.entries[:as_of] if one.kind == body.kind}
        return [one for one in newest.values() if with_retracted or not one.retracted]

    def history(self, record_id: str) -> list[Entry[Any]]:
        """Return every revision of a record."""
        return [one for one in self.entries if one.record_id == record_id]

    def person(self, who: str, sector: str = "law", **more: Any) -> None:
        """Let somebody in."""
        self.say(who, Person(role=Role.PARTICIPANT, sector=sector, **more), who)

    def draw(self, who: str, *, hands_in: bool = True, **links: float) -> None:
        """Let somebody draw a map."""
        words, drawn = map_of(**links)
        body = OwnMap(step=STEP, words=words, links=drawn, is_handed_in=hands_in)
        self.say(f"map-{who}", body, who)

    def bring(self, name: str, sector: str = "", counts_as: Any = "person", **links: float) -> None:
        """Bring a map from a file."""
        words, drawn = map_of(**links)
        body = ImportedMap(
            title=name, format="matrix", counts_as=counts_as, sector=sector, words=words,
            links=drawn,
        )  # fmt: skip
        self.say(f"import-{name}", body, "p0")

    def together(self, record_id: str, label: str, *keys: str) -> None:
        """Put words under a label."""
        self.say(record_id, SharedWord(step=WORDS, label=label, words=list(keys)), "p0")

    def apart(self, record_id: str) -> None:
        """Take a label apart."""
        self.say(record_id, self.history(record_id)[-1].body, "p0", retracted=True)

    def need(self, record_id: str, text: str) -> None:
        """Choose a need."""
        self.say(record_id, Need(step="needs_assessment/our-needs", text=text, rank=1), "p0")

    def program(self, **changes: Any) -> None:
        """Load the program, with some of it changed."""
        self.say("program", PROGRAM.model_copy(update=changes))

    def people(self, count: int, sector: str = "law", first: int = 0, **links: float) -> list[str]:
        """Let people in who all draw the same map."""
        names = [f"p{number}" for number in range(first, first + count)]
        for who in names:
            self.person(who, sector)
            self.draw(who, hands_in=True, **links)
        return names

    def close(self) -> int:
        """Close the maps."""
        return self.say("state", StepState(step=STEP, is_open=False))

    def open(self) -> int:
        """Open the maps again."""
        return self.say("state", StepState(step=STEP, is_open=True))

    def shown(self, as_of: int | None = None) -> TeamMap | None:
        """Return what the team is shown."""
        programs = self.current(Program)
        program = programs[-1].body if programs else PROGRAM
        return team_map(self, program, "t1", STEP, WORDS, OCCASION, as_of)
