"""What a page may say, parsed at the door: anything else is refused in one sentence.

Law: imports ``errors`` and ``model``. One file an exercise; each message is a form of its own.
"""

from ciwidgets.visit.messages.answers import SaveRating, SaveVote, SetStep
from ciwidgets.visit.messages.bring_file import BeginFile, FilePart, ForgetFile, KeepFile, ReadFile
from ciwidgets.visit.messages.data_sources import SaveDataSource
from ciwidgets.visit.messages.door import MOST_BYTES, Message, parse, request_id_of
from ciwidgets.visit.messages.ideas import (
    AddIdea,
    EditIdea,
    HideIdea,
    MergeIdeas,
    SplitGroup,
    WithdrawIdea,
)
from ciwidgets.visit.messages.joining import Join, Leave, Look, Rename, Restore, Return
from ciwidgets.visit.messages.maps import (
    AskFindings,
    AskWhatIf,
    SaveLesson,
    SaveLever,
    SaveMap,
    SaveMapQuestion,
    SaveSharedWord,
    SaveWhatIf,
    TakeMap,
)
from ciwidgets.visit.messages.needs import SaveNeed
from ciwidgets.visit.messages.partners import SavePartner, SaveSeat
from ciwidgets.visit.messages.priorities import SaveGate, SavePicks, SaveScores
from ciwidgets.visit.messages.records import DropRecord, SaveRecord
from ciwidgets.visit.messages.reflections import SaveChangeOfMind, SaveReflection
from ciwidgets.visit.messages.resources import SaveResource
from ciwidgets.visit.messages.themes import PlaceItems, SaveTheme

__all__ = [
    "MOST_BYTES",
    "AddIdea",
    "AskFindings",
    "AskWhatIf",
    "BeginFile",
    "DropRecord",
    "EditIdea",
    "FilePart",
    "ForgetFile",
    "HideIdea",
    "Join",
    "KeepFile",
    "Leave",
    "Look",
    "MergeIdeas",
    "Message",
    "PlaceItems",
    "ReadFile",
    "Rename",
    "Restore",
    "Return",
    "SaveChangeOfMind",
    "SaveDataSource",
    "SaveGate",
    "SaveLesson",
    "SaveLever",
    "SaveMap",
    "SaveMapQuestion",
    "SaveNeed",
    "SavePartner",
    "SavePicks",
    "SaveRating",
    "SaveRecord",
    "SaveReflection",
    "SaveResource",
    "SaveScores",
    "SaveSeat",
    "SaveSharedWord",
    "SaveTheme",
    "SaveVote",
    "SaveWhatIf",
    "SetStep",
    "SplitGroup",
    "TakeMap",
    "WithdrawIdea",
    "parse",
    "request_id_of",
]
