"""A team's two purses on its pages: whole cents, kept apart."""

from __future__ import annotations

from typing import Any

from ciwidgets.model import Activity, LedgerLine
from tests.support.room import Page, Room

LINE = {
    "ledger": "implementation", "sort": "spent", "amount": 12_550, "on": "2026-05-04",
    "what": "Fuel", "activity_id": "",
}  # fmt: skip


class Here:
    """A person's page with the two purses on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.part = page.visit.money("our-money")
        self.widget = self.part.widget

    def write(self, base: int = 0, record_id: str = "line-of-ours-1", **fields: Any) -> Any:
        said = {**LINE, **fields}
        return self.page.send(self.part, "save", record_id=record_id, base_revision=base, **said)

    def sums(self, ledger: str) -> dict[str, Any]:
        found: dict[str, Any] = next(one for one in self.widget.sums if one["name"] == ledger)
        return found


def test_a_line_is_there_for_the_team_and_stands_in_its_own_purse(room: Room) -> None:
    writer, reader, stranger = (Here(room.person(team)) for team in ("ash", "ash", "elm"))
    assert writer.write()["type"] == "saved"
    assert (
        writer.write(record_id="line-of-ours-2", sort="received", amount=20_000)["type"] == "saved"
    )
    for one in (reader, stranger):
        one.page.visit.look_again()
    assert reader.sums("implementation")["left"] == 7_450
    assert reader.sums("project_manager")["received"] == 0
    assert stranger.widget.lines == []


def test_a_sum_that_is_no_whole_cents_or_nothing_is_refused(room: Room) -> None:
    here = Here(room.person())
    for amount in (0, -1, 12.5, "12", 10**13, True):
        assert here.write(amount=amount)["type"] == "refused", amount
    assert here.widget.lines == []


def test_what_stands_against_an_activity_is_told_with_what_it_was_said_to_cost(room: Room) -> None:
    here = Here(room.person())
    activity = Activity(step="goals/our-activities", name="A van", cost=10_000)
    room.keep("activity-of-ours", activity)
    assert here.write(activity_id="activity-of-ours")["type"] == "saved"
    assert here.widget.by_activity == [
        {
            "activity_id": "activity-of-ours",
            "cost": 10_000,
            "planned": 0,
            "spent": 12_550,
            "is_over": True,
        }
    ]
    assert here.widget.activities == [{"id": "activity-of-ours", "label": "A van"}]


def test_the_month_shows_the_same_purses(room: Room) -> None:
    here = Here(room.person())
    assert here.write()["type"] == "saved"
    month = here.page.visit.money("needs_assessment/our-money")
    assert month.step == here.part.step
    assert [one["id"] for one in month.widget.lines] == ["line-of-ours-1"]
    assert isinstance(room.store.get("line-of-ours-1").body, LedgerLine)  # type: ignore[union-attr]
