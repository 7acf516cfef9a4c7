"""Who may begin a page and when, without a server: time stands still unless a test moves it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciwidgets.serving.admission import (
    MOST_UNATTENDED,
    Admission,
    Turn,
    most_pages,
)


@dataclass
class House:
    """A room whose kernels a test counts by hand."""

    most: int = 10
    at_once: int = 2
    running: int = 0
    left_behind: dict[str, int] = field(default_factory=dict)
    now: float = 0.0

    def __post_init__(self) -> None:
        self.door = Admission(
            self.most,
            kernels=lambda: self.running,
            unattended=lambda visitor: self.left_behind.get(visitor, 0),
            at_once=self.at_once,
            clock=lambda: self.now,
        )

    async def open_page(self, visitor: str, *, is_known: bool = True) -> bool:
        """Begin a page and leave it open; False for one who has to wait."""
        turn = self.door.ask(visitor, is_known=is_known)
        if turn is None:
            return False
        async with self.door.begin(turn):
            self.running += 1
            turn.kernel_id = f"kernel of {visitor}"
        return True


def test_nobody_waits_while_there_is_room() -> None:
    async def arrive() -> list[bool]:
        house = House(most=10)
        return [await house.open_page(f"person {number}") for number in range(10)]

    assert all(asyncio.run(arrive()))


def test_a_full_house_lets_nobody_in_and_says_so() -> None:
    async def arrive() -> None:
        house = House(most=1)
        assert await house.open_page("ada")
        assert not await house.open_page("ben")
        place = await house.door.wait("ben", 0.001)
        assert (place.number, place.is_full) == (1, True)
        assert (await house.door.wait("cyd", 0.001)).number == 2

    asyncio.run(arrive())


def test_who_waits_is_let_in_by_turn_when_somebody_leaves() -> None:
    async def arrive() -> None:
        house = House(most=1)
        await house.open_page("ada")
        asked = [asyncio.create_task(house.door.wait(one, 5)) for one in ("ben", "cyd")]
        await asyncio.sleep(0)
        house.running = 0
        assert not await house.open_page("dot"), "a newcomer must not pass those in line"
        assert (await asked[0]).number == 0
        assert await house.open_page("ben")
        assert house.door.place("cyd").number == 1
        asked[1].cancel()

    asyncio.run(arrive())


def test_no_more_pages_begin_at_once_than_may() -> None:
    async def arrive() -> int:
        house = House(most=100, at_once=3)
        beginning = most = 0

        async def begin(turn: Turn) -> None:
            nonlocal beginning, most
            async with house.door.begin(turn):
                beginning += 1
                most = max(most, beginning)
                await asyncio.sleep(0)
                await asyncio.sleep(0)
                beginning -= 1

        turns = [house.door.ask(f"person {n}", is_known=True) for n in range(50)]
        granted = [turn for turn in turns if turn is not None]
        assert len(granted) == 3 + 8, "the doorstep is short; the others stand in line"
        await asyncio.gather(*map(begin, granted))
        return most

    assert asyncio.run(arrive()) == 3


def test_who_is_called_and_does_not_come_is_passed_over() -> None:
    async def arrive() -> None:
        house = House(most=1, running=1)
        await house.door.wait("ben", 0.001)
        await house.door.wait("cyd", 0.001)
        house.running = 0
        assert (await house.door.wait("ben", 1)).number == 0
        house.now = 8
        assert (await house.door.wait("cyd", 0.001)).number == 1
        house.now = 16
        assert (await house.door.wait("cyd", 1)).number == 0
        assert await house.open_page("cyd")

    asyncio.run(arrive())


def test_a_phone_that_sleeps_keeps_its_place_a_while_and_holds_up_nobody() -> None:
    async def arrive() -> None:
        house = House(most=1, running=1)
        await house.door.wait("asleep", 0.001)
        house.now = 10
        await house.door.wait("awake", 0.001)
        house.running = 0
        assert (await house.door.wait("awake", 1)).number == 0
        house.running = 1
        assert house.door.place("asleep").number == 1

    asyncio.run(arrive())


def test_a_client_that_forgets_its_cookie_leaves_half_of_the_room_to_people() -> None:
    async def arrive() -> None:
        house = House(most=40)
        flood = [await house.open_page(f"flood {n}", is_known=False) for n in range(1000)]
        assert sum(flood) == 20
        assert house.door.waiting == 0, "who never asks for a place costs nothing"
        people = [await house.open_page(f"person {n}") for n in range(20)]
        assert all(people)

    asyncio.run(arrive())


def test_one_visitor_who_opens_pages_and_leaves_them_holds_few_places() -> None:
    async def arrive() -> None:
        house = House(most=100)
        kept = 0
        for _ in range(100):
            kept += await house.open_page("flood")
            house.left_behind["flood"] = kept
        assert kept == MOST_UNATTENDED
        await house.door.wait("flood", 0.001)
        assert await house.open_page("ada"), "whoever may not come in holds up nobody"

    asyncio.run(arrive())


def test_a_failed_start_gives_its_place_back() -> None:
    async def arrive() -> None:
        house = House(most=1)
        turn = house.door.ask("ada", is_known=True)
        assert turn is not None
        assert house.door.ask("ben", is_known=True) is None
        with pytest.raises(OSError, match="no memory"):
            async with house.door.begin(turn):
                raise OSError("no memory")
        assert await house.open_page("ada")

    asyncio.run(arrive())


@given(
    most=st.integers(1, 6),
    steps=st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("owl")), max_size=40),
)
def test_there_are_never_more_pages_than_may_be_and_all_who_ask_get_in(
    most: int, steps: list[tuple[str, str]]
) -> None:
    async def arrive() -> None:
        house = House(most=most)
        inside: set[str] = set()
        for visitor, what in steps:
            house.now += 1
            if what == "l" and visitor in inside:
                inside.discard(visitor)
                house.running -= 1
            elif visitor not in inside and what == "w":
                await house.door.wait(visitor, 0)
            elif visitor not in inside and await house.open_page(visitor):
                inside.add(visitor)
            assert house.running <= most
        house.running = 0
        waiting = set("abcdefgh")
        for _ in range(200):
            house.now += 1
            for visitor in sorted(waiting):
                await house.door.wait(visitor, 0)
                if await house.open_page(visitor):
                    waiting.discard(visitor)
                    house.running -= 1
        assert not waiting

    asyncio.run(arrive())


def test_the_room_is_as_large_as_the_free_memory() -> None:
    assert most_pages(8000) == 120
    assert most_pages(10) == 4, "a small machine still serves a table"
    assert most_pages(10**7) == 1000
    assert most_pages() >= 4
