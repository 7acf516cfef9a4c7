"""Charts that carry their own words: a picture, a sentence for who cannot see it, its numbers.

Law: imports ``analysis``, ``errors`` and matplotlib, and is itself imported by reports only.
``drawing`` is the one door to matplotlib; the other modules decide what to draw and what to say.
"""

from ciwidgets.charts.coverage import coverage_chart
from ciwidgets.charts.curves import curve_chart
from ciwidgets.charts.figure import Cell, Figure, Table
from ciwidgets.charts.partners import ladder_chart, sectors_chart
from ciwidgets.charts.questions import question_chart
from ciwidgets.charts.rates import groups_chart, number_table, rates_chart
from ciwidgets.charts.ratings import PHRASES, rating_chart, sector_table
from ciwidgets.charts.stacked import beside_chart, grid_chart, stem
from ciwidgets.charts.votes import vote_chart

__all__ = [
    "PHRASES",
    "Cell",
    "Figure",
    "Table",
    "beside_chart",
    "coverage_chart",
    "curve_chart",
    "grid_chart",
    "groups_chart",
    "ladder_chart",
    "number_table",
    "question_chart",
    "rates_chart",
    "rating_chart",
    "sector_table",
    "sectors_chart",
    "stem",
    "vote_chart",
]
