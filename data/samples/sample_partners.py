"""Made-up partners and seats: who sits at the made-up tables, who is missing, who goes to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sample_chance import Chance

from ciwidgets.model import Program, record_id_for

TABLE = "needs_assessment/who-is-at-the-table"
# A team makes its list at the second forum and looks at it again at the third.
MADE, LOOKED_AT = "forum-2", "forum-3"
LADDER = ("none", "networking", "coordinating", "cooperating", "collaborating")
FEW = {"dunmarrow": 4}  # teams that list only so many
ODD = "quillback"  # the team that writes every script and sign


@dataclass(frozen=True)
class Known:
    """A kind of partner: its name with the place in it, where it sits, and what is said of it."""

    name: str
    sectors: tuple[str, ...]
    now: int
    wanted: int
    people: int = 0
    history: str = ""
    resistance: str = ""
    who: str = ""
    by: str = ""


KNOWN = (
    Known(
        "{place} Health Department", ("government", "medical"), 4, 4, 3,
        "Has called the meetings since the first one.",
    ),
    Known(
        "{place} Sheriff’s Office", ("law_enforcement", "government"), 2, 3, 2,
        "Deputies carry naloxone since last year; we were never told how often it is used.",
        "Worried that numbers will be read as blame.", "County manager", "2026-08-14",
    ),
    Known(
        "{place} Schools", ("education", "dfc-school"), 1, 3, 1,
        "They came once, and were asked for a speech instead of their opinion.",
        "Every hour is already taken.", "A parent on the team", "2026-09-01",
    ),
    Known(
        "Open Door Recovery", ("treatment_recovery", "moha-harm_reduction"), 3, 4, 2,
        "Runs the peer line with one and a half posts.", "", "Project manager", "2026-07-31",
    ),
    Known(
        "Mercy Ridge Hospital", ("medical", "dfc-healthcare", "moha-healthcare"), 1, 2, 1,
        "The emergency room shared a nurse with us for a month.", "Lawyers, and time.",
        "Health director", "2026-06-30",
    ),
    Known(
        "{place} Chamber of Commerce", ("business",), 0, 1, 0, "",
        "They see it as a problem of others.", "A business owner on the team",
    ),
    Known(
        "Second Street Church", ("community", "dfc-faith", "moha-faith"), 3, 3, 4,
        "Opens its kitchen on Thursdays; nobody is asked anything there.",
    ),
    Known(
        "Families Who Remember", ("residents", "safe-lived_experience", "dfc-parents"), 1, 1, 5,
        "They set the tone of our first meeting. They told us what they can carry, and it is "
        "enough.",
    ),
    Known("{place} Radio", ("business", "dfc-media"), 0, 1),
    Known(
        "Three Rivers Syringe Services", ("treatment_recovery", "moha-harm_reduction"),
        0, 2, 0, "Was asked to leave a meeting some years ago.",
        "No reason yet to trust this table.", "Two of us, in person", "2026-08-05",
    ),
    Known("{place} Fire and Rescue", ("government",), 4, 2, 2,
          "Runs what we asked of it, and has more of our meetings than it has crews."),
)  # fmt: skip

HOSTILE = (
    Known(
        "<script>alert('partner')</script> & Søns; DROP TABLE partners;--",
        ("business",), 0, 1, 0, "=HYPERLINK(\"x\") 🐟 الميناء 港口",
        "لا وقت لديهم", "the “dock” committee", "2026-08-20",
    ),
    Known("Hội Ngư Dân ملاحون 漁業組合 🌊", ("community",), 2, 2, 7),
)  # fmt: skip
SEATS = ("yes", "no", "no", "not_known", "yes", "no")


def partners(team: str, manager: str, forum: str, program: Program) -> Iterator[dict[str, Any]]:
    """Return what a team wrote about its table at a forum; nothing where nobody was there."""
    if not manager or forum not in {MADE, LOOKED_AT}:
        return
    chance = Chance(f"partners {team}")
    place = next(one.name for one in program.teams if one.id == team)
    listed = [*_known(team, chance), *(HOSTILE if team == ODD else ())]

    def entry(kind: str, record_id: str, body: dict[str, Any]) -> dict[str, Any]:
        where = {"team_id": team, "author_id": manager, "occasion": forum}
        return {"kind": kind, "record_id": record_id, **where, "body": {"step": TABLE, **body}}

    for number, one in enumerate(listed, start=1):
        body = _body(one, place)
        if forum == LOOKED_AT:
            # One in three has come a step closer since.
            if one.now >= one.wanted or not chance.happens(0.35):
                continue
            body["level_now"] = LADDER[one.now + 1]
        yield entry("partner", f"sample-{team}-t{number:02}", body)
    answers = chance.shuffled(SEATS)
    for group, is_present in zip(program.groups, answers, strict=False):
        # Some groups were not talked about yet.
        if forum == MADE and chance.happens(0.8):
            record_id = record_id_for("seat", team, TABLE, group.id)
            yield entry("seat", record_id, {"group": group.id, "is_present": is_present})


def listed_partners(team: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return whom a team lists, by the name without its place: the record, and where it sits."""
    return {
        one.name.removeprefix("{place} "): (f"sample-{team}-t{number:02}", one.sectors)
        for number, one in enumerate(_known(team, Chance(f"partners {team}")), start=1)
    }


def _known(team: str, chance: Chance) -> list[Known]:
    return chance.shuffled(KNOWN)[: FEW.get(team, 7 + int(chance.happens(0.5)))]


def _body(one: Known, place: str) -> dict[str, Any]:
    return {
        "name": one.name.format(place=place.removesuffix(" County")),
        "sectors": list(one.sectors),
        "people": one.people,
        "level_now": LADDER[one.now],
        "level_wanted": LADDER[one.wanted],
        "history": one.history,
        "resistance": one.resistance,
        "reach_out": one.who,
        "reach_by": one.by or None,
    }
