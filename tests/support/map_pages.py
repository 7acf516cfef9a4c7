"""Pages that look at maps: maps drawn, handed in, closed, and groups' maps from files."""

from __future__ import annotations

from typing import Any

from ciwidgets.model import (
    Draft,
    ImportedMap,
    MapLink,
    MapWord,
    OwnMap,
    Role,
    new_id,
    record_id_for,
)
from tests.support.room import Page, Room

STEP = "needs_assessment/my-map"

# Özesmi and Özesmi's map for teaching; T4 is Mental Modeler's own run.
OZESMI = ("Wetland", "Fish", "Pollution", "Livelihood", "Laws")
OZESMI_WEIGHTS = (
    (0, 1, -0.1, 0.8, 0),
    (0, 0, 0, 1, 0),
    (-0.2, -1, 0, -0.2, 0),
    (0, 0, 0, 0, 0),
    (0.2, 0.5, -0.5, -0.2, 0),
)
T4 = ("A", "B", "C", "D")
T4_WEIGHTS = ((0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1), (0, 1, 0, 0))


def drawn(labels: Any, weights: Any) -> dict[str, Any]:
    """Return the words and the links of a map."""
    words = [MapWord(id=f"w{place}", label=label) for place, label in enumerate(labels)]
    links = [
        MapLink(source=f"w{source}", target=f"w{target}", weight=float(weight))
        for source, row in enumerate(weights)
        for target, weight in enumerate(row)
        if weight
    ]
    return {"words": words, "links": links}


def bring_group_map(
    room: Room, labels: Any = OZESMI, weights: Any = OZESMI_WEIGHTS, team: str = "ash"
) -> str:
    """Keep a group's map as a file brings it, and return its id."""
    body = ImportedMap(
        title="A group’s map", format="mmp", counts_as="group", **drawn(labels, weights)
    )
    return room.store.append([Draft(new_id(), body, new_id(), team, "", "forum-2")])[0].record_id


def hand_in(page: Page, labels: Any, weights: Any, *, is_handed_in: bool = True) -> None:
    """Keep a person's own map."""
    identity = page.visit.require_identity()
    record_id = record_id_for("own_map", identity.person_id, STEP, identity.occasion)
    before = page.store.get(record_id)
    body = OwnMap(step=STEP, is_handed_in=is_handed_in, **drawn(labels, weights))
    page.store.append(
        [
            Draft(
                record_id,
                body,
                new_id(),
                identity.team_id,
                identity.person_id,
                identity.occasion,
                base_revision=before.revision if before else 0,
            )
        ]
    )
    page.visit.look_again()


def close_maps(room: Room, *, is_open: bool = False, team: str = "ash") -> None:
    """Close the step in which maps are drawn, or open it again."""
    manager = room.person(team, Role.PROJECT_MANAGER)
    maps = manager.visit.my_map("my-map", question="the-question")
    assert manager.set_step(maps, is_open=is_open)["type"] == "saved"


def looking(page: Page) -> Any:
    """Add what drives what to a page."""
    return page.visit.what_drives("what-drives-what", on="my-map", words="our-words")


def asking(page: Page) -> Any:
    """Add what-ifs to a page."""
    return page.visit.what_if("what-if", on="my-map", words="our-words")
