"""The made-up year of one team, told again by people who type attacks into every field."""

from __future__ import annotations

from collections.abc import Iterator
from zlib import crc32

from ciwidgets.enrolment import current_program, load_program
from ciwidgets.model import (
    KINDS,
    Announcement,
    Body,
    Borrowed,
    Breakout,
    CarryOn,
    Draft,
    Erasure,
    Hold,
    Idea,
    ImportedMap,
    JoinCode,
    Person,
    Program,
    Reading,
    Reflection,
    Release,
    Role,
    Sharing,
    Timer,
    Tried,
    new_id,
)
from ciwidgets.naming.typed import holding_text, said_anew
from ciwidgets.opening import load_sample_program
from ciwidgets.store import Store
from tests.attacks.payloads import PAYLOADS

TEAM = "quillback"
GROUP, GROUP_CODE = "breakout:0123456789ab", "GRPQ2M7K"
# What only the operator writes, what holds no words of people, and files, whose words have tests of
# their own.
NOT_TYPED = {Program, Hold, Erasure, Release, ImportedMap}


def payload_for(text: str) -> str:
    """Return an attack in the place of a text: the same for the same, another for another."""
    number = crc32(text.encode())
    # It begins as a formula does, and its end tells two texts apart.
    return f"{PAYLOADS[number % len(PAYLOADS)]} {number % 9973}" if text else text


def note_for(text: str) -> str:
    """Return an attack in the place of a note, of which this team's year has few."""
    return payload_for(text or "No note")


def name_for(name: str) -> str:
    """Return an attack in the place of a name, in words that no other text has.

    A name that may not be read would be masked in them all.
    """
    return f"<u onclick=trip()>Qam{crc32(name.encode()) % 9973}" if name else name


def told_again(store: Store) -> Iterator[Draft]:
    """Yield the newest of each of the team's records with an attack in every text."""
    for entry in store.since(0, team_id=TEAM, limit=10_000):
        if entry.team_id != TEAM or isinstance(entry.body, JoinCode | Program):
            continue
        newest = store.get(entry.record_id)
        assert newest is not None
        if newest.revision == entry.revision:
            say = {Person: name_for, Reading: note_for}.get(type(entry.body), payload_for)
            yield Draft(
                entry.record_id, said_anew(entry.body, say), new_id(), TEAM, entry.author_id,
                entry.occasion, base_revision=entry.revision, ordinal=entry.ordinal,
                retracted=entry.retracted,
            )  # fmt: skip


def not_in_the_year() -> Iterator[tuple[str, Body]]:
    """Yield what the sample year has none of, with attacks in it, each with its team."""
    one, two, three, four = PAYLOADS[3], PAYLOADS[40], PAYLOADS[80], PAYLOADS[120]
    place = "confidentiality/our-agreement"
    for number, payload in enumerate(PAYLOADS[::40]):
        yield TEAM, Reflection(step="goals/reflect", exercise="ladder", answers={"data": payload})
        yield (
            TEAM,
            Sharing(
                step=place, what=f"{number}{payload}", held_by=two, goes_to=three, condition=four
            ),
        )
        yield (
            TEAM,
            CarryOn(
                step="monthly_checkin/carrying-on",
                what=f"{number}{payload}",
                money=two,
                first_step=three,
            ),
        )
        yield (
            TEAM,
            Borrowed(
                step="breakout/take-home", what=f"{number}{payload}", plan=two, heard_in=three
            ),
        )
        yield "", Announcement(text=f"{number}{payload}")
        yield (
            GROUP,
            Tried(
                step="breakout/what-we-tried",
                what=f"{number}{payload}",
                came_of_it=two,
                advice=three,
            ),
        )
        yield GROUP, Idea(step="breakout/what-we-could-borrow", text=f"{number}{payload}")
    yield GROUP, Breakout(title=one[:60], question=two)
    yield GROUP, JoinCode(code=GROUP_CODE, role=Role.PARTICIPANT)
    yield "", Timer(label=one)


def hostile_store(url: str, *, teams: int = 3) -> Store:
    """Return a store with that year: the team, whose name is an attack, and a few others."""
    store = Store(url)
    load_sample_program(store)
    program = current_program(store)
    ours = next(one for one in program.teams if one.id == TEAM)
    others = [one for one in program.teams if one.id != TEAM][: teams - 1]
    named = ours.model_copy(update={"name": PAYLOADS[0], "place": PAYLOADS[60]})
    load_program(store, program.model_copy(update={"teams": [named, *others]}))
    drafts = list(told_again(store))
    day = program.current_occasion or program.occasions[-1].id
    drafts += [Draft(new_id(), body, new_id(), team, "", day) for team, body in not_in_the_year()]
    store.append(drafts)
    return store


def kinds_with_words() -> set[type[Body]]:
    """Return every kind of entry that holds a text somebody types."""
    return {kind for kind in KINDS.values() if holding_text(kind)} - NOT_TYPED
