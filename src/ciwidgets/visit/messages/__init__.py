"""What a page may say, parsed at the door: anything else is refused in one sentence.

Law: imports ``errors`` and ``model``. One file an exercise; each message is a form of its own.
"""

from ciwidgets.visit.messages.answers import SaveRating, SaveVote, SetStep
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
from ciwidgets.visit.messages.needs import SaveNeed
from ciwidgets.visit.messages.records import DropRecord, SaveRecord

__all__ = [
    "MOST_BYTES",
    "AddIdea",
    "DropRecord",
    "EditIdea",
    "HideIdea",
    "Join",
    "Leave",
    "Look",
    "MergeIdeas",
    "Message",
    "Rename",
    "Restore",
    "Return",
    "SaveNeed",
    "SaveRating",
    "SaveRecord",
    "SaveVote",
    "SetStep",
    "SplitGroup",
    "WithdrawIdea",
    "parse",
    "request_id_of",
]
