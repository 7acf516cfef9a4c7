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
from ciwidgets.results.people import team_people
from ciwidgets.results.ratings import rating_result
from ciwidgets.results.record import Record
from ciwidgets.results.walls import needs, wall

__all__ = [
    "Record",
    "dots_on_the_wall",
    "needs",
    "rating_result",
    "step_state",
    "team_people",
    "vote_result",
    "wall",
]
