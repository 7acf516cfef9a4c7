"""Files people already have, in and out, one module a format.

Law: imports ``errors`` and ``model`` only. A file is untrusted: it ends as data or as a
``FileRefused`` that says where and what to do, within bounded time and memory, and direct
identifiers do not come through.
"""

from ciwidgets.formats.indicators.door import IndicatorFile, indicator_places, read_indicators
from ciwidgets.formats.indicators.door import drafts as indicator_drafts
from ciwidgets.formats.indicators.rows import TooManyRows
from ciwidgets.formats.reading import Dropped
from ciwidgets.formats.surveys.door import READERS, SurveyFile, read_survey, read_survey_bytes
from ciwidgets.formats.surveys.door import drafts as survey_drafts
from ciwidgets.formats.surveys.mapping import positions_on

__all__ = [
    "READERS",
    "Dropped",
    "IndicatorFile",
    "SurveyFile",
    "TooManyRows",
    "indicator_drafts",
    "indicator_places",
    "positions_on",
    "read_indicators",
    "read_survey",
    "read_survey_bytes",
    "survey_drafts",
]
