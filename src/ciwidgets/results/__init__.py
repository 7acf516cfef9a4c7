"""From what people did to what a team may see: the one step both pages and reports take.

Law: imports ``model`` and ``analysis``, and is handed a store. ``as_of`` is a place in the store's
own order: everything up to it counts, and None means now. A result exists only while its step is
closed. It is made of what stood at a closing, on the wall as it was then, and a later closing
replaces it only where the small-group rule (``analysis.disclosure``) lets it, next to every result
shown so far. What was shown at a closing follows from what came before it, so that it can be told
again at any time.
"""

from ciwidgets.results.ballots import dots_on_the_wall, vote_result
from ciwidgets.results.closings import step_state
from ciwidgets.results.facts import facts
from ciwidgets.results.numbers import indicator_files, number_facts, numbers_of
from ciwidgets.results.partners import at_the_table, partner_facts
from ciwidgets.results.people import team_people
from ciwidgets.results.ratings import rating_result
from ciwidgets.results.record import Record
from ciwidgets.results.resources import (
    compare_with_survey,
    coverage_of,
    data_facts,
    data_sources_of,
    gap_sentences,
    last_rating,
    listed_sentence,
    resource_facts,
    resources_of,
)
from ciwidgets.results.themes import sorted_wall, themes
from ciwidgets.results.walls import needs, wall

__all__ = [
    "Record",
    "at_the_table",
    "compare_with_survey",
    "coverage_of",
    "data_facts",
    "data_sources_of",
    "dots_on_the_wall",
    "facts",
    "gap_sentences",
    "indicator_files",
    "last_rating",
    "listed_sentence",
    "needs",
    "number_facts",
    "numbers_of",
    "partner_facts",
    "rating_result",
    "resource_facts",
    "resources_of",
    "sorted_wall",
    "step_state",
    "team_people",
    "themes",
    "vote_result",
    "wall",
]
