"""Counting a hall entry by entry: the same as counting it all at once, whatever people do."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from ciwidgets.model import Body, Draft, Idea, Person, Rating, Reflection, Role, StepState, new_id
from ciwidgets.results import team_people
from ciwidgets.results.naming.team_record import TeamRecord
from ciwidgets.results.room.progress import Progress
from ciwidgets.store import Store
from ciwidgets.store.choosing import Asked
from ciwidgets.store.erasing import erase

RATING, BOARD, LADDER = "book/rating", "book/board", "book/ladder"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
TEAMS, PEOPLE, OCCASIONS = ("ash", "elm"), ("a", "b", "c"), ("forum-1", "forum-2")

# Who does what: team, person, occasion, and one of the things below.
deeds = st.lists(
    st.tuples(
        st.sampled_from(TEAMS),
        st.sampled_from(PEOPLE),
        st.sampled_from(OCCASIONS),
        st.sampled_from(["come", "rate", "clear", "idea", "withdraw", "close", "reflect", "join"]),
    ),
    max_size=25,
)


def body_of(deed: str, first: str) -> Body:
    bodies: dict[str, Body] = {
        "come": Person(role=Role.PARTICIPANT),
        "join": Person(role=Role.PARTICIPANT, same_as=first),
        "rate": Rating(step=RATING, survey="pulse", answers={"talk": 3}),
        "clear": Rating(step=RATING, survey="pulse", answers={}),
        "close": StepState(step=RATING, is_open=False),
        "reflect": Reflection(step=LADDER, exercise="ladder", answers={}),
    }
    return bodies.get(deed, Idea(step=BOARD, text="Rides"))


def record_id_of(team: str, person: str, occasion: str, deed: str) -> str:
    return {
        "come": f"{team}-{person}",
        "join": f"{team}-{person}",
        "rate": f"rating-{team}-{person}-{occasion}",
        "clear": f"rating-{team}-{person}-{occasion}",
        "close": f"state-{team}-{occasion}",
        "reflect": f"reflection-{team}-{person}",
    }.get(deed, f"idea-{team}-{person}")


def do(store: Store, team: str, person: str, occasion: str, deed: str) -> None:
    record_id = record_id_of(team, person, occasion, deed)
    before = store.get(record_id)
    if deed == "join" and (person == "a" or before is None):
        return
    draft = Draft(
        record_id,
        body_of(deed, f"{team}-a"),
        new_id(),
        team,
        f"{team}-{person}",
        occasion,
        base_revision=before.revision if before else 0,
        retracted=deed == "withdraw",
    )
    store.append([draft])


def counted(hall: Progress) -> list[object]:
    found: list[object] = []
    for team, occasion in itertools.product(TEAMS, OCCASIONS):
        here = hall.here(team, occasion, LONG_AGO)
        found.append(sorted(here))
        found.append(hall.step(team, RATING, occasion).is_open)
        for key in (RATING, BOARD, LADDER):
            standing = hall.standing(team, [key], occasion, here)
            found.append((standing.answered, standing.written, standing.last_at))
    return found


@settings(max_examples=25)
@given(deeds)
def test_a_hall_kept_up_is_the_hall_read_at_once_and_what_the_teams_count(
    done: list[tuple[str, str, str, str]],
) -> None:
    with Store("sqlite://") as store:
        kept_up = Progress(store)
        for one in done:
            do(store, *one)
            kept_up.catch_up()
        at_once = Progress(store)
        at_once.catch_up()
        assert counted(kept_up) == counted(at_once)
        for team, occasion in itertools.product(TEAMS, OCCASIONS):
            record = TeamRecord(store, team)
            came = {one.record_id for one in record.current(Person, occasion=occasion)}
            here = {one for one in team_people(record, team) if one in came}
            rated = {
                one.author_id
                for one in record.current(Rating, team_id=team, occasion=occasion)
                if one.body.answers
            }
            wrote = {one.author_id for one in record.current(Idea, team_id=team)}
            assert kept_up.here(team, occasion, LONG_AGO) == here
            assert kept_up.standing(team, [RATING], occasion, here).answered == len(rated & here)
            assert kept_up.standing(team, [BOARD], occasion, here).answered == len(wrote & here)
            # Not even how many have reflected is told.
            told = kept_up.standing(team, [LADDER], occasion, here)
            assert (told.answered, told.written, told.last_at) == (0, 0, None)


def keep_at(store: Store, record_id: str, body: Body, hours_ago: float, author: str = "") -> None:
    """Keep something of the team Ash as if it had been said some hours ago."""
    at = datetime.now(UTC) - timedelta(hours=hours_ago)
    before = store.get(record_id)
    base = before.revision if before else 0
    author = author or record_id
    store.append(
        [Draft(record_id, body, new_id(), "ash", author, "forum-1", base_revision=base, told_at=at)]
    )


def test_here_is_who_came_or_wrote_of_late_whichever_of_their_two_records_says_so() -> None:
    with Store("sqlite://") as store:
        rating = Rating(step=RATING, survey="pulse", answers={"talk": 3})
        for one in ("gone", "wrote", "twice"):
            keep_at(store, one, Person(role=Role.PARTICIPANT), 30)
        keep_at(store, "came", Person(role=Role.PARTICIPANT), 1)
        keep_at(store, "rating-gone", rating, 30, author="gone")
        keep_at(store, "rating-wrote", rating, 2, author="wrote")
        keep_at(store, "twice-again", Person(role=Role.PARTICIPANT, same_as="twice"), 1)
        hall = Progress(store)
        hall.catch_up()
        since = datetime.now(UTC) - timedelta(hours=12)
        here = hall.here("ash", "forum-1", since)
        assert here == {"wrote", "came", "twice"}
        assert hall.standing("ash", [RATING], "forum-1", here).answered == 1


def test_a_hall_that_was_counted_forgets_who_is_erased() -> None:
    with Store("sqlite://") as store:
        for one in ("anna", "ben"):
            keep_at(store, one, Person(role=Role.PARTICIPANT), 1)
            keep_at(store, f"idea-{one}", Idea(step=BOARD, text="Rides"), 1, author=one)
        hall = Progress(store)
        hall.catch_up()
        assert hall.here("ash", "forum-1", LONG_AGO) == {"anna", "ben"}
        erase(store, Asked(person_id="anna"))
        hall.catch_up()
        here = hall.here("ash", "forum-1", LONG_AGO)
        assert here == {"ben"}
        assert hall.standing("ash", [BOARD], "forum-1", {"anna", "ben"}).answered == 1
        # And it goes on counting, each entry once.
        keep_at(store, "cara", Person(role=Role.PARTICIPANT), 1)
        hall.catch_up()
        assert hall.here("ash", "forum-1", LONG_AGO) == {"ben", "cara"}
