"""What the small group of a made-up team does around a forum, and before the next one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sample_imports import imports
from sample_numbers import brought
from sample_partners import partners
from sample_priorities import priority_entries
from sample_resources import listed
from sample_themes import TITLES, theme_entries

from ciwidgets.model import Program

Entry = dict[str, Any]


class SmallGroup:
    """The project manager and a few others of one team."""

    def __init__(self, team: str, manager: str, program: Program) -> None:
        """Say whose group it is."""
        self.team, self.manager, self.program = team, manager, program
        self.themes: dict[str, str] = {}  # topic -> theme id

    def lists(self, forum: str) -> Iterator[Entry]:
        """Return what they list: local numbers, what there is, who is at the table."""
        if not self.manager:
            return
        if forum == "forum-1":
            where = {"team_id": self.team, "author_id": self.manager, "occasion": forum}
            for kind, record_id, body in [*brought(self.team), *listed(self.team)]:
                yield {"kind": kind, "record_id": record_id, **where, "body": body}
        yield from partners(self.team, self.manager, forum, self.program)
        yield from imports(self.team, forum, self.program)

    def sorted_ideas(
        self, forum: str, ideas: Mapping[str, Mapping[str, Any]], told: Sequence[Entry]
    ) -> Iterator[Entry]:
        """Return the themes they put the ideas into."""
        for entry in theme_entries(self.team, self.manager, forum, ideas, told, self.program):
            topics = {ideas[one].get("topic", "") for one in entry["body"]["item_ids"]}
            self.themes |= dict.fromkeys(topics, entry["record_id"])
            yield entry

    def ranked(
        self,
        forum: str,
        items: Mapping[str, Mapping[str, Any]],
        votes: Mapping[str, int],
        people: Sequence[tuple[str, str]],
    ) -> Iterator[Entry]:
        """Return how they ranked the themes, or the ideas where there are no themes."""
        dots: dict[str, int] = {}
        for item, idea in items.items():
            thing = self.themes.get(idea.get("topic", ""), "") if self.themes else item
            if thing:
                dots[thing] = dots.get(thing, 0) + votes[item]
        yield from priority_entries(self.program, self.team, forum, people, self.manager, dots)

    def evidence(self, idea: Mapping[str, Any]) -> list[dict[str, str]]:
        """Return what a need made of an idea rests on: statements people agreed on or not."""
        statements = {one.id: one.text for one in self.program.surveys[0].statements}
        behind = idea.get("seen", TITLES.get(idea["topic"], ("", ()))[1])
        return [{"fact_id": f"survey:pulse:{one}", "text": statements[one]} for one in behind]
