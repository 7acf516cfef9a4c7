"""Charts that carry their own words: a picture, a sentence for who cannot see it, its numbers.

Law: imports ``analysis``, ``errors`` and matplotlib, and is itself imported by reports only.
``drawing`` is the one door to matplotlib; the other modules decide what to draw and what to say.
"""

from ciwidgets.charts.figure import Cell, Figure, Table
from ciwidgets.charts.questions import question_chart
from ciwidgets.charts.ratings import PHRASES, rating_chart, sector_table
from ciwidgets.charts.votes import vote_chart

__all__ = [
    "PHRASES",
    "Cell",
    "Figure",
    "Table",
    "question_chart",
    "rating_chart",
    "sector_table",
    "vote_chart",
]
