"""Which form belongs to which exercise, and who types it in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ciwidgets.reports.paper.forms import assessing, gathering, mapping, planning, ranking, sharing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ciwidgets.reports.paper.pieces import Desk, Form

FORMS: Final[Mapping[str, Callable[[Desk], tuple[Form, ...]]]] = {
    one.__name__: one
    for one in (
        assessing.rating,
        assessing.idea_board,
        assessing.themes,
        assessing.dot_vote,
        assessing.need_choice,
        assessing.data_sources,
        assessing.resources,
        assessing.partners,
        ranking.priorities,
        mapping.map_question,
        mapping.my_map,
        mapping.lessons,
        mapping.levers,
        mapping.change_of_mind,
        planning.goals,
        planning.goal_reviews,
        planning.measures,
        planning.recommendations,
        planning.activities,
        planning.money,
        planning.policies,
        planning.risks,
        gathering.wins,
        gathering.win_wall,
        gathering.my_name,
        gathering.meetings,
        gathering.next_steps,
        gathering.governance,
        sharing.case_exercise,
        sharing.sharing,
        gathering.coaching_notes,
        gathering.carry_on,
    )
}
# One sheet is one person's, and comes back through the page for paper.
OF_A_PERSON: Final = frozenset({"rating", "idea_board", "dot_vote", "priorities", "my_map"})
# One person's, too, but so much their own that nobody else types it in.
OF_A_PERSON_ALONE: Final = frozenset(
    {"case_exercise", "goal_reviews", "change_of_mind", "win_wall", "my_name"}
)
# Nothing to fill in: it shows what others did, works something out, or brings a file.
ON_SCREEN: Final = frozenset(
    {
        "bring_file",
        "drift",
        "golden_thread",
        "local_numbers",
        "map_warm_up",
        "our_map",
        "our_words",
        "public_page",
        "since_then",
        "take_plan",
        "timeline",
        "what_drives",
        "what_if",
        "who_does_what",
    }
)
