"""500 people's maps of 40 words to everything the page of the team's map shows."""

from __future__ import annotations

import random
import time
from datetime import date

from benchmarks.machine import spread
from ciwidgets.analysis.maps.merging import merge
from ciwidgets.enrolment import load_program
from ciwidgets.model import (
    Body,
    DeckWord,
    Draft,
    MapLink,
    MapWord,
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
from ciwidgets.results.maps.team import TeamMap, people_maps, team_map
from ciwidgets.results.maps.words import sorted_words
from ciwidgets.results.naming.team_record import TeamRecord
from ciwidgets.store import Store
from ciwidgets.visit.maps.our_map import team_map_page
from ciwidgets.words import kernel_section

PEOPLE, WORDS, LINKS, OWN_WORDS, SECTORS, BOUND_SECONDS = 500, 40, 60, 4, 6, 2.0
CHANGES = 20
MAPS, CONCEPTS = 1_000, 30
TEAM, OCCASION = "ash", "forum-1"
STEP, WORDS_STEP = "mental_models/my-map", "mental_models/our-words"


def main(runs: int = 5) -> None:
    """Print the time from the record to the page, and of merging many maps alone."""
    program = _program()
    store = Store("sqlite://")
    load_program(store, program)
    chance = random.Random(5)  # noqa: S311
    drafts = [one for number in range(PEOPLE) for one in _person(number, chance)]
    store.append([*drafts, _draft("state", StepState(step=STEP, is_open=False))])
    print(f"{PEOPLE} maps of {WORDS} words and {LINKS} links, from the record to the page")
    print(f"  our map          {_page_times(store, program, runs)}, bound {BOUND_SECONDS:g} s")
    print(f"  our words        {_word_times(store, program, runs)}, bound {BOUND_SECONDS:g} s")
    for number in range(CHANGES):
        body = SharedWord(
            step=WORDS_STEP, label=f"Label {number}", words=[f"deck:w{number}", f"own:own {number}"]
        )
        store.append([_draft(f"shared{number}", body)])
    print(
        f"  after {CHANGES} changes {_page_times(store, program, runs)}, bound {BOUND_SECONDS:g} s"
    )
    print(f"{MAPS:,} maps of {CONCEPTS} concepts, merged")
    print(f"  merge            {_merge_times(runs)}")


def _program() -> Program:
    return Program(
        name="A made-up program",
        made_up=True,
        support="Made up.",
        records="Made up.",
        occasions=[Occasion(id=OCCASION, name="Forum 1", date=date(2026, 1, 10))],
        teams=[Team(id=TEAM, name="Ash County")],
        sectors=[Sector(id=f"s{number}", name=f"Sector {number}") for number in range(SECTORS)],
        scales=[Scale(id="agree", labels=["No", "Partly", "Yes"])],
        map_words=[DeckWord(id=f"w{number}", label=f"Word {number}") for number in range(WORDS)],
    )


def _person(number: int, chance: random.Random) -> list[Draft]:
    who = f"p{number}"
    deck = chance.sample(range(WORDS), WORDS - OWN_WORDS)
    words = [MapWord(id=f"d{one}", label=f"Word {one}", stands_for=f"deck:w{one}") for one in deck]
    own = chance.sample(range(200), OWN_WORDS)
    words += [MapWord(id=f"o{one}", label=f"Own {one}") for one in own]
    pairs: set[tuple[str, str]] = set()
    while len(pairs) < LINKS:
        # Some links are common and most are rare, as people draw them.
        source, target = (words[int(len(words) * chance.random() ** 2)].id for _ in range(2))
        if source != target:
            pairs.add((source, target))
    links = [
        MapLink(source=a, target=b, weight=chance.choice([-1, -0.62, 0.25, 0.62, 1]) * 1.0)
        for a, b in sorted(pairs)
    ]
    person = Person(role=Role.PARTICIPANT, sector=f"s{chance.randrange(SECTORS)}")
    drawn = OwnMap(step=STEP, words=words, links=links, is_handed_in=True)
    return [_draft(who, person, who), _draft(f"map-{who}", drawn, who)]


def _draft(record_id: str, body: Body, author: str = "") -> Draft:
    return Draft(record_id, body, record_id, TEAM, author, OCCASION)


def _page_times(store: Store, program: Program, runs: int) -> str:
    record = TeamRecord(store, TEAM)
    words = kernel_section("our_map")
    where = (record, program, TEAM, STEP, WORDS_STEP, OCCASION)
    took = []
    for _ in range(runs):
        began = time.perf_counter()
        found = team_map(*where)
        page = team_map_page(found, program.map_strengths, words) if found else {}
        took.append(time.perf_counter() - began)
    if not isinstance(found, TeamMap) or not page["links"] or not found.pools:
        raise RuntimeError("The team's map came out without its links or its sectors.")
    behind = people_maps(*where)
    if behind is None or len(behind.weights) != PEOPLE:
        raise RuntimeError("The maps behind the team's map are not all there.")
    return f"{spread(took)}, {len(page['links'])} links"


def _word_times(store: Store, program: Program, runs: int) -> str:
    record = TeamRecord(store, TEAM)
    took = []
    for _ in range(runs):
        began = time.perf_counter()
        found = sorted_words(record, program, TEAM, STEP, WORDS_STEP, OCCASION)
        took.append(time.perf_counter() - began)
    if len(found.loose) < WORDS:
        raise RuntimeError("Words of the maps are missing.")
    return f"{spread(took)}, {len(found.loose)} words"


def _merge_times(runs: int) -> str:
    chance = random.Random(6)  # noqa: S311
    size = CONCEPTS * CONCEPTS
    flat = [chance.choice([0, 0, 0, -0.62, 0.25, 1]) for _ in range(MAPS * size)]
    cells = iter(flat)
    weights = [
        [[next(cells) for _ in range(CONCEPTS)] for _ in range(CONCEPTS)] for _ in range(MAPS)
    ]
    took = []
    for _ in range(runs):
        began = time.perf_counter()
        merge(weights)
        took.append(time.perf_counter() - began)
    return spread(took)
