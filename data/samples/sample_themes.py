"""The themes made-up teams sort their ideas into, and what each rests on. All of it is invented."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ciwidgets.model import Program

SORT = "needs_assessment/what-hurts-most-themes"
SORTED_AT = {"forum-1", "forum-2"}
FEWEST = 2

# What is written about one topic: the theme's title, and the statements of the survey behind it.
TITLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "transport": ("Getting there and home again", ("there-without-a-car",)),
    "naloxone": ("Naloxone at hand when it counts", ("naloxone-any-hour", "know-what-to-do")),
    "jail": ("From jail and hospital to care, without a gap", ("services-talk",)),
    "treatment": ("Treatment on the day somebody is ready", ("treatment-in-days",)),
    "recovery": ("Work, friends and meaning in recovery", ("room-for-recovery",)),
    "housing": ("A safe place to sleep", ("room-for-recovery",)),
    "family": ("Families and those left behind", ("families-not-alone",)),
    "youth": ("Young people, before it begins", ("young-people-told",)),
    "trust": ("Calling for help without fear", ("safe-to-call",)),
    "coordination": ("One team instead of ten offices", ("services-talk",)),
    "prevention": ("Fewer pills in more cabinets", ()),
}
# Stigma and data stay in no theme: a team does not sort everything.
ODD = ("ein <b>Thema</b> & \"mehr\": <script>alert('theme')</script> مواضيع 🧵", ())


def theme_entries(
    team: str,
    manager: str,
    forum: str,
    ideas: Mapping[str, Mapping[str, Any]],
    told: Iterable[Mapping[str, Any]],
    program: Program,
) -> Iterator[dict[str, Any]]:
    """Return what a team sorted at a forum: themes that are new, and those that grew.

    ``ideas`` holds everything written so far by id, with its place in the bank of ideas (an odd
    one has no topic); ``told`` what the team did at this forum before it sorted.
    """
    if forum not in SORTED_AT:
        return
    written = {one["record_id"] for one in told if one["kind"] == "idea"}
    statements = {one.id: one.text for one in program.surveys[0].statements}
    for number, (topic, (title, behind)) in enumerate({**TITLES, "": ODD}.items(), start=1):
        held = [one for one, idea in ideas.items() if idea.get("topic", "") == topic]
        if len(held) < FEWEST or not written & set(held):
            continue
        yield {
            "kind": "theme",
            "record_id": f"sample-{team}-theme-{number:02}",
            "team_id": team,
            "author_id": manager,
            "occasion": forum,
            "body": {
                "step": SORT,
                "title": title,
                "item_ids": held,
                "evidence": [
                    {"fact_id": f"survey:pulse:{one}", "text": statements[one]} for one in behind
                ],
            },
        }
