"""Files people already have, in and out, one module a format.

Law: imports ``errors`` and ``model`` only. A file is untrusted: it ends as data or as a
``FileRefused`` that says where and what to do, within bounded time and memory, and direct
identifiers do not come through.
"""

from ciwidgets.formats.reading import Dropped
from ciwidgets.formats.surveys import READERS, SurveyFile, read_survey
from ciwidgets.formats.surveys import drafts as survey_drafts

__all__ = ["READERS", "Dropped", "SurveyFile", "read_survey", "survey_drafts"]
